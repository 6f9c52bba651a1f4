"""Asking: what a source says of its endpoint, as requests."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlsplit

import msgspec

from hotmart.config.source import SourceConfig
from hotmart.declaring.spelling import undeclared
from hotmart.request import Request
from hotmart.sources.places import parts
from hotmart.transport.connections import PRODUCTION
from hotmart.words import is_object

BODY = "body."
"""Before a parameter that goes into the body of a POST: `body.filter.since`."""


class Asked(Request, frozen=True, kw_only=True):
    """A page of a source, and what is known of the pages before it."""

    number: int = 1
    before: int = 0
    """How many records they had."""
    first: str = ""
    """What tells the first of them from all others."""
    latest: str = ""
    """The same of the one just before; empty where that had no records."""
    milestone: str = ""
    """The same of one on the way: it again means that the pages go in a circle."""


def is_hotmarts(url: str) -> bool:
    """Whether it is an operation of Hotmart's, and so the connection's token goes with it."""
    return url.startswith(("/", PRODUCTION + "/"))


def first_request(name: str, source: SourceConfig) -> Asked:
    """The request for all that a source has, from its first page."""
    url = urlsplit(source.url.removeprefix(PRODUCTION) if is_hotmarts(source.url) else source.url)
    path = url._replace(query="", fragment="").geturl()
    query = parse_qsl(url.query, keep_blank_values=True)
    query += [(key, one) for key, value in source.query.items() for one in undeclared(key, value)]
    return Asked(
        method=source.method,
        path=path,
        query=tuple(query),
        body=source.body if is_object(source.body) else None,
        operation=f"source.{name}",
        template=path,
        effect="reads",
    )


def with_parameter(request: Asked, name: str, *values: str | int) -> Asked:
    """The same request with these values of a parameter, in the query or the body; with none, without it."""
    if not name.startswith(BODY):
        others = [one for one in request.query if one[0] != name]
        return msgspec.structs.replace(request, query=(*others, *((name, str(value)) for value in values)))
    body = _planted(request.body or {}, parts(name.removeprefix(BODY)), values)
    return msgspec.structs.replace(request, body=body)


def _planted(body: dict[str, Any], way: tuple[str, ...], values: tuple[str | int, ...]) -> dict[str, Any]:
    """A copy of the body with these values in that place."""
    name, *rest = way
    if rest:
        inner = body.get(name)
        return {**body, name: _planted(inner if is_object(inner) else {}, tuple(rest), values)}
    kept = {key: value for key, value in body.items() if key != name}
    return kept if not values else {**kept, name: values[0] if len(values) == 1 else list(values)}
