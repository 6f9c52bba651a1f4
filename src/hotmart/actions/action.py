"""An action: one thing that can be done with an account, by its id, in both languages, with its schemas.

What is known of all of them stands in `actions.json`, which `make docs` writes from the declarations, so that
to list them imports neither the catalogue nor a client.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any, Literal, NamedTuple, TypeAlias

from hotmart.errors import InvalidArgumentError, did_you_mean
from hotmart.language import Text, speaks_portuguese

Effect: TypeAlias = Literal["reads", "writes", "destroys"]
FILE = f"{__file__.removesuffix('action.py')}actions.json"


class Action(NamedTuple):
    """One thing that can be done."""

    id: str
    name: Text
    description: Text
    effect: Effect
    input_schema: dict[str, Any]
    """JSON Schema of its arguments."""
    output_schema: dict[str, Any]
    """JSON Schema of what it answers under `output`."""
    examples: tuple[str, ...]
    """How it is typed."""

    @property
    def reads(self) -> bool:
        """Whether it changes nothing at Hotmart."""
        return self.effect == "reads"

    def as_dict(self) -> dict[str, Any]:
        """The action as data, in the reader's language."""
        return {
            "id": self.id,
            "name": str(self.name),
            "description": str(self.description),
            "effect": self.effect,
            "inputSchema": _in_one_language(self.input_schema),
            "outputSchema": self.output_schema,
            "examples": list(self.examples),
        }


def _in_one_language(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema of arguments without what it says in the other language."""
    pt = speaks_portuguese()
    told = {name: dict(one) for name, one in schema["properties"].items()}
    for one in told.values():
        other = one.pop("x-pt-BR", None)
        if pt and other:
            one["description"] = other
    return schema | {"properties": told}


@cache
def actions() -> dict[str, Action]:
    """Every action, by its id."""
    with open(FILE, "rb") as file:  # noqa: PTH123  # to import pathlib would take longer than to read it
        return {one["id"]: _read(one) for one in json.load(file)}


def _read(told: dict[str, Any]) -> Action:
    return Action(
        told["id"],
        Text(*told["name"]),
        Text(*told["description"]),
        told["effect"],
        told["inputSchema"],
        told["outputSchema"],
        tuple(told["examples"]),
    )


def known_action(id: str) -> Action:
    """The action of that id. Raises InvalidArgumentError where there is none."""
    known = actions()
    if id not in known:
        raise InvalidArgumentError(
            "id",
            Text(f"There is no action {id[:60]!r}.", f"Não existe a ação {id[:60]!r}."),
            did_you_mean(id, known)
            or Text(
                'Look for it: hotmart action list --intent "what you want"',
                'Procure: hotmart action list --intent "o que você quer"',
            ),
        )
    return known[id]
