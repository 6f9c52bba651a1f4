"""Why a value does not fit its model, in both languages: msgspec says it in English, by kinds of Python."""

from __future__ import annotations

import re

from hotmart.language import Text

_PLACE = re.compile(r" - at `\$?\.?([^`]*)`$")
_KIND = re.compile(r"Expected `([^`]+)`, got `([^`]+)`")
_MISSING = re.compile(r"Object missing required field `([^`]+)`")
_UNKNOWN = re.compile(r"Object contains unknown field `([^`]+)`")
KINDS: dict[str, Text] = {
    "str": Text("a text", "um texto"),
    "int": Text("a whole number", "um número inteiro"),
    "float": Text("a number", "um número"),
    "decimal": Text("a number", "um número"),
    "bool": Text("true or false", "verdadeiro ou falso"),
    "null": Text("nothing", "nada"),
    "array": Text("a list", "uma lista"),
    "object": Text("an object", "um objeto"),
    "datetime": Text("a moment", "um momento"),
    "date": Text("a day", "um dia"),
}


def misfit(said: str) -> Text:
    """What msgspec said of a value, in words; one of its sentences that is not known stays as it is."""
    place = _PLACE.search(said)
    inside = place[1] if place else ""
    plain = said[: place.start()] if place else said
    if found := _KIND.fullmatch(plain):
        wanted, got = _kinds(found[1]), _kinds(found[2])
        it, isto = (inside, inside) if inside else ("it", "isto")
        return Text(f"{it} must be {wanted.en}, not {got.en}", f"{isto} deve ser {wanted.pt}, não {got.pt}")
    if found := _MISSING.fullmatch(plain):
        name = _within(inside, found[1])
        return Text(f"{name} is missing", f"falta {name}")
    if found := _UNKNOWN.fullmatch(plain):
        name = _within(inside, found[1])
        return Text(f"there is no field {name}", f"não existe o campo {name}")
    return Text(said, said)


def _within(inside: str, name: str) -> str:
    return f"{inside}.{name}" if inside else name


def _kinds(said: str) -> Text:
    """One kind, or one of several."""
    told = [KINDS.get(one, Text(one, one)) for one in said.split(" | ")]
    unlike = [*dict.fromkeys(told)]
    return Text(" or ".join(one.en for one in unlike), " ou ".join(one.pt for one in unlike))
