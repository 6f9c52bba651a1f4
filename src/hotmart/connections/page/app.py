"""The addresses of the page: the door, the way in, the room of who entered, and the way of commands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from hotmart.connections.opened import CONTROL, KEY
from hotmart.connections.page import html
from hotmart.connections.page.look import SCRIPT_HASH, STYLE_HASH
from hotmart.connections.page.visit import LINGER, Visit
from hotmart.document import Problem
from hotmart.language import speaking
from hotmart.loopback.guard import Guard, policy
from hotmart.loopback.languages import language_of

_POLICY = policy(
    script_src=f"'{SCRIPT_HASH}'",
    style_src=f"'{STYLE_HASH}'",
    img_src="data:",
    connect_src="'self'",
    form_action="'none'",
)


def app_of(visit: Visit, port: int, left: Callable[[], float]) -> Starlette:
    """The ASGI application of one visit; `left` tells for how many seconds it still waits."""
    cookie = f"hotmart-{port}"

    async def door(request: Request) -> Response:
        return _page(request, html.door)

    async def enter(request: Request) -> Response:
        if not visit.enter((await request.body()).decode("latin-1")):
            raise HTTPException(403)
        answer = PlainTextResponse(f"/{visit.room}/")
        answer.set_cookie(cookie, visit.cookie, path=f"/{visit.room}/", httponly=True, samesite="strict")
        return answer

    async def room(request: Request) -> Response:
        if request.path_params["room"] != visit.room or not visit.knows(request.cookies.get(cookie, "")):
            raise HTTPException(403)
        if request.method == "POST":
            await visit.take(dict(parse_qsl((await request.body()).decode("utf-8", "replace"))))
            return Response(status_code=204)
        answer = _page(request, lambda: html.room(visit))
        if visit.stage in ("done", "failed"):
            visit.leave(LINGER)
        return answer

    async def control(request: Request) -> Response:
        if not visit.holds_the_key(request.headers.get(KEY, "")):
            raise HTTPException(403)
        if request.method == "POST":
            told = dict(parse_qsl((await request.body()).decode("utf-8", "replace")))
            return JSONResponse(await _commanded(visit, told))
        return JSONResponse(standing_of(visit) | {"ends_in": left()})

    return Starlette(
        routes=[
            Route("/", door, methods=["GET"]),
            Route("/enter", enter, methods=["POST"]),
            Route(CONTROL, control, methods=["GET", "POST"]),
            Route("/{room}/", room, methods=["GET", "POST"]),
        ],
        middleware=[Middleware(Guard, port=port, policy=_POLICY, commands=(CONTROL,))],
        exception_handlers={HTTPException: _refused},
    )


async def _commanded(visit: Visit, told: dict[str, str]) -> dict[str, Any]:
    """What a command of this user has the page do."""
    if told.get("do") == "end":
        visit.ended.set()
        return {}
    try:
        outcome = await visit.complete(told.get("code", ""))
    except Exception:  # the visit has noted what it was
        outcome = "spent"
    trial = visit.trial.as_dict() if visit.trial else None
    return standing_of(visit) | {"outcome": outcome, "trial": trial}


def standing_of(visit: Visit) -> dict[str, Any]:
    """What commands are told of the visit: nothing secret, and both languages of what went wrong."""
    return {
        "name": visit.name,
        "stage": visit.stage,
        "sandbox": visit.sandbox,
        "problem": written(visit.problem),
    }


def written(problem: Problem | None) -> dict[str, Any] | None:
    """A problem in both languages."""
    if problem is None:
        return None
    return {"code": problem.code, "text": problem.text, "advice": problem.advice}


def _page(request: Request, made: Callable[[], str]) -> Response:
    chosen = request.query_params.get("lang", "")
    with speaking(language_of(chosen, request.headers.get("accept-language", ""))):
        return HTMLResponse(made())


async def _refused(request: Request, error: Exception) -> Response:
    del request
    status = error.status_code if isinstance(error, HTTPException) else 403
    return PlainTextResponse("no / não\n", status)
