"""A field of a form: its label, what it is for, and its mistake. What is secret is never shown again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import htpy as h

from hotmart.config.findings import Finding
from hotmart.errors import InvalidArgumentError
from hotmart.language import Text, say

Values: TypeAlias = Mapping[str, str]
Wrong: TypeAlias = Mapping[str, str]
"""What is wrong, by the field it stands in; by the empty name, what is of none."""
_INPUTS = {"text": "text", "secret": "password", "day": "date", "tick": "checkbox"}
OTHER = ""


@dataclass(frozen=True)
class Field:
    """One field of a form, and the key of hotmart.toml that it stands for."""

    name: str
    label: Text
    key: tuple[str, ...] = ()
    help: Text | None = None
    kind: Literal["text", "secret", "day", "tick", "area", "choice"] = "text"
    choices: Sequence[tuple[str, Text]] = ()
    longest: int | None = None
    example: str = ""
    needed: bool = False


def drawn(field: Field, values: Values, wrong: Wrong) -> h.Element:
    """A field with its value, unless that is secret, and with what is wrong with it."""
    said = wrong.get(field.name)
    notes = [
        h.small(id=f"{field.name}-help")[str(field.help)] if field.help else None,
        h.p(".wrong", id=f"{field.name}-wrong")[said] if said else None,
    ]
    label = h.label(for_=field.name)[
        str(field.label), h.span(".needed")[say("required", "obrigatório")] if field.needed else None
    ]
    entry = _entry(field, values.get(field.name, ""), said)
    inside = [h.span(".tick")[entry, label]] if field.kind == "tick" else [label, entry]
    return h.div(".field")[inside, notes]


def _entry(field: Field, value: str, said: str | None) -> h.Node:
    told = [f"{field.name}-help"] if field.help else []
    told += [f"{field.name}-wrong"] if said else []
    shared = {
        "id": field.name,
        "name": field.name,
        "aria-invalid": "true" if said else None,
        "aria-describedby": " ".join(told) or None,
        "aria-required": "true" if field.needed else None,
    }
    match field.kind:
        case "choice":
            return h.select(shared)[
                (h.option(value=one, selected=one == value)[str(words)] for one, words in field.choices)
            ]
        case "area":
            return h.textarea(shared, placeholder=field.example or None, rows="4", spellcheck="false")[value]
        case "tick":
            return h.input(shared, type="checkbox", value="on", checked=value == "on")
        case "secret":
            return h.input(shared, type="password", autocomplete="off", spellcheck="false")
        case _:
            return h.input(
                shared,
                type=_INPUTS[field.kind],
                value=value,
                placeholder=field.example or None,
                maxlength=None if field.longest is None else str(field.longest),
                autocomplete="off",
            )


def mistakes(fields: Iterable[Field], wrong: Wrong) -> h.Node:
    """All that is wrong with a form, above it: each leads to its field."""
    if not wrong:
        return None
    named = {one.name: one.label for one in fields}
    return h.section(".problem", role="alert", tabindex="-1", autofocus=True)[
        h.p(".what")[say("This was not taken yet. Nothing is lost:", "Ainda não deu. Nada se perdeu:")],
        h.ul[
            (
                h.li[h.a(href=f"#{name}")[str(named[name])], ": ", said] if name in named else h.li[said]
                for name, said in wrong.items()
            )
        ],
    ]


def wrong_of(findings: Iterable[Finding], fields: Sequence[Field]) -> dict[str, str]:
    """What a check of hotmart.toml found, each at the field that told it."""
    found: dict[str, list[str]] = {}
    for one in findings:
        steps = tuple(step for step in one.path if isinstance(step, str))
        best = _field_of(steps, fields)
        beyond = steps[len(best.key) :] if best else ()
        sentence = f"{one.text}. {one.advice or ''}".strip() if best else str(one.told())
        found.setdefault(best.name if best else OTHER, []).append(
            f"{'.'.join(beyond)}: {sentence}" if beyond else _begun(sentence) if best else sentence
        )
    return {name: " ".join(said) for name, said in found.items()}


def _field_of(steps: tuple[str, ...], fields: Sequence[Field]) -> Field | None:
    """The field of this key, or of one within it, or else of the one it is within."""
    keyed = [field for field in fields if field.key]
    exactly = [field for field in keyed if field.key == steps]
    within = [field for field in keyed if steps and field.key[: len(steps)] == steps]
    around = [field for field in keyed if steps[: len(field.key)] == field.key]
    nearest = sorted(around, key=lambda field: -len(field.key))
    return next(iter([*exactly, *within, *nearest]), None)


def wrong_by(error: InvalidArgumentError, fields: Sequence[Field]) -> dict[str, str]:
    """What a refusal says, at the field that it names."""
    name = error.argument if any(one.name == error.argument for one in fields) else OTHER
    return {name: f"{error.text} {error.advice or ''}".strip()}


def _begun(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
