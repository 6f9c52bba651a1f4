"""The words of the API: the kinds of value it speaks of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import (
    Annotated,
    Any,
    Self,
    TypeAlias,
    TypeGuard,
    TypeVar,
)

from msgspec import DecodeError, Meta

X = TypeVar("X")

When: TypeAlias = datetime | date | int
"""A moment: an aware datetime, milliseconds since 1970, or a date, which means that whole day of the account:
its first moment where a period begins, its last where one ends."""

Value: TypeAlias = "str | int | bool | Decimal | dict[str, Any]"
"""What a question may hold, once it is checked."""

Amount: TypeAlias = Decimal | int | float
"""An amount of money in a question, in major units. A float counts as the number it is written as: 19.9."""

Many: TypeAlias = X | Sequence[X]
"""One value, or several: the key is then repeated in the query (dossier §3.8)."""

Extra: TypeAlias = Mapping[str, Many[str | int | float | Decimal | date]]
"""Parameters of a question that this library does not know yet, by the names that Hotmart gives them."""

Rate: TypeAlias = Annotated[Decimal, Meta(extra={"kind": "rate"})]
"""A conversion rate, a percentage or a fraction: a number that is not an amount of money."""

CODE = r"^(?!\.+$)[\w.~-]+$"
Code: TypeAlias = Annotated[str, Meta(pattern=CODE)]
"""A code or an id, as Hotmart gives it: no slash, no space."""

Currency: TypeAlias = Annotated[str, Meta(pattern=r"^[A-Z]{3}$", examples=["BRL"])]
"""A currency by its three letters (ISO 4217)."""

Discount: TypeAlias = Annotated[Decimal | float | int, Meta(extra={"kind": "discount"})]
"""What a coupon takes off: from 1 to 99 it is percent, above 0 and below 1 the fraction Hotmart speaks of."""

Personal: TypeAlias = Annotated[str, Meta(extra={"kind": "personal"})]
"""Text that says who or where a person is. It is read and stored, never shown in a repr or a log."""

NOT_JSON = (DecodeError, UnicodeDecodeError)  # what msgspec raises of bytes that are no JSON, or no UTF-8
SECONDS_BELOW = 10**11  # a stamp this small is in seconds: some of Hotmart's samples are (dossier §3.1)


def is_object(value: Any) -> TypeGuard[dict[str, Any]]:
    """Whether a decoded value has fields."""
    return isinstance(value, dict)


def is_list(value: Any) -> TypeGuard[list[Any]]:
    """Whether a decoded value has elements."""
    return isinstance(value, list)


class Instant(datetime):
    """A moment Hotmart spoke of: an aware UTC datetime, exact to the millisecond."""

    __slots__ = ()

    @staticmethod
    def from_wire(stamp: int) -> Instant:
        """The moment of a stamp in milliseconds since 1970, or in seconds when it is too small for that."""
        if abs(stamp) < SECONDS_BELOW:
            return _EPOCH + timedelta(seconds=stamp)
        return _EPOCH + stamp * _MILLISECOND

    @property
    def ms(self) -> int:
        """Milliseconds since 1970, as Hotmart writes it."""
        return milliseconds(self)

    def __int__(self) -> int:
        return self.ms

    def __repr__(self) -> str:
        return f"Instant({self.isoformat(timespec='milliseconds')})"


_EPOCH = Instant(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)
_HALF_A_DAY = 43_200_000  # milliseconds


def milliseconds(moment: When) -> int:
    """A moment as Hotmart reads it; fractions of a millisecond are cut off."""
    if isinstance(moment, int):
        return moment
    if not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day, tzinfo=UTC)
    return (moment - _EPOCH) // _MILLISECOND


def spelled(value: Value | When | Sequence[str] | None) -> Sequence[str]:
    """A value as a URL spells it; a list repeats its key, None leaves it out."""
    if value is None:
        return ()
    if isinstance(value, bool):
        return ("true" if value else "false",)
    if isinstance(value, date):
        return (str(milliseconds(value)),)
    if isinstance(value, Decimal):
        return (format(value, "f"),)
    if isinstance(value, str) or not isinstance(value, Sequence):
        return (str(value),)
    return [one for each in value for one in spelled(each)]


@lru_cache(maxsize=4096)
def _by_the_day(stamp: int) -> Instant:
    """One moment for all that fall on it: warranties end at 0:00 and charges come at 12:00 (dossier §3.1)."""
    return _EPOCH + stamp * _MILLISECOND


def from_wire(kind: type, value: Any) -> Any:
    """What msgspec asks of a kind it does not know itself: here, the moments."""
    if kind is Instant:
        try:
            if type(value) is int and value >= SECONDS_BELOW:  # nearly always: the shortest way there is
                return _EPOCH + value * _MILLISECOND if value % _HALF_A_DAY else _by_the_day(value)
            if type(value) is int or (type(value) is float and value.is_integer()):
                return Instant.from_wire(int(value))
        except OverflowError:
            pass
    raise ValueError("not a moment")


class OpenEnum(StrEnum):
    """An enum that welcomes the values Hotmart adds after this release."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_, member._value_ = value, value
        return member

    @classmethod
    def seen(cls) -> frozenset[str]:
        """Values that answers are known to hold though no page documents them; a question may not."""
        return frozenset()

    @property
    def known(self) -> bool:
        """True for the values that were documented, or seen, when this release was made."""
        return self._name_ in type(self).__members__ or self in type(self).seen()
