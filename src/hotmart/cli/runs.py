"""`hotmart runs`: the runs of the past, what each cost, and what was incomplete."""

from __future__ import annotations

from typing import Any

import click
from rich.console import Console
from rich.text import Text as Styled

from hotmart.accounts.account import Account
from hotmart.cli.answer import DONE, tell
from hotmart.cli.screen import grid, screen
from hotmart.cli.usage import Where, command, json_option, where_options
from hotmart.cli.verdicts import STYLES
from hotmart.figures import counted, duration, iso, number, stamp
from hotmart.language import Text, say
from hotmart.streams.windows import Window
from hotmart.warehouse.errors import NoWarehouseError
from hotmart.warehouse.ledger.notes import Missed
from hotmart.warehouse.ledger.past_runs import PastRun, Successes, past_runs, successes
from hotmart.warehouse.ledger.verdicts import VERDICTS

STATES = VERDICTS | {
    "failed": Text("failed", "falhou"),
    "interrupted": Text("interrupted", "interrompido"),
    "running": Text("running", "rodando"),
}
SHOWN = 5  # of what one run could not read; --json gives all


@command(
    "runs",
    help=say(
        "List the last runs: when each was, how long it took, what it cost, how each stream came out of it, "
        "and what was incomplete, or why it failed. It makes no call to Hotmart.",
        "Lista as últimas execuções: quando foi cada uma, quanto demorou, quanto custou, como ficou cada "
        "stream e o que ficou incompleto, ou por que falhou. Não chama a Hotmart.",
    ),
)
@click.option(
    "-n",
    "most",
    type=click.IntRange(1, 10_000),
    default=20,
    show_default=True,
    metavar="N",
    help=say("How many.", "Quantas."),
)
@where_options
@json_option
def runs(most: int, where: Where, as_json: bool) -> int:
    accounts = where.opened()
    told = [(account, *_remembered(account, most, alone=len(accounts) == 1)) for account in accounts]
    if as_json:
        rows = [_whose(account) | run.as_dict() for account, found, _ in told for run in found]
        tell(rows, {"count": len(rows), "last_proved": [_success(*one) for one in told]})
        return DONE
    console = screen()
    for account, found, last in told:
        if account.name:
            console.print(Styled(account.name, style="bold"))
        _draw(console, found, last)
    return DONE


def _remembered(account: Account, most: int, *, alone: bool) -> tuple[list[PastRun], Successes]:
    """The runs of one account; none for one of several that was never synced."""
    try:
        runs = past_runs(account.warehouse, most)
    except NoWarehouseError:
        if alone:
            raise
        return [], Successes()
    if not account.warehouse.exists:
        return runs, Successes()
    return runs, successes(account.warehouse, [one.name for one in account.usual_streams])


def _whose(account: Account) -> dict[str, Any]:
    return {"connection": account.name} if account.name else {}


def _success(account: Account, _: list[PastRun], last: Successes) -> dict[str, Any]:
    streams = {name: iso(at) for name, at in last.streams.items()}
    return _whose(account) | {
        "run": last.run,
        "as_of": iso(last.as_of) if last.as_of else None,
        "verdict": last.verdict,
        "streams": streams,
    }


def _draw(console: Console, found: list[PastRun], last: Successes) -> None:
    table = grid(
        say("run", "execução"),
        say("started", "início"),
        say("took", "duração"),
        say("requests", "chamadas"),
        say("read", "lidos"),
        say("streams", "streams"),
        say("outcome", "resultado"),
        numbers=(0, 2, 3, 4, 5),
    )
    for run in found:
        took = "–" if run.seconds is None else duration(run.seconds)
        figures = (run.requests, run.items, len(run.standings))
        state = Styled(str(STATES.get(run.state, run.state)), style=STYLES.get(run.state, "yellow"))
        table.add_row(number(run.run), stamp(run.started_at), took, *map(number, figures), state)
    console.print(table)
    for run in found:
        for sentence in _incomplete(run):
            console.print(Styled(f"✗ {number(run.run)}: {sentence}", style="red"))
    console.print(_last(last))


def _incomplete(run: PastRun) -> list[str]:
    """Why a run failed, and what it left incomplete: figures that are not met, parts that were not read."""
    unmet = [
        say(
            f"{one.stream}: {number(one.unmet)} of {counted(one.figures, 'figure', 'figures')} "
            f"{'does' if one.unmet == 1 else 'do'} not match",
            f"{one.stream}: {number(one.unmet)} de {counted(one.figures, 'número', 'números')} não "
            f"{'confere' if one.unmet == 1 else 'conferem'}",
        )
        for one in run.standings
        if one.unmet
    ]
    missed = [_sentence(one) for one in run.missed[:SHOWN]]
    more = len(run.missed) - len(missed)
    rest = [say(f"and {number(more)} more: --json gives all", f"e mais {number(more)}: --json mostra todos")]
    why = [run.why] if run.why else []
    return why + unmet + missed + (rest if more > 0 else [])


def _sentence(missed: Missed) -> str:
    owner = f" {'/'.join(missed.owner)}" if missed.owner else ""
    bounds = missed.start is not None and missed.end is not None
    within = f", {Window(missed.start or 0, missed.end or 0)}" if bounds else ""
    where = f"{missed.stream}{owner}{within}"
    return say(f"{where}: not read: {missed.why}", f"{where}: não foi lido: {missed.why}")


def _last(last: Successes) -> Styled:
    if last.as_of is None or last.run is None:
        never = say("No run has proved all streams yet.", "Nenhuma execução provou todos os streams ainda.")
        return Styled(never, style="yellow")
    run, at = number(last.run), stamp(last.as_of)
    if last.verdict == "proved":
        said = say(
            f"Last proved as of {at}, by run {run}.", f"Provado pela última vez em {at}, na execução {run}."
        )
    else:
        said = say(
            f"Last read whole as of {at}, by run {run}.",
            f"Lido inteiro pela última vez em {at}, na execução {run}.",
        )
    return Styled(said, style="green")
