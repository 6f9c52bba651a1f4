"""Write docs/reference in both languages: every operation, answer, value, error, command and setting.

Nothing is said here that is not declared in the code; what is declared in English only has its Portuguese in
portuguese.txt, sentence by sentence, and a sentence without one stops the writing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import commands
import settings_page
import tables_page
from declared import anchor, enums, lineage, tree, wrapped
from group_page import EFFECTS, about, group_page, head, in_order
from voice import LANGUAGES, Voice

from hotmart.api import CATALOGUE, GROUPS
from hotmart.errors import HotmartError
from hotmart.language import Text

FOLDER = Path(__file__).parents[1] / "docs" / "reference"
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
WITHOUT_PYTHON = (
    "Without Python: [every command](commands.md) of `hotmart`, and [every key](hotmart-toml.md) of "
    "`hotmart.toml`."
)
WAREHOUSE = (
    "Of the warehouse: [every table and column](tables.md), what it means and what joins by what, and the "
    "traps in them."
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
        name + ending: re.sub(r"\n{3,}", "\n\n", "\n".join(wrapped(lines)).rstrip()) + "\n"
        for language, ending in LANGUAGES.items()
        for name, lines in pages_in(Voice(language))
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


def pages_in(voice: Voice) -> Iterator[tuple[str, list[str]]]:
    """Every page and its lines."""
    yield "README", [*contents(voice)]
    for group in GROUPS:
        yield group.__name__.lower(), [*group_page(voice, group)]
    yield "values", [*values_page(voice)]
    yield "errors", [*errors_page(voice)]
    yield commands.PAGE, [*commands.commands_page(voice)]
    yield settings_page.PAGE, [*settings_page.settings_page(voice)]
    yield tables_page.PAGE, [*tables_page.tables_page(voice)]


def contents(voice: Voice) -> Iterator[str]:
    """The page that lists all the others."""
    yield from head(voice, "README", voice.say("Reference", "Referência"))
    for one in CONTENTS:
        yield voice.translated(one)
        yield ""
    yield voice.say("| operation | what it does | effect |", "| operação | o que faz | efeito |")
    yield "|---|---|---|"
    for endpoint in (one for group in GROUPS for one in in_order(group) if one in CATALOGUE):
        link = f"[`{endpoint.id}`]({endpoint.group}{voice.ending}#{anchor(endpoint.id)})"
        yield f"| {link} | {about(voice, endpoint)[0]} | {voice.told(EFFECTS[endpoint.effect])} |"
    for one in (BESIDE, WITHOUT_PYTHON, WAREHOUSE):
        yield ""
        yield voice.translated(one).replace(".md", voice.ending)


def values_page(voice: Voice) -> Iterator[str]:
    """The page of the enums."""
    yield from head(voice, "values", voice.say("Values", "Valores"))
    yield voice.translated(VALUES)
    yield ""
    for kind in enums():
        yield f"## `{kind.__name__}`"
        yield ""
        yield voice.sentence(kind)
        yield ""
        yield ", ".join(f"`{one.value}`" for one in kind)
        yield ""
        if kind.seen():
            seen = ", ".join(f"`{one}`" for one in sorted(kind.seen()))
            yield voice.say(
                f"Seen in answers, not documented: {seen}.",
                f"Visto em respostas, não documentado: {seen}.",
            )
            yield ""


def errors_page(voice: Voice) -> Iterator[str]:
    """The page of the errors, as the tree they are."""
    yield from head(voice, "errors", voice.say("Errors", "Erros"))
    for one in ERRORS:
        yield voice.translated(one).replace(".md", voice.ending)
        yield ""
    yield from tree(HotmartError, "")
    yield ""
    for kind in lineage(HotmartError):
        yield f"## `{kind.__name__}`"
        yield ""
        yield voice.sentence(kind)
        yield ""
        remedy = kind.__dict__.get("remedy")
        if isinstance(remedy, Text):
            yield voice.told(remedy)
            yield ""


if __name__ == "__main__":
    main()
