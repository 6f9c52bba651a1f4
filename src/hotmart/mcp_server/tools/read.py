"""`hotmart_read`: any read, live at Hotmart, shaped as columns and rows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hotmart.errors import InvalidArgumentError
from hotmart.figures import counted
from hotmart.language import Text, say
from hotmart.mcp_server.answer import Answer, table, told_of
from hotmart.mcp_server.tool import CONNECTION, ROWS, TEXT, TEXTS, Call, Tool
from hotmart.words import is_list

if TYPE_CHECKING:
    from hotmart.actions.reading import Output

_USUAL = 50
_DAY, _MINUTE = len("2026-05-01"), len("2026-05-01T10:00")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")
_LOCAL = {"sync": "hotmart_sync", "ask": "hotmart_query", "metrics": "hotmart_metrics"}
FIELDS: Mapping[str, tuple[str, ...]] = {
    "sales.history": (
        *("purchase.transaction", "purchase.order_date", "purchase.status", "purchase.price"),
        "product.name",
    ),
    "subscriptions.list": (
        *(
            "subscriber_code",
            "status",
            "accession_date",
            "plan.name",
            "product.name",
            "price",
            "date_next_charge",
        ),
    ),
}
"""What is shown of the longest rows unless fields are named."""


def _read(call: Call) -> Answer:
    desk, given = call.desk, call.given
    from hotmart.actions.action import known_action  # noqa: PLC0415  # see Tool
    from hotmart.actions.arguments import arguments  # noqa: PLC0415  # see Tool
    from hotmart.actions.fields import check_fields, tree_of  # noqa: PLC0415  # see Tool
    from hotmart.actions.moments import today_in  # noqa: PLC0415  # see Tool
    from hotmart.actions.running import client_of, endpoint_of, run, zone_of  # noqa: PLC0415  # see Tool
    from hotmart.mcp_server.masking import shown_of  # noqa: PLC0415  # see Tool

    one = known_action(str(given["action"]))
    if not one.reads:
        raise InvalidArgumentError(
            "action",
            Text(f"{one.id} changes something.", f"{one.id} altera algo."),
            Text("hotmart_read only reads.", "hotmart_read só lê."),
        )
    if one.id in _LOCAL:
        other = _LOCAL[one.id]
        raise InvalidArgumentError(
            "action",
            Text(f"{one.id} is {other} here.", f"{one.id} aqui é {other}."),
            Text(f"Call {other}.", f"Chame {other}."),
        )
    account, fields = desk.account(given.get("connection")), tuple(given.get("fields", ()))
    endpoint = endpoint_of(one.id)
    check_fields(one.id, fields, tree_of(one.id, endpoint))
    zone, told = zone_of(account), dict(given.get("arguments", {}))
    if "cursor" in given:
        told["page_token"] = given["cursor"]
    asked = arguments(endpoint, told, lambda: today_in(zone)) if endpoint else told
    with client_of(account, zone) as client:
        found = run(one.id, asked, account, client, given.get("limit", _USUAL), zone)
    output = shown_of(one.id, found.output, reveals=desk.reveals)
    return _told(found, _rows(output, fields or FIELDS.get(one.id, ()), zone, days=not fields), zone)


def _rows(output: Any, fields: tuple[str, ...], zone: str, *, days: bool) -> list[dict[str, Any]]:
    """The rows of an answer by dotted names; moments are days where nobody named fields."""
    from hotmart.actions.fields import only  # noqa: PLC0415  # see Tool
    from hotmart.actions.tabular import flat  # noqa: PLC0415  # see Tool

    listed = output if is_list(output) else [] if output is None else [output]
    return [_row(dict(flat(only(fields, row))), zone, _DAY if days and fields else _MINUTE) for row in listed]


def _told(found: Output, rows: list[dict[str, Any]], zone: str) -> Answer:
    window = found.window
    data = table(
        rows,
        zone,
        complete=found.complete,
        untrusted=lambda name: name.endswith(("name", "description", "message", "title")),
        window=[window.start, window.end, window.of] if window else None,
        next_cursor=found.next_cursor,
        truncated=say("go on with cursor, or raise limit", "continue com cursor, ou aumente limit")
        if not found.complete and found.problem is None
        else None,
        quota=dict(found.quota) if found.quota else None,
        problem=str(found.problem) if found.problem else None,
        notes=[str(one) for one in found.warnings],
    )
    count = len(rows)
    told = counted(count, say("row", "linha"), say("rows", "linhas"))
    return Answer(say(f"{told}, live.", f"{told}, ao vivo."), data)


def _row(row: dict[str, Any], zone: str, signs: int) -> dict[str, Any]:
    """A row as it is told: an amount together with its currency, as one text."""
    told = {name: _there(one, zone, signs) for name, one in row.items()}
    for name in [one for one in told if one.endswith(".value")]:
        whole = name.removesuffix(".value")
        currency = told.get(f"{whole}.currency_code") or told.get(f"{whole}.currency")
        if isinstance(currency, str) and told[name] is not None:
            amount = told_of(
                told[name] if isinstance(told[name], Decimal) else Decimal(str(told[name])), zone
            )
            told = {whole if key == name else key: one for key, one in told.items()}
            told[whole] = f"{amount} {currency}"
            for beside in (f"{whole}.currency_code", f"{whole}.currency"):
                told.pop(beside, None)
    return told


def _there(value: Any, zone: str, signs: int) -> Any:
    """A moment in the account's zone, as far as so many signs tell it; anything else as it is."""
    if isinstance(value, str) and _MOMENT.fullmatch(value):
        return told_of(datetime.fromisoformat(value), zone)[:signs]
    return value


TOOL = Tool(
    "hotmart_read",
    "Read at Hotmart, live",
    "Runs an action that reads, live at Hotmart (ids from hotmart_find). For totals use hotmart_metrics: a "
    "page of rows is no total. Days are the account's own; without a period Hotmart tells the last 30 days.",
    {
        "action": {**TEXT, "description": "Such as sales.history."},
        "arguments": {
            "type": "object",
            "description": "By its schema; period takes last-month, 7d, 2026-05.",
        },
        "fields": {**TEXTS, "description": "Only these, such as purchase.status."},
        "limit": {"type": "integer", "minimum": 1, "maximum": 500, "description": "Rows at most; 50."},
        "cursor": {**TEXT, "description": "next_cursor, to go on."},
        **CONNECTION,
    },
    _read,
    "read",
    output_schema=ROWS,
    required=("action",),
    calls_hotmart=True,
)
