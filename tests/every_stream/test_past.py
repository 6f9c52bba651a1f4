"""The past of a stream can be asked for, and what vanished at Hotmart is in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

import pytest

from hotmart.streams.known import STREAMS
from hotmart.warehouse.asking.as_of import look_back
from simulated import Account

from .tables import Rows, layout, opened

pytestmark = pytest.mark.slow

LATER = 30  # days
WITHDRAWN = {
    "coupon": "coupons",
    "offer": "product_offers",
    "plan": "product_plans",
    "page": "club_pages",
    "module": "club_modules",
    "student": "club_students",
    "product": "products",
}
"""What a seller can take off its list, and the stream that tells of it."""


class Lived(NamedTuple):
    """An account that lived on, and what its warehouse said before."""

    account: Account
    moment: datetime
    before: dict[str, Rows]


def said(account: Account, stream: str, at: datetime | None = None) -> Rows:
    with opened(account) as con:
        if at:
            look_back(con, at)
        columns = ", ".join(column.name for column in layout(stream).main.columns)
        return con.execute(f"SELECT {columns} FROM {layout(stream).main.name} ORDER BY ALL").fetchall()


@pytest.fixture(scope="module")
def lived(copied: Callable[[], Account]) -> Lived:
    account = copied()
    ((moment,),) = account.ask("SELECT max(as_of) FROM _runs")
    before = {stream: said(account, stream) for stream in STREAMS}
    account.advance(LATER)
    ((student,),) = account.ask("SELECT min(user_id) FROM club_students")  # one who was there before
    for what in WITHDRAWN:
        account.simulator.withdraw(what, student if what == "student" else None)
    account.sync(*STREAMS, full=True)
    return Lived(account, moment, before)


def test_it_is_equal_to_a_crawl_after_all(lived: Lived, stream: str) -> None:
    assert lived.account.differences(stream) == []


def test_as_of_then_it_is_as_it_was(lived: Lived, stream: str) -> None:
    volatile = {*STREAMS[stream].volatile}
    if volatile:
        pytest.skip("what changes by itself every day is not kept")
    assert said(lived.account, stream, lived.moment) == lived.before[stream]


@pytest.mark.parametrize("vanishing", WITHDRAWN.values())
def test_what_was_withdrawn_is_gone_from_the_table_and_kept_in_its_history(
    lived: Lived, vanishing: str
) -> None:
    main = layout(vanishing).main
    same = " AND ".join(f"t.{c.name} = h.{c.name}" for c in layout(vanishing).key)
    gone = lived.account.ask(f"SELECT count(*) FROM {main.history} WHERE _gone")
    back = lived.account.ask(
        f"SELECT count(*) FROM {main.history} h SEMI JOIN {main.name} t ON {same} WHERE _gone"
    )
    assert gone[0][0] > 0
    assert back == [(0,)]
