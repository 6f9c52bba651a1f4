"""Ways into the sales: by order date, by status, and by whatever else was asked before."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, Final, TypeVar

from hotmart.simulator.sale import Sale
from hotmart.simulator.terms import SALE_STATUSES

T = TypeVar("T")
KEPT: Final = 128


class Index:
    """The sales of one moment, as positions in order of `order_date`.

    A page is a slice of a selection, and a selection is kept, so that the second page of a query and
    its thousandth count cost nothing.
    """

    def __init__(self, sales: Sequence[Sale], order_dates: Sequence[int]) -> None:
        self._sales = sales
        self._dates = order_dates
        self._by_status = {status: array("l") for status in SALE_STATUSES}
        for position, sale in enumerate(sales):
            self._by_status[sale.status].append(position)
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()

    def select(
        self,
        window: tuple[int, int] | None,
        statuses: Iterable[str],
        filters: Hashable = None,
        wanted: Callable[[Sale], bool] | None = None,
    ) -> Sequence[int]:
        """Positions of the sales ordered in the window, ends included, that have one of the statuses.

        `wanted` must be what `filters` says: the selection is kept under that name.
        """
        chosen = frozenset(statuses)
        return self.keep(("sales", window, chosen, filters), lambda: self._select(window, chosen, wanted))

    def keep(self, key: Hashable, find: Callable[[], T]) -> T:
        """What was found under this name before, or finds it now."""
        found: T | None = self._kept.get(key)
        if found is None:
            found = self._kept[key] = find()
            if len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(key)
        return found

    def _select(
        self,
        window: tuple[int, int] | None,
        statuses: frozenset[str],
        wanted: Callable[[Sale], bool] | None,
    ) -> Sequence[int]:
        found = self._ordered(window, statuses)
        if wanted is None:
            return found
        sales = self._sales
        return [position for position in found if wanted(sales[position])]

    def _ordered(self, window: tuple[int, int] | None, statuses: frozenset[str]) -> Sequence[int]:
        first, last = 0, len(self._dates)
        if window is not None:
            first, last = bisect_left(self._dates, window[0]), bisect_right(self._dates, window[1])
        if len(statuses) == len(SALE_STATUSES):
            return range(first, last)
        parts = [_between(self._by_status[status], first, last) for status in sorted(statuses)]
        if len(parts) == 1:
            return parts[0]
        return sorted(position for part in parts for position in part)


def _between(positions: array[int], first: int, last: int) -> array[int]:
    return positions[bisect_left(positions, first) : bisect_left(positions, last)]
