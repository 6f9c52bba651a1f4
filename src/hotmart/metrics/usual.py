"""The days that figures are of where nobody says."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hotmart.errors import InvalidArgumentError
from hotmart.language import Text
from hotmart.warehouse.asking.freshness import CAME_TO_ITS_END
from hotmart.warehouse.store import Warehouse
from hotmart.zone import zone

_LATEST = f"SELECT epoch_us(max(as_of)) FROM _runs WHERE {CAME_TO_ITS_END}"


def usual_days(
    warehouse: Warehouse, time_zone: str, start: date | None = None, end: date | None = None
) -> tuple[date, date]:
    """From a day to a day: the month so far in which the copy was brought up to date, where none is told.

    Of one end alone, the other is the last day that is known, or the first of the month of the one told.
    Raises InvalidArgumentError for what is no date.
    """
    _check("start", start)
    _check("end", end)
    if start and end:
        return start, end
    last = end or max(_known_to(warehouse, time_zone), start or date.min)
    return start or last.replace(day=1), last


def _check(argument: str, day: object) -> None:
    if day is not None and (not isinstance(day, date) or isinstance(day, datetime)):
        raise InvalidArgumentError(
            argument,
            Text(f"{argument} is not a day.", f"{argument} não é um dia."),
            Text(
                "Give a datetime.date, such as date(2026, 11, 1).",
                "Informe um datetime.date, como date(2026, 11, 1).",
            ),
        )


def _known_to(warehouse: Warehouse, time_zone: str) -> date:
    """The last day of which anything is known; today in a warehouse that no run came to the end of."""
    with warehouse.opened(read_only=True) as con:
        ((found,),) = con.execute(_LATEST).fetchall()
    moment = datetime.now(UTC) if found is None else datetime.fromtimestamp(found / 1_000_000, UTC)
    return moment.astimezone(zone(time_zone)).date()
