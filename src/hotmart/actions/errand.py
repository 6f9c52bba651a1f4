"""What an action that is more than one call is run with."""

from __future__ import annotations

from dataclasses import dataclass

from hotmart.accounts.account import Account
from hotmart.client import Hotmart


@dataclass(frozen=True)
class Errand:
    """For whom an action is run, and how much of it."""

    account: Account
    client: Hotmart
    zone: str
    """The zone of the account's days."""
    limit: int | None
    """The most rows that are wanted; None is all of them."""
