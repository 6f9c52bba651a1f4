from __future__ import annotations

import sqlite3

import pytest

from hotmart.deeds import deeds, may_be_done, remembered, was_done
from hotmart.document import explained
from hotmart.errors import ConnectionFailedError, HotmartError
from hotmart.language import Text

DONE = Text("The sale was refunded.", "A venda foi reembolsada.")
LOST = Text("It may have been sent.", "Pode ter sido enviado.")
BUSY = ConnectionFailedError("api.example.org", Text("cut", "cortada"))


def test_whatever_goes_wrong_after_it_says_what_was_done_and_nothing_of_trying_again() -> None:
    with remembered():
        was_done(DONE)
        for error in (OSError(28, "No space left on device"), BUSY, ZeroDivisionError(), sqlite3.Error()):
            told = explained(error)
            assert told.text.en.endswith(" The sale was refunded.")
            assert told.text.pt.endswith(" A venda foi reembolsada.")
            assert (told.command, told.as_dict()["retryable"]) == ("hotmart audit", False)
            assert told.as_dict()["done"] == ["The sale was refunded."]


def test_an_error_of_a_command_that_did_nothing_is_as_it_is() -> None:
    with remembered():
        assert explained(BUSY).as_dict()["retryable"] is True
        assert "done" not in explained(BUSY).as_dict()


def test_the_next_command_has_done_nothing_yet() -> None:
    with remembered():
        was_done(DONE)
        with remembered():
            assert deeds() == ()
        assert [one.said for one in deeds()] == [DONE]
    assert deeds() == ()
    was_done(DONE)
    assert deeds() == ()


@pytest.mark.parametrize("stopped", [KeyboardInterrupt, OSError, ZeroDivisionError])
def test_who_is_stopped_while_it_is_sent_is_told_that_it_may_be_done(stopped: type[BaseException]) -> None:
    with remembered():
        with pytest.raises(stopped), may_be_done(LOST):
            raise stopped
        assert explained(OSError(5, "x")).as_dict()["may_be_done"] == ["It may have been sent."]


def test_nothing_is_left_open_once_it_is_known_what_came_of_it() -> None:
    with remembered():
        with may_be_done(LOST):
            assert [one.sure for one in deeds()] == [False]
        with pytest.raises(HotmartError), may_be_done(LOST):
            raise BUSY
        assert deeds() == ()


def test_what_is_advised_for_several_deeds_is_said_once() -> None:
    with remembered():
        was_done(DONE)
        was_done(Text("And another.", "E outra."))
        told = explained(BUSY)
        assert "The sale was refunded. And another." in told.message
        assert (told.hint or "").count("hotmart audit") == 1
