"""Bring the copies up to Hotmart and prove them. Another sync that is running is waited for."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from hotmart.schedule.kinds.kind import Result, of_outcomes

if TYPE_CHECKING:
    from hotmart.accounts.progress import Progress
    from hotmart.accounts.several import Accounts


def run(accounts: Accounts, progress: Callable[[Progress], None]) -> Result:
    """Do it."""
    return of_outcomes(accounts.sync(wait=True, progress=progress))
