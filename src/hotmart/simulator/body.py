"""The JSON body of a write, read as strictly as `Params` reads a query."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from decimal import Decimal
from typing import Any, Final, NoReturn, TypeVar, cast

from .refusals import invalid_parameter

T = TypeVar("T")
_LARGEST: Final = 10**18  # a number beyond it is a mistake, and would only cost time
_FINEST: Final = -18


class Body:
    """An object of JSON. A field that is absent or null is None; one of a wrong kind answers 400.

    Fields that nobody asks for are ignored. Text is as it was sent: it needs `pieces.quoted` to be
    written into an answer.
    """

    def __init__(self, values: Mapping[str, Any] | None = None) -> None:
        self._values: Mapping[str, Any] = values or {}

    def text(self, name: str) -> str | None:
        """A text; an empty one counts as nothing."""
        value = self._values.get(name)
        return None if value is None else _text(value) or None

    def integer(self, name: str) -> int | None:
        """A whole number."""
        value = self._values.get(name)
        return None if value is None else _integer(value)

    def number(self, name: str) -> Decimal | None:
        """A number, exact."""
        value = self._values.get(name)
        return None if value is None else _number(value)

    def flag(self, name: str) -> bool | None:
        """True or false."""
        value = self._values.get(name)
        if value is not None and not isinstance(value, bool):
            raise invalid_parameter()
        return value

    def choice(self, name: str, allowed: Collection[str]) -> str | None:
        """One word of a list."""
        value = self.text(name)
        if value is not None and value not in allowed:
            raise invalid_parameter()
        return value

    def texts(self, name: str) -> list[str] | None:
        """A list of texts."""
        return self._list(name, _text)

    def integers(self, name: str) -> list[int] | None:
        """A list of whole numbers."""
        return self._list(name, _integer)

    def object(self, name: str) -> Body | None:
        """An object inside the object."""
        value = self._values.get(name)
        return None if value is None else _body(value)

    def _list(self, name: str, read: Callable[[Any], T]) -> list[T] | None:
        value = self._values.get(name)
        if value is None:
            return None
        if not isinstance(value, list):
            raise invalid_parameter()
        return [read(item) for item in cast("Iterable[Any]", value)]


def read_body(raw: bytes) -> Body:
    """The body that was sent; none at all is an empty one."""
    if not raw.strip():
        return Body()
    try:
        return _body(json.loads(raw, parse_float=Decimal, parse_constant=_no_number))
    except (ValueError, ArithmeticError, RecursionError):  # not text, not JSON, or not worth reading
        raise invalid_parameter() from None


def _no_number(word: str) -> NoReturn:
    raise ValueError(word)  # NaN and Infinity, which JSON does not have


def _body(value: Any) -> Body:
    if not isinstance(value, dict):
        raise invalid_parameter()
    return Body(cast("dict[str, Any]", value))


def _text(value: Any) -> str:
    if not isinstance(value, str) or not _is_unicode(value):
        raise invalid_parameter()
    return value


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:  # half of a surrogate pair, which JSON can spell and nobody can send back
        return False
    return True


def _integer(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or abs(value) >= _LARGEST:
        raise invalid_parameter()
    return value


def _number(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise invalid_parameter()
    number = Decimal(value)
    if number.adjusted() >= 18 or cast("int", number.as_tuple().exponent) < _FINEST:
        raise invalid_parameter()
    return number
