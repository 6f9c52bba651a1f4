"""Which column of a file is which: the headings of Meta Ads, of Google Ads and of people's own sheets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from io import StringIO
from itertools import islice
from typing import NamedTuple

from hotmart.language import Text
from hotmart.tracking.cells import SEPARATORS, Line, lines_of
from hotmart.tracking.errors import SpendFileError, Spot

HEADINGS = {
    "day": "day|date|dia|data|reporting starts|inicio dos relatorios",
    "until": "reporting ends|termino dos relatorios|encerramento dos relatorios",
    "campaign_id": "campaign id|id da campanha|codigo da campanha|identificacao da campanha",
    "campaign": "campaign|campaign name|campanha|nome da campanha",
    "ad_id": "ad id|id do anuncio|codigo do anuncio|identificacao do anuncio",
    "ad": "ad|ad name|anuncio|nome do anuncio",
    "amount": "amount|amount spent|spend|cost|valor|valor usado|valor gasto|gasto|custo|investimento",
    "currency": "currency|currency code|moeda|codigo da moeda",
    "platform": "platform|plataforma",
}
"""The headings of each column, without accents and signs. Meta's two of its period stand for one day."""
_NAMES = {
    "day": Text("the day", "do dia"),
    "amount": Text("the amount", "do valor"),
    "ad": Text("a campaign or an ad", "de campanha nem de anúncio"),
}
_PORTUGUESE = re.compile("dia|data|inicio dos relatorios")
_BY_DAY = re.compile("day|date|dia|data")
_METAS, _GOOGLES = (
    re.compile("amount spent|valor usado|valor gasto"),
    re.compile("currency code|codigo da moeda"),
)
_AMOUNT = re.compile(rf"({HEADINGS['amount']})(?: ([a-z]{{3}}))?")
_PREAMBLE = 20
"""Lines that may stand before the headings: Google writes the name of the report and its period there."""


class Headings(NamedTuple):
    """The columns that count, by what they are, and what the headings tell besides."""

    line: int
    width: int
    places: dict[str, int]
    """Where each column stands, from 0."""
    written: dict[str, str]
    """How its heading is written."""
    currency: str | None
    """The currency in the heading of the amount: `Amount spent (BRL)`."""
    platform: str | None
    """Whose export it is, where that can be told."""
    in_portuguese: bool

    def spot(self, line: int, role: str) -> Spot:
        """The place of a cell."""
        return Spot(line, self.places[role] + 1, self.written[role])


def parted(text: str) -> tuple[Headings, list[Line]]:
    """The headings, and the lines below them. Raises SpendFileError where they lack what is needed."""
    if not text.strip():
        raise SpendFileError(Spot(1), Text("the file is empty.", "o arquivo está vazio."))
    head = "".join(islice(StringIO(text, newline=""), _PREAMBLE))
    found = {separator: _most(_beginning(head, separator)) for separator in SEPARATORS}
    separator = max(found, key=lambda one: len(found[one].places))
    headings = found[separator]
    _check(headings)
    lines = [line for line in lines_of(text, separator) if line.number > headings.line]
    if not lines:
        raise SpendFileError(
            Spot(headings.line),
            Text("there is nothing below the headings.", "não há nada abaixo dos títulos."),
        )
    return headings, lines


def _beginning(head: str, separator: str) -> list[Line]:
    """The first lines, as far as they can be read: a quote may be closed further down."""
    lines: list[Line] = []
    with suppress(SpendFileError):
        lines.extend(lines_of(head, separator))
    return lines


def _most(lines: Sequence[Line]) -> Headings:
    """The line that names the most columns; the first of equal ones."""
    read = [_headings(line) for line in lines] or [_headings(Line(1, []))]
    return max(read, key=lambda one: len(one.places))


def _headings(line: Line) -> Headings:
    plain = [_plain(cell) for cell in line.cells]
    places: dict[str, int] = {}
    for place, heading in enumerate(plain):
        role = _role(heading)
        if role == "day" and role in places and _BY_DAY.fullmatch(heading):
            del places[role]  # Meta tells the period as well, and it is the day that counts
        elif role == "day" and role in places and not _BY_DAY.fullmatch(heading):
            continue
        if role and role in places:
            raise SpendFileError(
                Spot(line.number, place + 1, line.cells[place]),
                Text(
                    f"column {places[role] + 1} is the same already.",
                    f"a coluna {places[role] + 1} já é a mesma.",
                ),
                Text("Leave one of the two out.", "Deixe só uma das duas."),
            )
        if role:
            places[role] = place
    if "day" in places and _BY_DAY.fullmatch(plain[places["day"]]):
        places.pop("until", None)
    width = max((place for place, heading in enumerate(plain) if heading), default=-1) + 1
    told = _AMOUNT.fullmatch(plain[places["amount"]]) if "amount" in places else None
    return Headings(
        line.number,
        width,
        places,
        {role: line.cells[place] for role, place in places.items()},
        told[2].upper() if told and told[2] else None,
        _platform(plain, told[1] if told else ""),
        "day" in places and _PORTUGUESE.fullmatch(plain[places["day"]]) is not None,
    )


def _plain(heading: str) -> str:
    letters = unicodedata.normalize("NFKD", heading.casefold())
    return re.sub(
        r"[^a-z0-9]+", " ", "".join(one for one in letters if not unicodedata.combining(one))
    ).strip()


def _role(heading: str) -> str | None:
    if _AMOUNT.fullmatch(heading):
        return "amount"
    return next((role for role, known in HEADINGS.items() if heading in known.split("|")), None)


def _platform(headings: Sequence[str], amount: str) -> str | None:
    if _METAS.fullmatch(amount):
        return "meta"
    return "google" if any(map(_GOOGLES.fullmatch, headings)) else None


def _check(found: Headings) -> None:
    """Raise where there is no column for what every line has to tell."""
    told = {*found.places}
    if told & {"ad_id", "campaign", "campaign_id"}:
        told.add("ad")
    for role, name in _NAMES.items():
        if role not in told:
            listed = ", ".join(HEADINGS[role].split("|")[:4])
            raise SpendFileError(
                Spot(found.line),
                Text(f"there is no column of {name.en}.", f"não há coluna {name.pt}."),
                Text(f"Call it one of these: {listed}.", f"Dê a ela um destes títulos: {listed}."),
            )
