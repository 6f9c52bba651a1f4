"""Each shell completes what is typed, in a terminal as a person has one; where it is installed."""

from __future__ import annotations

import os
import re
import select
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from hotmart.cli.completing import shells
from hotmart.cli.completing.shells import SHELLS, script

pty = pytest.importorskip("pty", reason="Windows has no terminals of this kind")

PATIENCE = 30
STARTS = {
    "bash": ["bash", "--norc", "--noprofile", "-i"],
    "zsh": ["zsh", "-f", "-i"],
    "fish": ["fish", "--no-config"],
    "powershell": ["pwsh", "-NoProfile", "-NoLogo"],
}
TAB, NEW_LINE = "\t", "\n"


class Terminal:
    """A terminal in which a shell runs."""

    def __init__(self, command: list[str], folder: Path, path: str) -> None:
        self.said = ""
        self.process, self.end = pty.fork()
        if self.process == 0:
            os.chdir(folder)
            known = {"PATH": path, "HOME": str(folder), "TERM": "dumb", "PS1": "$ ", "LANG": "C.UTF-8"}
            os.execvpe(command[0], command, known)  # noqa: S606  # a shell is what is tried

    def type(self, keys: str) -> None:
        os.write(self.end, keys.encode())

    def wait_for(self, pattern: str) -> str:
        """What matches, once it was said."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if select.select([self.end], [], [], 0.1)[0]:
                self.said += os.read(self.end, 65_536).decode(errors="replace")
            plain = re.sub(r"\x1b(\[[0-9;?]*[a-zA-Z]|[=>()][B0]?)|[\b\r]", "", self.said)
            if found := re.search(pattern, plain):
                return found[0]
        raise AssertionError(self.said)


@pytest.fixture(params=STARTS)
def shell(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    if not shutil.which(STARTS[name][0]):
        pytest.skip(f"{name} is not installed here")
    return name


@pytest.fixture
def terminal(shell: str, tmp_path: Path) -> Iterator[Terminal]:
    """A shell that has read our script, in a folder with a hotmart.toml, and finds `hotmart`."""
    (tmp_path / "hotmart.toml").write_text("[connections.loja]\n")
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    terminal = Terminal(STARTS[shell], tmp_path, path)
    reading = f"source {shells._SCRIPTS / SHELLS[shell].script}"
    terminal.type(f"{reading.replace('source', '.') if shell == 'powershell' else reading}{NEW_LINE}")
    yield terminal
    os.kill(terminal.process, 9)
    os.waitpid(terminal.process, 0)
    os.close(terminal.end)


@pytest.mark.slow
def test_a_press_of_tab_completes_what_is_typed(terminal: Terminal) -> None:
    for typed, wanted in (
        ("hotmart compl", "hotmart completion"),
        ("hotmart agent setup --client curs", "--client cursor"),
        ("hotmart agent setup --client=curs", "--client=cursor"),
        ("hotmart sync sales_h", "hotmart sync sales_history"),
        ("hotmart sync --connection lo", "--connection loja"),
        ("hotmart config check --config hotm", r"--config hotmart\.toml"),
        ("hotmart action get sales.ref", r"hotmart action get sales\.refund"),
    ):
        terminal.said = ""
        terminal.type(typed + TAB)
        terminal.wait_for(wanted)
        terminal.type("\x15")  # which takes back what was typed


@pytest.mark.parametrize("name", SHELLS)
def test_a_script_speaks_to_our_answers_and_in_letters_that_any_encoding_has(name: str) -> None:
    text = script(name)
    assert text.isascii()
    assert text.count(f"_HOTMART_COMPLETE={name}") + text.count(f"_HOTMART_COMPLETE = '{name}'") == 1
    assert "plain" in text
