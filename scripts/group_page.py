"""The page of a group of operations: each of them, then the fields of what they answer and take."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, get_args, get_origin, get_type_hints

import msgspec
from declared import anchor, is_spelling, paragraphs, signature, things, without_none
from kinds import kind_of, value_of
from voice import LANGUAGES, Voice

from hotmart.answers.rows import Rows
from hotmart.declaring.endpoint import Endpoint
from hotmart.declaring.operations import Listing
from hotmart.declaring.params import Param
from hotmart.language import Text
from hotmart.model import Model, Money

EFFECTS = {
    "reads": Text("reads", "lê"),
    "writes": Text("writes", "altera"),
    "destroys": Text("cannot be undone", "não pode ser desfeito"),
}
ANSWERS = (
    "A field that Hotmart leaves out is `None`. Every row has `.raw` (all that Hotmart sent), `.to_dict()`,"
    " `.model_dump()` and `.model_dump_json()`."
)


def group_page(voice: Voice, group: type[Any]) -> Iterator[str]:
    """The page of a group: its operations, then what they answer and take, field by field."""
    name = group.__name__.lower()
    yield from head(voice, name, f"`client.{name}`")
    yield voice.sentence(group)
    yield ""
    models: dict[type[Model], None] = {}
    for endpoint in in_order(group):
        yield from operation_section(voice, endpoint)
        models |= dict.fromkeys(one for one in things(endpoint) if one is not Money)
    if models:
        yield voice.say("## What comes back, and what is taken", "## O que volta, e o que é aceito")
        yield ""
        yield voice.translated(ANSWERS)
        yield ""
    for model in models:
        yield from model_section(voice, model)


def in_order(group: type[Any]) -> list[Endpoint[..., Any]]:
    """The operations of a group as a reader wants them: `list` first, last what stands for an old name."""
    members = [one for one in vars(group).values() if isinstance(one, Endpoint)]
    return sorted(members, key=lambda one: (one.stands_for is not None, one.name != "list"))


def head(voice: Voice, name: str, title: str) -> Iterator[str]:
    """The title of a page, and the way to the others."""
    other = LANGUAGES["pt" if voice.language == "en" else "en"]
    yield f"# {title}"
    yield ""
    link = f"[{voice.say('Em português', 'In English')}]({name}{other})"
    yield (
        link
        if name == "README"
        else f"[{voice.say('Reference', 'Referência')}](README{voice.ending}) · {link}"
    )
    yield ""


def operation_section(voice: Voice, endpoint: Endpoint[..., Any]) -> Iterator[str]:
    """One operation: what it does, how it is called, what it takes."""
    yield f"## `{endpoint.id}`"
    yield ""
    for one in about(voice, endpoint):
        yield one
        yield ""
    effect = voice.told(EFFECTS[endpoint.effect])
    yield f"`{endpoint.method} {endpoint.path}` · {effect} · {answer_in_words(voice, endpoint)}"
    yield ""
    yield "```text"
    yield from signature(endpoint)
    yield "```"
    yield ""
    if endpoint.params:
        yield voice.say("| parameter | kind | what it is |", "| parâmetro | tipo | o que é |")
        yield "|---|---|---|"
        for param in endpoint.params:
            yield f"| `{param.name}` | {kind_of(voice, param)} | {meaning(voice, param)} |"
        yield ""
    for note in notes(voice, endpoint):
        yield f"- {note}"
    yield ""


def about(voice: Voice, endpoint: Endpoint[..., Any]) -> list[str]:
    """What an operation does: its first sentence is declared in both languages."""
    if endpoint.stands_for is not None:
        return [voice.told(endpoint.stands_for)]
    first, *more = paragraphs(endpoint.doc)
    return [voice.say(first, endpoint.doc_pt), *(voice.translated(one) for one in more)]


def answer_in_words(voice: Voice, endpoint: Endpoint[..., Any]) -> str:
    """What an operation returns, in a few words."""
    model = endpoint.model
    if model is None:
        return voice.say("answers nothing", "não responde nada")
    name = f"[`{model.__name__}`](#{anchor(model.__name__)})"
    if isinstance(endpoint, Listing):
        return voice.say(f"pages of {name}", f"páginas de {name}")
    if get_origin(endpoint.returns) is Rows:
        return voice.say(f"all rows at once, each a {name}", f"todas as linhas de uma vez, cada uma {name}")
    return voice.say(f"answers {name}", f"responde {name}")


def meaning(voice: Voice, param: Param) -> str:
    """What a parameter is for, and what else is to be said of it."""
    parts = [voice.say(param.word.en, param.word.pt) + "."]
    if param.required:
        parts.append(voice.say("**Required.**", "**Obrigatório.**"))
    if param.wire_name != param.name:
        parts.append(voice.say(f"Hotmart: `{param.wire_name}`.", f"Na Hotmart: `{param.wire_name}`."))
    if param.choices and len(param.choices) < len(param.kind):  # type: ignore[arg-type]  # an enum
        barred = ", ".join(f"`{one}`" for one in param.kind if one not in param.choices)  # type: ignore[attr-defined]
        parts.append(voice.say(f"Not {barred}.", f"Menos {barred}."))
    return " ".join(parts).replace("|", "\\|")


def notes(voice: Voice, endpoint: Endpoint[..., Any]) -> Iterator[str]:
    """What the signature cannot say."""
    if isinstance(endpoint, Listing):
        yield from notes_on_listing(voice, endpoint)
    for name, (other, value) in endpoint.needs.items():
        yield voice.say(f"`{other}` `{value}` needs `{name}`.", f"`{other}` `{value}` exige `{name}`.")
    if any(param.place == "path" for param in endpoint.params):
        link = f"[`NotFoundError`](errors{voice.ending}#notfounderror)"
        yield voice.say(
            f"What is unknown, or not yours, is a {link}.", f"O que não existe, ou não é seu, é um {link}."
        )
    if endpoint.effect != "reads":
        yield settling(voice, endpoint)


def notes_on_listing(voice: Voice, listing: Listing[..., Any]) -> Iterator[str]:
    """Its twin, its count, and how long a period may be."""
    if listing.stands_for is None:
        yield voice.say(
            f"`{listing.name}_autopaginate` takes the same and gives the items, one after the other.",
            f"`{listing.name}_autopaginate` aceita o mesmo e dá os itens, um após o outro.",
        )
    yield (
        voice.say("Hotmart counts it: `total()` is a number.", "A Hotmart conta: `total()` é um número.")
        if listing.facts.counted
        else voice.say(
            "Hotmart does not count it: `total()` is `None`.", "A Hotmart não conta: `total()` é `None`."
        )
    )
    if listing.facts.longest and listing.facts.window:
        start, end = listing.facts.window
        yield (
            voice.say(
                f"From `{start}` to `{end}` there may be 12 months at most.",
                f"De `{start}` a `{end}` pode haver no máximo 12 meses.",
            )
            if listing.facts.sums
            else voice.say(
                f"Hotmart takes 12 months at most from `{start}` to `{end}`; a longer period is read in "
                "windows.",
                f"De `{start}` a `{end}` a Hotmart aceita no máximo 12 meses; um período mais longo é lido "
                "em janelas.",
            )
        )


def settling(voice: Voice, endpoint: Endpoint[..., Any]) -> str:
    """What to read when the answer to a write was lost."""
    link = f"[`OutcomeUnknownError`](errors{voice.ending}#outcomeunknownerror)"
    if not endpoint.settle:
        return voice.say(
            f"Sent once, never again; a lost answer is an {link}.",
            f"Enviado uma vez só; uma resposta perdida é um {link}.",
        )
    read = re.sub(r"'\{(\w+)\}'", r"\1", endpoint.settle)
    return voice.say(
        f"Sent once, never again; a lost answer is an {link}, and `{read}` tells whether it was done.",
        f"Enviado uma vez só; uma resposta perdida é um {link}, e `{read}` diz se foi feito.",
    )


def model_section(voice: Voice, model: type[Model]) -> Iterator[str]:
    """The fields of a thing, those of what it holds among them."""
    yield f"### `{model.__name__}`"
    yield ""
    yield voice.sentence(model)
    yield ""
    yield voice.say("| field | kind |", "| campo | tipo |")
    yield "|---|---|"
    for path, told in field_rows(voice, model, ""):
        yield f"| `{path}` | {told} |"
    yield ""


def field_rows(voice: Voice, model: type[Model], at: str) -> Iterator[tuple[str, str]]:
    """The paths of a thing, and what each holds."""
    hints = get_type_hints(model, include_extras=True)
    for field in msgspec.structs.fields(model):
        hint, path = without_none(hints[field.name]), at + field.encode_name
        if is_spelling(hint):
            continue
        inner, listed = (get_args(hint)[0], "[]") if get_origin(hint) is list else (hint, "")
        always = voice.say(" · always there", " · sempre vem") if field.required else ""
        if isinstance(inner, type) and issubclass(inner, Model):
            yield path + listed, voice.sentence(inner) + always
            yield from field_rows(voice, inner, f"{path}{listed}.")
        else:
            yield path + listed, value_of(voice, inner) + always
