"""Who owns an account, remembered after `hotmart sync`, so that `hotmart whoami` can say it without asking.

The command does it and the library does not: who only syncs leaves nothing in the settings of a user.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import duckdb

from hotmart.accounts.treatment import treatments
from hotmart.credentials.owners import note_owner
from hotmart.errors import HotmartError
from hotmart.transport.connections import Connection
from hotmart.warehouse.sql import quoted

if TYPE_CHECKING:
    from hotmart.accounts.account import Account
    from hotmart.accounts.outcome import Outcomes
    from hotmart.sync.report import Report


def remember_owners(outcomes: Outcomes[Report]) -> None:
    """Note the owners of those accounts that were read themselves."""
    for one in outcomes:
        if one.result is not None and "account" in one.result.streams:
            _remember(one.account)


def _remember(account: Account) -> None:
    """Note the name that the copy holds of the owner, unless hotmart.toml has it masked or left out."""
    stream = account.streams.get("account")
    if stream is None or treatments(account.config.privacy, stream).get("name", "keep") != "keep":
        return
    settings, kept = account.settings, account.settings.is_kept()
    with contextlib.suppress(HotmartError, duckdb.Error, OSError):
        id = None if kept else Connection.resolve(**settings.credential()).client_id
        note_owner(settings.name, _owner(account, stream.layout.table), id, kept=kept)


def _owner(account: Account, table: str) -> str | None:
    where = f"{quoted(account.warehouse.schema)}.{quoted(table)}"
    with account.warehouse.opened(read_only=True) as con:
        found = con.execute(f"SELECT name FROM {where}").fetchall()  # noqa: S608  # its own table
    return next((name for (name,) in found if name), None)
