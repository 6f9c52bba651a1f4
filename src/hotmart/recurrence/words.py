"""Times that recur as people say them, in English or Portuguese, made into the five fields of cron.

Capitals, accents and the dot at the end do not count. What is nearly understood is answered with what was
meant; nothing is ever guessed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from hotmart.language import Text
from hotmart.recurrence.errors import WhenError, like

_DAYS = {
    word: number
    for number, words in enumerate(
        (
            "sunday sundays sun domingo domingos",
            "monday mondays mon segunda segundas",
            "tuesday tuesdays tue terca tercas",
            "wednesday wednesdays wed quarta quartas",
            "thursday thursdays thu quinta quintas",
            "friday fridays fri sexta sextas",
            "saturday saturdays sat sabado sabados",
        )
    )
    for word in words.split()
}
_AND = r"(?:\s*,\s*(?:and |e )?|\s+(?:and|e)\s+)(?:as |at |on |on the |the |na |no )?"
_CLOCK = r"\d{1,2}[:h]\d{2}(?:\s?[ap]m)?|\d{1,2}\s?(?:[ap]m|horas?|hrs?|h)|noon|midnight|meio dia|meia noite"
_DAY = "|".join(sorted(_DAYS, key=len, reverse=True))
_NUMBER = r"\d{1,2}(?:st|nd|rd|th|o)?"
_ONE_AFTER = "(?:{0})(?:" + _AND + "(?:{0}))*"
_CLOCKS = _ONE_AFTER.format(_CLOCK)
_AT = re.compile(rf"(?P<what>.*?)\s*(?:(?:^|\b)(?:at|as|ao|a)\s+)?(?P<times>{_CLOCKS})")
_AT_BARE = re.compile(rf"(?P<what>.*?)\s*\b(?:at|as)\s+(?P<times>{_ONE_AFTER.format(r'[0-9]{1,2}')})")
_WHICH = r"(?:of |de |do |da )?(?:each |every |the |cada |todo |todos os )?(?:month|mes|meses)"
_MONTHLY = (
    rf"(?:on )?(?:the )?(?P<days>{_ONE_AFTER.format(_NUMBER)})(?: day)? {_WHICH}",
    rf"(?:every month|monthly) (?:on )?(?:the )?(?P<days>{_ONE_AFTER.format(_NUMBER)})",
    rf"(?:todo mes|todos os meses|mensalmente),? (?:no |nos )?dias? (?P<days>{_ONE_AFTER.format(_NUMBER)})",
    rf"(?:todo |todos os |no |nos )?dias? (?P<days>{_ONE_AFTER.format(_NUMBER)})(?: {_WHICH})?",
)
_EVERY = r"(?:every|each|all|on|todos? os|todas? as|todos?|todas?|a cada|cada|nos?|nas?)"
_DAILY = rf"(?:{_EVERY} (?:days?|dias?)|daily|diariamente|dias?)"
_WORKING = rf"(?:{_EVERY} )?(?:weekdays?|working days?|dias? ut(?:il|eis)|dias? de semana)"
_WEEKEND = rf"(?:{_EVERY} )?(?:weekends?|fi(?:m|ns) de semana)"
_WEEKLY = rf"(?:{_EVERY} )?(?P<days>{_ONE_AFTER.format(_DAY)})"
_PERIODS = (
    (rf"(?:{_EVERY} )?(?P<count>\d+) ?(?:minutes?|minutos?|mins?)", 60),
    (r"de (?P<count>\d+) em (?P=count) minutos?", 60),
    (rf"{_EVERY} (?:minute|minuto)|de minuto em minuto", 60),
    (rf"(?:{_EVERY} )?(?P<count>\d+) ?(?:hours?|horas?|h)", 24),
    (r"de (?P<count>\d+) em (?P=count) horas?", 24),
    (rf"{_EVERY} (?:hours?|horas?)|hourly|de hora em hora", 24),
)
_HALF = rf"{_EVERY} (?:half (?:an )?hour|meia hora)|half hourly|de meia em meia hora"
_VOCABULARY = (
    *_DAYS,
    *("every", "each", "day", "daily", "hour", "hourly", "minute", "minutes", "hours", "month", "weekday"),
    *("todo", "toda", "dia", "cada", "hora", "horas", "minuto", "minutos", "mes", "diariamente", "util"),
    *("weekend", "noon", "midnight", "the", "and", "nos", "fim", "semana", "meia", "noite", "meio", "feira"),
)


class Time(NamedTuple):
    """A time of the day."""

    hour: int
    minute: int


def fields_of(words: str) -> str:
    """The five fields that these words mean. Raises WhenError, with what was meant where that can be seen."""
    text = _plain(words)
    if period := _period(text):
        return period
    asked, times = _parted(text, words)
    days = _days(asked)
    if days is None:
        raise _not_understood(asked, words, with_times=bool(times))
    if not times:
        raise WhenError(
            Text(f'"{words}" tells no time of the day.', f'"{words}" não diz a hora.'),
            like("every day at 06:30", "todo dia às 06:30"),
        )
    minutes = sorted({one.minute for one in times})
    if len(minutes) > 1:
        raise WhenError(
            Text(
                "Times of one schedule share their minute, as 06:30 and 18:30 do.",
                "Os horários de um agendamento têm o mesmo minuto, como 06:30 e 18:30.",
            ),
            Text("Add a schedule for each.", "Crie um agendamento para cada um."),
        )
    hours = ",".join(str(hour) for hour in sorted({one.hour for one in times}))
    return f"{minutes[0]} {hours} {days}"


def _plain(words: str) -> str:
    """Without what does not count."""
    bare = unicodedata.normalize("NFKD", words.replace("º", "o").replace("ª", "a").casefold())
    text = "".join(one for one in bare if not unicodedata.combining(one))
    text = re.sub(
        r"-feiras?\b|[.!]", "", text.replace("meio-dia", "meio dia").replace("meia-noite", "meia noite")
    )
    return " ".join(text.split())


def _period(text: str) -> str | None:
    if re.fullmatch(_HALF, text):
        return "*/30 * * * *"
    for pattern, whole in _PERIODS:
        if found := re.fullmatch(pattern, text):
            count = int(found.groupdict().get("count") or 1)
            return _every(count, whole)
    return None


def _every(count: int, whole: int) -> str:
    several, varios = ("minutes", "minutos") if whole == 60 else ("hours", "horas")
    if count == 0 or count >= whole or whole % count:
        fits = [step for step in range(2, whole) if whole % step == 0]
        near = min(fits, key=lambda step: abs(step - count))
        raise WhenError(
            Text(
                f"{count} {several} do not divide {'an hour' if whole == 60 else 'a day'} evenly.",
                f"{count} {varios} não dividem {'a hora' if whole == 60 else 'o dia'} em partes iguais.",
            ),
            like(f"every {near} {several}", f"a cada {near} {varios}"),
        )
    star = "*" if count == 1 else f"*/{count}"
    return f"{star} * * * *" if whole == 60 else f"0 {star} * * *"


def _parted(text: str, words: str) -> tuple[str, list[Time]]:
    """What stands before the times, and the times."""
    found = _AT.fullmatch(text) or _AT_BARE.fullmatch(text)
    if found is None:
        return text, []
    return found["what"].rstrip(" ,"), [*_times(found["times"], words)]


def _times(text: str, words: str) -> Iterator[Time]:
    for part in re.findall(rf"{_CLOCK}|\d{{1,2}}", text):
        if part in _NAMED:
            yield _NAMED[part]
            continue
        hour, minute = (int(one) for one in (*re.findall(r"\d+", part), 0)[:2])
        if re.search("[ap]m", part) and 1 <= hour <= 12:
            hour = hour % 12 + 12 * ("pm" in part)
        if hour > 23 or minute > 59:
            raise WhenError(
                Text(
                    f'"{part}" in "{words}" is no time of a day.',
                    f'"{part}" em "{words}" não é uma hora do dia.',
                ),
                Text("Hours are 0 to 23, minutes 0 to 59.", "As horas vão de 0 a 23, os minutos de 0 a 59."),
            )
        yield Time(hour, minute)


_NAMED = {"noon": Time(12, 0), "meio dia": Time(12, 0), "midnight": Time(0, 0), "meia noite": Time(0, 0)}


def _days(asked: str) -> str | None:
    """The three fields of a day; None where none is told."""
    if re.fullmatch(_DAILY, asked):
        return "* * *"
    if re.fullmatch(_WORKING, asked):
        return "* * 1-5"
    if re.fullmatch(_WEEKEND, asked):
        return "* * 0,6"
    if found := re.fullmatch(_WEEKLY, asked):
        named = {_DAYS[word] for word in re.findall(rf"\b(?:{_DAY})\b", found["days"])}
        return f"* * {','.join(map(str, sorted(named)))}"
    for pattern in _MONTHLY:
        if found := re.fullmatch(pattern, asked):
            return f"{_of_month(found['days'])} * *"
    return None


def _of_month(text: str) -> str:
    days = sorted({int(day) for day in re.findall(r"\d+", text)})
    if not 1 <= days[0] <= days[-1] <= 31:
        raise WhenError(Text("A month has the days 1 to 31.", "Um mês tem os dias 1 a 31."))
    if days[-1] > 28:
        raise WhenError(
            Text(f"Not every month has a day {days[-1]}.", f"Nem todo mês tem o dia {days[-1]}."),
            Text(
                f'Choose 1 to 28, or leave such months out: "30 6 {days[-1]} * *".',
                f'Escolha de 1 a 28, ou deixe esses meses de fora: "30 6 {days[-1]} * *".',
            ),
        )
    return ",".join(map(str, days))


def _not_understood(asked: str, words: str, *, with_times: bool) -> WhenError:
    found = _half_told(asked, words) if with_times else None
    if found:
        return found
    for pattern, text, advice in _NOT_HERE:
        if re.search(pattern, asked):
            return WhenError(text, advice)
    said = Text(f'"{words}" is not understood.', f'"{words}" não foi entendido.')
    for word in re.findall(r"[a-z]{3,}", asked):
        if near := _meant(word):
            return WhenError(
                said, Text(f'Did you mean "{near}" by "{word}"?', f'Você quis dizer "{near}" com "{word}"?')
            )
    return WhenError(said)


def _half_told(asked: str, words: str) -> WhenError | None:
    """Times of a day, and before them no day or too much."""
    if not asked or re.fullmatch(_EVERY, asked):
        return WhenError(
            Text(f'"{words}" tells no day.', f'"{words}" não diz o dia.'),
            like("every day at 06:30", "todo dia às 06:30"),
        )
    if not _period(asked):
        return None
    return WhenError(
        Text(
            f'"{words}" tells both how often and at what time.',
            f'"{words}" diz a cada quanto tempo e também a que horas.',
        ),
        Text(
            'Choose one: "every hour", or "every day at 06:30".',
            'Escolha um: "toda hora", ou "todo dia às 06:30".',
        ),
    )


_NOT_HERE = (
    (
        r"\b(?:last|ultimo|ultima)\b",
        Text("The last day of a month cannot be told.", "Não dá para indicar o último dia do mês."),
        like("on the 1st of each month at 7:00", "todo dia 1 às 7h"),
    ),
    (
        r"\b(?:second|seconds|segundos)\b",
        Text("A minute is the least.", "O mínimo é um minuto."),
        like("every minute", "a cada minuto"),
    ),
)


def _meant(word: str) -> str | None:
    """The word that was probably misspelt; one with the same first letter before others."""
    from difflib import get_close_matches  # noqa: PLC0415  # only a mistake pays for it

    if word in _VOCABULARY:
        return None
    near = get_close_matches(word, _VOCABULARY, n=5, cutoff=0.7)
    return next((one for one in near if one[0] == word[0]), near[0] if near else None)
