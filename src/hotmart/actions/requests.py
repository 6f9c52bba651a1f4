"""Raw requests: any path of Hotmart as it is typed, checked before anything is sent.

What is planned, audited and sent is one: nothing that is typed is dropped, and nothing stands in two places.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, cast

from hotmart.actions.arguments import json_object
from hotmart.actions.naming import no_parameter
from hotmart.actions.paths import operation_of, typed_path, values_in
from hotmart.declaring.endpoint import Endpoint
from hotmart.errors import InvalidArgumentError, WrongCallError
from hotmart.language import Text
from hotmart.request import Request
from hotmart.words import is_object

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
_OURS = re.compile(
    r"accept|authorization|host|content-.*|cookie|transfer-encoding|connection|keep-alive|te|trailer|upgrade"
    r"|expect|proxy-.*|forwarded|x-forwarded-.*|x-http-method.*|x-method-override|x-original-.*|x-rewrite-.*"
)
"""Headers that are of the connection, or make a server take a request for another one."""
_OTHER_METHOD = "_method"
"""The parameter by which some servers take a POST for another method."""
_CHANGES = re.compile(r"\b(mutation|subscription)\b")


class TypedRequest(NamedTuple):
    """A request that was typed."""

    request: Request
    known: Endpoint[..., Any] | None
    """The operation of the catalogue that it is, if it is one."""
    arguments: dict[str, Any]
    """Of a write of the catalogue: what is typed, by the names of its parameters."""


def request_of(
    method: str,
    path: str,
    *,
    query: Iterable[str] = (),
    places: Iterable[str] = (),
    headers: Iterable[str] = (),
    body: str | None = None,
    host: str = "",
) -> TypedRequest:
    """The request that is typed. Raises InvalidArgumentError for what must not be sent, or cannot be meant.

    `host` is Hotmart's own, under which a whole address may be given; `places` fill in `{name}` of a path.
    """
    method = method.upper()
    _check_method(method, has_body=body is not None)
    told = typed_path(path, host, _once("P", places))
    known = operation_of(method, told.path)
    asked = (*told.query, *_pairs("q", query))
    sent = None if body is None else _body(body)
    beside = tuple(_headers(headers))
    names = {*told.names, *_in_path(known)}
    _check_places(names, (name for name, _ in asked), "q")
    _check_places(names, sent or {}, "body")
    if known is not None and known.asked_as and any(map(_CHANGES.search, _texts([sent, *asked]))):
        known = None  # a POST that asks is a read only as long as it asks
    arguments = (
        {} if known is None or known.effect == "reads" else _arguments(known, told.path, asked, beside, sent)
    )
    request = Request(
        method=method,
        path=told.path,
        query=asked,
        body=sent,
        headers=beside,
        operation=known.id if known else "request",
        template=known.path if known else told.path,
        settle=known.settle if known else "",
        effect=known.effect if known else None,
    )
    return TypedRequest(request, known, arguments)


def _arguments(
    known: Endpoint[..., Any],
    path: str,
    query: Sequence[tuple[str, str]],
    headers: Sequence[tuple[str, str]],
    body: Mapping[str, Any] | None,
) -> dict[str, Any]:
    """What a typed write means as arguments of its operation: all of it, or it is refused."""
    if query:
        raise _no_query(known, query[0][0])
    if headers:
        raise InvalidArgumentError(
            "H",
            Text(f"{known.id} takes no header of yours.", f"{known.id} não aceita cabeçalhos seus."),
            see(known),
        )
    names = {param.wire_name: param.name for param in known.params}
    told: dict[str, Any] = {names[name]: value for name, value in values_in(known, path).items()}
    fields = {param.name: param.name for param in known.params if param.place == "body"}
    fields |= {param.wire_name: param.name for param in known.params if param.place == "body"}
    for field, value in (body or {}).items():
        name = fields.get(field)
        if name is None:
            raise _no_field(known, field)
        if name in told:
            raise WrongCallError(
                "body", Text(f"{name} is given twice.", f"{name} foi dado duas vezes."), see(known)
            )
        told[name] = value
    return told


def _no_field(known: Endpoint[..., Any], field: str) -> WrongCallError:
    params = [param for param in known.params if param.place == "body"]
    aliases = [(alias, param.wire_name) for param in params for alias in param.word.aliases]
    error = no_parameter(known.id, field, [param.wire_name for param in params], aliases, known.takes)
    error.advice = _together(error.advice, see(known))
    return error


def _no_query(known: Endpoint[..., Any], name: str) -> WrongCallError:
    takes = known.takes
    if name in {param.wire_name for param in known.params if param.place == "body"}:
        takes = Text(
            f"{name} goes in the body: --body '{{\"{name}\": …}}'.",
            f"{name} vai no corpo: --body '{{\"{name}\": …}}'.",
        )
    return WrongCallError(
        "q",
        Text(
            f"{known.id} takes no query, and {name[:60]!r} would go unheard.",
            f"{known.id} não aceita query, e {name[:60]!r} não teria efeito.",
        ),
        _together(takes, see(known)),
    )


def _together(first: Text | None, then: Text) -> Text:
    return then if first is None else Text(f"{first.en} {then.en}", f"{first.pt} {then.pt}")


def see(known: Endpoint[..., Any]) -> Text:
    """Where all that an operation takes is told."""
    command = f"hotmart action get {known.id}"
    return Text(f"This tells all that it takes: {command}", f"Isto diz tudo o que aceita: {command}")


def _in_path(known: Endpoint[..., Any] | None) -> Iterator[str]:
    """What names a parameter in the path of an operation: Hotmart's word for it, and ours."""
    for param in known.params if known else ():
        if param.place == "path":
            yield from (param.wire_name, param.name)


def _check_places(names: Iterable[str], given: Iterable[str], option: str) -> None:
    """Refuse what stands in the path already, as whatever it is spelled: a server may take either."""
    known = {_plain(name): name for name in names}
    for name in given:
        if _plain(name) in known:
            shown = known[_plain(name)]
            raise InvalidArgumentError(
                option,
                Text(f"{shown} stands in the path already.", f"{shown} já está no caminho."),
                Text(
                    "Leave it out here, and look first with --dry-run: hotmart request --help",
                    "Deixe-o de fora aqui e veja antes com --dry-run: hotmart request --help",
                ),
            )
        if option == "q" and _plain(name) == _plain(_OTHER_METHOD):
            raise InvalidArgumentError(
                option,
                Text(
                    f"{_OTHER_METHOD} makes another request of it.",
                    f"{_OTHER_METHOD} faz dela outra requisição.",
                ),
                Text(
                    "The method comes first: hotmart request PUT …",
                    "O método vem antes: hotmart request PUT …",
                ),
            )


def _plain(name: str) -> str:
    return re.sub(r"[\W_]", "", name).casefold()


def _check_method(method: str, *, has_body: bool) -> None:
    example = "hotmart request GET /payments/api/v1/sales/history"
    if method not in METHODS:
        raise InvalidArgumentError(
            "method",
            Text(f"{method[:20]!r} is no method here.", f"{method[:20]!r} não é um método aqui."),
            Text(
                f"They are {', '.join(METHODS)}. Such as: {example}",
                f"São {', '.join(METHODS)}. Por exemplo: {example}",
            ),
        )
    if has_body and method == "GET":
        raise InvalidArgumentError(
            "body",
            Text("A GET has no body.", "Um GET não tem corpo."),
            Text(
                f"Give parameters with -q: {example} -q max_results=10",
                f"Informe parâmetros com -q: {example} -q max_results=10",
            ),
        )


def _texts(value: Any) -> Iterator[str]:
    """Every text in it."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for one in cast("Sequence[Any]", value):
            yield from _texts(one)
    elif is_object(value):
        for name, one in value.items():
            yield name
            yield from _texts(one)


def _once(option: str, given: Iterable[str]) -> dict[str, str]:
    told: dict[str, str] = {}
    for name, value in _pairs(option, given):
        if name in told:
            raise InvalidArgumentError(
                option,
                Text(f"-{option} {name[:60]} is given twice.", f"-{option} {name[:60]} foi dado duas vezes."),
                _HELP,
            )
        told[name] = value
    return told


_HELP = Text(
    "This shows how it is written: hotmart request --help", "Isto mostra como: hotmart request --help"
)


def _pairs(option: str, given: Iterable[str]) -> Iterator[tuple[str, str]]:
    for pair in given:
        name, equals, value = pair.partition("=")
        if not equals or not name or _HALF.search(pair):
            raise InvalidArgumentError(
                option,
                Text(
                    f"-{option} takes a name and a value, in UTF-8: -{option} name=value.",
                    f"-{option} recebe nome e valor, em UTF-8: -{option} nome=valor.",
                ),
                _HELP,
            )
        yield name, value


_HALF = re.compile(r"[\ud800-\udfff]")
"""What a terminal that writes no UTF-8 leaves of a letter."""


def _headers(given: Iterable[str]) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for one in given:
        name, colon, value = one.partition(":")
        name, value = name.strip().lower(), value.strip()
        fit = re.fullmatch(r"[a-z0-9-]+", name) and value.isprintable() and value.isascii()
        if not colon or not fit or name in seen:
            raise InvalidArgumentError(
                "H",
                Text(
                    "-H takes a header, each name once: -H name:value.",
                    "-H recebe um cabeçalho, cada nome uma vez: -H nome:valor.",
                ),
                _HELP,
            )
        if _OURS.fullmatch(name):
            raise InvalidArgumentError(
                "H",
                Text(f"The header {name} is not yours to set.", f"O cabeçalho {name} não se define aqui."),
                Text(
                    "The login is that of the connection: hotmart connection list",
                    "O login é o da conexão: hotmart connection list",
                ),
            )
        seen.add(name)
        yield name, value


def _body(text: str) -> dict[str, Any]:
    otherwise = Text("The body is no JSON object.", "O corpo não é um objeto JSON.")
    return json_object(text, "body", otherwise, f"`{_WITH_BODY}`")


_WITH_BODY = (
    "hotmart request PATCH '/payments/api/v1/subscriptions/{subscriber_code}' -P subscriber_code=… "
    "--body '{\"due_day\": 5}'"
)
