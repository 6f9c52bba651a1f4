"""The pages that are open: who waits on which port for which connection, noted where only this user reads."""

from __future__ import annotations

import contextlib
import http.client
import json
from pathlib import Path
from typing import Any, NamedTuple, cast
from urllib.parse import urlencode

from hotmart.credentials.naming import is_name
from hotmart.credentials.private_files import folder, read_privately, write_privately
from hotmart.document import Problem
from hotmart.errors import HotmartError
from hotmart.language import Text
from hotmart.loopback.address import HOST

CONTROL, KEY = "/control", "x-hotmart-control"
PATIENCE = 3.0  # seconds for a page of this machine to say how it stands
LONG = 30.0  # seconds for it to keep a credential, which a keyring may delay


class Opened(NamedTuple):
    """A page, as it was noted by whoever opened it."""

    name: str
    port: int
    key: str
    url: str
    with_code: bool

    def __repr__(self) -> str:
        return f"<Opened {self.name} on {self.port}>"  # the rest lets in

    def asked(self) -> dict[str, Any] | None:
        """How it stands; None once it has ended."""
        return self._say("GET", "", PATIENCE)

    def told(self, **words: str) -> dict[str, Any] | None:
        """What it makes of this; None once it has ended."""
        return self._say("POST", urlencode(words), LONG)

    def _say(self, method: str, body: str, patience: float) -> dict[str, Any] | None:
        line = http.client.HTTPConnection(HOST, self.port, timeout=patience)
        try:
            line.request(method, CONTROL, body, {KEY: self.key, "content-type": "text/plain"})
            answer = line.getresponse()
            told = json.loads(answer.read()) if answer.status == 200 else None
        except (OSError, http.client.HTTPException, ValueError):
            return None
        finally:
            line.close()
        return cast("dict[str, Any]", told) if isinstance(told, dict) else None


def note(page: Opened) -> None:
    """Note that a page is open, so that other commands find it."""
    told = page._asdict()
    write_privately(_path(page.name), json.dumps(told).encode())


def noted(name: str) -> Opened | None:
    """The page that was opened for this connection, whether or not it still is."""
    found = _read(name)
    try:
        return Opened(**found) if found and "port" in found else None
    except TypeError:
        return None


def every() -> list[Opened]:
    """Those that were noted, by the names of their connections."""
    try:
        files = sorted(_folder().glob("*.json"))
    except OSError:
        return []
    return [page for file in files if is_name(file.stem) and (page := noted(file.stem))]


def note_the_end(name: str, port: int, problem: Problem | None) -> None:
    """Note how a visit ended: the page is no more, and without a problem nothing needs to be known of it.

    Where another page has taken its place, or it was sent away, there is nothing to note.
    """
    page = noted(name)
    if page is None or page.port != port:
        return
    if problem is None:
        forget(name)
        return
    told = {"code": problem.code, "text": problem.text, "advice": problem.advice}
    write_privately(_path(name), json.dumps(told).encode())


def the_end_of(name: str) -> Problem | None:
    """Why the last visit came to nothing; None where it did not, or there was none."""
    found = _read(name)
    return None if found is None or "port" in found else problem_of(found)


def forget(name: str) -> None:
    """Leave no note of it, and no way to it."""
    for one in (_path(name), *_folder().glob(f"{name}-*.html")):
        with contextlib.suppress(OSError):
            one.unlink()


def problem_of(found: dict[str, Any] | None) -> Problem | None:
    """A problem that was written down in both languages."""
    try:
        return Problem(found["code"], Text(*found["text"]), _text(found["advice"])) if found else None
    except (KeyError, TypeError):
        return None


def _text(found: list[str] | None) -> Text | None:
    return Text(*found) if found else None


def _read(name: str) -> dict[str, Any] | None:
    try:
        found = json.loads(read_privately(_path(name)) or b"null")
    except (ValueError, HotmartError):
        return None
    return cast("dict[str, Any]", found) if isinstance(found, dict) else None


def lock_of(name: str) -> Path:
    """Held by whoever looks for a page of this connection, and opens one where there is none."""
    _folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    return _folder() / f"{name}.lock"


def door_of(name: str, port: int) -> Path:
    """The file by which a browser is led to the page: its address, which lets in, is on no command line."""
    return _folder() / f"{name}-{port}.html"


def _path(name: str) -> Path:
    return _folder() / f"{name}.json"


def _folder() -> Path:
    return folder() / "connecting"
