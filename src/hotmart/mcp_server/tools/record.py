"""`hotmart_record`: everything the copy holds of one sale, one subscription or one person."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from hotmart.errors import HotmartError, InvalidArgumentError
from hotmart.language import Text, say
from hotmart.mcp_server.answer import Answer, table, told_of
from hotmart.mcp_server.tool import CONNECTION, TEXT, Call, Tool

if TYPE_CHECKING:
    from hotmart.accounts.account import Account
    from hotmart.mcp_server.desk import Desk

_MOST = 50
"""Rows of one table."""
_KINDS = ("transaction", "subscription", "email")


class _Place(NamedTuple):
    """A table, and the condition by which a record is found in it."""

    table: str
    columns: str
    condition: str
    personal: frozenset[str]
    order: str


def _record(call: Call) -> Answer:
    desk, given = call.desk, call.given
    told = [kind for kind in _KINDS if kind in given]
    if len(told) != 1:
        raise InvalidArgumentError(
            "transaction",
            Text(
                "Give one: transaction, subscription or email.",
                "Informe um: transaction, subscription ou email.",
            ),
        )
    (kind,) = told
    account, value = desk.account(given.get("connection")), str(given[kind]).strip()
    parts = dict(_parts(desk, account, kind, value))
    if not parts:
        raise InvalidArgumentError(
            kind,
            Text(f"The copy holds no such {kind}.", f"A cópia não tem esse registro ({kind})."),
            Text(
                "What is newer comes with hotmart_sync; read it live with hotmart_read.",
                "O que é mais novo vem com hotmart_sync; leia ao vivo com hotmart_read.",
            ),
        )
    found: dict[str, Any] = {"parts": parts, "masked": not desk.reveals, "time_zone": account.time_zone}
    if kind in ("transaction", "subscription"):
        found["life"] = [*_life(account, kind, value)]
    return Answer(say(f"Found in {', '.join(parts)}.", f"Está em {', '.join(parts)}."), found)


def _parts(desk: Desk, account: Account, kind: str, value: str) -> Iterator[tuple[str, dict[str, Any]]]:
    from hotmart.mcp_server.masking import shown_row  # noqa: PLC0415  # see Tool
    from hotmart.warehouse.asking.answer import unique  # noqa: PLC0415  # see Tool
    from hotmart.warehouse.sql import held_columns, quoted  # noqa: PLC0415  # see Tool

    zone = account.time_zone
    with account.warehouse.opened(read_only=True) as con:
        held = held_columns(con)
        for place in _places(account, held, kind):
            sql = (
                f"SELECT {place.columns} FROM {quoted(place.table)}"  # noqa: S608  # quoted names
                f" WHERE {place.condition}{place.order} LIMIT {_MOST + 1}"
            )
            asked = con.execute(sql, {"value": value})
            names = unique(str(one[0]) for one in asked.description or ())
            rows = [dict(zip(names, row, strict=True)) for row in asked.fetchall()]
            if rows:
                shown = [shown_row(row, place.personal, reveals=desk.reveals) for row in rows[:_MOST]]
                yield (
                    place.table,
                    table(
                        shown,
                        zone,
                        complete=len(rows) <= _MOST,
                        untrusted=lambda name: name.endswith(
                            ("name", "source", "source_sck", "external_code")
                        ),
                    ),
                )


def _places(account: Account, held: Mapping[str, Collection[str]], kind: str) -> Iterator[_Place]:
    from hotmart.warehouse.publish import telling  # noqa: PLC0415  # see Tool
    from hotmart.warehouse.sql import quoted  # noqa: PLC0415  # see Tool

    layouts = [one.layout for one in account.streams.values()]
    for layout in layouts:
        for one in layout.tables:
            if one.name not in held:
                continue
            may_tell = telling(one.name, layouts)
            personal = frozenset(name for name, type in one.shape.items() if may_tell(name, type))
            columns = [name for name in one.shape if name in held[one.name] and _names(kind, name, personal)]
            if columns:
                compared = [f"lower({quoted(name)}) = lower($value)" for name in columns]
                time = layout.time if one is layout.main and layout.time in held[one.name] else None
                order = f" ORDER BY {quoted(time)} DESC" if time else ""
                told = ", ".join(
                    quoted(name) for name in one.shape if name in held[one.name] and name[0] != "_"
                )
                yield _Place(one.name, told, " OR ".join(compared), personal, order)


def _names(kind: str, column: str, personal: frozenset[str]) -> bool:
    match kind:
        case "transaction":
            return column in ("transaction", "purchase_transaction")
        case "subscription":
            return column == "subscriber_code"
        case _:
            return column in personal and column.endswith("email")


def _life(account: Account, kind: str, value: str) -> Iterator[dict[str, Any]]:
    """The statuses it had, each with the moment from which the copy knew it."""
    stream, column = {
        "transaction": ("sales_history", "purchase_status"),
        "subscription": ("subscriptions", "status"),
    }[kind]
    try:
        versions = account.history(stream, value)
    except HotmartError:
        return
    for one in versions:
        if column in one.fields:
            yield {"since": told_of(one.since, account.time_zone), "status": one.fields[column]}


TOOL = Tool(
    "hotmart_record",
    "A sale, a subscription or a person",
    "Everything the copy holds of one sale (history, participants, commissions, price, charges), one "
    "subscription, or one person by e-mail, and the statuses it had. Personal data is masked.",
    {
        "transaction": {**TEXT, "description": "HP…"},
        "subscription": {**TEXT, "description": "Subscriber code."},
        "email": {**TEXT, "description": "Of a buyer."},
        **CONNECTION,
    },
    _record,
    "read",
)
