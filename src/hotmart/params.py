"""The parameters of an operation: what each accepts, and how Hotmart spells it.

What cannot be meant is refused here, with a sentence that says why, before anything is sent.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from typing import Annotated, Any, Literal, TypeAlias, cast, get_args, get_origin

from .errors import InvalidArgumentError
from .language import Text
from .words import WORDS, OpenEnum, Word, milliseconds

Place: TypeAlias = Literal["path", "query"]


class Without:
    """In the annotation of a parameter: the values of its enum that this operation does not document."""

    def __init__(self, *values: str) -> None:
        self.values = values


@dataclass(frozen=True, slots=True)
class Param:
    """One parameter of an operation: what it accepts, where it travels, what it means."""

    name: str
    kind: type  # str, int, bool, datetime or an OpenEnum
    many: bool
    required: bool
    place: Place
    choices: tuple[str, ...]
    word: Word

    @staticmethod
    def declared(parameter: inspect.Parameter, place: Place) -> Param:
        """The parameter that an annotation describes."""
        hint, barred = parameter.annotation, frozenset[str]()
        if get_origin(hint) is Annotated:
            hint, without = get_args(hint)
            barred = frozenset(without.values)
        parts: tuple[Any, ...] = get_args(hint) or (hint,)
        kinds = [part for part in parts if isinstance(part, type) and part is not type(None)]
        enums = [kind for kind in kinds if issubclass(kind, OpenEnum)]
        return Param(
            name=parameter.name,
            kind=enums[0] if enums else kinds[0],
            many=any(get_origin(part) is Sequence for part in parts),
            required=parameter.default is parameter.empty,
            place=place,
            choices=tuple(one.value for one in enums[0] if one not in barred) if enums else (),
            word=WORDS[parameter.name],
        )

    def wire(self, value: object) -> tuple[str, ...]:
        """The value or values as Hotmart spells them; InvalidArgumentError when they cannot be meant."""
        if self.many and isinstance(value, Sequence) and not isinstance(value, str):
            if not value:
                raise self._refuse("is empty", "está vazio")
            return tuple(self._one(one) for one in cast("Sequence[object]", value))
        return (self._one(value),)

    def _one(self, value: object) -> str:
        if self.kind is datetime:
            return self._moment(value)
        if self.choices:
            return self._choice(value)
        if self.kind is bool and isinstance(value, bool):
            return "true" if value else "false"
        if self.kind is int and isinstance(value, int) and not isinstance(value, bool):
            return self._number(value)
        if self.kind is str and isinstance(value, str):
            return self._text(value)
        en, pt = _KINDS[self.kind]
        got = type(value).__name__
        raise self._refuse(f"must be {en}, not {got}", f"deve ser {pt}, não {got}")

    def _moment(self, value: object) -> str:
        if isinstance(value, datetime) and value.utcoffset() is None:
            raise self._refuse(
                "has no time zone, so it could mean several moments",
                "não tem fuso horário, e poderia ser vários momentos",
                Text(
                    "Pass datetime(..., tzinfo=UTC), or a date.",
                    "Passe datetime(..., tzinfo=UTC), ou uma date.",
                ),
            )
        if not isinstance(value, date):
            got = type(value).__name__
            raise self._refuse(
                f"must be a datetime or a date, not {got}", f"deve ser datetime ou date, não {got}"
            )
        return str(milliseconds(value))

    def _choice(self, value: object) -> str:
        if isinstance(value, str) and str(value) in self.choices:
            return str(value)
        near = get_close_matches(str(value).upper(), self.choices, n=1)
        names = near or self.choices
        raise self._refuse(
            f"cannot be {str(value)[:40]!r}",
            f"não pode ser {str(value)[:40]!r}",
            Text(
                ("Did you mean " if near else "It is one of ") + ", ".join(names) + ("?" if near else "."),
                ("Você quis dizer " if near else "É um de ") + ", ".join(names) + ("?" if near else "."),
            ),
        )

    def _number(self, value: int) -> str:
        if value <= 0:
            raise self._refuse("must be above zero", "deve ser maior que zero")
        return str(value)

    def _text(self, value: str) -> str:
        if not value.strip():
            raise self._refuse("is empty", "está vazio")
        if self.place == "path" and not re.fullmatch(r"(?!\.+$)[\w.~-]+", value, re.ASCII):
            raise self._refuse(
                "has a character that no code has, such as a slash or a space",
                "tem um caractere que nenhum código tem, como barra ou espaço",
            )
        return value

    def _refuse(self, en: str, pt: str, advice: Text | None = None) -> InvalidArgumentError:
        return InvalidArgumentError(self.name, Text(f"{self.name} {en}.", f"{self.name} {pt}."), advice)


_KINDS: dict[type, tuple[str, str]] = {
    int: ("a whole number", "um número inteiro"),
    bool: ("True or False", "True ou False"),
    str: ("a text", "um texto"),
}
