"""The environments of the peers, of which one imports as `hotmart` too, and how to ask things of them."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
ENVIRONMENTS = HERE.parents[1] / ".venv"


def ask(script: str, question: object = None) -> Any:
    """What a script of this folder answers, in JSON, when hotmart-python is the `hotmart` it imports."""
    return json.loads(said("peer", script, question))


def said(environment: str, script: str, question: object = None) -> str:
    """What a script of this folder prints in one of these environments."""
    python = ENVIRONMENTS / environment / "bin" / "python"
    if not python.exists():
        pytest.fail(f"The peer is not here: run `make .venv/{environment}.stamp`, which `make test` does.")
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [python, HERE / script],
        input=json.dumps(question),
        env=kept,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout
