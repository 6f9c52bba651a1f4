"""The paths under which the report is exported: `/_simulator/panel.csv` and `/_simulator/panel.xlsx`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from threading import RLock
from typing import Protocol

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hotmart.simulator.panel.choices import Choices, choices
from hotmart.simulator.panel.report import CSV, XLSX, as_csv, as_xlsx
from hotmart.simulator.params import Params
from hotmart.simulator.refusals import Refused
from hotmart.simulator.replies import refusal
from hotmart.simulator.world import World


class Reported(Protocol):
    """Whose sales are reported, one request at a time."""

    world: World
    lock: RLock


def panel_routes(server: Reported, prefix: str) -> list[Route]:
    """Both, under this prefix. The query says how the report is written: see `choices.py`."""
    return [
        Route(f"{prefix}/panel.csv", _export(server, as_csv, CSV), methods=["GET"]),
        Route(f"{prefix}/panel.xlsx", _export(server, as_xlsx, XLSX), methods=["GET"]),
    ]


def _export(
    server: Reported, write: Callable[[World, Choices], bytes], kind: str
) -> Callable[[Request], Awaitable[Response]]:
    async def export(request: Request) -> Response:
        try:
            chosen = choices(Params(request.scope["query_string"]))
        except Refused as refused:
            return refusal(refused)
        with server.lock:
            return Response(write(server.world, chosen), media_type=kind)

    return export
