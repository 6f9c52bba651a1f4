"""People told by what they are known by, however it is written."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest
from hypothesis import given, settings

from hotmart.forgetting.people import People, kind_of
from hotmart.privacy.policies import hashed
from papers import written

KEY = b"a key of these tests only"


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as con:
        yield con


@settings(deadline=None)
@given(written())
def test_a_person_is_known_by_every_spelling_of_a_document(two: tuple[str, str]) -> None:
    paper, spelling = two
    for named, met in ((paper, spelling), (spelling, paper), (spelling, hashed(KEY, paper))):
        people = People(KEY)
        people.add([named])
        assert people.are(met)
    people = People(KEY)
    people.add([f"{paper[:-1]}{(int(paper[-1]) + 1) % 10}"])
    assert not people.are(spelling)


@settings(deadline=None)
@given(written())
def test_tables_look_at_every_spelling_of_a_document(
    con: duckdb.DuckDBPyConnection, two: tuple[str, str]
) -> None:
    paper, spelling = two
    people = People(KEY)
    people.add([paper])
    assert con.execute("SELECT regexp_matches(?, ?)", [spelling, people.pattern]).fetchone() == (True,)


@pytest.mark.parametrize("text", ["123", "12-3", "a1", "***00", "Rita", ""])
def test_what_many_may_share_names_nobody(text: str) -> None:
    assert kind_of(text) is None
