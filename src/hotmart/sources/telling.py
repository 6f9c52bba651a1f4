"""What a trial of a source found, in words: the request, what became of each field, and the key."""

from __future__ import annotations

from typing import Any

from hotmart.document import Problem
from hotmart.figures import counted, number
from hotmart.language import Text, say
from hotmart.request import Request
from hotmart.sources.origin import ManualOrigin
from hotmart.sources.secrets import is_secret
from hotmart.sources.trial import Field, Trial
from hotmart.words import is_object


def spelled(request: Request, origin: ManualOrigin) -> str:
    """A request as it is written; a secret stays the name of its variable, even if an answer repeats it."""
    told = origin.source.query
    shown = [(name, told[name] if is_secret(told.get(name)) else value) for name, value in request.query]
    query = "&".join(f"{name}={value}" for name, value in shown)
    return f"{request.method} {request.path}" + (f"?{query}" if query else "")


def leaves(value: Any, place: str = "") -> list[tuple[str, Any]]:
    """The values of a record that are no tables themselves, each with its place."""
    if is_object(value) and value:
        return [
            leaf
            for name, inner in value.items()
            for leaf in leaves(inner, f"{place}.{name}" if place else name)
        ]
    return [(place, value)]


def remark(field: Field) -> str:
    """What becomes of a field, and who says of what kind it is."""
    if field.kind is None:
        return say("no column holds it: kept in _extra", "nenhuma coluna o comporta: fica em _extra")
    if field.unfit:
        return say(
            f"{counted(field.unfit, 'amount does', 'amounts do')} not fit: the digits are kept in _extra",
            f"{counted(field.unfit, 'valor não cabe', 'valores não cabem')}: os dígitos ficam em _extra",
        )
    if field.misfits:
        return say(
            f"{counted(field.misfits, 'value is', 'values are')} not {field.kind}: kept in _extra",
            f"{counted(field.misfits, 'valor não é', 'valores não são')} {field.kind}: "
            f"{'fica' if field.misfits == 1 else 'ficam'} em _extra",
        )
    return say("from hotmart.toml", "do hotmart.toml") if field.told else say("found", "encontrada")


def trouble_with_key(tried: Trial, origin: ManualOrigin) -> Problem | None:
    """A key that does not do what a key is for."""
    key, read = ", ".join(origin.key), len(tried.records)
    if tried.unkeyed:
        said = Text(
            f"{number(tried.unkeyed)} of {counted(read, 'record', 'records')} without a key ({key}).",
            f"{number(tried.unkeyed)} de {counted(read, 'registro', 'registros')} sem a chave ({key}).",
        )
    elif tried.repeated:
        said = Text(
            f"{counted(tried.repeated, 'record has', 'records have')} the key of another ({key}): "
            "all but one would be lost.",
            f"{counted(tried.repeated, 'registro tem', 'registros têm')} a chave de outro ({key}): "
            "só um deles ficaria.",
        )
    else:
        return None
    advice = Text(
        'Name the fields that tell every record from all others: key = ["a", "b"].',
        'Indique os campos que distinguem cada registro de todos os outros: key = ["a", "b"].',
    )
    return Problem("key", said, advice)
