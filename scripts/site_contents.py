"""The contents of the site: its sections in both languages, and the pages in each."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import NamedTuple, TypeAlias

from site_pages import Document, Documents, relative

from hotmart.language import Text

Entry: TypeAlias = "dict[str, str | list[Entry]]"


class Section(NamedTuple):
    """A part of the contents, its pages told by patterns in a folder; a page is where it is named first."""

    title: Text
    folder: str
    patterns: str


SECTIONS = (
    Section(Text("Start", "Comece aqui"), "", "index"),
    Section(
        Text("The warehouse", "O armazém"),
        "how-to/",
        "sync-your-account configure-with-hotmart-toml sync-several-accounts sync-any-other-endpoint "
        "ask-the-warehouse use-the-warehouse-from-python prove-your-numbers compare-with-the-panel "
        "read-your-numbers which-ad-sold read-the-past protect-personal-data answer-a-person",
    ),
    Section(Text("Commands and agents", "Comandos e agentes"), "how-to/", "do-things work-with-an-agent"),
    Section(
        Text("The SDK", "O SDK"),
        "how-to/",
        "read-page-by-page handle-errors dates-and-money change-things-safely "
        "use-with-asyncio-notebooks-and-threads use-the-sandbox migrate-from-hotmart-python",
    ),
    Section(Text("Tests", "Testes"), "how-to/", "test-your-program test-*"),
    Section(Text("More guides", "Mais guias"), "how-to/", "*"),
    Section(
        Text("Reference", "Referência"), "reference/", "index commands hotmart-toml tables values errors *"
    ),
    Section(Text("Hotmart's API", "A API da Hotmart"), "", "traps quirks hotmart-api"),
    Section(
        Text("This project", "Este projeto"),
        "",
        "changelog tour contributing security security-policy findings bench",
    ),
    Section(Text("Decisions", "Decisões"), "decisions/", "*"),
    Section(Text("More", "Mais"), "", "*"),
)
OTHERWISE = {
    "index": Text("What it is", "O que é"),
    "changelog": Text("What changed", "O que mudou"),
    "quirks": Text("The quirks of the API", "As manias da API"),
    "hotmart-api": Text("All that is known of the API", "Tudo o que se sabe da API"),
    "tour": Text("A tour of the code", "Uma visita ao código"),
    "contributing": Text("How to contribute", "Como contribuir"),
    "security-policy": Text("Tell us of a hole", "Como contar uma falha"),
    "findings": Text("Findings in other libraries", "Achados em outras bibliotecas"),
    "bench": Text("What it costs, measured", "Quanto custa, medido"),
}
"""What the contents call a page that calls itself otherwise, or does so in English only."""


def contents(documents: Documents, language: str) -> list[Entry]:
    """All pages by section: those in the language, and those that are there in English only."""
    left = {page.place.removesuffix(".md"): page for page in documents.of("en")}
    left |= {page.place.removesuffix(".md"): page for page in documents.of(language)}
    found: list[Entry] = []
    for title, folder, patterns in SECTIONS:
        entries = [_entry(documents, left.pop(name), language) for name in _named(left, folder, patterns)]
        if entries:
            found.append({title.pt if language == "pt" else title.en: entries})
    return found


def _named(left: dict[str, Document], folder: str, patterns: str) -> Iterator[str]:
    for pattern in patterns.split():
        yield from [name for name in sorted(left) if fnmatchcase(name, folder + pattern)]


def _entry(documents: Documents, page: Document, language: str) -> Entry:
    text = OTHERWISE.get(page.place.removesuffix(".md"))
    first = documents.read(page).split("\n", 1)[0]
    own = first.removeprefix("# ").replace("`", "")
    title = own if text is None else text.pt if language == "pt" else text.en
    if page.language == language:
        return {title: page.place}
    start = documents.pages["README.pt-BR.md"].address
    return {f"{title} (em inglês)": relative(page.address, start)}
