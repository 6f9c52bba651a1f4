from __future__ import annotations

import json
from pathlib import Path

from hotmart.openapi import text

from .conftest import Command


def test_the_document_goes_to_stdout_and_nothing_else_does(run: Command) -> None:
    outcome = run("openapi")
    assert outcome.exit_code == 0
    assert outcome.stdout == text()
    assert json.loads(outcome.stdout)["openapi"].startswith("3.1")


def test_the_document_goes_into_a_file(run: Command, tmp_path: Path) -> None:
    outcome = run("openapi", "--out", "api.json")
    assert (outcome.exit_code, outcome.stdout) == (0, "")
    assert (tmp_path / "api.json").read_text(encoding="utf-8") == text()
