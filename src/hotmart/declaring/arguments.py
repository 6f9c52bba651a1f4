"""The arguments of a call: which are declared, which are not, and which look like a slip of the pen."""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any, TypeAlias, cast

from hotmart import glossary
from hotmart.declaring.params import Param
from hotmart.declaring.selecting import SELECT
from hotmart.declaring.spelling import undeclared
from hotmart.errors import HotmartWarning, WrongCallError
from hotmart.language import Text

EXTRA = "extra"
"""The argument of a read that holds parameters which nobody declared."""

Beside: TypeAlias = "list[tuple[str, str]]"


class Arguments:
    """What an operation may be given, and under which names."""

    def __init__(
        self,
        operation: str,
        declared: Sequence[inspect.Parameter],
        params: Sequence[Param],
        takes: Text | None = None,
        *,
        reads: bool,
    ) -> None:
        self._operation, self._params, self._takes, self._reads = operation, params, takes, reads
        self._positional = [one.name for one in declared if one.kind is one.POSITIONAL_OR_KEYWORD]
        self._defaults = {one.name: one.default for one in declared if one.default is not one.empty}
        self._names = {param.wire_name: param.name for param in params}  # Hotmart's own name will do
        self._names |= {param.name: param.name for param in params}

    def told(self, args: Sequence[Any], kwargs: dict[str, Any]) -> tuple[dict[str, Any], Beside]:
        """The declared arguments in the order of their declaration, and beside them the others, spelled."""
        given = self._without_names(args)
        beside = self._extra(kwargs.pop(EXTRA, None)) if self._reads else []
        for key, value in kwargs.items():
            name = self._names.get(key)
            if name is None:
                self._let_pass(key)
                beside.extend((key, one) for one in undeclared(key, value))
            elif name in given:
                raise self.wrong(f"got {name} twice", f"recebeu {name} duas vezes")
            else:
                given[name] = value
        return self._completed(given), beside

    def _extra(self, extra: Any) -> Beside:
        """What is told on purpose of parameters that nobody declared."""
        if extra is None:
            return []
        if not isinstance(extra, Mapping):
            raise self.wrong(
                "takes extra as a mapping of names to values", "aceita extra como um mapa de nomes e valores"
            )
        told = cast("Mapping[object, object]", extra)
        for key in told:
            if not isinstance(key, str) or (key in self._names and key != SELECT):  # a field may be new too
                raise self.wrong(
                    f"takes {key} by itself, not in extra", f"aceita {key} diretamente, não em extra"
                )
        return [(str(key), one) for key, value in told.items() for one in undeclared(str(key), value)]

    def _without_names(self, args: Sequence[Any]) -> dict[str, Any]:
        most = len(self._positional)
        if len(args) > most:
            raise self.wrong(
                f"takes {most or 'no'} value{'' if most == 1 else 's'} without a name",
                f"aceita {most or 'nenhum'} valor{'es' if most > 1 else ''} sem nome",
            )
        return dict(zip(self._positional, args, strict=False))

    def _completed(self, given: dict[str, Any]) -> dict[str, Any]:
        """With what is declared for those that were not given, so that a write says all that it does."""
        complete: dict[str, Any] = {}
        for param in self._params:
            if param.required and param.name not in given:
                raise self.wrong(f"is missing {param.name}", f"precisa de {param.name}")
            value = given.get(param.name)
            if value is None and not param.required:
                value = self._defaults[param.name]
            if value is not None or param.required:
                complete[param.name] = value
        return complete

    def _let_pass(self, name: str) -> None:
        """A name that nobody declared: Hotmart passes over it, and does something else than was meant.

        So a write refuses all of them, and a read those that mean anything here or in other tools. One that
        resembles nothing may be new: programs written for hotmart-python that pass it keep running.
        """
        near = self._near(name)
        if near:
            raise self.wrong(
                f"has no parameter {name}. Did you mean {near}?",
                f"não tem o parâmetro {name}. Você quis dizer {near}?",
            )
        if not self._reads or get_close_matches(name, glossary.KNOWN, n=1, cutoff=0.8):
            new = (" and, what is new, extra", " e, o que for novo, extra") if self._reads else ("", "")
            raise self.wrong(
                f"has no parameter {name}; it takes {self._listed('and')}{new[0]}",
                f"não tem o parâmetro {name}; aceita {self._listed('e')}{new[1]}",
            )
        text = Text(
            f"{self._operation} does not know the parameter {name}, and Hotmart may pass over it. "
            f"If it is new, say so: extra={{{name!r}: …}}.",
            f"{self._operation} não conhece o parâmetro {name}, e a Hotmart pode ignorá-lo. "
            f"Se ele é novo, diga: extra={{{name!r}: …}}.",
        )
        warnings.warn(str(text), HotmartWarning, stacklevel=_depth())

    def _near(self, name: str) -> str | None:
        """The declared parameter that was meant: by another name of it, by other tools' words, by a slip."""
        aliases = {alias: param.name for param in self._params for alias in param.word.aliases}
        if name in aliases:
            return aliases[name]
        meant = next((one for one in glossary.meant(name) if one in self._names), None)
        return meant or next(iter(get_close_matches(name, self._names, n=1, cutoff=0.8)), None)

    def _listed(self, conjunction: str) -> str:
        names = [param.name for param in self._params]
        *most, last = names or ["-"]
        return f"{', '.join(most)} {conjunction} {last}" if most else last

    def wrong(self, en: str, pt: str) -> WrongCallError:
        """The error that says what is wrong with a call of this operation."""
        end = "" if en.endswith("?") else "."
        text = Text(f"{self._operation} {en}{end}", f"{self._operation} {pt}{end}")
        return WrongCallError(self._operation, text, self._takes)


def _depth() -> int:
    """How many frames a warning is from whoever called this library: listings take more than others."""
    ours = __name__.partition(".")[0]
    depth, frame = 0, inspect.currentframe()
    while frame and frame.f_globals.get("__name__", "").partition(".")[0] == ours:
        depth, frame = depth + 1, frame.f_back
    return depth
