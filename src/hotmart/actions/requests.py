"""Raw requests: any path of Hotmart as it is typed, checked before anything is sent."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, cast
from urllib.parse import parse_qsl, quote, urlsplit

from hotmart.actions.arguments import json_object
from hotmart.api import CATALOGUE
from hotmart.client import Hotmart
from hotmart.declaring.endpoint import Endpoint
from hotmart.errors import InvalidArgumentError
from hotmart.language import Text
from hotmart.request import Request

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
_OURS = (
    "authorization",
    "host",
    "content-length",
    "content-type",
    "cookie",
    "transfer-encoding",
    "connection",
)
FEW = 100  # pages that `--paginate` follows unless told otherwise


def request_of(
    method: str,
    path: str,
    *,
    query: Iterable[str] = (),
    places: Iterable[str] = (),
    headers: Iterable[str] = (),
    body: str | None = None,
    host: str = "",
) -> Request:
    """The request that is typed. Raises InvalidArgumentError for what must not be sent, or cannot be meant.

    `host` is Hotmart's own, under which a whole address may be given; `places` fill in `{name}` of a path.
    """
    method = method.upper()
    if method not in METHODS:
        raise InvalidArgumentError(
            "method",
            Text(f"{method[:20]!r} is no method here.", f"{method[:20]!r} não é um método aqui."),
            Text(f"They are {', '.join(METHODS)}.", f"São {', '.join(METHODS)}."),
        )
    if body is not None and method == "GET":
        raise InvalidArgumentError(
            "body",
            Text("A GET has no body.", "Um GET não tem corpo."),
            Text("Give parameters with -q name=value.", "Informe parâmetros com -q nome=valor."),
        )
    told, beside = _path(path, host)
    told = _filled(told, dict(_pairs("P", places)))
    known = operation_of(method, told)
    return Request(
        method=method,
        path=told,
        query=(*beside, *_pairs("q", query)),
        body=None if body is None else _body(body),
        headers=tuple(_headers(headers)),
        operation=known.id if known else "request",
        template=known.path if known else told,
        settle=known.settle if known else "",
        effect=known.effect if known else None,
    )


def operation_of(method: str, path: str) -> Endpoint[..., Any] | None:
    """The operation of the catalogue that has this method and path, if there is one."""
    for one in CATALOGUE:
        pattern = re.sub(r"\\{\w+\\}", "[^/]+", re.escape(one.path))
        if one.method == method and one.stands_for is None and re.fullmatch(pattern, path):
            return one
    return None


def arguments_of(known: Endpoint[..., Any], request: Request) -> dict[str, Any]:
    """What a typed request means as arguments of an operation, as far as it is told by path and body."""
    names = re.findall(r"{(\w+)}", known.path)
    pattern = re.sub(r"\\{\w+\\}", "([^/]+)", re.escape(known.path))
    matched = re.fullmatch(pattern, request.path)
    told: dict[str, Any] = dict(zip(names, matched.groups(), strict=True)) if matched else {}
    told |= request.body or {}
    by_wire_name = {param.wire_name: param.name for param in known.params}
    return {by_wire_name.get(name, name): value for name, value in told.items()}


def pages(client: Hotmart, request: Request, most: int) -> Iterator[bytes]:
    """The answer, and those of the pages after it: at most so many."""
    for _ in range(most):
        body = client.fetch(request)
        yield body
        token = _next(body)
        if token is None or token == dict(request.query).get("page_token"):
            return
        request = request.with_query(page_token=token)


def _next(body: bytes) -> str | None:
    try:
        told = json.loads(body)
    except ValueError:
        return None
    info = cast("dict[str, Any]", told).get("page_info") if isinstance(told, dict) else None
    token = cast("dict[str, Any]", info).get("next_page_token") if isinstance(info, dict) else None
    return token if isinstance(token, str) and token else None


def _path(given: str, host: str) -> tuple[str, list[tuple[str, str]]]:
    """The path, and what stands behind its `?`. The token goes to no other host."""
    try:
        parts = urlsplit(given)
    except ValueError:
        parts = urlsplit("")
    own = urlsplit(host)
    if (parts.scheme or parts.netloc) and (parts.scheme, parts.netloc) != (own.scheme, own.netloc):
        raise InvalidArgumentError(
            "path",
            Text("That is another host than Hotmart's.", "Esse host não é o da Hotmart."),
            Text(
                "The token is sent to Hotmart alone: give a path, such as /payments/api/v1/sales/history.",
                "O token só vai para a Hotmart: informe um caminho, como /payments/api/v1/sales/history.",
            ),
        )
    path = parts.path
    unfit = not path.startswith("/") or path.startswith("//") or re.search(r"[\s\\#]|(^|/)\.\.?(/|$)", path)
    if unfit or parts.fragment or not path.isascii() or not path.isprintable():
        raise InvalidArgumentError(
            "path",
            Text("That is no path.", "Isso não é um caminho."),
            Text("It looks like /payments/api/v1/sales/history.", "É como /payments/api/v1/sales/history."),
        )
    return path, parse_qsl(parts.query, keep_blank_values=True)


def _filled(path: str, places: dict[str, str]) -> str:
    named = re.findall(r"{(\w+)}", path)
    lacking = [name for name in named if name not in places]
    unknown = [name for name in places if name not in named]
    if lacking or unknown:
        name = (lacking or unknown)[0]
        raise InvalidArgumentError(
            "P",
            Text(f"{{{name}}} has no -P.", f"{{{name}}} não tem -P.")
            if lacking
            else Text(f"The path has no {{{name}}}.", f"O caminho não tem {{{name}}}."),
        )
    return path.format_map({name: quote(value, safe="") for name, value in places.items()}) if named else path


def _pairs(option: str, given: Iterable[str]) -> Iterator[tuple[str, str]]:
    for pair in given:
        name, equals, value = pair.partition("=")
        if not equals or not name:
            raise InvalidArgumentError(
                option,
                Text(
                    f"-{option} takes a name and a value: -{option} name=value.",
                    f"-{option} recebe nome e valor: -{option} nome=valor.",
                ),
            )
        yield name, value


def _headers(given: Iterable[str]) -> Iterator[tuple[str, str]]:
    for one in given:
        name, colon, value = one.partition(":")
        name, value = name.strip().lower(), value.strip()
        if (
            not colon
            or not re.fullmatch(r"[a-z0-9-]+", name)
            or not value.isprintable()
            or not value.isascii()
        ):
            raise InvalidArgumentError(
                "H", Text("-H takes a header: -H name:value.", "-H recebe um cabeçalho: -H nome:valor.")
            )
        if name in _OURS:
            raise InvalidArgumentError(
                "H",
                Text(f"The header {name} is not yours to set.", f"O cabeçalho {name} não se define aqui."),
                Text(
                    "The login is that of the connection: hotmart connection list",
                    "O login é o da conexão: hotmart connection list",
                ),
            )
        yield name, value


def _body(text: str) -> dict[str, Any]:
    otherwise = Text("The body is no JSON object.", "O corpo não é um objeto JSON.")
    return json_object(text, "body", otherwise, "--body '{\"due_day\": 5}'")
