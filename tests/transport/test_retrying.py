from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmart.errors import ConnectionFailedError
from hotmart.language import Text
from hotmart.transport.retrying import OFTEN, Retries, Terms, Trouble

ERROR = ConnectionFailedError("api.example", Text("it was cut", "caiu"))
FAILURE = Trouble(ERROR, OFTEN)
LIMIT = Trouble(ERROR, OFTEN, wait=7.0, limit=True)
NEVER_LEFT = Trouble(ERROR, OFTEN, arrived=False)


def unlucky(max_retries: int = 5, patience: float = 300.0) -> Terms:
    """Terms whose pauses are the longest that chance allows."""
    return Terms(max_retries=max_retries, patience=patience, chance=lambda: 1.0)


def pauses(retries: Retries, trouble: Trouble) -> list[float]:
    """Every pause there is until the trouble is raised."""
    had: list[float] = []
    with pytest.raises(ConnectionFailedError) as raised:
        while True:
            had.append(retries.pause(trouble))
    assert raised.value is trouble.error
    return had


def test_the_pauses_double_up_to_a_longest_one() -> None:
    retries = Retries(unlucky(max_retries=8), repeatable=True)
    assert pauses(retries, FAILURE) == [0.5, 1, 2, 4, 8, 16, 20, 20]


def test_a_pause_is_drawn_between_nothing_and_the_longest() -> None:
    terms = Terms(chance=lambda: 0.25)
    assert pauses(Retries(terms, repeatable=True), FAILURE) == [0.125, 0.25, 0.5, 1, 2]


def test_a_trouble_may_be_worth_fewer_tries_than_the_terms_allow() -> None:
    assert len(pauses(Retries(unlucky(), repeatable=True), Trouble(ERROR, tries=2))) == 2
    assert pauses(Retries(unlucky(), repeatable=True), Trouble(ERROR)) == []


def test_limits_are_counted_apart_from_failures_and_may_happen_more_often() -> None:
    retries = Retries(unlucky(max_retries=1), repeatable=True)
    assert [retries.pause(LIMIT) for _ in range(4)] == [7.5, 8, 9, 11]
    assert retries.pause(FAILURE) == 0.5
    assert pauses(retries, LIMIT) == []
    assert pauses(retries, FAILURE) == []


def test_a_failure_that_asks_for_a_wait_is_a_failure_still() -> None:
    retries = Retries(unlucky(max_retries=1), repeatable=True)
    assert pauses(retries, Trouble(ERROR, OFTEN, wait=3.0)) == [3.5]


def test_nobody_waits_longer_than_the_patience_not_even_once() -> None:
    assert pauses(Retries(unlucky(patience=7.4), repeatable=True), LIMIT) == []
    assert pauses(Retries(unlucky(patience=7.5), repeatable=True), LIMIT) == [7.5]


def test_what_may_not_be_repeated_is_tried_again_only_where_nothing_of_it_was_done() -> None:
    assert pauses(Retries(unlucky(), repeatable=False), FAILURE) == []
    assert Retries(unlucky(), repeatable=False).pause(LIMIT) == 7.5
    assert Retries(unlucky(), repeatable=False).pause(NEVER_LEFT) == 0.5


troubles = st.builds(
    Trouble,
    error=st.just(ERROR),
    tries=st.one_of(st.integers(0, 8), st.just(OFTEN)),
    wait=st.floats(0, 100),
    limit=st.booleans(),
    arrived=st.booleans(),
)
chances: st.SearchStrategy[Callable[[], float]] = st.floats(0, 1, exclude_max=True).map(
    lambda drawn: lambda: drawn
)
termses = st.builds(
    Terms,
    max_retries=st.integers(0, 400),
    backoff=st.floats(0, 10),
    longest_pause=st.floats(0, 60),
    patience=st.floats(0, 600),
    chance=chances,
)


def survived(terms: Terms, met: list[Trouble], *, repeatable: bool) -> list[tuple[Trouble, float]]:
    """The troubles that were tried again after, each with its pause."""
    retries = Retries(terms, repeatable=repeatable)
    had: list[tuple[Trouble, float]] = []
    for trouble in met:
        try:
            had.append((trouble, retries.pause(trouble)))
        except ConnectionFailedError:
            break
    return had


@given(termses, st.lists(troubles, max_size=60), st.booleans())
def test_there_are_never_more_tries_than_allowed(terms: Terms, met: list[Trouble], repeatable: bool) -> None:
    had = [trouble for trouble, _ in survived(terms, met, repeatable=repeatable)]
    assert sum(not trouble.limit for trouble in had) <= terms.max_retries
    assert sum(trouble.limit for trouble in had) <= 4 * terms.max_retries
    for number, trouble in enumerate(had, 1):
        assert sum(one.limit == trouble.limit for one in had[:number]) <= trouble.tries


@given(termses, st.lists(troubles, max_size=60), st.booleans())
def test_the_pauses_together_never_exceed_the_patience(
    terms: Terms, met: list[Trouble], repeatable: bool
) -> None:
    assert sum(pause for _, pause in survived(terms, met, repeatable=repeatable)) <= terms.patience


@given(termses, st.lists(troubles, max_size=60), st.booleans())
def test_a_pause_is_at_least_what_was_asked_and_at_most_a_longest_pause_more(
    terms: Terms, met: list[Trouble], repeatable: bool
) -> None:
    for trouble, pause in survived(terms, met, repeatable=repeatable):
        assert trouble.wait <= pause <= trouble.wait + terms.longest_pause


@given(termses, st.lists(troubles, max_size=60))
def test_a_write_is_never_tried_again_after_what_may_have_done_it(terms: Terms, met: list[Trouble]) -> None:
    for trouble, _ in survived(terms, met, repeatable=False):
        assert trouble.limit or not trouble.arrived
