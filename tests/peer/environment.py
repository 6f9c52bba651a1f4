"""The environment of the peers: hotmart-python imports as `hotmart` too, and tap-hotmart stands on it."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
PYTHON = HERE.parents[1] / ".venv" / "peer" / "bin" / "python"


def ask(script: str, question: object = None) -> Any:
    """What a script of this folder answers, in JSON, when hotmart-python is the `hotmart` it imports."""
    return json.loads(said(script, question))


def said(script: str, question: object = None) -> str:
    """All that it prints."""
    if not PYTHON.exists():
        pytest.fail("The peers are not here: run `make .venv/peer.stamp`, which `make test` does.")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [PYTHON, HERE / script],
        input=json.dumps(question),
        env=kept,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout
