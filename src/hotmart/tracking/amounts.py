"""Amounts as people and programs write them: which sign is the decimal one is told by the file as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from hotmart.language import Text
from hotmart.tracking.errors import SpendFileError, Spot

_MOST_DIGITS, _MOST_PLACES = 14, 4
"""What the table has room for."""
_EITHER = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
"""One thousand two hundred, or a little more than one."""
_GROUPED = {
    mark: re.compile(rf"[1-9]\d{{0,2}}(?:\{other}\d{{3}})+(?:\{mark}\d+)?") for mark, other in (".,", ",.")
}
_PLAIN = {mark: re.compile(rf"\d*\{mark}\d+") for mark in ".,"}


def amounts(cells: Iterable[tuple[Spot, str]]) -> list[Decimal]:
    """The amounts of all cells, exact. Raises SpendFileError for one that is none, or of another form."""
    listed = list(cells)
    mark = _mark(listed)
    return [_amount(spot, text, mark) for spot, text in listed]


def _mark(cells: Iterable[tuple[Spot, str]]) -> str:
    """The decimal sign of a file."""
    found: tuple[str, Spot] | None = None
    unsure: Spot | None = None
    for spot, text in cells:
        if _EITHER.fullmatch(text):
            unsure = unsure or spot
        elif mark := _told(spot, text):
            found = found or (mark, spot)
            if mark != found[0]:
                raise _mixed(spot, found[1])
    if found is None and unsure:
        raise SpendFileError(
            unsure,
            Text(
                "thousands, or three decimals? Nothing in the file tells.",
                "milhar, ou três casas decimais? Nada no arquivo diz.",
            ),
            Text("Write the amounts with two decimals.", "Escreva os valores com duas casas decimais."),
        )
    return found[0] if found else "."


def _told(spot: Spot, text: str) -> str | None:
    """The decimal sign that an amount must have; None for a whole number, which tells of none."""
    if re.fullmatch(r"\d+", text):
        return None
    for mark in ".,":
        if _GROUPED[mark].fullmatch(text) or _PLAIN[mark].fullmatch(text):
            return mark
    raise SpendFileError(
        spot,
        Text(
            "this is no amount of money, such as 1234.56.", "isto não é um valor em dinheiro, como 1234,56."
        ),
        Text(
            "Write digits alone, without the sign of the currency and not below zero.",
            "Escreva só números, sem o símbolo da moeda e não abaixo de zero.",
        ),
    )


def _amount(spot: Spot, text: str, mark: str) -> Decimal:
    whole, _, places = text.replace("," if mark == "." else ".", "").partition(mark)
    if len(whole) > _MOST_DIGITS or len(places.rstrip("0")) > _MOST_PLACES:
        raise SpendFileError(
            spot,
            Text(
                f"more than {_MOST_DIGITS} digits, or than {_MOST_PLACES} decimals.",
                f"mais de {_MOST_DIGITS} dígitos, ou de {_MOST_PLACES} casas decimais.",
            ),
        )
    return Decimal(f"{whole or '0'}.{places or '0'}")


def _mixed(spot: Spot, before: Spot) -> SpendFileError:
    return SpendFileError(
        spot,
        Text(
            f"another decimal sign than in line {before.line}: both forms are in the file.",
            f"outro sinal decimal que na linha {before.line}: há as duas formas no arquivo.",
        ),
        Text("Write all amounts in one form.", "Escreva todos os valores de uma só forma."),
    )
