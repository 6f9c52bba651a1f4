"""What the reference reads from the declarations: sentences, signatures, and what a thing holds."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator
from textwrap import wrap
from typing import Any, get_args, get_type_hints

import msgspec

from hotmart import errors
from hotmart.api import CATALOGUE
from hotmart.declaring.endpoint import Endpoint
from hotmart.model import Model
from hotmart.words import OpenEnum

WIDTH = 120


def paragraphs(declared: object) -> list[str]:
    """The paragraphs of a docstring, without their references to the dossier."""
    text = declared if isinstance(declared, str) else inspect.getdoc(declared) or ""
    plain = re.sub(r"\s*\(dossier [^)]*\)", "", text)
    return [" ".join(one.split()) for one in plain.split("\n\n")]


def signature(endpoint: Endpoint[..., Any]) -> Iterator[str]:
    """The call, as it is written."""
    parameters = [one.replace(annotation=bare(one)) for one in endpoint.written.parameters.values()]
    written = str(endpoint.written.replace(parameters=parameters)).replace("-> Page[", "-> Pages[")
    if len(f"client.{endpoint.id}{written}") <= 100:
        yield f"client.{endpoint.id}{written}"
        return
    inside, _, returns = written[1:].rpartition(") -> ")
    yield f"client.{endpoint.id}("
    yield from (f"    {one}," for one in re.split(r", (?![^\[]*\])", inside))
    yield f") -> {returns}"


def bare(parameter: inspect.Parameter) -> Written:
    """An annotation without the marks that are told in the table."""
    written = str(parameter.annotation)
    marked = re.match(r"Annotated\[((?:[^\[\],]|\[[^\]]*\])+),", " ".join(written.split()))
    return Written(marked[1] if marked else written)


class Written(str):
    """An annotation that is shown as it is written."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def things(endpoint: Endpoint[..., Any]) -> Iterator[type[Model]]:
    """The models an operation answers with and takes."""
    if endpoint.model:
        yield endpoint.model
    for param in endpoint.params:
        if issubclass(param.kind, Model):
            yield param.kind


def enums() -> list[type[OpenEnum]]:
    """Every enum that a parameter takes or a field holds."""
    found: dict[type[OpenEnum], None] = {}
    for endpoint in CATALOGUE:
        found |= {one.kind: None for one in endpoint.params if issubclass(one.kind, OpenEnum)}
        for model in things(endpoint):
            found |= dict.fromkeys(held(model))
    return sorted(found, key=lambda kind: kind.__name__)


def held(model: type[Model]) -> Iterator[type[OpenEnum]]:
    """The enums in a thing, and in what it holds."""
    for hint in get_type_hints(model).values():
        for part in parts(hint):
            if issubclass(part, OpenEnum):
                yield part
            elif issubclass(part, Model):
                yield from held(part)


def parts(hint: Any) -> Iterator[type]:
    """The classes an annotation is made of."""
    if isinstance(hint, type) and not get_args(hint):
        yield hint
    for part in get_args(hint):
        yield from parts(part)


def lineage(kind: type[Exception]) -> Iterator[type[Exception]]:
    """An error and those below it, in the order they are declared."""
    yield kind
    for below in kind.__subclasses__():
        if below.__module__ == errors.__name__:
            yield from lineage(below)


def tree(kind: type[Exception], indent: str) -> Iterator[str]:
    """The errors as nested points."""
    yield f"{indent}- [`{kind.__name__}`](#{anchor(kind.__name__)})"
    for below in kind.__subclasses__():
        if below.__module__ == errors.__name__:
            yield from tree(below, indent + "  ")


def without_none(hint: Any) -> Any:
    """An annotation without the None that stands for what Hotmart leaves out."""
    parts = [part for part in get_args(hint) if part is not type(None)]
    return parts[0] if type(None) in get_args(hint) and len(parts) == 1 else hint


def is_spelling(hint: Any) -> bool:
    """Whether a field is but another spelling of its neighbour."""
    return any(
        isinstance(mark, msgspec.Meta) and (mark.extra or {}).get("kind") == "spelling"
        for mark in get_args(hint)
    )


def anchor(heading: str) -> str:
    """What a link names after its `#`, as GitHub makes it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def wrapped(lines: Iterable[str]) -> Iterator[str]:
    """The lines of a page, none of its paragraphs wider than 120 characters; code stays in one piece."""
    in_code = False
    for line in lines:
        in_code ^= line.startswith("```")
        if in_code or line.startswith(("|", "#", "```")) or len(line) <= WIDTH:
            yield line
            continue
        whole = re.sub(r"\[[^]]*\]\([^)]*\)|`[^`]+`", lambda code: code[0].replace(" ", "\0"), line)
        indent = "  " if line.startswith("- ") else ""
        for part in wrap(whole, WIDTH, subsequent_indent=indent, break_on_hyphens=False):
            yield part.replace("\0", " ")
