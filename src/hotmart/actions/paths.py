"""Paths as they are typed, of which each has one spelling.

What forbids an operation, limits its amount and looks at what it would change goes by its path. A server may
take an escape, a dot, a slash too many, a `;` or another case for the same path: so what is spelled in any
other way than codes and the words of Hotmart are is refused, and what is planned, audited and sent is one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from hotmart.api import CATALOGUE
from hotmart.declaring.endpoint import Endpoint
from hotmart.errors import InvalidArgumentError
from hotmart.language import Text

_SEGMENT = r"(?!\.+(?:/|$))[\w.~@:,=-]+"
_PATH = re.compile(rf"(?:/{_SEGMENT})+", re.ASCII)
_PLACE = re.compile(r"{(\w+)}", re.ASCII)
_EXAMPLE = "hotmart request GET /payments/api/v1/sales/history"


class Typed(NamedTuple):
    """A path without its query."""

    path: str
    names: tuple[str, ...]
    """What stood in it in braces."""
    query: list[tuple[str, str]]


def typed_path(given: str, host: str, places: Mapping[str, str]) -> Typed:
    """The path that is typed, with its places filled. Raises InvalidArgumentError for any that is none.

    `host` is Hotmart's own, under which a whole address may be given: the token goes to no other.
    """
    if not given.isprintable():
        raise _no_path(Text("it has a sign that cannot be seen.", "tem um sinal que não se vê."))
    beyond, question, query = given.partition("?")
    if _goes_elsewhere(beyond, host):
        raise _elsewhere()
    path = beyond.removeprefix(host) if host else beyond
    if "#" in given:
        raise _no_path(Text("it has a #.", "tem um #."))
    names = tuple(_PLACE.findall(path))
    filled = _filled(path, names, places)
    if not _PATH.fullmatch(filled):
        raise _no_path(_why(filled))
    return Typed(filled, names, parse_qsl(query, keep_blank_values=True) if question else [])


def operation_of(method: str, path: str) -> Endpoint[..., Any] | None:
    """The operation of the catalogue that has this method and path, if there is one.

    Raises InvalidArgumentError for a path that a server might take for that of an operation, and is another.
    """
    of_method = [one for one in CATALOGUE if one.method == method and one.stands_for is None]
    for one in of_method:
        if _fits(one.path, path):
            return one
    alike = next((one for one in of_method if _fits(one.path, _as_alike(path, one.path))), None)
    if alike is not None:
        raise _misspelled(alike)
    return None


def values_in(known: Endpoint[..., Any], path: str) -> dict[str, str]:
    """What stands in the path of an operation, by Hotmart's names."""
    parts = zip(known.path.split("/"), path.split("/"), strict=True)
    return {place[1]: value for part, value in parts if (place := _PLACE.fullmatch(part))}


def _fits(template: str, path: str) -> bool:
    parts, given = template.split("/"), path.split("/")
    return len(parts) == len(given) and all(
        part == one or part.startswith("{") for part, one in zip(parts, given, strict=True)
    )


def _as_alike(path: str, template: str) -> str:
    """A path as a server may read it, whatever its case, that takes an ending such as .json for a format."""
    before, slash, last = path.lower().rpartition("/")
    return before + slash + (last if template.endswith("}") else last.partition(".")[0])


def _goes_elsewhere(beyond: str, host: str) -> bool:
    try:
        parts = urlsplit(beyond)
    except ValueError:
        return True
    return bool(parts.scheme or parts.netloc) and not (host and beyond.startswith(f"{host}/"))


def _filled(path: str, names: tuple[str, ...], places: Mapping[str, str]) -> str:
    lacking = [name for name in names if name not in places]
    unknown = [name for name in places if name not in names]
    if lacking or unknown:
        name = (lacking or unknown)[0]
        example = "hotmart request GET '/products/api/v1/products/{ucode}/offers' -P ucode=…"
        raise InvalidArgumentError(
            "P",
            Text(f"{{{name}}} has no -P.", f"{{{name}}} não tem -P.")
            if lacking
            else Text(f"The path has no {{{name[:60]}}}.", f"O caminho não tem {{{name[:60]}}}."),
            Text(f"Such as: {example}", f"Por exemplo: {example}"),
        )
    for name, value in places.items():
        if not re.fullmatch(_SEGMENT, value, re.ASCII):
            raise InvalidArgumentError(
                "P",
                Text(
                    f"What stands for {{{name}}} is no code: {_SIGNS.en}",
                    f"O que vai no lugar de {{{name}}} não é um código: {_SIGNS.pt}",
                ),
                _LOOKS_LIKE,
            )
    return _PLACE.sub(lambda place: places[place[1]], path)


def _why(path: str) -> Text:
    """What is wrong with a path."""
    if not path.startswith("/"):
        return Text("it begins with a slash.", "começa com barra.")
    if re.search(r"[{}]", path):
        return Text(
            "a place in it is written {name}, and -P fills it.",
            "um lugar nele se escreve {nome}, e -P o preenche.",
        )
    if "%" in path:
        return Text(
            "nothing in it is escaped with %: write it as it is.",
            "nada nele se escapa com %: escreva como é.",
        )
    if not re.fullmatch(r"[\w.~@:,=/-]+", path, re.ASCII):
        return _SIGNS
    if "//" in path or path.endswith("/"):
        return Text("it has a slash too many.", "tem uma barra a mais.")
    return Text("a part of it is nothing but dots.", "uma parte dele é só de pontos.")


_SIGNS = Text(
    "it holds letters without accents, digits and . - _ ~ @ : , = alone.",
    "só leva letras sem acento, algarismos e . - _ ~ @ : , =.",
)
_LOOKS_LIKE = Text(f"It looks like this: {_EXAMPLE}", f"É assim: {_EXAMPLE}")


def _no_path(why: Text) -> InvalidArgumentError:
    return InvalidArgumentError(
        "path",
        Text(f"That is no path: {why.en}", f"Isso não é um caminho: {why.pt}"),
        _LOOKS_LIKE,
    )


def _elsewhere() -> InvalidArgumentError:
    return InvalidArgumentError(
        "path",
        Text("That is another host than Hotmart's.", "Esse host não é o da Hotmart."),
        Text(
            f"The token is sent to Hotmart alone. Give a path: {_EXAMPLE}",
            f"O token só vai para a Hotmart. Informe um caminho: {_EXAMPLE}",
        ),
    )


def _misspelled(one: Endpoint[..., Any]) -> InvalidArgumentError:
    names = " ".join(f"-P {name}=…" for name in _PLACE.findall(one.path))
    command = f"hotmart request {one.method} '{one.path}' {names}".strip()
    return InvalidArgumentError(
        "path",
        Text(f"That is the path of {one.id}, misspelled.", f"Esse é o caminho de {one.id}, mal escrito."),
        Text(f"It is written exactly so: {command}", f"Escreve-se exatamente assim: {command}"),
    )
