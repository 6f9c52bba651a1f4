"""Every stream through every fault: nothing is lost, doubled or called proved; afterwards all is equal.

A fault that keeps rows from being read strikes twice: first what belongs to a parent, then, while
everything is read again, the rest; so no stream is spared because its parent was struck. All others strike
every stream at once. A row for each stream is held against a crawl each time, and once more after a sync
that nothing disturbs.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from typing import TypeAlias

import duckdb
import pytest

from hotmart.api import operation
from hotmart.errors import HotmartError
from hotmart.simulator.faults import FAULTS
from hotmart.streams.known import STREAMS
from hotmart.streams.origin import Answered, Listed
from hotmart.sync.report import Report, Verdict
from simulated import Account, looking_at

from .compare import differences, duplicates, stream_of, tables_of
from .crawl import KEYS, Row

pytestmark = pytest.mark.slow

ELSEWHERE = {"lost", "login"}
"""What does not strike a reading of a stream: a write's lost answer, and the login (test_faults)."""
OFTEN = {
    **dict.fromkeys(("429", "500", "502", "503", "truncated", "empty", "html", "notjson"), 0.5),
    **dict.fromkeys(("expired", "revoked"), 0.05),
    "cut": 0.1,
    **dict.fromkeys(("gone_parent", "repeat_page"), 0.5),
    "heavy": 8,
}
"""How often, where not always; `heavy` counts days."""
SAYS_WRONG = {
    "unknown_status", "new_field", "new_currency", "text_as_number", "odd_names", "null_fields", "odd_types",
    "seconds",
}  # fmt: skip
"""What makes Hotmart tell something else of a row, which is believed until the row is read again."""
ITS_OWN_AFFILIATE = "its_own_affiliate"
"""No fault: an account that earns by one sale in several roles, which made its sums differ once."""
ZONE_AT_THE_EDGES = "zone_at_the_edges"
"""No fault either: a machine whose day is the next one for most of ours, and has 14 hours on UTC."""
NO_FAULTS = {ITS_OWN_AFFILIATE, ZONE_AT_THE_EDGES}
MEANS_THE_SAME = {
    "id_as_text", "money_as_text", "money_as_float", "text_total", "slow", "odd_sum", *NO_FAULTS
}  # fmt: skip
"""What changes nothing: the warehouse is equal to a crawl at once."""
DIFFERING = {("odd_sum", "sales_commissions")}
"""What is another sum at Hotmart, and no lack: there is nothing to read."""
SECONDS, DAY = 10, 86_400  # between two syncs, so that no two versions are of the same second

Key: TypeAlias = tuple[str, ...]
Keys: TypeAlias = set[Key]


@dataclass
class Struck:
    """What a fault did to one stream: what the report said of it, and how it was then."""

    said: Verdict
    missing: Keys
    extra: Keys
    differences: list[str]


@dataclass
class Ordeal:
    """One account that went through one fault."""

    fault: str
    during: dict[str, Struck] = field(default_factory=dict[str, Struck])
    twice: list[str] = field(default_factory=list[str])
    after: dict[str, list[str]] = field(default_factory=dict[str, list[str]])
    said: dict[str, Verdict] = field(default_factory=dict[str, Verdict])


@pytest.fixture(scope="module", params=sorted({*FAULTS, *NO_FAULTS} - ELSEWHERE))
def ordeal(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ordeal]:
    folder = tmp_path_factory.mktemp("ordeal")
    several_roles = request.param == ITS_OWN_AFFILIATE
    zone = "Pacific/Kiritimati" if request.param == ZONE_AT_THE_EDGES else None
    with machine_in(zone), closing(Account(folder, sales=20, months=2, earns_twice=several_roles)) as account:
        yield gone_through(account, request.param)


@contextmanager
def machine_in(zone: str | None) -> Iterator[None]:
    """The local time of this process is that of a zone."""
    if zone is None:
        yield
        return
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TZ", zone)
        time.tzset()
        yield
    time.tzset()


@pytest.mark.parametrize("stream", STREAMS)
def test_nothing_is_lost_doubled_or_called_proved(ordeal: Ordeal, stream: str) -> None:
    struck = ordeal.during[stream]
    assert [line for line in ordeal.twice if stream_of(line) == stream] == []
    assert struck.extra == set()
    assert struck.said is Verdict.INCOMPLETE or not struck.missing
    assert struck.missing == set() or ordeal.fault not in SAYS_WRONG | MEANS_THE_SAME
    assert struck.differences == []
    if ordeal.fault in MEANS_THE_SAME:
        assert (struck.said is Verdict.DIFFERS) is ((ordeal.fault, stream) in DIFFERING)
        assert struck.said is not Verdict.INCOMPLETE


@pytest.mark.parametrize("stream", STREAMS)
def test_afterwards_it_is_equal_to_a_crawl(ordeal: Ordeal, stream: str) -> None:
    assert ordeal.after[stream] == []
    assert ordeal.said[stream] in (Verdict.PROVED, Verdict.READ_WHOLE)


def gone_through(account: Account, fault: str) -> Ordeal:
    """What a fault does to every stream: first to those with a parent, then to the others."""
    ordeal = Ordeal(fault)
    for streams, full in strikes(fault):
        report = among_faults(account, aimed(fault, streams), full=full)
        crawled = account.crawled(*STREAMS)
        with looking_at(account.warehouse.path) as con:
            for name in streams:
                held, there = set(held_keys(con, name)), set(crawled_keys(name, crawled))
                found = different(con, name, crawled) if fault in MEANS_THE_SAME else []
                said = report.streams[name].verdict
                ordeal.during[name] = Struck(said, there - held, held - there, found)
            ordeal.twice += duplicates(con)
        account.advance(SECONDS / DAY)
    report = account.sync(*STREAMS, full=fault in SAYS_WRONG | {"keyless"})
    crawled = account.crawled(*STREAMS)
    with looking_at(account.warehouse.path) as con:
        ordeal.twice += duplicates(con)
        for name in STREAMS:
            ordeal.after[name] = different(con, name, crawled)
            ordeal.said[name] = report.streams[name].verdict
    return ordeal


def strikes(fault: str) -> list[tuple[Collection[str], bool]]:
    """Which streams a fault strikes at once, and whether everything is read again meanwhile."""
    if fault in SAYS_WRONG | MEANS_THE_SAME:
        return [(STREAMS.keys(), False)]
    children = {name for name, stream in STREAMS.items() if stream.parent}
    return [(children, False), (STREAMS.keys() - children, True)]


def among_faults(account: Account, faults: list[str], *, full: bool) -> Report:
    """The report of a sync among faults; one that ends because nothing can be asked is tried again."""
    account.fail(*faults)
    for last in (False, False, False, False, True):
        try:
            report = account.sync(*STREAMS, full=full, retries=2)
        except HotmartError:
            if last:
                raise
        else:
            account.fail()
            return report
    raise AssertionError


def aimed(fault: str, streams: Collection[str]) -> list[str]:
    """The fault, for what is asked of these streams only."""
    if fault in NO_FAULTS:
        return []
    if fault == "odd_sum":
        return ["odd_sum:1@sales/summary"]  # no stream reads it
    return [f"{fault}:{OFTEN.get(fault, 1)}@{path_of(name)}" for name in sorted(streams)]


def path_of(name: str) -> str:
    """The path of a stream's requests, whoever they are about."""
    origin = STREAMS[name].origin
    assert isinstance(origin, Listed | Answered)
    parts = operation(origin.operation).path.split("/")
    return "*" + "/".join("*" if part.startswith("{") else part for part in parts)


def different(con: duckdb.DuckDBPyConnection, name: str, crawled: dict[str, list[Row]]) -> list[str]:
    own = {table: rows for table, rows in crawled.items() if stream_of(table) == name}
    return differences(con, own, [name])


def crawled_keys(name: str, crawled: dict[str, list[Row]]) -> Iterator[Key]:
    for row in crawled.get(name, []):
        yield tuple(str(row.get(column)) for column in KEYS[name])


def held_keys(con: duckdb.DuckDBPyConnection, name: str) -> Iterator[Key]:
    if name in tables_of(con):
        rows = con.execute(f"SELECT {', '.join(KEYS[name])} FROM {name}").fetchall()
        yield from (tuple(map(str, row)) for row in rows)
