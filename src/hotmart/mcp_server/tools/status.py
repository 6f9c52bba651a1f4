"""`hotmart_status`: the accounts, how fresh and how whole each stream is, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from hotmart.language import say
from hotmart.mcp_server.answer import Answer, told_of
from hotmart.mcp_server.tool import Call, Tool

if TYPE_CHECKING:
    from hotmart.accounts.account import Account


def _status(call: Call) -> Answer:
    desk = call.desk
    accounts = [_account(one) for one in desk.every()]
    told = {
        "accounts": accounts,
        "personal_data": "revealed" if desk.reveals else "masked",
        "writes": sorted(desk.allows) or "none",
    }
    listed = "; ".join(f"{one['connection']}: {one['state']}" for one in accounts)
    return Answer(listed, told)


def _account(account: Account) -> dict[str, Any]:
    from hotmart.connections.doctor.copy import is_locked  # noqa: PLC0415  # see Tool
    from hotmart.errors import HotmartError  # noqa: PLC0415  # see Tool

    told: dict[str, Any] = {
        "connection": account.settings.name,
        "syncing": is_locked(account.settings.warehouse),
    }
    if not account.settings.warehouse.exists():
        return told | {"state": say("never synced: hotmart_sync", "nunca sincronizada: hotmart_sync")}
    try:
        zone, runs = account.time_zone, account.runs(1)
        streams = [*_streams(account, zone)]
    except HotmartError as error:
        return told | {"state": str(error)}
    last = runs[0] if runs else None
    told |= {
        "state": last.state
        if last
        else say("never synced: hotmart_sync", "nunca sincronizada: hotmart_sync"),
        "time_zone": zone,
        "streams": {"columns": ["stream", "verdict", "read_to"], "rows": streams},
    }
    missing = [name for name, verdict, _ in streams if verdict in ("missing", "incomplete")]
    return told | ({"missing": missing} if missing else {})


def _streams(account: Account, zone: str) -> Iterator[list[Any]]:
    from hotmart.metrics.known import known_of  # noqa: PLC0415  # see Tool

    with account.warehouse.opened(read_only=True) as con:
        known = known_of(con)
    for stream, verdict in known.verdicts.items():
        yield [stream, verdict, told_of(known.read_to.get(stream), zone)]


TOOL = Tool(
    "hotmart_status",
    "How things stand",
    "The accounts, how fresh and how proved each stream is, what is missing, what may be shown and changed.",
    {},
    _status,
    "read",
)
