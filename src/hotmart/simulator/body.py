"""The JSON body of a write, read as strictly as `Params` reads a query."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from decimal import Decimal
from typing import Any, Final, NoReturn, TypeVar, cast

from hotmart.simulator.params import LARGEST
from hotmart.simulator.refusals import invalid_parameter

T = TypeVar("T")
_FINEST: Final = -18  # what has more digits than this is a mistake, and would only cost time


class Body:
    """An object of JSON. An absent field is None; one of a wrong kind answers 400, and null is of no kind.

    Fields that nobody asks for are ignored. Text is as it was sent: it needs `pieces.quoted` to be
    written into an answer.
    """

    def __init__(self, values: Mapping[str, Any] | None = None) -> None:
        self._values: Mapping[str, Any] = values or {}

    def text(self, name: str) -> str | None:
        """A text; an empty one counts as nothing."""
        return self._read(name, _text) or None

    def integer(self, name: str) -> int | None:
        """A whole number."""
        return self._read(name, _integer)

    def number(self, name: str) -> Decimal | None:
        """A number, exact."""
        return self._read(name, _number)

    def flag(self, name: str) -> bool | None:
        """True or false."""
        return self._read(name, _flag)

    def choice(self, name: str, allowed: Collection[str]) -> str | None:
        """One word of a list."""
        value = self.text(name)
        if value is not None and value not in allowed:
            raise invalid_parameter()
        return value

    def texts(self, name: str) -> list[str] | None:
        """A list of texts."""
        return self._read(name, lambda value: [_text(item) for item in _list(value)])

    def integers(self, name: str) -> list[int] | None:
        """A list of whole numbers."""
        return self._read(name, lambda value: [_integer(item) for item in _list(value)])

    def object(self, name: str) -> Body | None:
        """An object inside the object."""
        return self._read(name, _body)

    def _read(self, name: str, kind: Callable[[Any], T]) -> T | None:
        return kind(self._values[name]) if name in self._values else None


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


def _list(value: Any) -> Iterable[Any]:
    if not isinstance(value, list):
        raise invalid_parameter()
    return cast("Iterable[Any]", value)


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise invalid_parameter()
    return value


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
    if isinstance(value, bool) or not isinstance(value, int) or not -LARGEST <= value < LARGEST:
        raise invalid_parameter()
    return value


def _number(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise invalid_parameter()
    number = Decimal(value)
    if number.adjusted() > -_FINEST or cast("int", number.as_tuple().exponent) < _FINEST:
        raise invalid_parameter()
    return number
