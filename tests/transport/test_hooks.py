from __future__ import annotations

import dataclasses
import logging

import pytest

from hotmart.transport.hooks import Attempt, guarded

REFUND = Attempt(
    operation="sales.refund",
    method="PUT",
    template="/payments/api/v1/sales/{transaction}/refund",
    host="developers.hotmart.com",
    port=443,
    status=200,
    error=None,
    number=1,
    began=1_750_000_000_000_000_000,
    seconds=0.25,
    waited=0.0,
)


def test_a_hook_is_told_of_the_attempt() -> None:
    told: list[Attempt] = []
    guarded(told.append)(REFUND)
    assert told == [REFUND]


def test_a_hook_that_fails_stops_nothing_and_is_logged_once(caplog: pytest.LogCaptureFixture) -> None:
    calls: list[Attempt] = []

    def broken(attempt: Attempt) -> None:
        calls.append(attempt)
        raise RuntimeError("no room left")

    hook = guarded(broken)
    for _ in range(3):
        hook(REFUND)
    assert len(calls) == 3
    (record,) = caplog.records
    assert (record.name, record.levelno) == ("hotmart", logging.WARNING)
    assert record.exc_info is not None
    assert isinstance(record.exc_info[1], RuntimeError)


def test_ctrl_c_in_a_hook_is_still_ctrl_c() -> None:
    def interrupted(_: Attempt) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        guarded(interrupted)(REFUND)


def test_an_attempt_cannot_be_changed_by_one_hook_before_the_next_sees_it() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        REFUND.status = 500  # type: ignore[misc]  # that it cannot be set is the test
