"""The simulator's own paths, `/_simulator/...`: its clock, its truth, its faults, its seller, its panel."""

from __future__ import annotations

import json
from collections.abc import Callable
from threading import RLock
from typing import Any, Final, Protocol, cast

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from hotmart.simulator.clock import DAY
from hotmart.simulator.faults import FAULTS, Faults, FaultSpecError
from hotmart.simulator.panel.routes import panel_routes
from hotmart.simulator.refusals import Refused
from hotmart.simulator.replies import JSON, refusal
from hotmart.simulator.seller import launch, withdraw
from hotmart.simulator.truth import report, truth
from hotmart.simulator.world import World

PREFIX: Final = "/_simulator"
LONGEST_LEAP: Final = 3_660  # days; a world is lived through, not skipped


class Controlled(Protocol):
    """What these paths control."""

    world: World
    lock: RLock
    faults: Faults


def control_routes(server: Controlled) -> list[Route]:
    """The routes for tests and demonstrations. They need no token and no fault hits them."""

    async def now(_: Request) -> Response:
        return _json({"now": server.world.now})

    async def read_truth(_: Request) -> Response:
        with server.lock:
            return _json(truth(server.world))

    async def advance(request: Request) -> Response:
        try:
            days = float((await _body(request)).get("days", 1))
            with server.lock:
                return _json(advanced(server.world, days))
        except (TypeError, ValueError) as error:
            return refusal(Refused(400, "invalid_parameter", str(error)))

    async def put_on_the_list(_: Request) -> Response:
        with server.lock:
            product = launch(server.world)
        return _json({"id": product.id, "ucode": product.ucode})

    async def take_off_the_list(request: Request) -> Response:
        try:
            body = await _body(request)
            what, identity = str(body.get("what", "")), body.get("id")
            with server.lock:
                taken = withdraw(server.world, what, None if identity is None else str(identity))
        except (TypeError, ValueError) as error:
            return refusal(Refused(400, "invalid_parameter", str(error)))
        return _json({"what": what, "id": taken})

    async def read_faults(_: Request) -> Response:
        kinds = {kind: {"en": english, "pt": portuguese} for kind, (english, portuguese) in FAULTS.items()}
        return _json({"faults": server.faults.specs, "kinds": kinds})

    async def change_faults(request: Request) -> Response:
        try:
            specs = (await _body(request)).get("faults", [])
            server.faults = Faults(server.world.settings.seed, [str(spec) for spec in specs])
        except (TypeError, FaultSpecError) as error:
            return refusal(Refused(400, "invalid_parameter", str(error)))
        return _json({"faults": server.faults.specs})

    paths: list[tuple[str, str, Callable[[Request], object]]] = [
        ("GET", "now", now),
        ("GET", "truth", read_truth),
        ("POST", "advance", advance),
        ("POST", "launch", put_on_the_list),
        ("POST", "withdraw", take_off_the_list),
        ("GET", "faults", read_faults),
        ("POST", "faults", change_faults),
    ]
    routes = [Route(f"{PREFIX}/{path}", endpoint, methods=[method]) for method, path, endpoint in paths]
    return routes + panel_routes(server, PREFIX)


def advanced(world: World, days: float) -> dict[str, Any]:
    """Move the clock by some days and tell what happened."""
    if not 0 <= days <= LONGEST_LEAP:
        raise ValueError(
            f"days must be between 0 and {LONGEST_LEAP} / dias deve estar entre 0 e {LONGEST_LEAP}"
        )
    return report(world, world.advance_to(world.now + round(days * DAY)))


async def _body(request: Request) -> dict[str, Any]:
    text = await request.body()
    try:
        body = json.loads(text or b"{}")
    except ValueError:
        raise TypeError("the body is not JSON / o corpo não é JSON") from None
    if not isinstance(body, dict):
        raise TypeError("the body must be an object / o corpo deve ser um objeto")
    return cast("dict[str, Any]", body)


def _json(body: Any) -> Response:
    return Response(json.dumps(body, ensure_ascii=False), media_type=JSON)
