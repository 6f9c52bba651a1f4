from __future__ import annotations

import json

import click
import pytest

from hotmart.cli.answer import StoppedError, explained_here, fail, tell
from hotmart.cli.answer import exit_code as ends_with
from hotmart.errors import ConfigurationError, InvalidArgumentError
from hotmart.language import Text


def test_a_good_answer_is_one_document(capsys: pytest.CaptureFixture[str]) -> None:
    tell([1], {"a": 2}, ["look"])
    assert json.loads(capsys.readouterr().out) == {
        "ok": True,
        "data": [1],
        "meta": {"a": 2},
        "warnings": ["look"],
    }


def test_who_is_stopped_is_told_what_may_be_done_and_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    said = Text("The refund may have been sent.", "O reembolso pode ter sido enviado.")
    stopped = StoppedError(Text("See: hotmart audit", "Veja: hotmart audit"), said)
    assert fail(stopped, as_json=True) == 130
    error = json.loads(capsys.readouterr().out)["error"]
    assert error["message"] == "Stopped. The refund may have been sent."
    assert (error["hint"], error["command"]) == ("See: hotmart audit", "hotmart audit")
    assert fail(stopped, as_json=False) == 130
    assert capsys.readouterr().err == "Stopped. The refund may have been sent.\nSee: hotmart audit\n"


WORDS = Text("So it is.", "Assim é.")


@pytest.mark.parametrize(
    ("error", "exit_code", "code"),
    [
        (ConfigurationError(WORDS), 1, "configuration"),
        (InvalidArgumentError("since", WORDS), 2, "invalid_argument"),
        (StoppedError(), 130, "interrupted"),
        (KeyboardInterrupt(), 130, "interrupted"),
        (click.exceptions.Abort(), 130, "interrupted"),
        (click.UsageError("no"), 2, "usage"),
        (click.ClickException("no"), 1, "usage"),
        (OSError(28, "No space left on device"), 1, "disk_full"),
        (PermissionError(13, "Permission denied"), 1, "system"),
        (ZeroDivisionError(), 1, "internal"),
    ],
)
def test_every_error_has_an_exit_code_and_a_name(error: BaseException, exit_code: int, code: str) -> None:
    problem = explained_here(error)
    assert (ends_with(problem), problem.code) == (exit_code, code)
    assert problem.message
