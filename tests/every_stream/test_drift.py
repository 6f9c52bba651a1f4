"""A field that Hotmart begins to send is kept, told, and treated as the policy of the stream says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

import pytest

from hotmart.streams.known import STREAMS
from hotmart.streams.policy import Drift, Policy
from hotmart.streams.remaking import remade
from hotmart.sync.report import Report, Verdict
from simulated import Account

from .tables import Rows, layout, rows_of, versions

pytestmark = pytest.mark.slow

COLUMN, LISTED = "brand_new_field_since", "brand_new_field_tags"
EVERY_PAGE = "new_field:1"  # in a row of each


class Drifted(NamedTuple):
    """An account whose answers have a new field, and what a sync of it told."""

    account: Account
    report: Report


def drifted(account: Account, drift: Drift, *, full: bool = False) -> Drifted:
    policy = Policy(drift=drift)
    streams = remade(account.streams.values(), lambda stream: replace(stream, policy=policy))
    account.fail(EVERY_PAGE)
    report = account.sync(*STREAMS, streams=streams, full=full)
    account.fail()
    return Drifted(account, report)


@pytest.fixture(scope="module")
def evolved(empty: Callable[[], Account]) -> Drifted:
    return drifted(empty(), "evolve")


@pytest.fixture(scope="module")
def frozen(empty: Callable[[], Account]) -> Drifted:
    return drifted(empty(), "freeze")


def test_it_gets_a_column_and_its_values_are_there(evolved: Drifted, stream: str) -> None:
    assert evolved.report.streams[stream].learned == [COLUMN, LISTED]
    told = evolved.account.ask(
        f"SELECT DISTINCT {COLUMN} FROM {layout(stream).main.name} WHERE {COLUMN} IS NOT NULL"
    )
    assert told == [(2027,)]


def test_a_list_of_texts_gets_one_too_and_nothing_waits_beside_the_columns(
    evolved: Drifted, stream: str
) -> None:
    kept = f"SELECT DISTINCT {LISTED}, _extra FROM {layout(stream).main.name} WHERE {COLUMN} IS NOT NULL"
    assert evolved.account.ask(kept) == [(["a", "b"], None)]


def test_it_is_reported(evolved: Drifted, stream: str) -> None:
    told = f"SELECT DISTINCT path FROM _drift WHERE stream = '{stream}' AND kind = 'new_field' ORDER BY path"
    assert evolved.account.ask(told) == [("brand_new_field.since",), ("brand_new_field.tags",)]


def test_a_column_makes_no_version(evolved: Drifted, stream: str) -> None:
    assert versions(evolved.account, stream) == 0


def test_frozen_it_gets_no_column_and_is_kept_all_the_same(frozen: Drifted, stream: str) -> None:
    part = frozen.report.streams[stream]
    assert part.learned == []
    assert "brand_new_field.since" in {oddity.path for oddity in part.oddities}
    main = layout(stream).main
    with_it = (
        f"SELECT DISTINCT _extra->>'$.\"brand_new_field.since\"' FROM {main.name} WHERE _extra IS NOT NULL"
    )
    assert frozen.account.ask(with_it) == [("2027",)]
    assert COLUMN not in {name for name, *_ in frozen.account.ask(f"DESCRIBE {main.name}")}


class Refused(NamedTuple):
    """A run whose streams stop at a field that nobody knows."""

    drifted: Drifted
    before: dict[str, dict[str, Rows]]


@pytest.fixture(scope="module")
def refused(copied: Callable[[], Account]) -> Refused:
    account = copied()
    before = {stream: rows_of(account, stream) for stream in STREAMS}
    return Refused(drifted(account, "fail", full=True), before)


def test_told_to_fail_it_is_a_gap_and_nothing_lands(refused: Refused, stream: str) -> None:
    part = refused.drifted.report.streams[stream]
    assert part.verdict is Verdict.INCOMPLETE
    assert any("brand_new_field" in gap.why.en for gap in part.gaps)
    assert rows_of(refused.drifted.account, stream) == refused.before[stream]


@pytest.fixture(scope="module")
def over(evolved: Drifted) -> Drifted:
    """The same account, read whole again once the field is gone, and then once more."""
    account = evolved.account
    account.sync(*STREAMS, full=True)
    return Drifted(account, account.sync(*STREAMS, full=True))


def test_once_the_field_is_gone_the_stream_is_as_a_crawl_tells(over: Drifted, stream: str) -> None:
    assert over.account.differences(stream) == []


def test_then_nothing_looks_changed(over: Drifted, stream: str) -> None:
    merged = over.report.streams[stream].merged
    assert merged == (0, 0, merged.unchanged, 0)
