"""What Hotmart describes, as Python sees it: fields with types, shown without personal data."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from functools import cache
from itertools import zip_longest
from typing import Any, ClassVar, Literal, TypeAlias, TypeGuard, cast, get_args, get_type_hints

from msgspec import Raw, Struct, json

from hotmart.secrecy import MASK
from hotmart.words import Personal

Mode: TypeAlias = Literal["python", "json"]


class Model(Struct, kw_only=True, omit_defaults=True, gc=False):  # what is decoded holds no cycles
    """A thing Hotmart describes. A key that Hotmart left out is None; shown without personal data."""

    def model_dump(self, *, mode: Mode = "python", exclude_none: bool = False) -> dict[str, Any]:
        """As a dict, personal data included: money as Decimal, moments as datetimes.

        In the mode "json" they are what JSON has: money as float, moments in ms. A number with more digits
        than a float keeps is text.
        """
        dumped = _dumped(self, self._told(), exclude_none)
        return cast("dict[str, Any]", _reader.decode(to_json(dumped)) if mode == "json" else dumped)

    def to_dict(self, *, exclude_none: bool = False) -> dict[str, Any]:
        """As a dict that `json.dumps` takes, personal data included: `model_dump` in the mode "json"."""
        return self.model_dump(mode="json", exclude_none=exclude_none)

    def model_dump_json(self, *, exclude_none: bool = False, indent: int | None = None) -> str:
        """As JSON in Hotmart's own units, personal data included: money as numbers, moments in ms."""
        return to_json(self.model_dump(exclude_none=exclude_none), indent)

    def _told(self) -> dict[str, Any] | None:
        """What is known of the JSON it was read from: only rows keep it."""
        return None

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={value!r}" for name, value in self.__rich_repr__())
        return f"{type(self).__name__}({shown})"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        personal = personal_fields(type(self))
        fields = ((name, getattr(self, name)) for name in self.__struct_fields__)
        return [
            (name, MASK if value and (name in personal or _is_free(value)) else value)
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

    wraps: ClassVar[str] = ""
    """The field that is a list and all that it is about: as a table it has a row for each of that."""

    @property
    def raw(self) -> dict[str, Any]:
        """Every field Hotmart sent, those nobody documented among them, as `json.loads` reads it.

        A number with more digits than a float keeps is text, so that none is lost. The fields of the model
        have money as Decimal.
        """
        return cast("dict[str, Any]", _reader.decode(self._written()))

    def _told(self) -> dict[str, Any]:
        return cast("dict[str, Any]", exact_reader.decode(self._written()))

    def _written(self) -> Raw | bytes:
        return self._as_sent() or _writer.encode(_dumped(self, None, exclude_none=False))

    def remember(self, sent: Raw | bytes) -> None:
        """Keep what it was read from. It is a view: the page stays in memory as long as a row of it does."""
        vars(self)[_SENT] = sent  # a generic struct, such as an event, refuses to have it set

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
_writer = json.Encoder(decimal_format="number", enc_hook=lambda value: value.ms)


def _exact(written: str) -> Decimal | str:
    """A number as it is written; one that no Decimal can hold stays text."""
    try:
        return Decimal(written)
    except InvalidOperation:
        return written


def _plain(written: str) -> float | str:
    """A number as JSON has it; one of which a float would lose a digit stays text."""
    number = float(written)
    return number if _exact(repr(number)) == _exact(written) else written


exact_reader = json.Decoder(float_hook=_exact)
"""Reads any JSON, its numbers with all their digits."""
_reader = json.Decoder(float_hook=_plain)


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


def _is_free(value: Any) -> bool:
    """Whether it is an object, or holds one, of which nobody knows what stands in it: a person, perhaps."""
    return _is_object(value) or (_is_list(value) and any(map(_is_free, value)))


def _is_list(value: Any) -> TypeGuard[list[Any]]:
    return isinstance(value, list)


def _is_object(value: Any) -> TypeGuard[dict[str, Any]]:
    return isinstance(value, dict)


@cache
def personal_fields(model: type[Model]) -> frozenset[str]:
    """The fields of a model that say who or where a person is."""
    hints = get_type_hints(model, include_extras=True)
    return frozenset(name for name, hint in hints.items() if Personal in (hint, *get_args(hint)))


class Money(Model):
    """An amount in major units of its currency. Never assume the currency (dossier §3.2)."""

    value: Decimal | None = None
    currency_code: str | None = None
