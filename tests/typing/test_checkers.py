"""Four type checkers accept the right calls and reject each of the wrong ones, at its line."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
BIN = Path(sys.executable).parent

CHECKERS: dict[str, tuple[str, ...]] = {
    "mypy": ("mypy", "--no-error-summary", "--show-error-codes"),
    "pyright": ("pyright", "--pythonpath", sys.executable),
    "ty": ("ty", "check", "--python", sys.executable, "--output-format", "concise"),
    "pyrefly": (
        "pyrefly",
        "check",
        "--preset",  # it checks little in a folder that has no settings of its own
        "default",
        "--python-interpreter-path",
        sys.executable,
        "--output-format",
        "min-text",
    ),
}


def complaints(checker: str, file: Path) -> set[int]:
    """The lines of a file that a checker complains of."""
    program, *options = CHECKERS[checker]
    done = subprocess.run(
        [BIN / program, *options, file], cwd=ROOT, capture_output=True, text=True, check=False, timeout=300
    )
    said = done.stdout + done.stderr
    found = {int(line) for line in re.findall(rf"{file.name}:(\d+):", said)}
    assert bool(found) == (done.returncode != 0), said  # it ran, and all it said is of this file
    return found


@pytest.mark.slow
@pytest.mark.parametrize("checker", CHECKERS)
def test_the_right_calls_are_accepted(checker: str) -> None:
    assert complaints(checker, HERE / "faces.py") == set()


@pytest.mark.slow
@pytest.mark.parametrize("checker", CHECKERS)
def test_the_wrong_calls_are_rejected_one_by_one(checker: str, tmp_path: Path) -> None:
    written = (HERE / "wrong_calls.py").read_text(encoding="utf-8").splitlines()
    wrong = {number for number, line in enumerate(written, 1) if "# type: ignore" in line}
    assert len(wrong) > 25
    bare = tmp_path / "wrong_calls.py"
    bare.write_text("\n".join(line.partition("  # type: ignore")[0] for line in written), encoding="utf-8")
    assert complaints(checker, bare) == wrong
