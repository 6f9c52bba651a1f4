"""The arguments of a call: which are declared, which are not, and which look like a slip of the pen."""

from __future__ import annotations

import inspect
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any, TypeAlias

from hotmart.declaring.params import Param
from hotmart.declaring.spelling import undeclared
from hotmart.errors import WrongCallError
from hotmart.language import Text

Beside: TypeAlias = "list[tuple[str, str]]"


class Arguments:
    """What an operation may be given, and under which names."""

    def __init__(
        self,
        operation: str,
        declared: Sequence[inspect.Parameter],
        params: Sequence[Param],
        takes: Text | None = None,
    ) -> None:
        self._operation, self._params, self._takes = operation, params, takes
        self._positional = [one.name for one in declared if one.kind is one.POSITIONAL_OR_KEYWORD]
        self._defaults = {one.name: one.default for one in declared if one.default is not one.empty}
        self._names = {param.wire_name: param.name for param in params}  # Hotmart's own name will do
        self._names |= {param.name: param.name for param in params}

    def told(self, args: Sequence[Any], kwargs: dict[str, Any]) -> tuple[dict[str, Any], Beside]:
        """The declared arguments in the order of their declaration, and beside them the others, spelled."""
        given = self._without_names(args)
        beside: Beside = []
        for key, value in kwargs.items():
            name = self._names.get(key)
            if name is None:
                self._refuse_what_looks_known(key)
                beside.extend((key, one) for one in undeclared(key, value))
            elif name in given:
                raise self.wrong(f"got {name} twice", f"recebeu {name} duas vezes")
            else:
                given[name] = value
        return self._completed(given), beside

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

    def _refuse_what_looks_known(self, name: str) -> None:
        """Hotmart passes over a name it does not know, so one that looks like a known name is refused."""
        aliases = {alias: param.name for param in self._params for alias in param.word.aliases}
        near = [aliases[name]] if name in aliases else get_close_matches(name, self._names, n=1, cutoff=0.8)
        if near:
            raise self.wrong(
                f"has no parameter {name}. Did you mean {near[0]}?",
                f"não tem o parâmetro {name}. Você quis dizer {near[0]}?",
            )

    def wrong(self, en: str, pt: str) -> WrongCallError:
        """The error that says what is wrong with a call of this operation."""
        end = "" if en.endswith("?") else "."
        text = Text(f"{self._operation} {en}{end}", f"{self._operation} {pt}{end}")
        return WrongCallError(self._operation, text, self._takes)
