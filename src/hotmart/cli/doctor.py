"""`hotmart doctor`: everything that a connection stands on, and what to run where it is wrong."""

from __future__ import annotations

from rich.text import Text as Styled

from hotmart.cli.answer import DONE, FAILED, NO_CREDENTIALS, tell
from hotmart.cli.marked import Marked, draw_marked
from hotmart.cli.named import naming
from hotmart.cli.usage import command, json_option
from hotmart.connections.doctor import TITLES, Check, Verdict, examined
from hotmart.connections.glance import existing, told
from hotmart.document import Problem
from hotmart.figures import counted
from hotmart.language import Text, say

_MARKS: dict[Verdict, tuple[str, str]] = {
    "ok": ("✓", "green"),
    "untried": ("–", "dim"),
    "warning": ("!", "yellow"),
    "problem": ("✗", "red"),
}
_OF_CREDENTIALS = ("credential", "login", "environment")


@command(
    "doctor",
    help=say(
        "Look at everything that a connection stands on: versions, hotmart.toml, the credential, the "
        "network, the login, sandbox or production, the clock, the quota, each part of the API, the "
        "warehouse, a running sync and the published copies. Each is ok, a warning, a problem or was not "
        "tried, with the command that comes next. It changes nothing.",
        "Olha tudo em que uma conexão se apoia: versões, hotmart.toml, a credencial, a rede, o login, "
        "sandbox ou produção, o relógio, a cota, cada parte da API, o armazém, um sync em andamento e as "
        "cópias publicadas. Cada item está ok, é um aviso, um problema ou não foi testado, com o próximo "
        "comando. Não altera nada.",
    ),
)
@naming
@json_option
def doctor(name: str | None, as_json: bool) -> int:
    said = told()
    chosen = existing(name, said)
    found = examined(chosen, said)
    wrong = [one for one in found if one.verdict == "problem"]
    if as_json:
        warned = sum(one.verdict == "warning" for one in found)
        meta = {"connection": chosen, "problems": len(wrong), "warnings": warned}
        tell([one.as_dict() for one in found], meta, problem=_problem(wrong))
    else:
        _draw(found)
    if not wrong:
        return DONE
    return NO_CREDENTIALS if wrong[0].name in _OF_CREDENTIALS else FAILED


def _draw(found: list[Check]) -> None:
    draw_marked([Marked(*_MARKS[one.verdict], str(TITLES[one.name]), _said(one)) for one in found])


def _said(one: Check) -> Styled:
    said = Styled(str(one.said))
    if one.command:
        said.append(f"\n→ {one.command}", style="bold" if one.verdict in ("warning", "problem") else "dim")
    return said


def _problem(wrong: list[Check]) -> Problem | None:
    if not wrong:
        return None
    first, count = wrong[0], len(wrong)
    next_one = first.command
    return Problem(
        "credentials" if first.name in _OF_CREDENTIALS else "unwell",
        Text(
            f"{counted(count, 'problem', 'problems')}: {first.said.en}",
            f"{counted(count, 'problema', 'problemas')}: {first.said.pt}",
        ),
        Text(f"Next: {next_one}", f"A seguir: {next_one}") if next_one else None,
    )
