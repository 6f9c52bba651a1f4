"""`hotmart_sync`: the copy brought up to Hotmart and proved, with progress, and cut short without loss."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from hotmart.language import say
from hotmart.mcp_server.answer import Answer, told_of
from hotmart.mcp_server.tool import CONNECTION, TEXTS, Call, Tool

if TYPE_CHECKING:
    from hotmart.accounts.progress import Progress


async def _sync(call: Call) -> Answer:
    def tells(now: Progress) -> None:
        said = str(now.text) if now.text else now.stream
        call.report(now.calls, max(now.planned_calls, now.calls) or None, said)

    account = call.desk.account(call.given.get("connection"))
    report = await account.sync_async(
        *call.given.get("streams", ()), full=bool(call.given.get("full")), progress=tells
    )
    moment = datetime.fromtimestamp(report.as_of / 1000, UTC)
    data = {
        "columns": ["stream", "verdict", "new", "changed"],
        "rows": [[name, str(part.verdict), part.new, part.changed] for name, part in report.streams.items()],
        "complete": report.problem is None,
        "verdict": str(report.verdict),
        "as_of": told_of(moment, account.time_zone),
    }
    if report.problem:
        data["problem"] = str(report.problem)
    notes = [str(one) for one in report.warnings()]
    said = say(f"Synced: {report.verdict}.", f"Sincronizado: {report.verdict}.")
    return Answer(said, data | ({"notes": notes} if notes else {}))


TOOL = Tool(
    "hotmart_sync",
    "Bring the copy up to date",
    "Reads what is new at Hotmart into the local copy and proves it against Hotmart's own totals. Changes "
    "nothing at Hotmart. Takes from seconds to minutes; may be cancelled, nothing is lost.",
    {
        "streams": {**TEXTS, "description": "Only these; else the usual ones."},
        "full": {"type": "boolean", "description": "Read everything again."},
        **CONNECTION,
    },
    _sync,
    "sync",
    calls_hotmart=True,
)
