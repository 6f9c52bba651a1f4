"""Resources: what an agent may look up once: tables, metrics, actions, and how to work with all of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import anyio.to_thread
import mcp_types as types
from mcp.shared.exceptions import MCPError

from hotmart.language import Text

if TYPE_CHECKING:
    from hotmart.mcp_server.desk import Desk


def _schema(desk: Desk) -> str:
    """The tables that hotmart_query may read, each with its columns."""
    from hotmart.warehouse.sql import held_columns  # noqa: PLC0415  # a server is up before it is asked

    told: dict[str, dict[str, list[str]]] = {}
    for account in desk.every():
        with account.warehouse.opened(read_only=True) as con:
            held = held_columns(con)
        past = {table.history for one in account.streams.values() for table in one.layout.tables}
        told[account.settings.name] = {
            table: sorted(columns)
            for table, columns in sorted(held.items())
            if not table.startswith("_") and table not in past
        }
    return _json(told)


def _metrics(desk: Desk) -> str:
    """Every metric: name, what it means, unit, and what it can be divided by."""
    from hotmart.metrics.catalogue import METRICS  # noqa: PLC0415  # see above
    from hotmart.metrics.described import described  # noqa: PLC0415  # see above

    del desk
    return _json([described(one) for one in METRICS])


def _actions(desk: Desk) -> str:
    """Every action, in a line."""
    from hotmart.actions.action import actions  # noqa: PLC0415  # see above
    from hotmart.actions.listing import lines  # noqa: PLC0415  # see above

    del desk
    return "\n".join(lines(actions().values()))


def _skill(desk: Desk) -> str:
    from hotmart.agents.skill import files  # noqa: PLC0415  # see above

    del desk
    return "\n\n".join(content.decode() for content in files().values())


RESOURCES: Mapping[str, tuple[Text, str, Callable[[Desk], str]]] = {
    "hotmart://schema": (Text("Tables and columns", "Tabelas e colunas"), "application/json", _schema),
    "hotmart://metrics": (Text("All metrics", "Todas as métricas"), "application/json", _metrics),
    "hotmart://actions": (Text("All actions", "Todas as ações"), "text/plain", _actions),
    "hotmart://skill": (Text("How to work with this", "Como trabalhar com isto"), "text/markdown", _skill),
}


async def listed(ctx: Any, params: Any) -> types.ListResourcesResult:
    """All of them."""
    del ctx, params
    return types.ListResourcesResult(
        resources=[
            types.Resource(uri=uri, name=uri.removeprefix("hotmart://"), title=str(title), mime_type=mime)
            for uri, (title, mime, _) in RESOURCES.items()
        ]
    )


async def read(desk: Desk, ctx: Any, params: Any) -> types.ReadResourceResult:
    """One of them."""
    del ctx
    uri = str(params.uri)
    if uri not in RESOURCES:
        known = Text(
            f"There is no resource {uri}. There are: {', '.join(RESOURCES)}.",
            f"Não existe o recurso {uri}. Existem: {', '.join(RESOURCES)}.",
        )
        raise MCPError(code=types.INVALID_PARAMS, message=str(known))
    _, mime, made = RESOURCES[uri]
    text = await anyio.to_thread.run_sync(made, desk)
    contents = types.TextResourceContents(uri=params.uri, text=text, mime_type=mime)
    return types.ReadResourceResult(contents=[contents])


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
