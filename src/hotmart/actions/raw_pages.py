"""The pages of a raw request, as they came, and whether they were all."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from hotmart.client import Hotmart
from hotmart.request import Request
from hotmart.words import is_list, is_object

FEW = 100  # pages that `--paginate` follows unless told otherwise
_TOKEN = "page_token"  # noqa: S105  # the name of a parameter


class Answered(NamedTuple):
    """The answers of one request."""

    bodies: list[bytes]
    token: str | None = None
    """The token of the page after the last of them; None where there is none."""
    in_circles: bool = False
    """Whether that page was read already, so that nobody knows what else there is."""


def pages(client: Hotmart, request: Request, most: int) -> Answered:
    """The answer, and those of the pages after it: at most so many."""
    bodies: list[bytes] = []
    seen = {value for name, value in request.query if name == _TOKEN}
    while True:
        bodies.append(client.fetch(request))
        token = _next(bodies[-1])
        if token is None or token in seen:
            return Answered(bodies, in_circles=token is not None)
        if len(bodies) >= most:
            return Answered(bodies, token)
        seen.add(token)
        request = request.with_query(page_token=token)


def _next(body: bytes) -> str | None:
    """The token of the next page. Past the end Hotmart may go on handing out tokens (dossier §3.6)."""
    try:
        told: Any = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not is_object(told) or told.get("items") == []:
        return None
    info = told.get("page_info")
    token = info.get("next_page_token") if is_object(info) else None
    return token if isinstance(token, str) and token else None


def items(page: Any) -> list[Any]:
    """The items of a page, of whatever shape it is."""
    if is_list(page):
        return page
    found = page.get("items") if is_object(page) else None
    return found if is_list(found) else [page]
