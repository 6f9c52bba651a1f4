"""Write docs/reference: every operation, answer, value and error, in both languages, from the catalogue.

Nothing is said here that is not declared there; what is declared in English only has its Portuguese in
portuguese.txt, sentence by sentence, and a sentence without one stops the writing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import msgspec
from declared import (
    anchor,
    enums,
    is_spelling,
    lineage,
    paragraphs,
    signature,
    things,
    tree,
    without_none,
    wrapped,
)

from hotmart.api import CATALOGUE, GROUPS
from hotmart.endpoint import Endpoint
from hotmart.errors import HotmartError
from hotmart.language import Text
from hotmart.model import Model, Money
from hotmart.operations import Listing
from hotmart.params import Param
from hotmart.rows import Rows
from hotmart.words import Instant, OpenEnum, Personal, Rate

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "reference"
PORTUGUESE = Path(__file__).parent / "portuguese.txt"
LANGUAGES = {"en": ".md", "pt": ".pt-BR.md"}
DATES = "../how-to/dates-and-money"

EFFECTS = {
    "reads": Text("reads", "lê"),
    "writes": Text("writes", "altera"),
    "destroys": Text("cannot be undone", "não pode ser desfeito"),
}
PLAIN: dict[Any, Text] = {
    str: Text("text", "texto"),
    int: Text("whole number", "número inteiro"),
    bool: Text("`True` or `False`", "`True` ou `False`"),
    Decimal: Text("amount, `Decimal`", "valor, `Decimal`"),
    Rate: Text("number, `Decimal`", "número, `Decimal`"),
    Personal: Text("text, personal", "texto, dado pessoal"),
    Instant: Text("moment, `Instant`", "momento, `Instant`"),
}


CONTENTS = (
    "Every operation of Hotmart's API that this library offers: in `Hotmart` and, with `await` or "
    "`async for`, in `AsyncHotmart`.",
    "These pages are written from the declarations in the code by `make docs`, and a test fails when "
    "they differ.",
)
BESIDE = (
    "Beside them: [the values](values.md) of states and kinds, and [the errors](errors.md). For other "
    "languages and tools, the same as OpenAPI 3.1: [openapi.json](../openapi.json)."
)
ANSWERS = (
    "A field that Hotmart leaves out is `None`. Every row has `.raw` (all that Hotmart sent), `.model_dump()`"
    " and `.model_dump_json()`."
)
VALUES = (
    "States and kinds, as Hotmart documents them. In an answer any other value is read as well, and its "
    "`.known` is `False`; in a question it is refused, because Hotmart refuses the whole call."
)
ERRORS = (
    "Every error is a `HotmartError`: `str()` says what happened and what to do, in English or Portuguese; "
    "`.message`, `.hint` and `.code` are its parts. One that Hotmart answered with has `.status`, `.error`, "
    "`.description` and `.request` as well. None holds a secret or a value of a person.",
    "How to handle them: [handle errors](../how-to/handle-errors.md).",
)


def pages() -> dict[str, str]:
    """The text of every page, by the name of its file."""
    return {
        name + ending: "\n".join(wrapped(lines)).rstrip() + "\n"
        for language, ending in LANGUAGES.items()
        for name, lines in Writer(language).pages()
    }


def main() -> None:
    """Write the pages, and remove those that are no longer made."""
    made = pages()
    FOLDER.mkdir(exist_ok=True)
    for file in FOLDER.glob("*.md"):
        if file.name not in made:
            file.unlink()
    for name, text in made.items():
        (FOLDER / name).write_text(text, encoding="utf-8")


class Writer:
    """The pages in one language."""

    def __init__(self, language: str) -> None:
        self.language, self.ending = language, LANGUAGES[language]

    def say(self, en: str, pt: str) -> str:
        """The sentence in the language of the page."""
        return en if self.language == "en" else pt

    def told(self, text: Text) -> str:
        """A text that is declared in both."""
        return self.say(text.en, text.pt)

    def sentence(self, declared: object) -> str:
        """What a docstring says, to readers who do not have the dossier it refers to."""
        return " ".join(self.translated(one) for one in paragraphs(declared))

    def translated(self, english: str) -> str:
        """A sentence that is written in English only."""
        if self.language == "pt" and english not in portuguese():
            raise SystemExit(f"{PORTUGUESE.name} has no Portuguese for: {english}")
        return english if self.language == "en" else portuguese()[english]

    def pages(self) -> Iterator[tuple[str, list[str]]]:
        """Every page and its lines."""
        yield "README", [*self.contents()]
        for group in GROUPS:
            yield group.__name__.lower(), [*self.group(group)]
        yield "values", [*self.values()]
        yield "errors", [*self.errors()]

    def head(self, name: str, title: str) -> Iterator[str]:
        """The title of a page, and the way to the others."""
        other = LANGUAGES["pt" if self.language == "en" else "en"]
        yield f"# {title}"
        yield ""
        link = f"[{self.say('Em português', 'In English')}]({name}{other})"
        yield (
            link
            if name == "README"
            else f"[{self.say('Reference', 'Referência')}](README{self.ending}) · {link}"
        )
        yield ""

    def contents(self) -> Iterator[str]:
        """The page that lists all the others."""
        yield from self.head("README", self.say("Reference", "Referência"))
        for one in CONTENTS:
            yield self.translated(one)
            yield ""
        yield self.say("| operation | what it does | effect |", "| operação | o que faz | efeito |")
        yield "|---|---|---|"
        for endpoint in CATALOGUE:
            link = f"[`{endpoint.id}`]({endpoint.group}{self.ending}#{anchor(endpoint.id)})"
            yield f"| {link} | {self.about(endpoint)[0]} | {self.told(EFFECTS[endpoint.effect])} |"
        yield ""
        yield self.translated(BESIDE).replace(".md", self.ending)

    def group(self, group: type[Any]) -> Iterator[str]:
        """The page of a group: its operations, then what they answer and take, field by field."""
        name = group.__name__.lower()
        members = [one for one in vars(group).values() if isinstance(one, Endpoint)]
        yield from self.head(name, f"`client.{name}`")
        yield self.sentence(group)
        yield ""
        models: dict[type[Model], None] = {}
        for endpoint in sorted(members, key=lambda one: one.stands_for is not None):
            yield from self.operation(endpoint)
            models |= dict.fromkeys(one for one in things(endpoint) if one is not Money)
        if models:
            yield self.say("## What comes back, and what is taken", "## O que volta, e o que é aceito")
            yield ""
            yield self.translated(ANSWERS)
            yield ""
        for model in models:
            yield from self.model(model)

    def operation(self, endpoint: Endpoint[..., Any]) -> Iterator[str]:
        """One operation: what it does, how it is called, what it takes."""
        yield f"## `{endpoint.id}`"
        yield ""
        for one in self.about(endpoint):
            yield one
            yield ""
        effect = self.told(EFFECTS[endpoint.effect])
        yield f"`{endpoint.method} {endpoint.path}` · {effect} · {self.answer(endpoint)}"
        yield ""
        yield "```text"
        yield from signature(endpoint)
        yield "```"
        yield ""
        if endpoint.params:
            yield self.say("| parameter | kind | what it is |", "| parâmetro | tipo | o que é |")
            yield "|---|---|---|"
            for param in endpoint.params:
                yield f"| `{param.name}` | {self.kind(param)} | {self.meaning(param)} |"
            yield ""
        for note in self.notes(endpoint):
            yield f"- {note}"
        yield ""

    def about(self, endpoint: Endpoint[..., Any]) -> list[str]:
        """What an operation does: its first sentence is declared in both languages."""
        if endpoint.stands_for is not None:
            return [self.told(endpoint.stands_for)]
        first, *more = paragraphs(endpoint.doc)
        return [self.say(first, endpoint.doc_pt), *(self.translated(one) for one in more)]

    def answer(self, endpoint: Endpoint[..., Any]) -> str:
        """What an operation returns, in a few words."""
        model = endpoint.model
        if model is None:
            return self.say("answers nothing", "não responde nada")
        name = f"[`{model.__name__}`](#{anchor(model.__name__)})"
        if isinstance(endpoint, Listing):
            return self.say(f"pages of {name}", f"páginas de {name}")
        if get_origin(endpoint.returns) is Rows:
            return self.say(
                f"all rows at once, each a {name}", f"todas as linhas de uma vez, cada uma {name}"
            )
        return self.say(f"answers {name}", f"responde {name}")

    def kind(self, param: Param) -> str:
        """What a parameter accepts."""
        several = self.say("one or several: ", "um ou vários: ") if param.many else ""
        return several + self.one_of(param)

    def one_of(self, param: Param) -> str:
        """What one value of a parameter is."""
        meta = param.meta
        if issubclass(param.kind, OpenEnum):
            return self.enum(param.kind)
        if issubclass(param.kind, Model):
            also = self.say(" or an amount", " ou um valor") if Decimal in param.kinds else ""
            return f"[`{param.kind.__name__}`](#{anchor(param.kind.__name__)})" + also
        if param.kind is datetime:
            return f"[{self.say('moment', 'momento')}]({DATES}{self.ending})"
        if meta.extra == {"kind": "discount"}:
            return self.say("percent, or a fraction", "porcentagem, ou fração")
        if param.kind is Decimal:
            return self.say("amount", "valor")
        return self.bounded(param)

    def bounded(self, param: Param) -> str:
        """What a text or a number is, by the bounds that are declared."""
        meta = param.meta
        if meta.ge is not None:
            return self.say(f"whole number, {meta.ge} to {meta.le}", f"número inteiro, {meta.ge} a {meta.le}")
        if param.kind is str and meta.examples:
            return self.say(f"text like {meta.examples[0]}", f"texto como {meta.examples[0]}")
        if param.kind is str and meta.pattern:
            return self.say("code", "código")
        if param.kind is str and meta.max_length:
            return self.say(f"text, up to {meta.max_length}", f"texto, até {meta.max_length}")
        return self.told(PLAIN[param.kind])

    def meaning(self, param: Param) -> str:
        """What a parameter is for, and what else is to be said of it."""
        parts = [self.say(param.word.en, param.word.pt) + "."]
        if param.required:
            parts.append(self.say("**Required.**", "**Obrigatório.**"))
        if param.wire_name != param.name:
            parts.append(self.say(f"Hotmart: `{param.wire_name}`.", f"Na Hotmart: `{param.wire_name}`."))
        if param.choices and len(param.choices) < len(param.kind):  # type: ignore[arg-type]  # an enum
            barred = ", ".join(f"`{one}`" for one in param.kind if one not in param.choices)  # type: ignore[attr-defined]
            parts.append(self.say(f"Not {barred}.", f"Menos {barred}."))
        return " ".join(parts).replace("|", "\\|")

    def notes(self, endpoint: Endpoint[..., Any]) -> Iterator[str]:
        """What the signature cannot say."""
        if isinstance(endpoint, Listing):
            yield from self.notes_on_listing(endpoint)
        for name, (other, value) in endpoint.needs.items():
            yield self.say(f"`{other}` `{value}` needs `{name}`.", f"`{other}` `{value}` exige `{name}`.")
        if endpoint.effect != "reads":
            yield self.settling(endpoint)

    def notes_on_listing(self, listing: Listing[..., Any]) -> Iterator[str]:
        """Its twin, its count, and how long a period may be."""
        if listing.stands_for is None:
            yield self.say(
                f"`{listing.name}_autopaginate` takes the same and gives the items, one after the other.",
                f"`{listing.name}_autopaginate` aceita o mesmo e dá os itens, um após o outro.",
            )
        yield (
            self.say("Hotmart counts it: `total()` is a number.", "A Hotmart conta: `total()` é um número.")
            if listing.counted
            else self.say(
                "Hotmart does not count it: `total()` is `None`.", "A Hotmart não conta: `total()` é `None`."
            )
        )
        if listing.longest and listing.window:
            start, end = listing.window
            yield self.say(
                f"From `{start}` to `{end}` there may be 12 months at most.",
                f"De `{start}` a `{end}` pode haver no máximo 12 meses.",
            )

    def settling(self, endpoint: Endpoint[..., Any]) -> str:
        """What to read when the answer to a write was lost."""
        link = f"[`OutcomeUnknownError`](errors{self.ending}#outcomeunknownerror)"
        if not endpoint.settle:
            return self.say(
                f"Sent once, never again; a lost answer is an {link}.",
                f"Enviado uma vez só; uma resposta perdida é um {link}.",
            )
        read = re.sub(r"'\{(\w+)\}'", r"\1", endpoint.settle)
        return self.say(
            f"Sent once, never again; a lost answer is an {link}, and `{read}` tells whether it was done.",
            f"Enviado uma vez só; uma resposta perdida é um {link}, e `{read}` diz se foi feito.",
        )

    def model(self, model: type[Model]) -> Iterator[str]:
        """The fields of a thing, those of what it holds among them."""
        yield f"### `{model.__name__}`"
        yield ""
        yield self.sentence(model)
        yield ""
        yield self.say("| field | kind |", "| campo | tipo |")
        yield "|---|---|"
        for path, told in self.fields(model, ""):
            yield f"| `{path}` | {told} |"
        yield ""

    def fields(self, model: type[Model], at: str) -> Iterator[tuple[str, str]]:
        """The paths of a thing, and what each holds."""
        hints = get_type_hints(model, include_extras=True)
        for field in msgspec.structs.fields(model):
            hint, path = without_none(hints[field.name]), at + field.encode_name
            if is_spelling(hint):
                continue
            inner, listed = (get_args(hint)[0], "[]") if get_origin(hint) is list else (hint, "")
            always = self.say(" · always there", " · sempre vem") if field.required else ""
            if isinstance(inner, type) and issubclass(inner, Model):
                yield path + listed, self.sentence(inner) + always
                yield from self.fields(inner, f"{path}{listed}.")
            else:
                yield path + listed, self.value(inner) + always

    def value(self, hint: Any) -> str:
        """What a field holds."""
        if isinstance(hint, type) and issubclass(hint, OpenEnum):
            return self.enum(hint)
        if hint in PLAIN:
            return self.told(PLAIN[hint])
        either = self.say(" or ", " ou ")
        return either.join(self.value(part) for part in get_args(hint))

    def enum(self, kind: type[OpenEnum]) -> str:
        """The link to the values of an enum."""
        return f"[`{kind.__name__}`](values{self.ending}#{anchor(kind.__name__)})"

    def values(self) -> Iterator[str]:
        """The page of the enums."""
        yield from self.head("values", self.say("Values", "Valores"))
        yield self.translated(VALUES)
        yield ""
        for kind in enums():
            yield f"## `{kind.__name__}`"
            yield ""
            yield self.sentence(kind)
            yield ""
            yield ", ".join(f"`{one.value}`" for one in kind)
            yield ""
            if kind.seen():
                seen = ", ".join(f"`{one}`" for one in sorted(kind.seen()))
                yield self.say(
                    f"Seen in answers, not documented: {seen}.",
                    f"Visto em respostas, não documentado: {seen}.",
                )
                yield ""

    def errors(self) -> Iterator[str]:
        """The page of the errors, as the tree they are."""
        yield from self.head("errors", self.say("Errors", "Erros"))
        for one in ERRORS:
            yield self.translated(one).replace(".md", self.ending)
            yield ""
        yield from tree(HotmartError, "")
        yield ""
        for kind in lineage(HotmartError):
            yield f"## `{kind.__name__}`"
            yield ""
            yield self.sentence(kind)
            yield ""
            remedy = kind.__dict__.get("remedy")
            if isinstance(remedy, Text):
                yield self.told(remedy)
                yield ""


@cache
def portuguese() -> dict[str, str]:
    """The Portuguese of what is said in English only: two lines for each, and an empty one."""
    entries = PORTUGUESE.read_text(encoding="utf-8").strip().split("\n\n")
    return dict(entry.split("\n", maxsplit=1) for entry in entries)


if __name__ == "__main__":
    main()
