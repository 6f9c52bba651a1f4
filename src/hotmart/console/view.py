"""What a page is given to look through: who asks, for which account, of which days, by which address."""

from __future__ import annotations

import time
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeVar
from urllib.parse import urlencode

from hotmart.accounts.account import Account
from hotmart.accounts.several import Accounts
from hotmart.console.house import House
from hotmart.console.session import Session
from hotmart.errors import InvalidArgumentError, did_you_mean
from hotmart.language import Text
from hotmart.metrics.figures import Figures
from hotmart.metrics.question import Compare

T = TypeVar("T")
KEPT = ("account", "from", "to")
"""What stays in the address from page to page."""
YEARS = range(2000, 2201)
"""Of the days that can be asked for: there was no Hotmart before, and one can count on and back from each."""


@dataclass(frozen=True)
class View:
    """One request of one browser."""

    house: House
    session: Session
    path: str
    """The address without what is asked of it, such as `/vendas`."""
    query: Mapping[str, str]
    form: Mapping[str, str]
    """What a POST brought; empty for a GET."""
    waits: bool = False
    """Whether it takes what it takes, with nobody in front of it."""

    @property
    def reveals(self) -> bool:
        """Whether personal data may be shown as it is."""
        return self.session.reveals

    @property
    def accounts(self) -> Accounts:
        """All accounts, as they are told: for what writes. For what is read, see `account`."""
        return self.house.accounts

    @cached_property
    def told_account(self) -> Account:
        """The account that is looked at, with its own warehouse: for a sync, a plan, a call to Hotmart."""
        name = self.query.get("account", "")
        if not name:
            return self.accounts[0]
        known = {str(one.name): one for one in self.accounts}
        if name not in known:
            raise InvalidArgumentError(
                "account",
                Text(f"There is no account {name[:60]!r}.", f"Não existe a conta {name[:60]!r}."),
                did_you_mean(name, list(known)),
            )
        return known[name]

    @cached_property
    def account(self) -> Account:
        """The account that is looked at, reading a copy of its warehouse: nobody waits for it."""
        return self.house.reading(self.told_account)

    @cached_property
    def first(self) -> date | None:
        """The first day that is asked for."""
        return _day("from", self.query.get("from", ""))

    @cached_property
    def last(self) -> date | None:
        """The last day that is asked for."""
        return _day("to", self.query.get("to", ""))

    @property
    def time_zone(self) -> str:
        """The zone of the account's days, which costs an opening of the file to know."""
        settings, house = self.account.settings, self.house
        key = (settings.warehouse, settings.schema, "time zone")
        return house.remembered.get(key, lambda: self.account.time_zone)

    def figures(
        self,
        *names: str,
        by: Sequence[str] = (),
        only: Mapping[str, str | None] | None = None,
        compare: Compare | None = None,
        start: date | None = None,
        end: date | None = None,
        account: Account | None = None,
    ) -> Figures:
        """`Account.metrics` of the days asked for, or of others; remembered until the copy is new."""
        whose = account or self.account
        start, end = start or self.first, end or self.last
        key = ("figures", names, tuple(by), tuple((only or {}).items()), compare, start, end)
        return self.remembered(
            key,
            lambda: whose.metrics(*names, start=start, end=end, by=by, only=only, compare=compare),
            whose,
        )

    def remembered(self, key: Hashable, made: Callable[[], T], account: Account | None = None) -> T:
        """What was worked out of the copy that an account reads; worked out now where it was not.

        What takes longer than a person waits is made beside: this raises StillMeasuring, which the page says,
        and asks again.
        """
        settings = (account or self.account).settings
        whole = (settings.warehouse, settings.schema, key)
        if self.house.patience is None:
            return self.house.remembered.get(whole, made)
        is_patient = self.waits or "as" in self.query
        left = None if is_patient else self._until - time.monotonic()
        return self.house.remembered.soon(whole, made, left)

    @cached_property
    def _until(self) -> float:
        """The moment until which this page waits for all its figures."""
        return time.monotonic() + (self.house.patience or 0.0)

    def link(self, path: str | None = None, **changes: str | None) -> str:
        """An address that keeps account and days; on this page everything, with these changes.

        `from_` stands for `from`, which Python keeps for itself.
        """
        kept = {k: v for k, v in self.query.items() if path is None or k in KEPT}
        told = kept | {name.rstrip("_"): value for name, value in changes.items()}
        asked = urlencode({name: value for name, value in told.items() if value not in (None, "")})
        where = self.path if path is None else path
        return f"{where}?{asked}" if asked else where


def _day(name: str, text: str) -> date | None:
    if not text:
        return None
    try:
        found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is not None and found.year in YEARS:
        return found
    raise InvalidArgumentError(
        name,
        Text(
            f"{text[:20]!r} is not a day between {YEARS[0]} and {YEARS[-1]}; write it like 2026-11-01.",
            f"{text[:20]!r} não é um dia entre {YEARS[0]} e {YEARS[-1]}; escreva como 2026-11-01.",
        ),
    )
