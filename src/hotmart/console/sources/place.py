"""Where hotmart.toml says something of the account that is looked at: for all, or in its own table."""

from __future__ import annotations

from hotmart.accounts.account import Account

_FOR_ALL = {
    "streams": ("sync", "streams"),
    "warehouse": ("warehouse", "path"),
    "schema": ("warehouse", "schema"),
    "prefix": ("warehouse", "prefix"),
}


def place_of(account: Account, what: str) -> tuple[str, ...]:
    """The key that tells it: that of the connection where it says so itself, or there are several."""
    named = account.config.connections
    own = named.get(account.settings.name)
    if own is not None and (len(named) > 1 or getattr(own, what) is not None):
        return ("connections", account.settings.name, what)
    return _FOR_ALL[what]
