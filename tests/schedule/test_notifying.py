"""When whoever is named in `[notify]` is written to, what they read, and that no secret gets out."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmart.config.notify import NotifyConfig
from hotmart.config.values import Reference
from hotmart.document import Problem
from hotmart.language import Text, speaking
from hotmart.schedule.kinds.kind import Result, as_data
from hotmart.schedule.notifying import Ending, Message, Outcome, changed, message, send
from hotmart.schedule.telling import last_line

DONE = Outcome("done")
FAILED = Outcome("failed", "authentication", text=Text("The login was refused.", "O login foi recusado."))
LACKING = Outcome("incomplete", "incomplete", {"a": "x"})
ENDINGS: tuple[Ending, ...] = ("done", "differs", "incomplete", "overdue", "failed", "killed")
GOOD_NEWS = Message(
    Text("hotmart: daily ended well", "hotmart: daily terminou bem"), Text("Yes.", "Sim."), "better"
)


@pytest.mark.parametrize(("before", "now", "way"), [
    (DONE, FAILED, "worse"),
    (FAILED, DONE, "better"),
    (FAILED, replace(FAILED, code="rate_limit"), "other"),
    (FAILED, Outcome("killed"), "other"),
    (DONE, Outcome("incomplete", "incomplete"), "worse"),
    (DONE, Outcome("differs", "differs"), "worse"),
    (DONE, Outcome("overdue"), "worse"),
    (Outcome("overdue"), DONE, "better"),
    (FAILED, Outcome("incomplete", "incomplete"), "better"),
    (None, FAILED, "worse"),
    (LACKING, replace(LACKING, problems={"a": "x", "b": "x"}), "worse"),
    (replace(LACKING, problems={"a": "x", "b": "x"}), LACKING, "better"),
    (LACKING, replace(LACKING, problems={"b": "x"}), "other"),
    (Outcome("failed", "x", {"a": "x"}), Outcome("failed", "y", {"a": "y"}), "other"),
])  # fmt: skip
def test_what_got_worse_or_better_or_is_wrong_in_another_way_is_a_change(
    before: Outcome | None, now: Outcome, way: str
) -> None:
    found = changed(before, now)
    assert found is not None
    assert (found.way, found.before, found.now) == (way, before, now)


def test_a_first_run_that_ends_well_is_none() -> None:
    assert changed(None, DONE) is None


outcomes = st.builds(
    Outcome,
    st.sampled_from(ENDINGS),
    st.sampled_from([None, "x", "y"]),
    st.dictionaries(st.sampled_from(["a", "b", "c"]), st.sampled_from(["x", "y"])),
)


@given(outcome=outcomes, words=st.builds(Text, st.text(), st.text()))
def test_the_same_again_is_none_whatever_words_it_comes_in(outcome: Outcome, words: Text) -> None:
    assert changed(outcome, replace(outcome, text=words)) is None


@given(one=outcomes, other=outcomes)
def test_what_is_worse_one_way_is_better_the_other(one: Outcome, other: Outcome) -> None:
    there, back = changed(one, other), changed(other, one)
    opposite = {"worse": "better", "better": "worse", "other": "other"}
    assert (there is None) == (back is None)
    if there and back and one.ending != other.ending and "killed" not in {one.ending, other.ending}:
        assert back.way == opposite[there.way]


def test_a_message_says_from_what_to_what_with_the_sentence_and_how_to_see_more() -> None:
    change = changed(DONE, replace(FAILED, problems={"loja": "authentication"}))
    assert change is not None
    told = message(change, "daily")
    assert told.title == ("hotmart: daily failed", "hotmart: daily falhou")
    assert told.body.en.splitlines() == [
        "The last time it ended well; now it failed.",
        "The login was refused.",
        "Not in order: loja",
        "To see the run: hotmart schedule logs daily",
    ]
    assert told.body.pt.splitlines() == [
        "Da última vez: terminou bem. Agora: falhou.",
        "O login foi recusado.",
        "Com problema: loja",
        "Para ver a execução: hotmart schedule logs daily",
    ]


def test_a_message_that_all_is_well_again_names_what_had_not_been() -> None:
    change = changed(replace(FAILED, problems={"loja": "authentication"}), DONE)
    assert change is not None
    assert "In order again: loja" in message(change, "daily").body.en


def test_the_last_line_of_a_log_tells_the_outcome_and_a_job_that_was_skipped_has_none() -> None:
    problem = Problem("incomplete", Text("It lacks.", "Falta."))
    line = last_line(
        "incomplete", 6, Result(problem, {"a": {"problem": as_data(problem)}, "b": {"problem": None}})
    )
    assert Outcome.of(line) == Outcome("incomplete", "incomplete", {"a": "incomplete"}, problem.text)
    assert Outcome.of(last_line("skipped", None)) is None
    assert Outcome.of({"outcome": "killed"}) == Outcome("killed")
    assert Outcome.of({}) is None


@pytest.fixture
def mailbox() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """An address to which apprise writes JSON, and what came."""
    came: list[dict[str, Any]] = []

    class Desk(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            came.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(500 if "broken" in self.path else 200)
            self.end_headers()

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"json://127.0.0.1:{server.server_port}", came
    server.shutdown()
    thread.join()
    server.server_close()


def to(*names: str, language: Any = None) -> NotifyConfig:
    return NotifyConfig(urls=[Reference(f"env:{name}") for name in names], language=language)


Mailbox = tuple[str, list[dict[str, Any]]]


@pytest.mark.slow
def test_everybody_is_written_to_in_the_language_that_was_asked_for(mailbox: Mailbox) -> None:
    address, came = mailbox
    with speaking("en"):
        assert (
            send(GOOD_NEWS, to("A", "B", language="pt"), {"A": f"{address}/one", "B": f"{address}/two"}) == []
        )
        assert send(GOOD_NEWS, to("A", language="en"), {"A": address}) == []
    assert [(one["title"], one["message"], one["type"]) for one in came] == [
        ("hotmart: daily terminou bem", "Sim.", "success"),
        ("hotmart: daily terminou bem", "Sim.", "success"),
        ("hotmart: daily ended well", "Yes.", "success"),
    ]


@pytest.mark.slow
@pytest.mark.parametrize("address", [
    "s3cret", "nonsense://s3cret", "slack://s3cret", "tgram://s3cret", "mailto://ana:s3cret@", "json://", "https://[s3cret",
    "json://ana:s3cret@127.0.0.1:9/s3cret", "whatsapp://s3cret@1/2", "json://\x00s3cret",
])  # fmt: skip
def test_an_address_that_does_not_work_is_said_by_its_place_and_never_shown(
    address: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    (wrong,) = send(GOOD_NEWS, to("HOTMART_NOTIFY_URL"), {"HOTMART_NOTIFY_URL": address})
    printed = "".join(capfd.readouterr())
    for text in (*wrong, caplog.text, printed):
        assert "s3cret" not in text
    assert "env:HOTMART_NOTIFY_URL" in wrong.en
    assert "env:HOTMART_NOTIFY_URL" in wrong.pt
    logging.getLogger("hotmart.anything").warning("logs go on afterwards")
    assert "logs go on afterwards" in caplog.text


@pytest.mark.slow
def test_one_that_fails_stops_no_other(mailbox: Mailbox, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    address, came = mailbox
    places = {"A": f"{address}/broken/s3cret", "C": f"{address}/s3cret"}
    wrong = send(GOOD_NEWS, to("A", "B", "C"), places)
    assert [place for one in wrong for place in ("env:A", "env:B", "env:C") if place in one.en] == [
        "env:A",
        "env:B",
    ]
    assert len(came) == 2
    assert "s3cret" not in caplog.text


def test_without_apprise_what_to_install_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "apprise", None)
    (wrong,) = send(GOOD_NEWS, to("A"), {"A": "json://example.org"})
    assert "[notify]" in wrong.en
    assert wrong.pt.startswith("apprise não está instalado.")


def test_with_nobody_to_write_to_apprise_is_not_even_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "apprise", None)
    assert send(GOOD_NEWS, NotifyConfig()) == []
