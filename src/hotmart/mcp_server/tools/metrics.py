"""`hotmart_metrics`: figures as they are defined once, with currency, zone, freshness and completeness."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hotmart.figures import counted
from hotmart.language import say
from hotmart.mcp_server.answer import Answer, table
from hotmart.mcp_server.tool import CONNECTION, ROWS, TEXT, TEXTS, Call, Tool

if TYPE_CHECKING:
    from hotmart.accounts.account import Account
    from hotmart.accounts.several import Accounts
    from hotmart.mcp_server.desk import Desk
    from hotmart.metrics.figures import Figures

_STRANGE = (
    "product",
    "plan",
    "person",
    "offer",
    "campaign",
    "ad_set",
    "ad",
    "placement",
    "source",
    "src",
    "sck",
)
"""Divisions whose values somebody typed."""
_MOST = 500


def _metrics(call: Call) -> Answer:
    desk, given = call.desk, call.given
    from hotmart.actions.moments import Period, period, today_in  # noqa: PLC0415  # see Tool

    name = given.get("connection")
    every = desk.every()
    one = desk.account(name) if name else every[0]
    whose: Account | Accounts = one if name or len(every) == 1 else every
    today = today_in(one.time_zone)
    days = period(str(given["period"]), today) if "period" in given else None
    if days is None and ("start" in given or "end" in given):
        first = period(str(given.get("start", given.get("end"))), today).start
        days = Period(first, period(str(given["end"]), today).end if "end" in given else today)
    figures = whose.metrics(
        *given.get("names", ()),
        start=days.start if days else None,
        end=days.end if days else None,
        by=given.get("by", ()),
        only=given.get("only"),
        compare=given.get("compare"),
    )
    return _told(figures, desk, explain=bool(given.get("explain")))


def _told(figures: Figures, desk: Desk, *, explain: bool) -> Answer:
    from hotmart.mcp_server.masking import shown_row  # noqa: PLC0415  # see Tool
    from hotmart.metrics.described import meaning  # noqa: PLC0415  # see Tool

    rows = [_row(row) for row in figures.rows()]
    personal = () if desk.reveals else ("person",)
    told = [shown_row(row, personal, reveals=desk.reveals) for row in rows[:_MOST]]
    lacking = sorted({stream for one in figures for stream in one.missing})
    moments = [one.as_of for one in figures if one.as_of]
    data = table(
        told,
        figures.time_zone,
        complete=figures.complete and len(rows) <= _MOST,
        untrusted=lambda name: name in _STRANGE,
        shares=[one.metric.key for one in figures if one.metric.unit == "share"],
        start=figures.start,
        end=figures.end,
        freshness=min(moments) if moments else None,
        verdicts=sorted({one.verdict for one in figures}),
        missing=lacking,
        truncated=say(
            "narrow it down with only, or a shorter period", "restrinja com only, ou um período menor"
        )
        if len(rows) > _MOST
        else None,
        definitions=[{**meaning(one.metric), "sql": one.sql} for one in figures] if explain else None,
    )
    return Answer(_line(figures, len(rows), lacking), data)


def _row(row: dict[str, Any]) -> dict[str, Any]:
    variant = f":{row['variant']}" if row.get("variant") else ""
    told = {name: one for name, one in row.items() if name not in ("variant", "unit", "metric")}
    return {"metric": f"{row['metric']}{variant}", **told}


def _line(figures: Figures, count: int, lacking: list[str]) -> str:
    days = say(f"{figures.start} to {figures.end}", f"{figures.start} a {figures.end}")
    values = counted(count, say("value", "valor"), say("values", "valores"))
    said = f"{values}, {days}, {figures.time_zone}."
    if lacking:
        streams = ", ".join(lacking)
        said += say(f" INCOMPLETE: {streams} not read whole.", f" INCOMPLETO: {streams} não lido inteiro.")
    return said


TOOL = Tool(
    "hotmart_metrics",
    "Figures of the business",
    "Official figures (gross_revenue, net_revenue, sales, average_ticket, refund_rate, mrr:saas, "
    "churn_rate, late_subscribers …) of the local copy, to the cent, by currency. Use it for any total, rate "
    "or comparison before hotmart_query. Without names: the month's overview. Resource hotmart://metrics "
    "lists all.",
    {
        "names": {**TEXTS, "description": "Metrics."},
        "period": {**TEXT, "description": "Such as 2026-05, last-month, mes-passado, 7d, 2026-01..2026-03."},
        "start": {**TEXT, "description": "First day, instead of period."},
        "end": {**TEXT, "description": "Last day, included."},
        "by": {
            **TEXTS,
            "description": "day, week, month, quarter, product, payment, offer, country, currency, ad …",
        },
        "only": {
            "type": "object",
            "additionalProperties": TEXT,
            "description": 'Such as {"payment": "PIX"}.',
        },
        "compare": {**TEXT, "enum": ["previous", "last-year"], "description": "Adds before and change."},
        "explain": {"type": "boolean", "description": "Adds definition, caveat and SQL."},
        **CONNECTION,
    },
    _metrics,
    "read",
    output_schema=ROWS,
)
