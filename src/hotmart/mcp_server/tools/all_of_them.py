"""All tools that change nothing at Hotmart, in the order in which an agent is told of them."""

from __future__ import annotations

from hotmart.mcp_server.tool import Tool
from hotmart.mcp_server.tools import find, metrics, query, read, record, status, sync

TOOLS: tuple[Tool, ...] = (
    metrics.TOOL,
    query.TOOL,
    find.TOOL,
    read.TOOL,
    record.TOOL,
    status.TOOL,
    sync.TOOL,
)
