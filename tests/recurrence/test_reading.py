"""Times that recur, as people say them and as cron writes them; and what is said of all others."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotmart.language import speaking
from hotmart.recurrence.errors import EXAMPLES, EXEMPLOS, WhenError
from hotmart.recurrence.reading import read

UNDERSTOOD = {
    "every day at 06:30": "30 6 * * *",
    "Every day at 6:30 pm.": "30 18 * * *",
    "daily at noon": "0 12 * * *",
    "every day at 12 am": "0 0 * * *",
    "every day at 06:30 and 18:30": "30 6,18 * * *",
    "every hour": "0 * * * *",
    "every minute": "* * * * *",
    "every 15 minutes": "*/15 * * * *",
    "every half hour": "*/30 * * * *",
    "every 2 hours": "0 */2 * * *",
    "every monday at 8:00": "0 8 * * 1",
    "every monday, wednesday and friday at 7:15": "15 7 * * 1,3,5",
    "weekdays at 9am": "0 9 * * 1-5",
    "on the 1st of each month at 7:00": "0 7 1 * *",
    "every month on the 1st and 15th at 7:00": "0 7 1,15 * *",
    "todo dia às 06:30": "30 6 * * *",
    "Todos os dias às 6h30 e 18h30": "30 6,18 * * *",
    "todo dia ao meio-dia": "0 12 * * *",
    "todo dia à meia-noite": "0 0 * * *",
    "toda hora": "0 * * * *",
    "de hora em hora": "0 * * * *",
    "a cada 15 minutos": "*/15 * * * *",
    "de 2 em 2 horas": "0 */2 * * *",
    "a cada meia hora": "*/30 * * * *",
    "toda segunda às 8h": "0 8 * * 1",
    "toda segunda-feira e quinta-feira às 8h": "0 8 * * 1,4",
    "todo sábado às 10:00": "0 10 * * 6",
    "nos dias úteis às 8h": "0 8 * * 1-5",
    "todo dia 1 às 7h": "0 7 1 * *",
    "todo dia 1º e 15 às 7h30": "30 7 1,15 * *",
    "dia 5 de cada mês às 7h": "0 7 5 * *",
    "30  6 * * mon-fri": "30 6 * * MON-FRI",
    "*/15 8-18 * jan,DEC 7": "*/15 8-18 * JAN,DEC 7",
    "0 8-8/2 * * *": "0 8 * * *",
}
REFUSED = {
    "": "Nothing tells when",
    "every day": "no time of the day",
    "06:30": "tells no day",
    "at 6:30": "tells no day",
    "tomorrow": "not understood",
    "every munday at 8:00": '"monday"',
    "todo diaa às 6h": '"dia"',
    "every 7 minutes": "every 6 minutes",
    "every 5 hours": "every 4 hours",
    "every 90 minutes": "do not divide",
    "every 0 minutes": "do not divide",
    "every 30 seconds": "A minute is the least",
    "every day at 25:00": "no time of a day",
    "every day at 6:75": "no time of a day",
    "every day at 06:30 and 18:00": "a schedule for each",
    "every hour at 6:30": "Choose one",
    "on the last day of the month at 7:00": "on the 1st of each month",
    "on the 31st of each month at 7:00": "Not every month",
    "todo dia 32 às 7h": "days 1 to 31",
    "@daily": "@daily is not understood",
    "@reboot": "@reboot is not understood",
    "0 30 6 * * *": "five fields",
    "* * *": "five fields",
    "60 * * * *": "from 0 to 59",
    "30 24 * * *": "from 0 to 23",
    "30 6 0 * *": "from 1 to 31",
    "30 6 * 13 *": "JAN to DEC",
    "30 6 * * SEG": "SUN to SAT",
    "30 6 L * *": "not understood here",
    "30 6 15W * *": "not understood here",
    "30 6 * * 1#2": "not understood here",
    "30 6 ? * *": "not understood here",
    "5/15 * * * *": "5-59/15",
    "0 22-2 * * *": "22-23,0-2",
    "0 6 * * FRI-MON": "5-6,0-1",
    "0 6 * * 7-1": "0-1",
    "*,5 * * * *": "stands alone",
    "*/0 * * * *": "from 1 to 59",
    "1-5/99 * * * *": "from 1 to 59",
    "1, * * * *": "from 0 to 59",
    "0 8 31 2 *": "no day",
    "0 8 31 4,6 *": "no day",
    "every day at 6:30\x1b[2J": "no time that recurs",
    "every day at 6:30 " + "and 7:30 " * 50: "no time that recurs",
}


@pytest.mark.parametrize(("told", "fields"), UNDERSTOOD.items())
def test_what_people_say_is_five_fields(told: str, fields: str) -> None:
    assert read(told) == fields


@pytest.mark.parametrize("told", [*EXAMPLES, *EXEMPLOS])
def test_every_example_that_is_given_is_understood(told: str) -> None:
    assert read(told)


@pytest.mark.parametrize(("told", "said"), REFUSED.items())
def test_all_else_is_refused_with_what_would_do(told: str, said: str) -> None:
    with pytest.raises(WhenError) as refused:
        read(told)
    assert said in str(refused.value)
    with speaking("pt"):
        assert str(refused.value) != f"{refused.value.text.en} {refused.value.advice}"


@pytest.mark.parametrize("told", REFUSED)
def test_nobody_is_sent_to_midnight(told: str) -> None:
    """Some days have none, and everybody's timers fire then."""
    with pytest.raises(WhenError) as refused:
        read(told)
    for language in ("en", "pt"):
        with speaking(language):
            advice = str(refused.value.advice)
        assert not [told for told in ("0 0 ", "00:00", "midnight", "meia-noite") if told in advice]


def test_midnight_is_meant_by_whoever_says_it() -> None:
    assert read("every day at 00:00") == "0 0 * * *"


WORDS = (
    "every day at 06:30 todo dia toda às segunda 8h hora a cada 15 minutos e on the 1st of month * */5 1-5 L"
)


@settings(deadline=None)
@given(st.lists(st.sampled_from(WORDS.split()), max_size=8).map(" ".join) | st.text(max_size=30))
def test_whatever_is_typed_is_five_fields_or_refused(told: str) -> None:
    try:
        fields = read(told)
    except WhenError:
        return
    assert read(fields) == fields
