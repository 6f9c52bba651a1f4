"""Where a connection stands, and making one where there is none: by a page in a process of its own."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from typing import Any

from hotmart import waiting
from hotmart.connections import browser, opened
from hotmart.connections.glance import Glance, Told, glance, told
from hotmart.connections.instructions import to_complete, to_ensure, to_visit
from hotmart.connections.states import Standing
from hotmart.credentials.naming import checked
from hotmart.document import explained
from hotmart.errors import ConfigurationError, HotmartError
from hotmart.language import Text

_PAUSE = 0.2  # seconds between two looks
_started: list[subprocess.Popen[str]] = []
"""The pages this process has started: they outlive it, and nobody waits for them."""


def standing(name: str, said: Told | None = None) -> Standing:
    """Where a connection stands, as far as this machine knows: Hotmart is not asked.

    `said` is what another hotmart.toml says than the one that commands find.
    """
    try:
        seen = glance(name, said or told())
    except HotmartError as error:
        return Standing(name, "CONFIGURATION_ERROR", problem=explained(error))
    if seen.problem:
        return _of(seen)._replace(state="CONFIGURATION_ERROR", problem=explained(seen.problem))
    if seen.secret:
        return _of(seen)._replace(state="READY", secret=seen.secret)
    page = opened.noted(name)
    asked = page.asked() if page else None
    if page and asked:
        return _waiting(_of(seen), page, asked)
    if page:
        opened.forget(name)  # whoever noted it was killed
    if ended := opened.the_end_of(name):
        return _of(seen)._replace(state="SETUP_FAILED", action=to_ensure(name), problem=ended)
    return _of(seen)._replace(action=to_ensure(name))


def ensured(
    name: str, *, opens: bool = True, sandbox: bool = False, again: bool = False, at_terminal: bool = False
) -> Standing:
    """The connection, or what is to be done for it: a page is opened where nothing is kept and none is open.

    `opens` leads a browser to it, where there is one here. A page that asks for a credential of production
    gives way to one of the sandbox, where that is wanted. Raises InvalidArgumentError for a strange name.
    """
    with _alone(checked(name)):
        page = opened.noted(name)
        if page and (again or (sandbox and _asks_for_production(page))):
            page.told(do="end")
            opened.forget(name)
        found = standing(name)
        if found.state in ("READY", "BUILDING", "CONFIGURATION_ERROR") or (
            found.action and found.action.ui_url
        ):
            return found
        if found.action and found.action.type == "provide-input":
            return found
        here = browser.is_here()
        url, port = _start(name, with_code=not (here or at_terminal), sandbox=sandbox)
        if here and opens:
            browser.lead(name, port, url)
        return standing(name)


def waited_for(
    name: str,
    seconds: float,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = waiting.sleep,
) -> Standing:
    """Where it stands once that is settled, or these seconds are over."""
    until = clock() + seconds
    while True:
        found = standing(name)
        if found.settled or clock() >= until:
            return found
        sleep(_PAUSE)


def completed(page: opened.Opened, code: str) -> dict[str, Any]:
    """What a page makes of a code. Raises ConfigurationError when it has ended meanwhile."""
    said = page.told(code=code)
    if said is None:
        opened.forget(page.name)
        raise ConfigurationError(
            Text("The page has ended, and nothing was kept.", "A página se encerrou, e nada foi guardado."),
            Text("To try again: hotmart connection ensure", "Para tentar de novo: hotmart connection ensure"),
        )
    return said


def pages_with_a_code() -> list[opened.Opened]:
    """The open pages whose credential waits for its code."""
    return [one for one in opened.every() if (said := one.asked()) and said.get("stage") == "code"]


def _asks_for_production(page: opened.Opened) -> bool:
    """Whether an open page still asks, and not for the sandbox."""
    said = page.asked() or {}
    return said.get("stage") == "asked" and said.get("sandbox") is not True


def _of(seen: Glance) -> Standing:
    return Standing(seen.name, "CLIENT_ACTION_REQUIRED", sandbox=seen.sandbox, api_url=seen.api_url)


def _waiting(found: Standing, page: opened.Opened, said: dict[str, Any]) -> Standing:
    """The same, with what its open page says."""
    stage, ends = said.get("stage"), said.get("ends_in")
    found = found._replace(
        sandbox=said.get("sandbox") is True,
        problem=opened.problem_of(said.get("problem")),
        ends_in=ends if isinstance(ends, int | float) else None,
    )
    if stage == "trying":
        return found._replace(state="BUILDING")
    if stage == "code":
        return found._replace(action=to_complete(page.name))
    if stage == "failed":
        return found._replace(state="SETUP_FAILED", action=to_ensure(page.name))
    if stage == "done":
        return found._replace(state="BUILDING")  # it is being written
    return found._replace(action=to_visit(page))


@contextlib.contextmanager
def _alone(name: str) -> Generator[None]:
    """Alone among the commands that look for a page of this connection."""
    import filelock  # noqa: PLC0415  # nobody else needs it, and it is not small

    with contextlib.ExitStack() as stack:
        with contextlib.suppress(filelock.Timeout):  # then there are two pages: no harm but a waste
            stack.enter_context(filelock.FileLock(opened.lock_of(name), timeout=30))
        yield


def _start(name: str, *, with_code: bool, sandbox: bool) -> tuple[str, int]:
    """Start the page, and return its address and its port once it answers there."""
    ways = ["--code"] * with_code + ["--sandbox"] * sandbox
    apart: dict[str, Any] = (
        {"start_new_session": True}
        if os.name == "posix"
        else {"creationflags": getattr(subprocess, "DETACHED_PROCESS", 0) | 0x200}
    )
    page = subprocess.Popen(  # noqa: S603  # this very Python, and a name that was checked
        # -P: nothing of the folder that this runs in is taken for a module
        [sys.executable, "-P", "-m", "hotmart.connections.page", name, *ways],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        **apart,
    )
    _started.append(page)
    assert page.stdout is not None  # noqa: S101  # it was asked for
    with page.stdout as line:
        said = line.readline()
    try:
        ready = json.loads(said)
        return str(ready["url"]), int(ready["port"])
    except (ValueError, KeyError, TypeError):
        raise ConfigurationError(
            Text("The page could not be opened.", "Não foi possível abrir a página."),
            Text("In a terminal: hotmart connect", "No terminal: hotmart connect"),
        ) from None
