"""Write docs/answer.schema.json: what every command answers with `--json`, whatever it is."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FILE = Path(__file__).parents[1] / "docs" / "answer.schema.json"
_TEXT: dict[str, Any] = {"type": "string"}
_LIST: dict[str, Any] = {"type": "array", "items": {"type": "string"}}
_MAYBE: dict[str, Any] = {"type": ["string", "null"]}


def schema() -> dict[str, Any]:
    """The schema. `data` and `meta` are each command's own; those of actions always have these keys."""
    error = {
        "type": "object",
        "properties": {
            "code": _TEXT | {"description": "Which error it is; it does not depend on the language."},
            "message": _TEXT | {"description": "What happened, in the reader's language."},
            "hint": _MAYBE | {"description": "What to do next, in the reader's language."},
            "command": _MAYBE | {"description": "The command that the hint names, ready to be run."},
            "field": _MAYBE | {"description": "The argument that cannot be meant."},
            "http_status": {"type": ["integer", "null"]},
            "upstream": {
                "type": ["object", "null"],
                "description": "What Hotmart itself said, without values of people.",
                "properties": {"error": _MAYBE, "description": _MAYBE},
            },
            "retryable": {"type": "boolean", "description": "Whether the same may work later."},
            "plan": {"type": "object", "description": "The plan that waits for a yes."},
            "done": _LIST | {"description": "What was done all the same, before it went wrong."},
            "may_be_done": _LIST | {"description": "What was being sent: nobody knows whether it was done."},
        },
        "required": ["code", "message", "hint", "command", "field", "http_status", "upstream", "retryable"],
    }
    meta = {
        "type": "object",
        "properties": {
            "operation": _TEXT,
            "connection": _TEXT,
            "complete": {"type": "boolean", "description": "Whether it is all there is."},
            "next_cursor": _MAYBE | {"description": "The page token to go on with."},
            "requests": {"type": "integer", "minimum": 0},
            "quota": {"type": ["object", "null"]},
            "elapsed_ms": {"type": "integer", "minimum": 0},
            "window": {
                "type": ["object", "null"],
                "description": "The period that was asked for, in the account's zone.",
                "properties": {
                    "start": _MAYBE,
                    "end": _MAYBE,
                    "of": _TEXT
                    | {"description": "Which date it is of, by the parameter: `start_date` is the order's."},
                },
            },
            "time_zone": _MAYBE | {"description": "The zone of the account's days."},
            "sent": {"type": "boolean", "description": "Of a write: whether it was sent."},
        },
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What a command of hotmart answers with --json",
        "description": "One document on stdout. Money is a number with its currency beside it, moments are "
        "ISO 8601. What an action answers stands in data.output.",
        "type": "object",
        "properties": {
            "ok": {"type": "boolean"},
            "data": {"type": ["array", "object"]},
            "meta": meta,
            "warnings": {"type": "array", "items": _TEXT},
            "error": error,
        },
        "required": ["ok"],
        "if": {"properties": {"ok": {"const": True}}},
        "then": {"required": ["data", "meta", "warnings"]},
        "else": {"required": ["error"]},
    }


def text() -> str:
    """The same as a file."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
