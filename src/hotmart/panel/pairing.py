"""One sale, as a report and as the warehouse tell it: what differs, and why it may."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from hotmart.panel.courses import RETURNED, may_become
from hotmart.panel.difference import Because, Difference, Kind
from hotmart.panel.held import Held, Sale, Share
from hotmart.panel.net import BY_SOURCE, CENT, Net, Sums, net, of_source
from hotmart.panel.reading import Told
from hotmart.zone import zone

_A_SECOND = timedelta(seconds=1)


@dataclass(frozen=True)
class Pairing:
    """Compares the two tellings of a sale."""

    held: Held
    columns: frozenset[str]
    """The columns that the report has."""
    zone: str
    net: Net
    written_at: datetime
    """When the report was written."""
    read_to: datetime | None
    """Up to when the warehouse has read the sales."""

    def differences(self, told: Told, sale: Sale, shares: Sequence[Share] | None) -> Iterator[Difference]:
        """All that differs. `shares` are the sale's commissions; None where they are not kept at all."""
        late = False
        if "purchase_status" in self.held.columns and sale.status not in told.statuses:
            late = self._is_late(told, sale)
            because = Because.LATE if late else None
            yield self._difference(Kind.STATUS, told, told.text("status_told"), sale.status, because)
        if {"purchase_price_value", "purchase_price_currency_code"} <= self.held.columns:
            yield from self._value(told, sale)
        yield from self._moments(told, sale, late=late)
        if shares is not None:
            yield from self._revenue(told, sale, shares, late=late)

    def _is_late(self, told: Told, sale: Sale) -> bool:
        """Whether one of them may be from another moment.

        The report is older where the warehouse saw its status before, or learned of this one only after it
        was written; it is newer where it was written after the last sync. In each case the one must be able
        to become the other.
        """
        before, now = self.held.before.get(told.transaction, frozenset()), sale.status or ""
        if before & told.statuses:
            return True
        if self.read_to is not None and self.written_at > self.read_to:
            return any(may_become(now, status) for status in told.statuses)
        return self.written_at < sale.since and any(may_become(status, now) for status in told.statuses)

    def _value(self, told: Told, sale: Sale) -> Iterator[Difference]:
        theirs, currency = told.money("purchase_value"), told.text("purchase_currency")
        if theirs is None or currency is None:
            return
        ours = {sale.currency: sale.value} if sale.currency and sale.value is not None else {}
        yield from self._amount(Kind.VALUE, told, theirs, currency, ours)

    def _revenue(
        self, told: Told, sale: Sale, shares: Sequence[Share], *, late: bool
    ) -> Iterator[Difference]:
        currency = told.text("revenue_currency")
        if currency is None:
            return
        sums = {"revenue_net": (Kind.NET, net(shares, self.net))}
        sums |= {column: (Kind.SHARE, of_source(shares, source)) for column, source in BY_SOURCE.items()}
        for column, (kind, ours) in sums.items():
            theirs = told.money(column)
            if theirs is None:
                continue
            for one in self._amount(kind, told, theirs, currency, ours, source=BY_SOURCE.get(column)):
                if one.because is None and late:
                    yield one._replace(because=Because.LATE)
                elif one.because is None and _went_back(sale, theirs, ours.get(currency)):
                    yield one._replace(because=Because.RETURNED)
                else:
                    yield one

    def _amount(
        self, kind: Kind, told: Told, theirs: Decimal, currency: str, ours: Sums, source: str | None = None
    ) -> Iterator[Difference]:
        held = ours.get(currency, Decimal(0) if not ours else None)
        if held == theirs:
            return
        because = Because.ROUNDING if held is not None and abs(held - theirs) <= CENT else None
        named = f"{source} " if source else ""
        there = ", ".join(f"{named}{_written(value)} {other}" for other, value in ours.items()) or None
        yield self._difference(kind, told, f"{named}{_written(theirs)} {currency}", there, because)

    def _moments(self, told: Told, sale: Sale, *, late: bool) -> Iterator[Difference]:
        """The moments, to the minute on the account's clock; half a second may have been cut off."""
        for kind, column, ours in (
            (Kind.ORDERED, "ordered_at", sale.ordered_at),
            (Kind.CONFIRMED, "confirmed_at", sale.approved_at),
        ):
            if kind is Kind.CONFIRMED and not self._confirms:
                continue
            theirs = told.moment(column)
            if (theirs is None and ours is None) or (theirs is None and kind is Kind.ORDERED):
                continue
            if theirs is not None and ours is not None and self._same_minute(theirs, ours):
                continue
            one_lacks = theirs is None or ours is None
            because = Because.LATE if late and one_lacks else None
            yield self._difference(kind, told, self.shown(theirs), self.shown(ours), because)

    @property
    def _confirms(self) -> bool:
        """Whether both tell when a payment was confirmed."""
        return "confirmed_at" in self.columns and "purchase_approved_date" in self.held.columns

    def _same_minute(self, theirs: datetime, ours: datetime) -> bool:
        """Compared as the clock shows them, so that an hour that a summer's end doubles is no difference."""
        left, right = self._local(theirs), self._local(ours)
        if left.replace(second=0, microsecond=0) == right.replace(second=0, microsecond=0):
            return True
        return abs(left - right) <= _A_SECOND

    def _local(self, moment: datetime) -> datetime:
        return moment.astimezone(zone(self.zone)).replace(tzinfo=None)

    def shown(self, moment: datetime | None) -> str | None:
        """A moment on the account's clock."""
        return None if moment is None else f"{self._local(moment):%Y-%m-%d %H:%M:%S}"

    def _difference(
        self, kind: Kind, told: Told, theirs: str | None, ours: str | None, because: Because | None = None
    ) -> Difference:
        return Difference(kind, told.transaction, told.line, theirs, ours, because)


def _written(amount: Decimal) -> str:
    """An amount with two decimals, and more only where they say something: both sides look alike."""
    cents = amount.quantize(CENT)
    return f"{cents if cents == amount else amount.normalize():f}"


def _went_back(sale: Sale, theirs: Decimal, ours: Decimal | None) -> bool:
    """Whether the API took off what the panel leaves, because the money went back to the buyer."""
    return sale.status in RETURNED and Decimal(0) <= (ours or Decimal(0)) <= theirs
