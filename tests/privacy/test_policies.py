"""What the policies do to a text."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotmart.privacy.policies import Policy, change, hashed, masked, masked_sql, normalised
from papers import papers, written

KEY = b"a key of these tests only"
POLICIES: tuple[Policy, ...] = ("keep", "hash", "mask", "drop")
spellings = written().map(lambda paper_and_spelling: paper_and_spelling[1])
people = st.one_of(
    st.text(), st.emails(), st.from_regex(r"\d{3}\.\d{3}\.\d{3}-\d{2}", fullmatch=True), spellings
)


@settings(deadline=None)
@given(people, st.sampled_from(POLICIES))
def test_a_policy_leaves_its_own_work_as_it_is(text: str, policy: Policy) -> None:
    treat = change(policy, lambda: KEY)
    once = treat(text) if treat else text
    assert once is None or treat is None or treat(once) == once


@settings(deadline=None)
@given(st.emails(domains=st.just("example.org")), st.sampled_from(["", " ", "\t\n"]))
def test_equal_emails_have_equal_hashes_however_they_are_written(email: str, space: str) -> None:
    assert hashed(KEY, email) == hashed(KEY, space + email.upper() + space) == hashed(KEY, email.lower())


@pytest.mark.slow
@settings(deadline=None)
@given(st.emails(), st.emails())
def test_two_emails_have_the_same_hash_only_when_they_are_the_same(one: str, other: str) -> None:
    assert (hashed(KEY, one) == hashed(KEY, other)) == (one.casefold() == other.casefold())


def test_a_document_has_one_hash_with_or_without_its_dots() -> None:
    assert hashed(KEY, "111.222.333-00") == hashed(KEY, "11122233300") != hashed(KEY, "11122233301")


@settings(deadline=None)
@given(written())
def test_every_spelling_of_a_document_has_the_same_hash_and_the_same_mask(two: tuple[str, str]) -> None:
    paper, spelling = two
    assert hashed(KEY, spelling) == hashed(KEY, paper)
    assert masked(spelling) == masked(paper) == f"***{paper[-2:]}"


@given(papers, papers)
def test_two_documents_have_the_same_hash_only_when_they_are_the_same(one: str, other: str) -> None:
    assert (hashed(KEY, one) == hashed(KEY, other)) == (one == other)


@given(people)
def test_what_counts_as_the_same_is_told_once_and_for_all(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)


def test_another_key_makes_another_hash() -> None:
    assert hashed(KEY, "rita@example.org") != hashed(b"another", "rita@example.org")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("rita.fontes@example.org", "r***@example.org"),
        (" Rita Fontes ", "R***"),
        ("111.222.333-00", "***00"),
        ("+55 31 90000-0001", "***01"),
        ("00.ABC.000/0001-00", "***00"),
        ("00abc000000100", "***00"),
        ("123456", "***56"),
        ("12345", "***"),
        ("12", "***"),
        ("", ""),
        ("MG-12.345.678", "M***"),
        ("write to rita@example.org", "w***"),
        ("😀 Rita", "😀***"),
    ],
)
def test_a_mask_shows_enough_to_recognise_and_too_little_to_know(text: str, shown: str) -> None:
    assert masked(text) == shown


@pytest.fixture(scope="module")
def sql() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as con:
        con.execute(f"CREATE MACRO masked(value) AS ({masked_sql('value')})")
        yield con


@pytest.mark.slow
@settings(deadline=None)
@given(st.lists(people, max_size=20))
def test_a_mask_is_the_same_in_sql(sql: duckdb.DuckDBPyConnection, texts: list[str]) -> None:
    answer = sql.execute("SELECT masked(value) FROM (SELECT unnest(?::VARCHAR[]) AS value)", [texts])
    assert [text for (text,) in answer.fetchall()] == [masked(text) for text in texts]


def test_there_is_nothing_to_hide_in_an_empty_text() -> None:
    assert hashed(KEY, "") == masked("") == ""
