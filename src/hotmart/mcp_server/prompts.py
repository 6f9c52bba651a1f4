"""Prompts: what people ask most, ready to be chosen in a client, in the server's language."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import mcp_types as types

from hotmart.errors import InvalidArgumentError, did_you_mean
from hotmart.language import Text, say

FILE = Path(__file__).with_name("prompts.toml")


@cache
def _all() -> dict[str, dict[str, Any]]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


async def listed(ctx: Any, params: Any) -> types.ListPromptsResult:
    """All of them."""
    del ctx, params
    return types.ListPromptsResult(
        prompts=[
            types.Prompt(
                name=name,
                title=str(Text(*told["title"])),
                arguments=[
                    types.PromptArgument(
                        name="month", description=str(Text(*told["argument"])), required=False
                    )
                ]
                if "argument" in told
                else [],
            )
            for name, told in _all().items()
        ]
    )


async def get(ctx: Any, params: Any) -> types.GetPromptResult:
    """One of them, with its month filled in."""
    del ctx
    told = _all().get(params.name)
    if told is None:
        raise InvalidArgumentError(
            "name",
            Text(f"There is no prompt {params.name}.", f"Não existe o prompt {params.name}."),
            did_you_mean(params.name, [*_all()]),
        )
    given: dict[str, str] = params.arguments or {}
    month = given.get("month") or say("last month", "do mês passado")
    text = str(Text(*told["text"])).replace("{month}", month)
    message = types.PromptMessage(role="user", content=types.TextContent(type="text", text=text))
    return types.GetPromptResult(description=str(Text(*told["title"])), messages=[message])
