"""The independent crawl finds what is true of an account: as many rows of each stream, and none twice."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest

from end_to_end.crawl import KEYS, Crawl
from hotmart.simulator import Settings, Simulator

pytestmark = pytest.mark.slow


def test_the_crawl_finds_as_many_rows_as_are_true_and_none_twice() -> None:
    simulator = Simulator(Settings(sales=400, months=12, quota=1_000_000))
    simulator.advance(100)
    truth = simulator.truth()
    with simulator.serve() as served:
        between = datetime(2023, 6, 1, tzinfo=UTC), simulator.now
        crawl = Crawl(served.api_url, served.auth_url, served.basic, between, truth["subdomains"])
        tables = crawl.tables()
        crawl.close()
    exploded = ("sales_participants", "sales_commissions")
    found = {
        stream: len({row["transaction"] for row in tables[stream]} if stream in exploded else tables[stream])
        for stream in KEYS
    }
    assert found == truth["rows"]
    for stream, key in KEYS.items():
        if stream not in exploded:
            keys = Counter(tuple(row.get(name) for name in key) for row in tables[stream])
            assert keys.most_common(1)[0][1] == 1, stream
