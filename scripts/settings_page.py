"""The page of hotmart.toml: every table and every key, by what the settings themselves say of each.

A key that is not explained in both languages stops the writing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

import msgspec
import tomlkit
from declared import anchor
from group_page import head
from msgspec import NODEFAULT, Meta, Struct
from voice import Voice

from hotmart.config.settings import Config, StreamConfig, StreamRules
from hotmart.config.values import Duration, Keeping, Reference, ZoneName
from hotmart.config.writing import toml
from hotmart.language import Text
from hotmart.sources.templates import TEMPLATES
from hotmart.streams.ladder import LADDER

PAGE = "hotmart-toml"
NAMED = {
    "connections": "main",
    "streams": "sales_history",
    "flows": "unpaid-slips",
    "questions": "sales-by-product",
    "schedules": "morning",
}
"""The tables that hold a table for each name, and a name for the example."""
YOURS = "…"
"""What stands for a name of the reader's own."""
ABOUT = (
    "Every table and key of `hotmart.toml`. A key that is not there has its default, and one that nobody "
    "knows is refused: `hotmart config check` tells all that is wrong, and where.",
    "The commands read the file given by `--config`, or else that of `HOTMART_CONFIG`, or else the one of "
    "the current folder. A relative path in it counts from the folder of the file. For editors, the same as "
    "JSON Schema: [hotmart.schema.json](../hotmart.schema.json). To write a first one: "
    "[configure with hotmart.toml](../how-to/configure-with-hotmart-toml.md).",
)
INHERITED = "Every key of [`[defaults]`](#defaults), for this stream alone, and these:"
EXAMPLE = "A file in which every table and nearly every key stands. Nobody needs all of them."
LADDERED = (
    "The defaults of `lookback`, `settle` and `full_every` hold for sales, and for whatever else is asked "
    "for by periods."
)
SIMPLE = frozenset({str, int, float, bool})
"""Any value that is no table and no list."""
WORDS: dict[Any, Text] = {
    str: Text("text", "texto"),
    int: Text("whole number", "número inteiro"),
    float: Text("number", "número"),
    Decimal: Text("amount", "valor"),
    bool: Text("`true` or `false`", "`true` ou `false`"),
    Path: Text("path", "caminho"),
    date: Text("day", "dia"),
    Any: Text("anything", "qualquer coisa"),
    SIMPLE: Text("value", "valor"),
}
WRITTEN: dict[type, Text] = {
    Duration: Text("length of time", "tempo"),
    Keeping: Text("how long to keep", "por quanto tempo guardar"),
    Reference: Text("where a secret is", "onde está um segredo"),
    ZoneName: Text("time zone", "fuso horário"),
}
"""The values that are written as words, of which each says itself what it allows."""
YOUNG, SETTLING, OLD = LADDER
UNLESS_TOLD = {
    "lookback": Duration(milliseconds=YOUNG.age or 0),
    "settle": Duration(milliseconds=SETTLING.age or 0),
    "full_every": Duration(milliseconds=OLD.staleness),
}
"""What holds where the settings say nothing: it is told by the streams, not by the file."""


class Key(NamedTuple):
    """A key of a table: what it takes, what it is unless told, and what it says."""

    name: str
    takes: str
    default: str
    means: str


def settings_page(voice: Voice) -> Iterator[str]:
    """Every table with its keys, how values are written, and a file with an example of each."""
    yield from head(voice, PAGE, "hotmart.toml")
    for one in ABOUT:
        yield voice.translated(one).replace(".md", voice.ending)
        yield ""
    alone = [name for name, annotation in hints(Config).items() if not structs(annotation)]
    yield voice.say("## Before the tables", "## Antes das tabelas")
    yield ""
    yield from keys_table(voice, [key_of(voice, Config, name, "") for name in alone])
    for name, annotation in hints(Config).items():
        if name not in alone:
            yield from section(voice, name, annotation)
    yield from values(voice)
    yield voice.say("## One of everything", "## Um de cada")
    yield ""
    yield voice.translated(EXAMPLE)
    yield ""
    yield "```toml"
    yield from example().splitlines()
    yield "```"


def section(voice: Voice, name: str, annotation: Any) -> Iterator[str]:
    """One table of the file, and those inside it."""
    table = struct_of(annotation)
    place = f"{name}.{YOURS}" if get_origin(bare(annotation)) is dict else name
    yield f"## `[{place}]`"
    yield ""
    yield voice.told(explained(name, annotation))
    yield ""
    if table is StreamConfig:
        yield voice.translated(INHERITED)
        yield ""
    yield from keys_table(voice, [key_of(voice, table, one, place) for one in own_keys(table)])
    if table is StreamRules:
        yield voice.translated(LADDERED)
        yield ""
    for inner, declared in hints(table).items():
        if kinds := structs(declared):
            yield from inner_table(voice, f"{place}.{inner}", kinds, explained(inner, declared))


def inner_table(voice: Voice, place: str, kinds: list[type[Struct]], said: Text) -> Iterator[str]:
    """A table inside another; where it has several kinds, the keys of each."""
    yield f"### `[{place}]`"
    yield ""
    yield voice.told(said)
    yield ""
    if len(kinds) == 1:
        yield from keys_table(voice, [key_of(voice, kinds[0], one, place) for one in own_keys(kinds[0])])
        return
    yield voice.say("Its `kind` is one of these:", "O seu `kind` é um destes:")
    yield ""
    kinds_with: defaultdict[Key, list[str]] = defaultdict(list)
    for kind in kinds:
        tag = str(kind.__struct_config__.tag)
        yield f"- `{tag}`: {voice.sentence(kind)}"
        for one in own_keys(kind):
            kinds_with[key_of(voice, kind, one, place)].append(tag)
    yield ""
    yield voice.say(
        "| key | of which kinds | what it takes | unless told | what it says |",
        "| chave | de quais tipos | o que aceita | sem ela | o que diz |",
    )
    yield "|---|---|---|---|---|"
    for key, tags in kinds_with.items():
        of = ", ".join(f"`{tag}`" for tag in tags)
        yield f"| `{key.name}` | {of} | {key.takes} | {key.default} | {key.means} |"
    yield ""


def keys_table(voice: Voice, keys: list[Key]) -> Iterator[str]:
    """The keys of a table, row by row."""
    yield voice.say(
        "| key | what it takes | unless told | what it says |",
        "| chave | o que aceita | sem ela | o que diz |",
    )
    yield "|---|---|---|---|"
    for key in keys:
        yield f"| `{key.name}` | {key.takes} | {key.default} | {key.means} |"
    yield ""


def key_of(voice: Voice, table: type[Struct], name: str, place: str) -> Key:
    """What is told of one key."""
    annotation = hints(table)[name]
    if structs(annotation):
        link = f"[{voice.say('table', 'tabela')}](#{anchor(f'{place}.{name}')})"
        return Key(name, link, default_of(voice, table, name), meaning(voice, name, annotation))
    takes = words(voice, annotation) + least(voice, annotation)
    return Key(name, takes, default_of(voice, table, name), meaning(voice, name, annotation))


def meaning(voice: Voice, name: str, annotation: Any) -> str:
    """What a key says. A variable of the reader's own is not code: each language names it otherwise."""
    return re.sub(r"`((?:Bearer )?env:\w+)`", r"\1", voice.told(explained(name, annotation)))


def explained(name: str, annotation: Any) -> Text:
    """What the settings say of a table or a key, in both languages."""
    for meta in metas(annotation):
        pt = (meta.extra or {}).get("pt")
        if meta.description and pt:
            return Text(meta.description, pt)
    raise SystemExit(f"The settings do not explain in both languages: {name}")


def words(voice: Voice, hint: Any) -> str:
    """What a key takes, in words."""
    hint = bare(hint)
    inner: list[Any] = [one for one in get_args(hint) if one is not NoneType]
    if hint in WRITTEN:
        title = values_title(voice)
        return f"[{voice.told(WRITTEN[hint])}](#{anchor(title)})"
    if get_origin(hint) is Literal:
        return ", ".join(f"`{one}`" for one in inner)
    if get_origin(hint) is list:
        return voice.say("list of ", "lista de ") + words(voice, inner[0])
    if get_origin(hint) is dict:
        return voice.say("table of ", "tabela de ") + words(voice, inner[1])
    if get_origin(hint) in (Union, UnionType):
        if {*inner} >= SIMPLE:
            inner = [SIMPLE, *(one for one in inner if one not in SIMPLE)]
        return voice.say(" or ", " ou ").join(words(voice, one) for one in inner)
    return voice.told(WORDS[hint])


def least(voice: Voice, hint: Any) -> str:
    """From where on a number may be."""
    numbers = [meta.ge for meta in metas(hint) if meta.ge is not None]
    return "".join(voice.say(f", {one} or more", f", {one} ou mais") for one in numbers)


def default_of(voice: Voice, table: type[Struct], name: str) -> str:
    """What a key is that the file does not name."""
    (field,) = (one for one in msgspec.structs.fields(table) if one.name == name)
    if field.required:
        return voice.say("**required**", "**obrigatória**")
    made = field.default if field.default_factory is NODEFAULT else field.default_factory()
    if made is None and issubclass(table, StreamRules):
        made = UNLESS_TOLD.get(name)
    if made is None or made in ([], {}):
        return "–"
    return f"`{toml(made if isinstance(made, bool | int) else str(made))}`"


def values(voice: Voice) -> Iterator[str]:
    """How the values are written that are words."""
    yield f"## {values_title(voice)}"
    yield ""
    yield voice.say("| value | how it is written |", "| valor | como se escreve |")
    yield "|---|---|"
    for kind, name in WRITTEN.items():
        allowed: Text = kind.__dict__["allowed"]
        yield f"| {voice.told(name)} | {voice.told(allowed)} |"
    day = toml(date(2025, 1, 31))
    yield f"| {voice.told(WORDS[date])} | {voice.say('without quotes', 'sem aspas')}: `{day}` |"
    yield ""


def values_title(voice: Voice) -> str:
    """What the part about values is called."""
    return voice.say("How values are written", "Como se escrevem os valores")


def example() -> str:
    """A file with the examples that the settings give of their keys, and a source."""
    told: dict[str, Any] = {}
    for name, annotation in hints(Config).items():
        if not structs(annotation):
            told[name] = example_of(annotation)
            continue
        if name == "sources":  # one of them stands below
            continue
        table = examples_of(struct_of(annotation))
        if table:
            told[name] = {NAMED[name]: table} if name in NAMED else table
    return f"{tomlkit.dumps(told).rstrip()}\n\n{TEMPLATES['rest'].toml}"


def examples_of(table: type[Struct]) -> dict[str, Any]:
    """The examples of the keys of a table."""
    given = {name: example_of(hints(table)[name]) for name in own_keys(table)}
    return {name: value for name, value in given.items() if value is not None}


def example_of(annotation: Any) -> Any:
    """The example that is declared with a key."""
    return next((meta.examples[0] for meta in metas(annotation) if meta.examples), None)


def own_keys(table: type[Struct]) -> list[str]:
    """The keys of a table; those that a stream has from [defaults] are told there."""
    told = StreamRules.__struct_fields__ if table is StreamConfig else ()
    return [name for name in table.__struct_fields__ if name not in told]


def hints(table: type[Struct]) -> dict[str, Any]:
    """The types of a table's keys, with what they carry."""
    return get_type_hints(table, include_extras=True)


def metas(hint: Any) -> Iterator[Meta]:
    """What a type carries about itself, and what its parts carry."""
    for part in get_args(hint):
        if isinstance(part, Meta):
            yield part
        yield from metas(part)


def bare(hint: Any) -> Any:
    """A type without what it carries."""
    return get_args(hint)[0] if get_origin(hint) is Annotated else hint


def structs(hint: Any) -> list[type[Struct]]:
    """The tables that a key may hold."""
    parts = [bare(hint), *get_args(bare(hint))]
    return [part for part in parts if isinstance(part, type) and issubclass(part, Struct)]


def struct_of(annotation: Any) -> type[Struct]:
    """The table that a section of the file is, or is of."""
    (table,) = structs(annotation)
    return table
