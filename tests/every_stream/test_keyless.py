"""Records that come without their key stand for rows that nobody can name: none of them is taken for gone."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from hotmart.streams.known import STREAMS
from hotmart.sync.report import Report, Verdict
from simulated import Account

from .tables import Rows, layout, rows_of, versions

pytestmark = pytest.mark.slow

OWN_KEY = [name for name in STREAMS if len(layout(name).key) > len(layout(name).owner)]
"""All but those whose rows are told apart by what was asked about: an answer cannot leave that out."""


class Renamed(NamedTuple):
    """An account that was read whole again while a row of each page had other names for its ids."""

    account: Account
    report: Report
    before: dict[str, dict[str, Rows]]


@pytest.fixture(scope="module")
def renamed(copied: Callable[[], Account]) -> Renamed:
    account = copied()
    before = {name: rows_of(account, name) for name in STREAMS}
    account.fail("keyless:1")
    report = account.sync(*STREAMS, full=True)
    account.fail()
    return Renamed(account, report, before)


@pytest.fixture(scope="module")
def named_again(renamed: Renamed) -> Report:
    return renamed.account.sync(*STREAMS)


@pytest.mark.parametrize("name", OWN_KEY)
def test_it_is_incomplete_and_says_how_many_lack_which_key(renamed: Renamed, name: str) -> None:
    part = renamed.report.streams[name]
    assert part.verdict is Verdict.INCOMPLETE
    (key, *_) = STREAMS[name].origin.key
    said = {gap.why.en for gap in part.gaps}
    assert any("without their key" in why and key in why for why in said), said


@pytest.mark.parametrize("name", OWN_KEY)
def test_its_rows_and_those_of_its_children_stay(renamed: Renamed, name: str) -> None:
    assert renamed.report.streams[name].gone == 0
    assert rows_of(renamed.account, name) == renamed.before[name]
    assert versions(renamed.account, name) == 0


@pytest.mark.parametrize("name", OWN_KEY)
def test_once_the_names_are_back_it_is_whole_again(renamed: Renamed, named_again: Report, name: str) -> None:
    assert named_again.streams[name].verdict is not Verdict.INCOMPLETE
    assert rows_of(renamed.account, name) == renamed.before[name]
