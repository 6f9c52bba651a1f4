"""The addresses of the console: the door, the files, the choices, and every page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from http import HTTPStatus
from urllib.parse import parse_qsl

import htpy as h
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from hotmart.console import layout, rendering
from hotmart.console.assets import asset
from hotmart.console.freshness import freshness
from hotmart.console.house import House, StillMeasuring
from hotmart.console.page import Page, Shown, Shows, pages_of_house
from hotmart.console.view import View
from hotmart.document import Problem, explained
from hotmart.language import Language, Text, speaking
from hotmart.loopback.guard import Guard, policy
from hotmart.loopback.languages import language_of

LARGEST = 1_048_576  # bytes of a form
SMALLEST = 4_096  # bytes of an answer that is worth compressing
POLICY = policy(
    script_src="'self'",
    style_src="'self'",
    img_src="'self' data:",
    connect_src="'self'",
    form_action="'self'",
)
LANGUAGE = "hotmart-language"
_COME_IN = Problem(
    "session",
    Text("This page has not been opened by its link.", "Esta página não foi aberta pelo link dela."),
    Text(
        "The link was good for another console, or nobody looked at this one for long. Open it again: "
        "hotmart console",
        "O link era de outro console, ou este ficou muito tempo sem uso. Abra de novo: hotmart console",
    ),
)


def app_of(house: House) -> Starlette:
    """The ASGI application of one console."""
    door = _Door(house)
    routes = [
        Route("/assets/{name}", _asset, methods=["GET"]),
        Route("/choose", door.choose, methods=["POST"]),
    ]
    for page in pages_of_house():
        routes.append(Route(f"/{page.slug}", door.leads_to(page, page.shows), methods=["GET"]))
        below = f"/{page.slug}".rstrip("/")
        for name, shows in (dict.fromkeys(page.does, partial(_back, page)) | dict(page.parts)).items():
            routes.append(Route(f"{below}/{name}", door.leads_to(page, shows), methods=["GET"]))
        for name, does in page.does.items():
            routes.append(Route(f"{below}/{name}", door.leads_to(page, does), methods=["POST"]))
    small = Middleware(GZipMiddleware, minimum_size=SMALLEST, compresslevel=5)
    guard = Middleware(Guard, port=house.port, policy=POLICY, largest=LARGEST, referrer="same-origin")
    return Starlette(routes=routes, middleware=[guard, small], exception_handlers={HTTPException: _refused})


class _Door:
    """Lets in whoever comes by the link, and leads on whoever is known."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._cookie = f"hotmart-console-{house.port}"

    def leads_to(self, page: Page, shows: Shows) -> Callable[[Request], object]:
        """What answers at an address of this page."""

        async def answers(request: Request) -> Response:
            if (token := request.query_params.get("token")) is not None:
                return self._enter(request, token)
            session = self._house.sessions.of(request.cookies.get(self._cookie, ""))
            if session is None:
                return await run_in_threadpool(_outside, _language(request), 401)
            form = dict(parse_qsl((await request.body()).decode("utf-8", "replace"), keep_blank_values=True))
            view = View(self._house, session, request.url.path, dict(request.query_params), form)
            return await run_in_threadpool(_answer, view, page, shows, _language(request))

        return answers

    async def choose(self, request: Request) -> Response:
        """What this browser wants: a language, or to see personal data."""
        session = self._house.sessions.of(request.cookies.get(self._cookie, ""))
        if session is None:
            return await run_in_threadpool(_outside, _language(request), 401)
        form = dict(parse_qsl((await request.body()).decode("utf-8", "replace"), keep_blank_values=True))
        if "reveals" in form:
            session.reveals = form["reveals"] == "on"
        back = RedirectResponse(inside(form.get("next", "/")), HTTPStatus.SEE_OTHER)
        if "language" in form:
            back.set_cookie(LANGUAGE, language_of(form["language"], ""), samesite="lax", httponly=True)
        return back

    def _enter(self, request: Request, token: str) -> Response:
        cookie = self._house.sessions.enter(token)
        if cookie is None:
            return _outside(_language(request), 403)
        rest = request.url.remove_query_params("token")
        clean = RedirectResponse(inside(f"{rest.path}?{rest.query}".rstrip("?")), HTTPStatus.SEE_OTHER)
        clean.set_cookie(self._cookie, cookie, httponly=True, samesite="lax")
        return clean


def inside(where: str) -> str:
    """An address of this console; the first page for one that leads elsewhere."""
    return where if where.startswith("/") and not where.startswith(("//", "/\\")) else "/"


def _back(page: Page, view: View) -> Response:
    """From an address that only a form is sent to, as when a language is chosen there, to its page."""
    return RedirectResponse(view.link(f"/{page.slug}"), HTTPStatus.SEE_OTHER)


def _answer(view: View, page: Page, shows: Shows, language: Language) -> Response:
    with speaking(language):
        try:
            return _shown(view, page, shows(view))
        except StillMeasuring:
            return _measuring(view, page)
        except Exception as error:  # whatever it is, the page says it
            return _failed(view, page, explained(error))


def _shown(view: View, page: Page, shown: Shown) -> Response:
    if isinstance(shown, Response):
        return shown
    if "as" in view.query:
        return rendering.as_data(shown, view)
    blocks = [rendering.as_html(one, view) for one in shown]
    whole = layout.page(view, page, list(pages_of_house()), freshness(view), h.div(".blocks")[blocks])
    return HTMLResponse(str(whole))


def _measuring(view: View, page: Page) -> Response:
    """The same page, which asks again by itself, and by a link where there is no script."""
    told = layout.page(view, page, list(pages_of_house()), freshness(view), layout.measuring(view))
    return HTMLResponse(str(told), HTTPStatus.ACCEPTED)


def _failed(view: View, page: Page, problem: Problem) -> Response:
    """The same page with what went wrong; the plainest one where even its frame cannot be made."""
    status = 400 if problem.misused else 409 if problem.code != "internal" else 500
    back = view.link("/") if view.path != "/" else None
    problem = problem._replace(text=view.house.snapshots.said(problem.text))
    try:
        told = layout.page(view, page, list(pages_of_house()), None, layout.problem(problem, way_back=back))
    except Exception:  # hotmart.toml cannot be read, say, or names no such account
        told = layout.outside(problem)
    return HTMLResponse(str(told), status)


def _outside(language: Language, status: int) -> Response:
    with speaking(language):
        return HTMLResponse(str(layout.outside(_COME_IN)), status)


async def _asset(request: Request) -> Response:
    found = asset(request.path_params["name"])
    if found is None:
        raise HTTPException(404)
    kept: Mapping[str, str] = {"cache-control": "private, max-age=31536000, immutable"}
    return Response(found.body, media_type=found.kind, headers=kept)


def _language(request: Request) -> Language:
    return language_of(request.cookies.get(LANGUAGE, ""), request.headers.get("accept-language", ""))


async def _refused(request: Request, error: Exception) -> Response:
    del request
    status = error.status_code if isinstance(error, HTTPException) else 403
    return PlainTextResponse("no / não\n", status)
