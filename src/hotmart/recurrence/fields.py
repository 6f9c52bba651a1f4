"""The five fields of cron: which of what is written under that name is meant here, and what is refused.

A field is `*`, `*/n`, a value, a range, a range with a step, or several of these but the stars. Days of the
week are 0 to 7, both ends Sunday, or SUN to SAT; months 1 to 12, or JAN to DEC.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from cronsim import CronSim, CronSimError

from hotmart.language import Text
from hotmart.recurrence.errors import WhenError


class Field(NamedTuple):
    """One of the five: what it is called, its values from the least to the most, and their names."""

    name: Text
    least: int
    most: int
    names: Sequence[str] = ()


MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
DAYS = ("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT")
FIELDS = (
    Field(Text("minute", "minuto"), 0, 59),
    Field(Text("hour", "hora"), 0, 23),
    Field(Text("day of the month", "dia do mês"), 1, 31),
    Field(Text("month", "mês"), 1, 12, MONTHS),
    Field(Text("day of the week", "dia da semana"), 0, 7, DAYS),
)
_PART = re.compile(r"(?P<first>\w+)(?:-(?P<last>\w+))?(?:/(?P<step>\d+))?")
_OF_ONE = re.compile(r"\b(\w+)-\1(?:/\d+)?\b")
_SOME_DAY = datetime(2024, 1, 1)  # noqa: DTZ001  # any day will do to have an expression read


def looks_like_fields(text: str) -> bool:
    """Whether this is meant as cron and not as words."""
    words = text.split()
    numbers = [bool(re.fullmatch(r"[\d*/,?-]+", word)) for word in words[:2]]
    return text.lstrip().startswith("@") or "*" in text or (len(words) > 2 and numbers == [True, True])


def read_fields(text: str) -> str:
    """The five fields, in capitals and with one space between. Raises WhenError."""
    parts = text.upper().split()
    if text.lstrip().startswith("@"):
        raise WhenError(
            Text(f"{parts[0].lower()} is not understood.", f"{parts[0].lower()} não é entendido.")
        )
    if len(parts) != len(FIELDS):
        raise _not_five(len(parts))
    for part, field in zip(parts, FIELDS, strict=True):
        _check(part, field)
    # cronsim takes `8-8/2` for 8 and every second hour after it
    fields = _OF_ONE.sub(r"\1", " ".join(parts))
    try:
        if next(CronSim(fields, _SOME_DAY), None) is not None:
            return fields
    except CronSimError:
        pass
    raise WhenError(
        Text(f"There is no day that {fields} means.", f"Não existe o dia que {fields} indica."),
        Text(
            "February has 29 days at most, and April, June, September and November have 30.",
            "Fevereiro tem no máximo 29 dias; abril, junho, setembro e novembro têm 30.",
        ),
    )


def runs_by_the_clock(fields: str) -> bool:
    """Whether it is meant to go on as the clock goes, hour by hour, and not at certain times of a day.

    As in Debian's cron: its minute or its hour begins with a star.
    """
    minute, hour, *_ = fields.split()
    return minute.startswith("*") or hour.startswith("*")


def _not_five(count: int) -> WhenError:
    return WhenError(
        Text(
            f"Cron has five fields here, and this has {count}: minute, hour, day of the month, month, day of "
            "the week.",
            f"O cron tem cinco campos aqui, e há {count}: minuto, hora, dia do mês, mês, dia da semana.",
        ),
        Text(
            'There are no seconds and no years. Say it like "30 6 * * *".',
            'Não há segundos nem anos. Diga como "30 6 * * *".',
        ),
    )


def _check(told: str, field: Field) -> None:
    """Refuse what is not of this dialect, be it that the library would take it."""
    if told == "*":
        return
    star, slash, step = told.partition("/")
    if star == "*" and slash:
        _check_step(step, told, field)
        return
    for part in told.split(","):
        _check_part(part, told, field)


def _check_part(part: str, told: str, field: Field) -> None:
    if "*" in part:
        raise _wrong(
            told,
            field,
            Text(
                "A star stands alone, or as */5.",
                "O asterisco fica sozinho, ou como */5.",
            ),
        )
    if re.search(r"[?#LWH]", re.sub("|".join(field.names) or "$^", "", part)):
        raise _wrong(
            told,
            field,
            Text("L, W, H, # and ? are not understood here.", "L, W, H, # e ? não são entendidos aqui."),
        )
    found = _PART.fullmatch(part)
    if found is None:
        raise _wrong(told, field, _allowed(field))
    first = _value(found["first"], told, field)
    last = _value(found["last"], told, field) if found["last"] else None
    if last is not None and last < first:
        raise _wrong(told, field, _backwards(first, last, field))
    if found["step"]:
        _check_step(found["step"], told, field)
        if last is None:
            way = f"{first}-{field.most}/{found['step']}"
            raise _wrong(told, field, Text(f"Write {way}.", f"Escreva {way}."))


def _check_step(step: str, told: str, field: Field) -> None:
    if not step.isdecimal() or not 1 <= int(step) <= field.most:
        raise _wrong(
            told,
            field,
            Text(f"A step is from 1 to {field.most}.", f"Um passo vai de 1 a {field.most}."),
        )


def _value(word: str, told: str, field: Field) -> int:
    if word in field.names:
        return field.names.index(word) + field.least
    if not re.fullmatch(r"[0-9]{1,2}", word) or not field.least <= int(word) <= field.most:
        raise _wrong(told, field, _allowed(field))
    return int(word)


def _allowed(field: Field) -> Text:
    names = (field.names[0], field.names[-1]) if field.names else ()
    en, pt = (f", or {' to '.join(names)}", f", ou de {' a '.join(names)}") if names else ("", "")
    return Text(f"It is from {field.least} to {field.most}{en}.", f"Vai de {field.least} a {field.most}{pt}.")


def _backwards(first: int, last: int, field: Field) -> Text:
    end = min(field.most, 6) if field.names == DAYS else field.most
    way = f"{field.least}-{last}" if first > end else f"{first}-{end},{field.least}-{last}"
    return Text(f"A range goes up: {way}.", f"Um intervalo cresce: {way}.")


def _wrong(told: str, field: Field, advice: Text) -> WhenError:
    return WhenError(
        Text(f"{told} is no {field.name.en} here.", f"{told} não é um valor de {field.name.pt} aqui."), advice
    )
