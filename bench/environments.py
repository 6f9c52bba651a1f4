"""The environments of the peers: one for each, made under `bench/.envs` on the first run."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

PEERS = {
    "tap": ["tap-hotmart==1.0.0"],
    "target": ["target-duckdb==0.8.0"],
    "dlt": ["dlt[duckdb]==1.31.0", "pyarrow"],
    "sdk": ["hotmart-python==1.1.0"],
}
ENVIRONMENTS = Path(__file__).parent / ".envs"


def python_of(name: str) -> str:
    """The Python of a peer's own environment, made if it is not there."""
    folder = ENVIRONMENTS / name
    python = folder / "bin" / "python"
    if not python.exists():
        print(f"making the environment of {name}…", file=sys.stderr)
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PEERS[name]], check=True)
    return str(python)


def tool_of(name: str, tool: str) -> str:
    """A command in a peer's environment."""
    return str(Path(python_of(name)).with_name(tool))


def versions_of(*names: str) -> str:
    """The pinned packages of these peers, as a reader writes them."""
    return ", ".join(word.replace("==", " ") for name in names for word in PEERS[name] if "==" in word)
