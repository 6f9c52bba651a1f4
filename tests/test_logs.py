from __future__ import annotations

import logging

import pytest

from hotmart import InvalidArgumentError, logs


def test_nothing_is_written_before_it_is_asked_for(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging.getLogger(), "handlers", [])  # as in a program without logging of its own
    logs.log.warning("unheard")
    assert capfd.readouterr() == ("", "")


def test_a_level_writes_to_the_error_stream_once(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging.getLogger(), "handlers", [])
    for _ in range(3):
        logs.listen(logging.INFO)
    logs.log.info("heard")
    logs.log.debug("unheard")
    out, err = capfd.readouterr()
    assert out == ""
    assert err.count("heard") == 1
    assert "unheard" not in err
    assert "hotmart INFO: heard" in err


def test_a_program_with_its_own_logging_hears_it_there_alone(
    caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    logs.listen(logging.INFO)
    logs.log.info("heard")
    assert caplog.messages == ["heard"]
    assert "heard" not in capfd.readouterr().err


def test_a_level_may_be_a_word_and_must_be_a_level() -> None:
    logs.listen("info")
    assert logs.log.level == logging.INFO
    with pytest.raises(InvalidArgumentError, match="log_level"):
        logs.listen("loud")
