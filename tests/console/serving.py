"""A console that really listens, in a process of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Opened:
    """Where it is."""

    url: str
    """The link that lets in."""
    process: subprocess.Popen[str]
    folder: Path
    """The one that it was opened in."""

    @property
    def origin(self) -> str:
        parts = urlsplit(self.url)
        return f"{parts.scheme}://{parts.netloc}"


@contextmanager
def opened_console(folder: Path, environment: dict[str, str] | None = None) -> Generator[Opened]:
    """`hotmart console` in this folder, until the block ends."""
    command = [str(Path(sys.executable).with_name("hotmart")), "console", "--json", "--port", "0"]
    process = subprocess.Popen(
        command, cwd=folder, env=environment or dict(os.environ), stdout=subprocess.PIPE, text=True
    )
    try:
        assert process.stdout
        yield Opened(json.loads(process.stdout.readline())["url"], process, folder)
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)
