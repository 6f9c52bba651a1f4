"""Everything in the data of a file that is not of the type the settings declare, not only the first."""

from __future__ import annotations

import types
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

import msgspec

from hotmart.config.findings import Finding, Step
from hotmart.config.values import Duration, Keeping, Reference, UnreadableValueError, ZoneName
from hotmart.errors import did_you_mean
from hotmart.figures import counted
from hotmart.language import Text
from hotmart.words import is_list, is_object

Place = tuple[Step, ...]

_PLAIN: dict[Any, Text] = {
    str: Text("a text in quotes", "um texto entre aspas"),
    int: Text("a whole number", "um número inteiro"),
    float: Text("a number", "um número"),
    Decimal: Text("a number", "um número"),
    bool: Text("true or false", "true ou false"),
    date: Text("a day without quotes, such as 2024-01-31", "um dia sem aspas, como 2024-01-31"),
    Path: Text("a path in quotes", "um caminho entre aspas"),
    Duration: Duration.allowed,
    Keeping: Keeping.allowed,
    Reference: Reference.allowed,
    ZoneName: ZoneName.allowed,
}


def decoded(kind: Any, value: object) -> Any:
    """A value of a kind that msgspec does not know."""
    if not isinstance(value, str):
        raise UnreadableValueError(_PLAIN[kind])
    if issubclass(kind, Duration | Keeping | Reference | ZoneName):
        return kind.parse(value)
    return kind(value)


def findings_of(value: Any, annotation: Any, place: Place = ()) -> Iterator[Finding]:
    """What of this value is not of its type."""
    bare, _ = _stripped(annotation)
    members = _members(bare)
    if len(members) > 1:
        yield from _findings_of_union(value, annotation, members, place)
    elif isinstance(members[0], type) and issubclass(members[0], msgspec.Struct):
        yield from _findings_of_table(value, members[0], place)
    elif get_origin(members[0]) is dict and is_object(value):
        for key, inner in value.items():
            yield from findings_of(inner, get_args(members[0])[1], (*place, key))
    elif get_origin(members[0]) is list and is_list(value):
        for position, inner in enumerate(value):
            yield from findings_of(inner, get_args(members[0])[0], (*place, position))
    elif not _fits(value, annotation):
        yield _misfit(value, annotation, place)


def _findings_of_table(value: Any, table: type[msgspec.Struct], place: Place) -> Iterator[Finding]:
    if not is_object(value):
        yield Finding(place, Text("must be a table", "deve ser uma tabela"))
        return
    hints = get_type_hints(table, include_extras=True)
    fields = {field.encode_name: field for field in msgspec.structs.fields(table)}
    tag = table.__struct_config__.tag_field
    for key in value:
        if key not in fields and key != tag:
            yield _unknown((*place, key), key, list(fields))
    for key, field in fields.items():
        if key in value:
            yield from findings_of(value[key], hints[field.name], (*place, key))
        elif field.required:
            yield Finding(place, Text(f"{key} is missing", f"falta {key}"))


def _findings_of_union(value: Any, annotation: Any, members: list[Any], place: Place) -> Iterator[Finding]:
    tables = {
        member.__struct_config__.tag: member
        for member in members
        if isinstance(member, type) and issubclass(member, msgspec.Struct)
    }
    if tables and is_object(value):
        tag = next(iter(tables.values())).__struct_config__.tag_field or "type"
        if value.get(tag) in tables:
            yield from _findings_of_table(value, tables[value[tag]], place)
        else:
            yield _one_of(str(value.get(tag, "")), [str(name) for name in tables], (*place, tag))
    elif not _fits(value, annotation):
        yield _misfit(value, annotation, place)


def _unknown(place: Place, key: str, known: list[str]) -> Finding:
    listed = ", ".join(known)
    return Finding(
        place,
        Text("there is no such key", "não existe esta chave"),
        did_you_mean(key, known) or Text(f"Allowed here: {listed}.", f"Aqui se aceita: {listed}."),
    )


def _misfit(value: Any, annotation: Any, place: Place) -> Finding:
    (member, *others) = _members(_stripped(annotation)[0])
    if get_origin(member) is Literal and not others:
        return _one_of(value if isinstance(value, str) else "", [str(one) for one in get_args(member)], place)
    what = allowed(annotation)
    return Finding(place, Text(f"must be {what.en}", f"deve ser {what.pt}"))


def _one_of(word: str, choices: list[str], place: Place) -> Finding:
    listed = ", ".join(f'"{choice}"' for choice in choices)
    return Finding(
        place, Text(f"must be one of {listed}", f"deve ser um de {listed}"), did_you_mean(word, choices)
    )


def _fits(value: Any, annotation: Any) -> bool:
    try:
        msgspec.convert(value, annotation, dec_hook=decoded)
    except msgspec.ValidationError:
        return False
    return True


def allowed(annotation: Any) -> Text:
    """What may stand here, for people."""
    bare, examples = _stripped(annotation)
    members = _members(bare)
    sentences = [_allowed(member) for member in members]
    if members == [str] and (longest := _longest(annotation)):
        return Text(
            f"a text of up to {counted(longest, 'character', 'characters')}",
            f"um texto de até {counted(longest, 'caractere', 'caracteres')}",
        )
    text = Text(
        " or ".join(dict.fromkeys(one.en for one in sentences)),
        " ou ".join(dict.fromkeys(one.pt for one in sentences)),
    )
    if examples and members == [str]:
        return Text(f'{text.en}, such as "{examples[0]}"', f'{text.pt}, como "{examples[0]}"')
    return text


def _allowed(member: Any) -> Text:
    if member in _PLAIN:
        return _PLAIN[member]
    origin = get_origin(member)
    if origin is Annotated:
        return allowed(member)
    if origin is Literal:
        listed = ", ".join(f'"{one}"' for one in get_args(member))
        return Text(f"one of {listed}", f"um de {listed}")
    if origin is list:
        return Text('a list, such as ["a", "b"]', 'uma lista, como ["a", "b"]')
    return Text("a table", "uma tabela")


def _longest(annotation: Any) -> int | None:
    """How many characters a text may have, where there is a limit."""
    remarks = get_args(annotation)[1:] if get_origin(annotation) is Annotated else ()
    return next((one.max_length for one in remarks if getattr(one, "max_length", None)), None)


def _stripped(annotation: Any) -> tuple[Any, list[Any]]:
    """An annotation without its remarks, and the examples they gave."""
    examples: list[Any] = []
    while get_origin(annotation) is Annotated:
        annotation, *remarks = get_args(annotation)
        for remark in remarks:
            examples += getattr(remark, "examples", None) or []
    return annotation, examples


def _members(annotation: Any) -> list[Any]:
    """What a union allows, None apart: TOML has no null."""
    if get_origin(annotation) not in (Union, types.UnionType):
        return [annotation]
    members: list[Any] = []
    for member in get_args(annotation):
        if member is not type(None):
            members += _members(member)
    return members
