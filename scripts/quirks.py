"""Write docs/quirks.md, docs/traps.md and docs/traps.pt-BR.md: each quirk is told once, in quirks.toml.

The first says how each is pinned by a test, in English; the others what people see of it and can do about it,
in both languages. What is to stand in those and has no Portuguese stops the writing.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal, TypeAlias

import msgspec
from declared import wrapped
from msgspec import Struct
from voice import LANGUAGES, Voice

from hotmart.language import Text

DOCS = Path(__file__).parents[1] / "docs"
SOURCE = Path(__file__).parent / "quirks.toml"

Trap: TypeAlias = Literal["missing", "figures", "unheard", "undone", "webhooks"]

TABLES = {
    "asking": "Asking",
    "reading": "Reading",
    "time": "Time and change",
    "changing": "Changing",
    "access": "Getting in, and not too often",
}
"""The tables of docs/quirks.md, by their name in quirks.toml."""
TRAPS: dict[Trap, Text] = {
    "missing": Text("“Sales are missing”", "“Faltam vendas”"),
    "figures": Text("“The numbers are wrong”", "“Os números estão errados”"),
    "unheard": Text("“It answers, but not to me”", "“Ele responde, mas não para mim”"),
    "undone": Text("“It was done. Or was it?”", "“Foi feito. Ou não?”"),
    "webhooks": Text("Webhooks", "Webhooks"),
}
"""The parts of docs/traps.md."""
ABOUT_QUIRKS = (
    "What the API does that its readers do not expect, what it costs them, what is done about it here, and "
    "the test that pins it (under `tests/`). A quirk without a test is not in this table; those not handled "
    "yet are [below](#not-yet). What people see of them, and can do about it themselves: "
    "[what real users trip over](traps.md).",
    "",
    "This page and that one are written by `make docs` from `scripts/quirks.toml`, where each quirk is told "
    "once.",
)
ABOUT_TRAPS = Text(
    "What people run into with Hotmart's API: what they see, why, and what to do about it with this "
    "library. How each is pinned by a test stands in [the quirks](quirks.md), in English.",
    "Onde as pessoas tropeçam na API da Hotmart: o que veem, por quê, e o que fazer com esta biblioteca. "
    "Como cada coisa é garantida por um teste está em [as manias da API](quirks.md), em inglês.",
)
COUNTED = """\
```python
from datetime import date

from hotmart import Hotmart, PurchaseStatus

with Hotmart() as client:
    window = {"start_date": date(2025, 1, 1), "end_date": date(2025, 6, 30)}
    print(client.sales.history.total(**window), "of", end=" ")
    print(client.sales.history.total(**window, transaction_status=[*PurchaseStatus]))
```"""
CODE: dict[Trap, str] = {"missing": COUNTED}
"""What shows a part at work."""


class Said(Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence; in Portuguese too where it stands in the traps."""

    en: str
    pt: str | None = None


class Quirk(Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that Hotmart's API does, and all there is to say of it."""

    quirk: Said
    seen: Said | None = None
    do: Said | None = None
    here: Said | None = None
    trap: Trap | None = None
    pinned: tuple[str, ...] = ()


class Quirks(Struct, frozen=True, forbid_unknown_fields=True):
    """All of quirks.toml."""

    asking: tuple[Quirk, ...]
    reading: tuple[Quirk, ...]
    time: tuple[Quirk, ...]
    changing: tuple[Quirk, ...]
    access: tuple[Quirk, ...]
    unpinned: tuple[Quirk, ...]
    not_yet: tuple[Quirk, ...]

    def table(self, name: str) -> tuple[Quirk, ...]:
        """The quirks of a table of docs/quirks.md."""
        found: tuple[Quirk, ...] = getattr(self, name)
        return found

    def traps(self, trap: Trap) -> list[Quirk]:
        """The quirks of a part of docs/traps.md, in the order they are told."""
        return [one for name in self.__struct_fields__ for one in self.table(name) if one.trap == trap]


@cache
def quirks() -> Quirks:
    """Every quirk."""
    return msgspec.toml.decode(SOURCE.read_bytes(), type=Quirks)


def pages() -> dict[str, str]:
    """The text of every page, by the name of its file."""
    made = {"quirks.md": quirks_page()}
    made |= {f"traps{ending}": traps_page(Voice(language)) for language, ending in LANGUAGES.items()}
    return {name: "\n".join(wrapped(lines)).rstrip() + "\n" for name, lines in made.items()}


def main() -> None:
    """Write the pages."""
    for name, text in pages().items():
        (DOCS / name).write_text(text, encoding="utf-8")


def quirks_page() -> Iterator[str]:
    """The page of the quirks: a table for each part, and what is not handled yet."""
    yield "# The quirks of Hotmart's API"
    yield ""
    yield from ABOUT_QUIRKS
    for name, title in TABLES.items():
        yield ""
        yield f"## {title}"
        yield ""
        yield row("quirk", "what it does to you", "what we do", "pinned by")
        yield rule(4)
        for one in quirks().table(name):
            tests = " ".join(f"`{test}`" for test in one.pinned)
            yield row(one.quirk.en, english(one.seen), english(one.here), tests)
    yield ""
    yield "## Not yet"
    yield ""
    yield "Known, and not handled here:"
    yield ""
    for one in quirks().not_yet:
        yield "- " + " ".join(filter(None, (one.quirk.en, english(one.do), english(one.here))))


def traps_page(voice: Voice) -> Iterator[str]:
    """The page of the traps: what is seen, why, and what to do; what nobody sees is told as it is."""
    yield voice.say("# What real users trip over", "# Onde todo mundo tropeça")
    yield ""
    yield voice.told(ABOUT_TRAPS)
    for trap, title in TRAPS.items():
        yield ""
        yield f"## {voice.told(title)}"
        yield ""
        seen = [one for one in quirks().traps(trap) if one.seen]
        if seen:
            yield voice.say(
                "| what you see | why | what to do |", "| o que você vê | por quê | o que fazer |"
            )
            yield rule(3)
        for one in seen:
            yield row(told(voice, one.seen), told(voice, one.quirk), told(voice, one.do, one.here))
        for one in quirks().traps(trap):
            if not one.seen:
                yield told(voice, one.quirk, one.do, one.here)
        if trap in CODE:
            yield ""
            yield from CODE[trap].splitlines()


def row(*cells: str) -> str:
    """A row of a table."""
    return f"| {' | '.join(cells)} |"


def rule(cells: int) -> str:
    """What stands below the heads of a table."""
    return "|" + "---|" * cells


def english(said: Said | None) -> str:
    """A sentence in English; nothing, where none is said."""
    return said.en if said else ""


def told(voice: Voice, *said: Said | None) -> str:
    """These sentences in the language of the page."""
    return " ".join(one.en if voice.language == "en" else in_portuguese(one) for one in said if one)


def in_portuguese(said: Said) -> str:
    """A sentence in Portuguese, which every trap has."""
    if not said.pt:
        raise SystemExit(f"{SOURCE.name} has no Portuguese for: {said.en}")
    return said.pt


if __name__ == "__main__":
    main()
