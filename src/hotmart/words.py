"""The words of the API: the kinds of value it speaks of, and what every thing it describes can do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import cache, lru_cache
from itertools import zip_longest
from typing import (
    Annotated,
    Any,
    ClassVar,
    Self,
    TypeAlias,
    TypeGuard,
    TypeVar,
    cast,
    get_args,
    get_type_hints,
)

from msgspec import Meta, Raw, Struct, json

X = TypeVar("X")

When: TypeAlias = datetime | date | int
"""A moment: an aware datetime, a date, which means its first midnight in UTC, or milliseconds since 1970."""

Amount: TypeAlias = Decimal | int | float
"""An amount of money in a question, in major units. A float counts as the number it is written as: 19.9."""

Many: TypeAlias = X | Sequence[X]
"""One value, or several: the key is then repeated in the query (dossier §3.8)."""

Rate: TypeAlias = Annotated[Decimal, Meta(extra={"kind": "rate"})]
"""A conversion rate, a percentage or a fraction: a number that is not an amount of money."""

Code: TypeAlias = Annotated[str, Meta(pattern=r"^(?!\.+$)[\w.~-]+$")]
"""A code or an id, as Hotmart gives it: no slash, no space."""

Currency: TypeAlias = Annotated[str, Meta(pattern=r"^[A-Z]{3}$", examples=["BRL"])]
"""A currency by its three letters (ISO 4217)."""

Discount: TypeAlias = Annotated[Decimal | float | int, Meta(extra={"kind": "discount"})]
"""What a coupon takes off: from 1 to 99 it is percent, above 0 and below 1 the fraction Hotmart speaks of."""

Personal: TypeAlias = Annotated[str, Meta(extra={"kind": "personal"})]
"""Text that says who or where a person is. It is read and stored, never shown in a repr or a log."""

MASK = "…"
SECONDS_BELOW = 10**11  # a stamp this small is in seconds: some of Hotmart's samples are (dossier §3.1)


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
        """True for the values that were documented when this release was made."""
        return self._name_ in type(self).__members__


class Model(Struct, kw_only=True, omit_defaults=True, gc=False):  # what is decoded holds no cycles
    """A thing Hotmart describes. A key that Hotmart left out is None; shown without personal data."""

    def model_dump(self, *, exclude_none: bool = False) -> dict[str, Any]:
        """As a dict, personal data included: money as Decimal, moments as datetimes."""
        return cast("dict[str, Any]", _dumped(self, None, exclude_none))

    def model_dump_json(self, *, exclude_none: bool = False, indent: int | None = None) -> str:
        """As JSON in Hotmart's own units, personal data included: money as numbers, moments in ms."""
        return to_json(self.model_dump(exclude_none=exclude_none), indent)

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={value!r}" for name, value in self.__rich_repr__())
        return f"{type(self).__name__}({shown})"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        personal = _personal(type(self))
        fields = ((name, getattr(self, name)) for name in self.__struct_fields__)
        return [
            (name, MASK if value and name in personal else value)
            for name, value in fields
            if value is not None
        ]


class Sheet:
    """The rows of one answer as they were sent, told apart when the first of them is asked for."""

    __slots__ = ("_body", "_kind", "_parts")

    def __init__(self, body: bytes, kind: Any) -> None:
        self._body, self._kind = body, kind  # how to tell the rows apart: a list, or a struct with `items`
        self._parts: list[Raw] | None = None

    def part(self, number: int) -> Raw:
        """One row."""
        if self._parts is None:
            told = json.decode(self._body, type=self._kind)
            self._parts = cast("list[Raw]", told if _is_list(told) else told.items)
        return self._parts[number]


class _Place(Struct, gc=False):  # nothing for the collector to look at, as there are so many
    sheet: Sheet
    number: int


class Row(Model, dict=True, gc=True):
    """A whole answer, or one item of it: it remembers the JSON that Hotmart sent."""

    @property
    def raw(self) -> dict[str, Any]:
        """Every field Hotmart sent, as it came, those nobody documented among them. Money is exact."""
        sent = self._as_sent() or _writer.encode(super().model_dump())
        return cast("dict[str, Any]", _reader.decode(sent))

    def model_dump(self, *, exclude_none: bool = False) -> dict[str, Any]:
        """As a dict, personal data and undeclared fields included: money as Decimal, moments as datetimes."""
        return cast("dict[str, Any]", _dumped(self, self.raw, exclude_none))

    def remember(self, sent: Raw | bytes) -> None:
        """Keep what it was read from. It is a view: the page stays in memory as long as a row of it does."""
        setattr(self, _SENT, sent)

    def remember_place(self, sheet: Sheet, number: int) -> None:
        """Keep where it was read from, which stays in memory as long as any row of it does."""
        setattr(self, _SENT, _Place(sheet, number))

    def _as_sent(self) -> Raw | bytes | None:
        sent: _Place | Raw | bytes | None = self.__dict__.get(_SENT)
        return sent.sheet.part(sent.number) if isinstance(sent, _Place) else sent

    def __reduce__(self) -> tuple[Any, ...]:
        sent = self._as_sent()  # copied: between processes goes the row, not its page
        return (*super().__reduce__(), {_SENT: bytes(sent)} if sent else None)

    __copy__: ClassVar[None] = None  # a copy is made by the same way


_SENT = "_sent"
_reader = json.Decoder(float_hook=Decimal)
_writer = json.Encoder(decimal_format="number", enc_hook=lambda value: value.ms)


def to_json(value: Any, indent: int | None = None) -> str:
    """A value in Hotmart's own units: money as numbers, moments in milliseconds."""
    written = _writer.encode(value)
    return (written if indent is None else json.format(written, indent=indent)).decode()


def _dumped(value: Any, sent: Any, exclude_none: bool) -> Any:
    """A value without models in it; what was sent beside the declared fields goes along."""
    if _is_list(value):
        there = sent[: len(value)] if _is_list(sent) else []
        return [_dumped(one, its, exclude_none) for one, its in zip_longest(value, there)]
    if not isinstance(value, Model):
        return value
    beside = dict(sent) if _is_object(sent) else {}
    names = zip(value.__struct_fields__, value.__struct_encode_fields__, strict=True)
    declared = {name: (getattr(value, name), beside.pop(spelled, None)) for name, spelled in names}
    kept = {
        name: _dumped(held, its, exclude_none)
        for name, (held, its) in declared.items()
        if held is not None or not exclude_none
    }
    return kept | beside


def _is_list(value: Any) -> TypeGuard[list[Any]]:
    return isinstance(value, list)


def _is_object(value: Any) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict)


@cache
def _personal(model: type[Model]) -> frozenset[str]:
    """The fields of a model that say who or where a person is."""
    hints = get_type_hints(model, include_extras=True)
    return frozenset(name for name, hint in hints.items() if Personal in (hint, *get_args(hint)))


class Money(Model):
    """An amount in major units of its currency. Never assume the currency (dossier §3.2)."""

    value: Decimal | None = None
    currency_code: str | None = None
