"""The zone in which days are meant. A date is a whole day there, from its first moment to its last.

Always a zone by its name, which knows the summers of the past, and never a fixed distance from UTC
(dossier §24).
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING

from hotmart.errors import ConfigurationError
from hotmart.language import Text

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

USUAL = "America/Sao_Paulo"
"""The zone of most accounts, and of Hotmart itself."""
_MILLISECOND = timedelta(milliseconds=1)


@cache
def zone(name: str) -> ZoneInfo:
    """The zone of that name, such as `America/Sao_Paulo`. Raises ConfigurationError when there is none."""
    from zoneinfo import ZoneInfo, available_timezones  # noqa: PLC0415  # who tells no day needs none

    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # no such zone, no such name, a folder of zones
        from difflib import get_close_matches  # noqa: PLC0415  # only a mistake pays for it

        known = {one.casefold(): one for one in available_timezones()}
    near = [known[one] for one in get_close_matches(name.casefold(), known, n=1)]
    raise ConfigurationError(
        Text(f"There is no time zone {name!r}.", f"Não existe o fuso horário {name!r}."),
        Text(
            f"Did you mean {near[0]}?" if near else f"Give one by its name, such as {USUAL}.",
            f"Você quis dizer {near[0]}?" if near else f"Informe um pelo nome, como {USUAL}.",
        ),
    )


def first_moment(day: date, name: str) -> datetime:
    """When a day begins in that zone, in UTC. OverflowError at the end of time."""
    return datetime(day.year, day.month, day.day, tzinfo=zone(name)).astimezone(UTC)


def last_moment(day: date, name: str) -> datetime:
    """The last millisecond of a day in that zone, in UTC: periods include their end (dossier §15)."""
    return first_moment(day + timedelta(days=1), name) - _MILLISECOND


def stamp_in(moment: datetime, name: str) -> str:
    """A moment to the minute, in that zone and saying so."""
    return f"{moment.astimezone(zone(name)):%Y-%m-%d %H:%M} {name}"
