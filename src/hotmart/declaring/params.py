"""The parameters of an operation: what each accepts, and how Hotmart spells it.

What cannot be meant is refused here, with a sentence that says why, before anything is sent.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from operator import index
from typing import (
    Annotated,
    Any,
    ClassVar,
    Literal,
    SupportsIndex,
    TypeAlias,
    TypeGuard,
    cast,
    get_args,
    get_origin,
)

import msgspec
from msgspec import Meta

from hotmart.declaring.misfit import misfit
from hotmart.declaring.spelling import is_nothing
from hotmart.errors import InvalidArgumentError
from hotmart.glossary import Word
from hotmart.language import Text
from hotmart.model import Model
from hotmart.words import CODE, SECONDS_BELOW, OpenEnum, Value, milliseconds
from hotmart.zone import USUAL, first_moment, last_moment

Place: TypeAlias = Literal["path", "query", "body"]


class Without:
    """In the annotation of a parameter: the values of its enum that this operation does not document."""

    def __init__(self, *values: str) -> None:
        self.values = values


class Wire:
    """In the annotation of a parameter: Hotmart's own name for it."""

    def __init__(self, name: str) -> None:
        self.name = name


@dataclass(frozen=True, slots=True)
class Param:
    """One parameter of an operation: what it accepts, where it travels, what it means."""

    name: str
    wire_name: str
    hint: Any  # its annotation, without None
    kind: type  # str, int, bool, Decimal, datetime, an OpenEnum or a Model
    kinds: tuple[type, ...]
    many: bool
    required: bool
    place: Place
    choices: tuple[str, ...]
    meta: Meta
    word: Word

    @staticmethod
    def declared(parameter: inspect.Parameter, place: Callable[[str], Place], word: Word) -> Param:
        """The parameter that an annotation describes."""
        parts = list(_parts(parameter.annotation))
        marks = [part for part in parts if isinstance(part, Without | Wire | Meta)]
        barred = {value for mark in marks if isinstance(mark, Without) for value in mark.values}
        kinds = [part for part in parts if isinstance(part, type) and part is not type(None)]
        kind = min(kinds, key=_weight)
        name = next((mark.name for mark in marks if isinstance(mark, Wire)), parameter.name)
        return Param(
            name=parameter.name,
            wire_name=name,
            hint=_without_none(parameter.annotation),
            kind=kind,
            kinds=tuple(kinds),
            many=Sequence in parts,
            required=parameter.default is parameter.empty,
            place=place(name),
            choices=tuple(one.value for one in kind if one not in barred)
            if issubclass(kind, OpenEnum)
            else (),
            meta=next((mark for mark in marks if isinstance(mark, Meta)), _UNBOUND),
            word=word,
        )

    @property
    def is_discount(self) -> bool:
        """Whether it takes percent, where Hotmart takes a fraction (dossier §7)."""
        return self.meta.extra == {"kind": "discount"}

    def values(self, value: object, time_zone: str = USUAL) -> tuple[Value, ...]:
        """The value or values as Hotmart takes them; InvalidArgumentError when they cannot be meant."""
        if self.kind is datetime:
            value = self._whole_day(value, time_zone)
        if not self.many or not _is_several(value):
            return (self._one(value),)
        value = list(value)
        if not value and self.meta.min_length != 0:
            raise self.refuse("is empty", "está vazio")
        if self.meta.max_length is not None and len(value) > self.meta.max_length:
            most = self.meta.max_length
            raise self.refuse(f"has more than {most} values", f"tem mais de {most} valores")
        return tuple(self._one(one) for one in value)

    def refuse(self, en: str, pt: str, advice: Text | None = None) -> InvalidArgumentError:
        """The error that says what is wrong with a value of this parameter."""
        return InvalidArgumentError(self.name, Text(f"{self.name} {en}.", f"{self.name} {pt}."), advice)

    def _one(self, value: object) -> Value:
        if self.choices:
            return self._choice(value)
        if self.is_discount:
            return self._discount(value)
        return self._checks.get(self.kind, Param._model)(self, value)

    def _whole_day(self, value: object, time_zone: str) -> object:
        """A date as the moment that is meant: its first in that zone, or its last where a period ends."""
        if not isinstance(value, date) or isinstance(value, datetime):
            return value
        moment = last_moment if self.name.startswith("end_") else first_moment
        try:
            return moment(value, time_zone)
        except OverflowError:
            raise self.refuse("is at the end of time", "está no fim dos tempos") from None

    def _moment(self, value: object) -> Value:
        if isinstance(value, int) and not isinstance(value, bool):
            return self._stamp(value)
        if is_nothing(value):  # pandas.NaT is a datetime, and no moment
            raise self.refuse("is not a moment", "não é um momento")
        if isinstance(value, datetime) and value.utcoffset() is None:
            raise self.refuse(
                "has no time zone, so it could mean several moments",
                "não tem fuso horário, e poderia ser vários momentos",
                Text(
                    "Pass datetime(..., tzinfo=UTC), or a date.",
                    "Passe datetime(..., tzinfo=UTC), ou uma date.",
                ),
            )
        if not isinstance(value, date):
            raise self._kind(value, "a datetime or a date", "datetime ou date")
        return milliseconds(value)

    def _stamp(self, value: int) -> int:
        """Milliseconds, and nothing that looks like another unit."""
        if value < SECONDS_BELOW:
            raise self.refuse(
                "is too small for milliseconds: it looks like seconds",
                "é pequeno demais para milissegundos: parecem segundos",
                Text("Multiply it by 1000, or pass a datetime.", "Multiplique por 1000, ou passe datetime."),
            )
        if value > _MICROSECONDS_ABOVE:
            raise self.refuse(
                "is too large for milliseconds: it looks like micro- or nanoseconds",
                "é grande demais para milissegundos: parecem micro ou nanossegundos",
            )
        return value

    def _choice(self, value: object) -> Value:
        if isinstance(value, str) and str(value) in self.choices:
            return str(value)
        near = get_close_matches(str(value).upper(), self.choices, n=1)
        names = near or self.choices
        raise self.refuse(
            f"cannot be {_shown(value, 'this')}",
            f"não pode ser {_shown(value, 'isto')}",
            Text(
                ("Did you mean " if near else "It is one of ") + ", ".join(names) + ("?" if near else "."),
                ("Você quis dizer " if near else "É um de ") + ", ".join(names) + ("?" if near else "."),
            ),
        )

    def _flag(self, value: object) -> Value:
        if not isinstance(value, bool):
            raise self._kind(value, "True or False", "True ou False")
        return value

    def _integer(self, value: object) -> Value:
        if isinstance(value, str) and value.isascii() and value.isdecimal():
            value = int(value)  # as it comes from an environment or a file
        if isinstance(value, bool) or not isinstance(value, SupportsIndex):
            raise self._kind(value, "a whole number", "um número inteiro")
        try:
            value = index(value)
        except TypeError:  # a whole column of numbers says that it has an index, too
            raise self._kind(value, "a whole number", "um número inteiro") from None
        least, most = self.meta.ge, self.meta.le
        if least is not None and most is not None and not least <= value <= most:
            raise self.refuse(f"must be from {least} to {most}", f"deve ser de {least} a {most}")
        if least is None and value <= 0:
            raise self.refuse("must be above zero", "deve ser maior que zero")
        return value

    def _amount(self, value: object) -> Value:
        amount = self._exact(value)
        if amount <= 0:
            raise self.refuse("must be above zero", "deve ser maior que zero")
        if amount >= _TOO_MUCH:
            raise self.refuse("is more than any price", "é mais que qualquer preço")
        if amount != round(amount, 2):
            raise self.refuse("has more than two decimals", "tem mais de duas casas decimais")
        return amount

    def _discount(self, value: object) -> Value:
        """From 1 to 99 it is percent, as people write it; below 1 the fraction Hotmart takes (dossier §7)."""
        amount = self._exact(value)
        if 1 <= amount <= 99:
            return amount / 100
        if not 0 < amount < 1:
            raise self.refuse(
                "must be a percentage from 1 to 99, or a fraction above 0 and below 1",
                "deve ser uma porcentagem de 1 a 99, ou uma fração acima de 0 e abaixo de 1",
            )
        return amount

    def _exact(self, value: object) -> Decimal:
        if isinstance(value, bool) or not isinstance(value, Decimal | int | float):
            raise self._kind(value, "a number", "um número")
        amount = Decimal(str(value))
        if not amount.is_finite():
            raise self.refuse("is not a number", "não é um número")
        return amount

    def _text(self, value: object) -> Value:
        if not isinstance(value, str):
            raise self._kind(value, "a text", "um texto")
        if not value.strip():
            raise self.refuse("is empty", "está vazio")
        if self.place == "path" and not re.fullmatch(CODE, value, re.ASCII):
            raise self._misshapen()
        if self.meta.pattern and not re.fullmatch(self.meta.pattern, value, re.ASCII):
            raise self._misshapen()
        if not _is_whole(value):
            raise self.refuse("has half a character in it", "tem meio caractere")
        if self.meta.max_length is not None and len(value) > self.meta.max_length and not self.many:
            most = self.meta.max_length
            raise self.refuse(f"has more than {most} characters", f"tem mais de {most} caracteres")
        if self.wire_name == "ucode" and value.isdecimal():
            raise self.refuse(
                "is a number, and a ucode is a UUID",
                "é um número, e um ucode é um UUID",
                Text("`products.list` tells both.", "`products.list` informa os dois."),
            )
        return value

    def _misshapen(self) -> InvalidArgumentError:
        if self.meta.examples:
            example = self.meta.examples[0]
            return self.refuse(f"must look like {example}", f"deve ter a forma de {example}")
        return self.refuse(
            "has a character that no code has, such as a slash or a space",
            "tem um caractere que nenhum código tem, como barra ou espaço",
        )

    def _model(self, value: object) -> Value:
        """A thing with fields: its model, a dict that fits it, or the amount it is made of."""
        if Decimal in self.kinds and isinstance(value, Decimal | int | float):
            value = {"value": self._amount(value)}
        given = msgspec.to_builtins(value, builtin_types=(Decimal,)) if isinstance(value, Model) else value
        try:
            fit = cast("Model", msgspec.convert(given, self.kind))
        except msgspec.ValidationError as error:
            why = misfit(str(error))  # tells kinds and places, never a value
            raise self.refuse(f"does not fit: {why.en}", f"não serve: {why.pt}") from None
        written = cast("dict[str, Any]", msgspec.to_builtins(fit, builtin_types=(Decimal,)))
        for inner in written.values():
            if isinstance(inner, Decimal):
                self._amount(inner)
        return written

    _checks: ClassVar[dict[type, Callable[[Param, object], Value]]] = {
        datetime: _moment,
        bool: _flag,
        int: _integer,
        Decimal: _amount,
        str: _text,
    }

    def _kind(self, value: object, en: str, pt: str) -> InvalidArgumentError:
        got = type(value).__name__
        return self.refuse(f"must be {en}, not {got}", f"deve ser {pt}, não {got}")


_TOO_MUCH = Decimal(10) ** 12
_MICROSECONDS_ABOVE = 10**14  # milliseconds of the year 5138
_UNBOUND = Meta()
_WEIGHTS: dict[type, int] = {datetime: 1, Decimal: 2, bool: 3, int: 4, str: 5}


def _shown(value: object, otherwise: str) -> str:
    """A value, quoted only if it looks like a word: it may be somebody's document in a wrong place."""
    return repr(str(value)) if re.fullmatch(r"[A-Za-z_ ]{1,40}", str(value)) else otherwise


def _is_several(value: object) -> TypeGuard[Iterable[object]]:
    """A list, a tuple, a set, a column of a table."""
    return isinstance(value, Iterable) and not isinstance(value, str | bytes | bytearray | Mapping)


def _is_whole(text: str) -> bool:
    """Whether it can be written in UTF-8: half of a surrogate pair cannot."""
    return text.isascii() or text.encode(errors="ignore").decode() == text


def _weight(kind: type[Any]) -> int:
    """Of the kinds a parameter accepts, the least is what it is: a moment, though an int is taken."""
    return 0 if issubclass(kind, OpenEnum | Model) else _WEIGHTS.get(kind, 9)


def _parts(hint: Any) -> Iterator[Any]:
    """What an annotation is made of: types, marks, and Sequence for a list."""
    if get_origin(hint) is Annotated:
        inner, *marks = get_args(hint)
        yield from marks
        yield from _parts(inner)
    elif get_origin(hint) is Sequence:
        yield Sequence
        yield from _parts(get_args(hint)[0])
    elif get_args(hint):
        for part in get_args(hint):
            yield from _parts(part)
    else:
        yield hint


def _without_none(hint: Any) -> Any:
    parts = [part for part in get_args(hint) if part is not type(None)]
    if type(None) not in get_args(hint):
        return hint
    whole = parts[0]
    for part in parts[1:]:
        whole = whole | part
    return whole
