"""Where the history of a source begins that nobody told: found with a few questions, and said.

Somebody else's API is not searched window by window. A long period tells at once whether anything is in it,
so that halving finds the month; an endpoint that refuses long periods, or says that there is nothing, is
asked about windows ever farther back.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from hotmart.figures import counted, iso
from hotmart.language import Text
from hotmart.streams.origin import Origin
from hotmart.streams.windows import DAY, LONGEST, Window, cover

FOUNDED = 1_293_840_000_000  # 2011-01-01, the year Hotmart began: no sale is older
MONTH = 30 * DAY

Glance: TypeAlias = Literal["rows", "none", "refused", "silent"]
"""What one request tells of a window: whether it has rows, or how it was not answered."""
Look: TypeAlias = Callable[[Window], Awaitable[Glance]]


@dataclass(frozen=True)
class Beginning:
    """Where a history is taken to begin."""

    start: int
    said: Text
    provisional: bool = False
    """Whether it is not to be remembered, since nothing was answered."""


async def beginning(name: str, origin: Origin, look: Look, now: int) -> Beginning:
    """Where the history of a source begins, as its endpoint answers now."""
    asked = 0

    async def counting(window: Window) -> Glance:
        nonlocal asked
        asked += 1
        return await look(window)

    whole = Window(FOUNDED, now).widened(origin.grain)
    all_of_it = await counting(whole)
    if all_of_it == "silent":
        last = cover(whole, origin.longest, origin.grain)[-1]
        return Beginning(last.start, _unanswered(name), provisional=True)
    if all_of_it == "rows":
        found: int | None = await _by_halves(cover(whole, MONTH, origin.grain), counting)
    else:
        found = await _ever_farther(cover(whole, origin.longest, origin.grain), counting)
    start = max(whole.start, now - LONGEST) if found is None else found
    return Beginning(start, _said(name, start, asked))


async def _by_halves(months: list[Window], look: Look) -> int:
    """The first month after which there is something; what is not answered may have something."""
    first, last = 0, len(months) - 1
    while first < last:
        middle = (first + last) // 2
        if await look(Window(months[0].start, months[middle].end)) == "none":
            first = middle + 1
        else:
            last = middle
    return months[first].start


async def _ever_farther(windows: list[Window], look: Look) -> int | None:
    """The end of the nearest window without rows beyond the farthest with some; None where none has any."""
    windows = windows[::-1]
    places, back = [0], 1
    while places[-1] < len(windows) - 1:
        places.append(min(places[-1] + back, len(windows) - 1))
        back *= 2
    held = [place for place in places if await look(windows[place]) == "rows"]
    if not held:
        return None
    beyond = [place for place in places if place > held[-1]]
    return windows[beyond[0]].end if beyond else windows[-1].start


def _said(name: str, start: int, asked: int) -> Text:
    day = iso(start)[:10]
    return Text(
        f"{name}: nobody told where its history begins. By "
        f"{counted(asked, 'request', 'requests')} it is taken to begin on {day}; "
        f"if it is older, tell it as `since` in [streams.{name}].",
        f"{name}: ninguém disse onde a história começa. Por "
        f"{counted(asked, 'chamada', 'chamadas')}, supõe-se que comece em {day}; "
        f"se for mais antiga, diga em `since`, em [streams.{name}].",
    )


def _unanswered(name: str) -> Text:
    return Text(
        f"{name}: nobody told where its history begins, and it did not answer. Only its last days were "
        "tried; the next run looks again.",
        f"{name}: ninguém disse onde a história começa, e não houve resposta. Só os últimos dias foram "
        "tentados; a próxima execução procura de novo.",
    )
