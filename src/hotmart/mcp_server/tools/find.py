"""`hotmart_find`: which action answers a wish, in Portuguese or English, and how it is called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hotmart.errors import InvalidArgumentError
from hotmart.language import Text, say
from hotmart.mcp_server.answer import Answer
from hotmart.mcp_server.tool import TEXT, Call, Tool

if TYPE_CHECKING:
    pass


def _find(call: Call) -> Answer:
    given = call.given
    from hotmart.actions.action import known_action  # noqa: PLC0415  # see Tool
    from hotmart.actions.finding import find  # noqa: PLC0415  # see Tool
    from hotmart.actions.listing import as_data  # noqa: PLC0415  # see Tool

    if "action" in given:
        one = known_action(str(given["action"])).as_dict()
        told = {name: one[name] for name in ("id", "description", "effect", "inputSchema")}
        return Answer(f"{one['id']}: {one['name']}", told)
    if "intent" not in given:
        raise InvalidArgumentError(
            "intent", Text("Give an intent, or an action.", "Informe um intent, ou uma action.")
        )
    rows, beside = as_data(find(str(given["intent"]), limit=given.get("limit", 5)))
    told = {
        "actions": [
            {name: row[name] for name in ("id", "name", "effect")}
            | {
                "arguments": [*row["inputSchema"]["properties"]],
                "needed": row["inputSchema"].get("required", []),
            }
            for row in rows
        ],
        **{name: beside[name] for name in ("certainty", "cannot", "given") if beside[name]},
    }
    best = rows[0]["id"] if rows else "-"
    return Answer(
        say(f"Nearest: {best} ({beside['certainty']}).", f"Mais próxima: {best} ({beside['certainty']})."),
        told,
    )


TOOL = Tool(
    "hotmart_find",
    "Find an action",
    "Finds what can be done at Hotmart by intent, in Portuguese or English, and whether it reads or changes. "
    "With action: its arguments as JSON Schema. Run reads with hotmart_read.",
    {
        "intent": {**TEXT, "description": 'Such as "quem cancelou este mês".'},
        "action": {**TEXT, "description": "An id, to see its schema."},
        "limit": {"type": "integer", "minimum": 1, "maximum": 20, "description": "Actions at most; 5."},
    },
    _find,
    "read",
)
