"""How soon the server for agents answers, beside a bare server of the same SDK with one tool, and its memory.

    python bench/mcp_start.py [--rounds 15] [--warehouse FILE]

Both are started in turn, round by round, and asked for their tools. With a warehouse, the first figures are
asked for as well, and how long they take from there is told.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from typing import Any, NamedTuple

BARE = """
import anyio
import mcp_types as types
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server

async def listed(ctx, params):
    return types.ListToolsResult(tools=[types.Tool(name="one", input_schema={"type": "object"})])

async def main():
    server = Server("bare", on_list_tools=listed)
    async with stdio_server() as (receive, send):
        await server.run(receive, send, server.create_initialization_options())

anyio.run(main)
"""
HELLO: Mapping[str, Any] = {
    "protocolVersion": "2025-11-25",
    "capabilities": {},
    "clientInfo": {"name": "bench", "version": "1"},
}


class Took(NamedTuple):
    """Seconds from the start to the list of tools, MB at most until then, seconds of the first figures."""

    start: float
    memory: float
    figures: float | None


class Server:
    """A process, spoken to line by line."""

    def __init__(self, command: Sequence[str]) -> None:
        self.began = time.perf_counter()
        self.process = Popen(
            command,
            stdin=PIPE,
            stdout=PIPE,
            stderr=DEVNULL,
            text=True,
            bufsize=1,
        )

    def say(self, method: str, params: Mapping[str, Any], number: int | None = None) -> Any:
        assert self.process.stdin
        assert self.process.stdout
        told: dict[str, Any] = {"jsonrpc": "2.0", "method": method, "params": params}
        self.process.stdin.write(json.dumps(told if number is None else told | {"id": number}) + "\n")
        return None if number is None else json.loads(self.process.stdout.readline())

    @property
    def peak(self) -> float:
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="ascii")
        return int(status.split("VmHWM:")[1].split()[0]) / 1024


def took(command: Sequence[str], *, figures: bool) -> Took:
    server = Server(command)
    server.say("initialize", HELLO, 0)
    server.say("notifications/initialized", {})
    server.say("tools/list", {}, 1)
    start, memory = time.perf_counter() - server.began, server.peak
    first: float | None = None
    if figures:
        began = time.perf_counter()
        found = server.say("tools/call", {"name": "hotmart_metrics", "arguments": {}}, 2)
        assert not found["result"].get("isError"), found
        first = time.perf_counter() - began
    assert server.process.stdin
    server.process.stdin.close()
    server.process.wait()
    return Took(start, memory, first)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--warehouse", type=Path)
    options = parser.parse_args()
    place = ["--warehouse", str(options.warehouse)] if options.warehouse else []
    ours = [str(Path(sys.executable).with_name("hotmart")), "mcp", "serve", *place]
    with tempfile.NamedTemporaryFile("w", suffix=".py") as file:
        file.write(BARE)
        file.flush()
        bare = [sys.executable, file.name]
        pairs = [
            (took(bare, figures=False), took(ours, figures=bool(place))) for _ in range(options.rounds + 1)
        ][1:]
    for name, number in (("start, s", 0), ("memory, MB", 1)):
        theirs, mine = (statistics.median(pair[who][number] for pair in pairs) for who in (0, 1))
        print(f"| {name} | bare {theirs:.3f} | ours {mine:.3f} | {mine / theirs:.2f}x |")
    if place:
        print(f"| first figures, s | {statistics.median(pair[1].figures or 0 for pair in pairs):.2f} |")


if __name__ == "__main__":
    main()
