"""What a sync would take now: requests and minutes, stream by stream. A few totals are asked of Hotmart."""

from __future__ import annotations

from hotmart.console.blocks import Block, Column, Table
from hotmart.console.page import Shown
from hotmart.console.view import View
from hotmart.figures import counted, number, stamp
from hotmart.language import Text


def plan(view: View) -> Shown:
    """The plan of the account that is looked at. Raises HotmartError where Hotmart cannot be asked."""
    planned = view.told_account.plan()
    columns = [
        Column("stream", Text("stream", "stream"), "code"),
        Column("calls", Text("requests", "chamadas"), "count"),
    ]
    rows = [{"stream": one.stream.name, "calls": one.calls} for one in planned.streams]
    minutes = f"{planned.minutes:.1f}" if planned.minutes < 10 else number(round(planned.minutes))
    since = stamp(planned.since)
    note = Text(
        f"{counted(planned.calls, 'request', 'requests')}, about {minutes} min at {number(planned.quota)} a "
        f"minute. History from {since} on.",
        f"{counted(planned.calls, 'chamada', 'chamadas')}, cerca de {minutes} min a {number(planned.quota)} "
        f"por minuto. História desde {since}.",
    )
    title = Text("What a sync would take now", "Quanto levaria um sync agora")
    return [Block("plan", title, table=Table(columns, rows), note=note, wide=True)]
