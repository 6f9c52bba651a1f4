"""A page that is open in a thread of this process, and a browser without any manners that asks it things."""

from __future__ import annotations

import asyncio
import http.client
import threading
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from queue import Queue
from typing import Any
from urllib.parse import urlencode

from hotmart.connections import opened
from hotmart.connections.page.hosting import host
from hotmart.connections.page.visit import Visit
from hotmart.simulator import Served

LONGEST = 45.0  # seconds; a page that nobody can end any more does not outlive a test for long
FORM = "application/x-www-form-urlencoded"


@dataclass
class Answered:
    """What came back."""

    status: int
    headers: dict[str, str]
    text: str


@dataclass
class Hosted:
    """The page, and whoever asks it; what is asked goes with the headers of a browser that is on the page."""

    port: int
    link: str
    thread: threading.Thread
    result: list[Visit | BaseException]
    room: str = ""
    cookie: str = ""
    known: list[Answered] = field(default_factory=list)

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def page(self) -> opened.Opened:
        """As another command finds it."""
        found = opened.noted("main")
        assert found
        return found

    def ask(self, method: str, path: str, body: str | None = None, **headers: str | None) -> Answered:
        told = {"Host": f"127.0.0.1:{self.port}", "Origin": self.origin if method == "POST" else None}
        if self.cookie:
            told["Cookie"] = self.cookie
        told |= {name.replace("_", "-"): value for name, value in headers.items()}
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        line.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in told.items():
            if value is not None:
                line.putheader(name, value)
        sent = None if body is None else body.encode()
        if sent is not None:
            line.putheader("Content-Length", str(len(sent)))
        line.endheaders(sent)
        answer = line.getresponse()
        found = Answered(
            answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read().decode()
        )
        line.close()
        self.known.append(found)
        return found

    def enter(self) -> Answered:
        """Go in by the link."""
        answer = self.ask("POST", "/enter", self.link)
        if answer.status == 200:
            self.room = answer.text
            self.cookie = answer.headers["set-cookie"].partition(";")[0]
        return answer

    def look(self, **headers: str | None) -> Answered:
        """What is to be seen inside."""
        return self.ask("GET", self.room, **headers)

    def send(self, **fields: str) -> Answered:
        """Send the form."""
        return self.ask("POST", self.room, urlencode(fields), Content_Type=FORM)

    def ended(self) -> Visit:
        """The visit, once it has ended by itself."""
        self.thread.join(20)
        assert not self.thread.is_alive()
        (found,) = self.result
        assert isinstance(found, Visit)
        return found


@contextmanager
def hosting(served: Served | None = None, **options: Any) -> Generator[Hosted]:
    """An open page of the connection `main`, whose credential is tried at this simulator."""
    options = {"lifetime": LONGEST} | options
    if served:
        options = {"api_url": served.api_url, "auth_url": served.auth_url} | options
    ready: Queue[tuple[str, int]] = Queue()
    result: list[Visit | BaseException] = []

    def run() -> None:
        try:
            result.append(asyncio.run(host("main", lambda url, port: ready.put((url, port)), **options)))
        except BaseException as error:
            result.append(error)
            ready.put(("", 0))

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    url, port = ready.get(timeout=20)
    hosted = Hosted(port, url.partition("#")[2], thread, result)
    try:
        yield hosted
    finally:
        if thread.is_alive() and (page := opened.noted("main")):
            page.told(do="end")
        thread.join(20)
