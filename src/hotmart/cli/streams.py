"""`hotmart streams`: what can be synced, where it lands, and how it is proved."""

from __future__ import annotations

from typing import Any

from rich.text import Text as Line

from hotmart.cli.answer import DONE, tell
from hotmart.cli.screen import grid, screen
from hotmart.cli.usage import command, json_option
from hotmart.language import Text, say
from hotmart.sync.stream import Stream
from hotmart.sync.streams import STREAMS

PROOFS = {
    "counts_by_status": Text("counts by period and status", "contagens por período e status"),
    "counts": Text("counts by period", "contagens por período"),
    "counts_and_sums": Text(
        "counts by period, and sums by currency against sales/summary",
        "contagens por período, e somas por moeda contra sales/summary",
    ),
    "read_whole": Text(
        "read to the last page; Hotmart gives no figure", "lido até a última página; a Hotmart não dá número"
    ),
}


@command(
    "streams",
    help=say(
        "List what can be synced: each stream, its tables, its key, and how it is proved.",
        "Lista o que pode ser sincronizado: cada stream, suas tabelas, sua chave e como é provado.",
    ),
)
@json_option
def streams(as_json: bool) -> int:
    described = [describe(stream) for stream in STREAMS.values()]
    if as_json:
        tell(described, {"count": len(described)})
    else:
        _draw(described)
    return DONE


def describe(stream: Stream) -> dict[str, Any]:
    """One stream, as a program is told it."""
    return {
        "stream": stream.name,
        "description": {"en": stream.en, "pt": stream.pt},
        "operation": getattr(stream.origin, "operation", None),
        "table": stream.layout.main.name,
        "tables": [table.name for table in stream.layout.tables],
        "key": [column.name for column in stream.layout.key],
        "needs": [needed.name for needed in stream.needs],
        "proof": proof(stream),
    }


def proof(stream: Stream) -> str:
    """How Hotmart's own figures prove a stream."""
    if stream.sums:
        return "counts_and_sums"
    if stream.counted:
        return "counts_by_status" if stream.counts_by else "counts"
    return "read_whole"


def _draw(described: list[dict[str, Any]]) -> None:
    table = grid("", "")
    table.columns[1].no_wrap, table.padding = False, (0, 2, 1, 0)
    for one in described:
        words = Line(say(**one["description"]))
        for name, value in (
            (say("key", "chave"), ", ".join(one["key"])),
            (say("tables", "tabelas"), ", ".join(one["tables"])),
            (say("proof", "prova"), str(PROOFS[one["proof"]])),
        ):
            words.append(f"\n{name}: {value}", style="dim")
        table.add_row(Line(one["stream"], style="bold"), words)
    screen().print(table)
