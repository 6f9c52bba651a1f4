"""One tool: what an agent is told of it, and what it does. Nothing is imported here that takes time."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from hotmart.mcp_server.answer import Answer
    from hotmart.mcp_server.desk import Desk

TEXT: Mapping[str, Any] = {"type": "string"}
TEXTS: Mapping[str, Any] = {"type": "array", "items": TEXT}
CONNECTION = {"connection": {**TEXT, "description": "Account, where there are several."}}
ROWS = {
    "type": "object",
    "properties": {"columns": {"type": "array"}, "rows": {"type": "array"}, "complete": {"type": "boolean"}},
    "required": ["columns", "rows", "complete"],
}
"""The schema of an answer in columns and rows."""


OBJECT: Mapping[str, Any] = {"type": "object"}


def _nothing(done: float, total: float | None, text: str | None) -> None:
    """Tell nobody."""
    del done, total, text


@dataclass(frozen=True)
class Call:
    """One call of a tool."""

    desk: Desk
    given: Mapping[str, Any]
    """Its arguments, which fit the schema."""
    report: Callable[[float, float | None, str | None], None] = _nothing
    """Tells how far it is; only from the loop."""


class Tool(NamedTuple):
    """What can be called."""

    name: str
    title: str
    description: str
    """In English: agents of every language read it."""
    properties: Mapping[str, Mapping[str, Any]]
    """The JSON Schema of each argument."""
    answers: Callable[[Call], Answer | Awaitable[Answer]]
    """What it does, in a thread, or in the loop where it awaits. Raises HotmartError for the agent."""
    scope: str
    """What a token must be allowed."""
    output_schema: Mapping[str, Any] = OBJECT
    required: Sequence[str] = ()
    calls_hotmart: bool = False
    """Whether it goes out to Hotmart, and not only to the copy."""

    @property
    def input_schema(self) -> dict[str, Any]:
        """The JSON Schema of its arguments."""
        told: dict[str, Any] = {"type": "object", "properties": self.properties}
        if self.required:
            told["required"] = list(self.required)
        return told | {"additionalProperties": False}
