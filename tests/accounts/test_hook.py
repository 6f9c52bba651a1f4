from __future__ import annotations

import asyncio
import sys
from pathlib import Path

import pytest

from hotmart.accounts.hook import told

KEEPS = "import pathlib, sys; pathlib.Path('told').write_text(sys.stdin.read())"


def run(folder: Path, script: str, document: str = "{}", limit: float = 30.0) -> str | None:
    failed = asyncio.run(told([sys.executable, "-c", script], document, folder, limit))
    return failed and failed.en


def test_the_document_arrives_on_stdin_whole(tmp_path: Path) -> None:
    document = '{"ok": true, "data": "' + "ção " * 100_000 + '"}'
    assert run(tmp_path, KEEPS, document) is None
    assert (tmp_path / "told").read_text("utf-8") == document


def test_it_runs_in_the_folder_of_the_settings_and_without_a_shell(tmp_path: Path) -> None:
    script = "import pathlib, sys; pathlib.Path('args').write_text(' '.join(sys.argv[1:]))"
    command = [sys.executable, "-c", script, "$HOME", "&&", "*"]
    assert asyncio.run(told(command, "", tmp_path)) is None
    assert (tmp_path / "args").read_text() == "$HOME && *"


def test_one_that_reads_nothing_is_no_fault(tmp_path: Path) -> None:
    assert run(tmp_path, "pass", "x" * 1_000_000) is None


@pytest.mark.parametrize(
    ("script", "limit", "why"),
    [
        ("raise SystemExit(3)", 30.0, "ended with code 3."),
        ("import threading; threading.Event().wait()", 0.1, "was ended after 0.1 s."),
    ],
)
def test_what_goes_wrong_with_it_is_told(tmp_path: Path, script: str, limit: float, why: str) -> None:
    failed = run(tmp_path, script, limit=limit)
    assert failed is not None
    assert failed.endswith(why)


def test_a_command_that_is_not_there_is_told(tmp_path: Path) -> None:
    failed = asyncio.run(told(["no-such-command-here", "a-secret"], "", tmp_path))
    assert failed is not None
    assert "no-such-command-here" in failed.en
    assert "could not be started" in failed.en
    assert "a-secret" not in failed.en + failed.pt
