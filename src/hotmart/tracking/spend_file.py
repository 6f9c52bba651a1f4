"""A file of what ads cost, read whole or not at all."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from hotmart.errors import InvalidArgumentError
from hotmart.language import Text
from hotmart.tracking.amounts import amounts
from hotmart.tracking.cells import Line, as_wide, text_of
from hotmart.tracking.days import days
from hotmart.tracking.errors import SpendFileError, Spot
from hotmart.tracking.headings import Headings, parted
from hotmart.tracking.spend import Spend

_CURRENCY = re.compile("[A-Z]{3}")
_TOTAL = re.compile(r"(?:grand |sub)?tota(?:l|is)\b.*", re.IGNORECASE)
_NO_DAY = ("", "-", "--", "—")
_CODE = Text("A currency is three letters, such as BRL.", "Uma moeda são três letras, como BRL.")


def read_spend(path: Path, currency: str | None = None, platform: str | None = None) -> list[Spend]:
    """What every line of a file tells, in its order.

    `currency` is that of a file that tells none itself; `platform` is whose export it is, where it is not
    Meta's or Google's, which are recognised. Raises SpendFileError, which says the line and the column.
    """
    if currency is not None and not _CURRENCY.fullmatch(currency.upper()):
        raise InvalidArgumentError("currency", _CODE)
    headings, lines = parted(text_of(path))
    sheet = _Sheet(headings, [Line(one.number, as_wide(one, headings.width)) for one in lines])
    for line in sheet.lines:
        sheet.check(line)
    found = zip(sheet.lines, sheet.days(), amounts(sheet.column("amount")), strict=True)
    return [sheet.spend(line, day, amount, currency, platform) for line, day, amount in found]


class _Sheet(NamedTuple):
    """The lines of a file below its headings, each as wide as they are."""

    headings: Headings
    lines: list[Line]

    def cell(self, line: Line, role: str) -> str:
        """What a line has in a column; nothing where there is no such column."""
        place = self.headings.places.get(role)
        return "" if place is None else line.cells[place]

    def spot(self, line: Line, role: str) -> Spot:
        return self.headings.spot(line.number, role)

    def column(self, role: str) -> list[tuple[Spot, str]]:
        return [(self.spot(line, role), self.cell(line, role)) for line in self.lines]

    def check(self, line: Line) -> None:
        """Raise where a line is a total, or names neither a campaign nor an ad."""
        names = [role for role in ("campaign", "ad", "campaign_id", "ad_id") if role in self.headings.places]
        told = {role: self.cell(line, role) for role in ("day", *names)}
        totals = [role for role, cell in told.items() if _TOTAL.fullmatch(cell)]
        if told["day"] in _NO_DAY or "day" in totals:
            raise SpendFileError(self.spot(line, "day"), _IS_TOTAL, _WITHOUT_TOTALS)
        if not any(told[role] for role in names):
            raise SpendFileError(self.spot(line, names[0]), _NAMES_NONE, _WITHOUT_TOTALS)

    def days(self) -> list[date]:
        """The day of each line. Raises where a line is about several."""
        found = days(self.column("day"), in_portuguese=self.headings.in_portuguese)
        if "until" in self.headings.places:
            ends = days(self.column("until"), in_portuguese=self.headings.in_portuguese)
            for line, day, end in zip(self.lines, found, ends, strict=True):
                if day != end:
                    raise SpendFileError(self.spot(line, "until"), _SEVERAL_DAYS, _BY_DAY)
        return found

    def spend(
        self, line: Line, day: date, amount: Decimal, currency: str | None, platform: str | None
    ) -> Spend:
        """What a line tells."""
        told = {role: self.cell(line, role) or None for role in ("campaign_id", "campaign", "ad_id", "ad")}
        whose = platform or self.platform(line)
        return Spend(day, whose, **told, currency=self.currency(line, currency), amount=amount)

    def platform(self, line: Line) -> str | None:
        """Whose ad it is. Meta's own column of that name tells where it was shown."""
        return self.headings.platform or self.cell(line, "platform").lower() or None

    def currency(self, line: Line, wanted: str | None) -> str:
        """The currency of a line: of its column, of the heading of the amounts, or the one that was told."""
        in_column = "currency" in self.headings.places
        role = "currency" if in_column else "amount"
        told = self.cell(line, "currency").upper() if in_column else self.headings.currency
        if in_column and not _CURRENCY.fullmatch(told or ""):
            raise SpendFileError(
                self.spot(line, role), Text("this is no currency.", "isto não é uma moeda."), _CODE
            )
        if told is None and wanted is None:
            at = self.headings.spot(self.headings.line, "amount")
            raise SpendFileError(at, _WITHOUT_CURRENCY, _SAY_CURRENCY)
        if told and wanted and told != wanted.upper():
            at = self.spot(line if in_column else line._replace(number=self.headings.line), role)
            raise SpendFileError(at, Text("the file tells another currency.", "o arquivo diz outra moeda."))
        return told or str(wanted).upper()


_IS_TOTAL = Text(
    "this line is a total, and no day of an ad.", "esta linha é um total, e não um dia de um anúncio."
)
_NAMES_NONE = Text(
    "the line names neither a campaign nor an ad, as a total does.",
    "a linha não diz campanha nem anúncio, como a de um total.",
)
_WITHOUT_TOTALS = Text(
    "Take the total out, or export without totals: it would count everything twice.",
    "Tire o total, ou exporte sem totais: ele contaria tudo em dobro.",
)
_SEVERAL_DAYS = Text("the line is about several days.", "a linha é sobre vários dias.")
_BY_DAY = Text(
    "Export it broken down by day.",
    "Exporte com o detalhamento por dia.",
)
_WITHOUT_CURRENCY = Text(
    "the file does not say the currency, neither here nor in a column of its own.",
    "o arquivo não diz a moeda, nem aqui nem em uma coluna própria.",
)
_SAY_CURRENCY = Text("Say which it is: --currency BRL", "Diga qual é: --currency BRL")
