"""The README of hotmart-python, as it comes with the package: its blocks of Python, statement by statement.

Nothing of it is kept here: it is read from the installed package whenever the tests run.
"""

from __future__ import annotations

import ast
import asyncio
import inspect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

_BLOCK = re.compile(r"^```python\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_OPERATION = re.compile(r"\bclient\.(\w+\.\w+)\(")


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement of a block, at its top level."""

    text: str

    @property
    def operation(self) -> str:
        """The operation it calls first, such as `sales.refund`; empty when it calls none."""
        found = _OPERATION.search(self.text)
        return found[1] if found else ""

    def run(self, names: dict[str, Any]) -> None:
        """Run it as it would be typed into a notebook, where `await` may stand anywhere."""
        code = compile(self.text, "README.md", "exec", flags=ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
        if code.co_flags & inspect.CO_COROUTINE:
            asyncio.run(eval(code, names))  # noqa: S307  # what the README says is what is tried
        else:
            exec(code, names)  # noqa: S102


def blocks(readme: str) -> Iterator[list[Statement]]:
    """The blocks of Python in their order."""
    for found in _BLOCK.finditer(readme):
        source = found[1]
        yield [Statement(text) for node in ast.parse(source).body if (text := _text(source, node))]


def replaced(statement: Statement, codes: Sequence[tuple[str, str]]) -> Statement:
    """The same statement with invented codes replaced by others, one after the other."""
    text = statement.text
    for invented, real in codes:
        text = text.replace(invented, real)
    return Statement(text)


def _text(source: str, node: ast.stmt) -> str:
    return ast.get_source_segment(source, node) or ""
