"""The fields of an action as a form has them, and what was typed there as the action takes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple, TypeAlias

from hotmart.actions.action import Action
from hotmart.actions.composed import COMPOSED
from hotmart.actions.running import endpoint_of
from hotmart.actions.windows import PERIOD, spans_of
from hotmart.language import Text

Control: TypeAlias = Literal["text", "choice", "choices", "yes_or_no", "long"]
Typed: TypeAlias = Mapping[str, str]
"""Values by the names of parameters, as they were typed; several are separated by commas."""
BEFORE = "p."
"""What stands before the name of a parameter in a form."""
_PLUMBING = ("select", "max_results", "page_token", "extra")


class Field(NamedTuple):
    """One parameter."""

    name: str
    label: Text
    control: Control
    choices: Sequence[str]
    example: str
    needed: bool
    private: bool
    """Whether it may tell who a person is: it is asked for each time, and never saved."""
    aside: bool
    """Whether few people need it."""
    several: bool

    @property
    def hides_states(self) -> bool:
        """Whether Hotmart leaves most rows out where nothing is chosen here (dossier §4.0)."""
        return self.name == "transaction_status"


def fields(action: Action) -> list[Field]:
    """What an action takes, what it needs first."""
    found = [*_fields(action)]
    return sorted(found, key=lambda one: not one.needed)


def _fields(action: Action) -> Iterator[Field]:
    schema, private = action.input_schema, _private(action.id)
    ends = _ends(action.id)
    for name, told in schema["properties"].items():
        if name in _PLUMBING:
            continue
        inner = told.get("items", told)
        several = told.get("type") == "array"
        yield Field(
            name,
            _label(name, told),
            _control(told, inner),
            inner.get("enum", ()),
            str(next(iter(told.get("examples", ())), "")),
            name in schema.get("required", ()),
            name in private,
            name in ends,
            several,
        )


def _label(name: str, told: Mapping[str, Any]) -> Text:
    """What a field is called, and behind a colon what there is to know of it."""
    said = Text(told["description"].rstrip("."), told["x-pt-BR"].rstrip("."))
    if name != PERIOD:
        return said
    en, pt = (one[:1].lower() + one[1:].replace(":", " –", 1) for one in said)
    return Text(f"Period: {en}", f"Período: {pt}")


def _control(told: Mapping[str, Any], inner: Mapping[str, Any]) -> Control:
    if inner.get("enum"):
        return "choices" if told.get("type") == "array" else "choice"
    if told.get("type") == "boolean":
        return "yes_or_no"
    return "long" if told.get("type") == "object" else "text"


def _private(id: str) -> set[str]:
    """The parameters that may tell who somebody is."""
    if endpoint := endpoint_of(id):
        return {one.name for one in endpoint.params if one.word.private}
    return {name for name, one in COMPOSED[id].parameters.items() if one.private}


def _ends(id: str) -> set[str]:
    """The ends of periods that can be told under one name."""
    endpoint = endpoint_of(id)
    spans = spans_of(endpoint) if endpoint else ()
    ends = {end for one in spans for end in (one.start, one.end)}
    return ends | {one.name for one in spans if one.name != PERIOD}


def typed(action: Action, form: Typed) -> dict[str, str]:
    """What was typed into the form of an action, without what was left empty."""
    found: dict[str, str] = {}
    for field in fields(action):
        if field.control == "choices":
            chosen = [code for code in field.choices if form.get(f"{BEFORE}{field.name}.{code}")]
            value = "ALL" if "ALL" in chosen else ",".join(chosen)
        else:
            value = form.get(BEFORE + field.name, "").strip()
        if value:
            found[field.name] = value
    return found


def lacking(action: Action, told: Typed) -> Field | None:
    """The first field that has to be filled in and is not."""
    return next((one for one in fields(action) if one.needed and not told.get(one.name)), None)
