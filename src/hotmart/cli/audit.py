"""`hotmart audit`: what was planned, sent and refused, and how it came out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from hotmart.actions.guard.book import Book, Line
from hotmart.actions.guard.place import book_file
from hotmart.cli.answer import DONE, tell
from hotmart.cli.audit_lines import drawn
from hotmart.cli.usage import Command, Group, Where, json_option, where_options
from hotmart.language import say


@click.group(
    "audit",
    cls=Group,
    invoke_without_command=True,
    help=say(
        "List what was planned, sent and refused at Hotmart from this machine, and how it came out. Lines "
        "are added and never changed.",
        "Lista o que foi planejado, enviado e recusado na Hotmart a partir desta máquina, e como terminou. "
        "Linhas são acrescentadas e nunca alteradas.",
    ),
)
@click.option(
    "-n",
    "most",
    type=click.IntRange(1, 100_000),
    default=50,
    show_default=True,
    metavar="N",
    help=say("How many lines.", "Quantas linhas."),
)
@json_option
@click.pass_context
def audit(context: click.Context, most: int, as_json: bool) -> int | None:
    if context.invoked_subcommand is not None:
        return None
    book = Book(book_file())
    lines, unknown = book.lines(), book.unknown()
    if as_json:
        meta = {"count": len(lines[-most:]), "unknown": sorted(line.plan for line in unknown)}
        tell([line.as_dict() for line in lines[-most:]], meta)
        return DONE
    if not lines:
        click.echo(say("Nothing was planned yet.", "Nada foi planejado ainda."))
    for text in drawn(lines[-most:]) if lines else ():
        click.echo(text)
    for command in _settling(unknown):
        click.secho(
            say(
                f"Of some nobody knows how they came out: {command}",
                f"De alguns não se sabe como terminaram: {command}",
            ),
            fg="yellow",
        )
    return DONE


def _settling(unknown: Iterable[Line]) -> Iterator[str]:
    """The commands that find it out, one for each connection that has to be named."""
    from hotmart.actions.guard.commands import finding_by_name  # noqa: PLC0415  # mostly nothing is unknown

    return iter(dict.fromkeys(f"hotmart audit settle{finding_by_name(line.connection)}" for line in unknown))


@audit.command(
    "settle",
    cls=Command,
    short_help=say("See whether lost writes were done.", "Vê se as alterações perdidas foram feitas."),
    help=say(
        "Find out by reading whether writes were done whose answer was lost. Nothing is ever sent again. "
        "What no read can tell, a person who has looked in Hotmart's panel notes with --done or --not-done.",
        "Descobre, lendo, se foram feitas as alterações cuja resposta se perdeu. Nada é enviado de novo. O "
        "que nenhuma leitura diz, quem olhou no painel da Hotmart registra com --done ou --not-done.",
    ),
)
@click.argument("plan", metavar="[PLAN]", required=False)
@click.option(
    "--done/--not-done",
    "seen",
    default=None,
    help=say(
        "Note what you saw of this plan, without asking Hotmart.",
        "Registra o que você viu deste plano, sem perguntar à Hotmart.",
    ),
)
@where_options
@json_option
def settle(plan: str | None, seen: bool | None, where: Where, as_json: bool) -> int:
    from hotmart.actions.guard.commands import finding  # noqa: PLC0415  # a list asks nobody
    from hotmart.actions.guard.settling import elsewhere, record  # noqa: PLC0415  # see above
    from hotmart.actions.guard.settling import settle as look_into  # noqa: PLC0415  # see above
    from hotmart.actions.guard.who import who  # noqa: PLC0415  # see above
    from hotmart.actions.running import client_of  # noqa: PLC0415  # see above
    from hotmart.cli.settled import show, show_recorded  # noqa: PLC0415  # see above

    book = Book(book_file())
    if seen is not None:
        if plan is None:
            raise click.UsageError(
                say("Name the plan that you looked at.", "Indique o plano que você conferiu.")
            )
        return show_recorded(record(book, who("cli"), plan, done=seen), done=seen, as_json=as_json)
    account = where.only()
    with client_of(account) as client:
        found = look_into(book, client, who("cli"), plan, finding(account))
        others = [] if plan else elsewhere(book, client)
    return show(found, others, as_json=as_json)
