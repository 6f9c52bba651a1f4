"""What ran: the runs of the warehouse, what each left out, and the differences that were explained."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from hotmart.console.blocks import Block, Column, Table
from hotmart.console.reading import rows
from hotmart.console.runs.states import STATES, said
from hotmart.console.view import View
from hotmart.figures import duration
from hotmart.language import Text
from hotmart.warehouse.ledger.past_runs import PastRun

MOST = 100


def past(view: View) -> Iterator[Block]:
    """The blocks, those with something in them."""
    runs = view.remembered(("past runs",), lambda: view.account.runs(MOST))
    yield _runs(runs)
    missed = [_missed(run, one) for run in runs[:1] for one in run.missed]
    if missed:
        yield _gaps(missed)
    found = view.remembered(("differences",), lambda: _differences(view))
    if found:
        yield _explained(found)


def _runs(runs: Sequence[PastRun]) -> Block:
    columns = [
        Column("run", Text("run", "execução"), "count"),
        Column("started_at", Text("began", "começou"), "moment"),
        Column("seconds", Text("took", "durou"), words=lambda row: _took(row["seconds"])),
        Column("state", Text("state", "situação"), words=lambda row: said(STATES, row["state"])),
        Column("items", Text("rows", "linhas"), "count"),
        Column("requests", Text("requests", "chamadas"), "count"),
        Column("gaps", Text("gaps", "lacunas"), "count"),
        Column("why", Text("why", "por quê")),
    ]
    found = [
        {
            "run": one.run,
            "started_at": one.started_at,
            "seconds": one.seconds,
            "state": one.state,
            "items": one.items,
            "requests": one.requests,
            "gaps": len(one.missed),
            "why": one.why,
        }
        for one in runs
    ]
    more = len(found) == MOST
    return Block(
        "runs", Text("Past runs", "Execuções passadas"), table=Table(columns, found, more=more), wide=True
    )


def _took(seconds: float | None) -> str:
    return "–" if seconds is None else duration(seconds)


def _missed(run: PastRun, one: Any) -> dict[str, Any]:
    start, end = (
        None if at is None else datetime.fromtimestamp(at / 1_000, UTC) for at in (one.start, one.end)
    )
    return {"run": run.run, "stream": one.stream, "start": start, "end": end, "why": one.why}


def _gaps(missed: list[dict[str, Any]]) -> Block:
    columns = [
        Column("stream", Text("stream", "stream"), "code"),
        Column("start", Text("from", "de"), "moment"),
        Column("end", Text("to", "até"), "moment"),
        Column("why", Text("why", "por quê")),
    ]
    note = Text(
        "The next sync reads these again by itself.", "O próximo sync lê isto de novo por conta própria."
    )
    return Block(
        "gaps",
        Text("Not read by the last run", "Não lido pela última"),
        table=Table(columns, missed),
        note=note,
    )


def _differences(view: View) -> list[dict[str, Any]]:
    return rows(
        view.account,
        "SELECT transaction, kind, currency, hotmart, warehouse, explained_at FROM _differences"
        " ORDER BY explained_at DESC, transaction LIMIT 200",
    )


def _explained(found: list[dict[str, Any]]) -> Block:
    columns = [
        Column("transaction", Text("sale", "venda"), "code"),
        Column("kind", Text("what", "o quê"), "code"),
        Column("currency", Text("currency", "moeda")),
        Column("hotmart", Text("at Hotmart", "na Hotmart"), "money"),
        Column("warehouse", Text("in the copy", "na cópia"), "money"),
        Column("explained_at", Text("found", "descoberto"), "moment"),
    ]
    return Block(
        "differences",
        Text("Differences that are known", "Diferenças conhecidas"),
        table=Table(columns, found),
        wide=True,
    )
