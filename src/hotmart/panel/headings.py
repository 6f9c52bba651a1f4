"""The headings of the report in three languages, and what each column holds (dossier §22).

Columns come and go and change their order, so they are found by name, as `headings.toml` has them.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeAlias

from hotmart.language import Text
from hotmart.panel.errors import PanelReportError

Language: TypeAlias = Literal["pt", "es", "en"]
FILE = Path(__file__).with_name("headings.toml")
LANGUAGES: tuple[Language, ...] = ("pt", "es", "en")
Kind: TypeAlias = Literal["text", "money", "rate", "integer", "time"]


class Known(NamedTuple):
    """A column of the report: what it holds, and its names by language, the usual one first."""

    kind: Kind
    pt: Sequence[str]
    es: Sequence[str]
    en: Sequence[str]

    def names(self, language: Language) -> Sequence[str]:
        return {"pt": self.pt, "es": self.es, "en": self.en}[language]


@cache
def told() -> dict[str, Any]:
    """The file of headings, as it is."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


COLUMNS: Mapping[str, Known] = {
    name: Known(one["kind"], one["pt"], one["es"], one["en"]) for name, one in told()["columns"].items()
}
NEEDED = ("transaction", "status_told", "ordered_at", "purchase_value", "purchase_currency")
"""Without these nothing can be said of a sale."""
OF_REVENUE = ("revenue_gross", "revenue_net", "revenue_producer", "revenue_coproducer", "revenue_affiliate")


class Headings(NamedTuple):
    """Where each column stands, and the language of the file."""

    language: Language
    places: dict[str, int]
    others: dict[str, int]
    """The columns that nobody knows, by their headings."""


def folded(text: str) -> str:
    """A text without accents, capitals and signs: `Código do preço` is `codigo do preco`."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[a-z0-9]+", plain))


def understood(file: str, headings: Sequence[str], line: int) -> Headings:
    """Which columns these are. Raises PanelReportError where a needed one is not there, or one is twice."""
    language = max(LANGUAGES, key=lambda one: sum(folded(told) in _by_name(one) for told in headings))
    known = {name: column for other in LANGUAGES for name, column in _by_name(other).items()}
    known |= _by_name(language)
    places: dict[str, int] = {}
    others: dict[str, int] = {}
    for at, told in enumerate(headings):
        column = known.get(folded(told))
        if column is not None and column in places:
            text = Text("this column is there twice.", "esta coluna aparece duas vezes.")
            raise PanelReportError(file, text, line=line, column=told)
        if column is not None:
            places[column] = at
        elif told:
            others.setdefault(told, at)
    _check(file, places, language, line)
    return Headings(language, places, others)


def usual(column: str, language: Language) -> str:
    """What a column is usually called in that language."""
    return COLUMNS[column].names(language)[0]


@cache
def _by_name(language: Language) -> dict[str, str]:
    return {folded(name): column for column, known in COLUMNS.items() for name in known.names(language)}


def _check(file: str, places: Mapping[str, int], language: Language, line: int) -> None:
    missing = [column for column in NEEDED if column not in places]
    if len(missing) > len(NEEDED) // 2:
        raise PanelReportError(file, _UNKNOWN, line=line)
    if not missing and "revenue_currency" not in places and any(one in places for one in OF_REVENUE):
        missing = ["revenue_currency"]
    if missing:
        name = usual(missing[0], language)
        text = Text("there is no such column, and it is needed.", "não há esta coluna, e ela é necessária.")
        raise PanelReportError(file, text, line=line, column=name)


_UNKNOWN = Text(
    "these are not the headings of the panel's detailed report, in Portuguese, Spanish or English.",
    "estes não são os títulos do relatório detalhado do painel, em português, espanhol ou inglês.",
)
