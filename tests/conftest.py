"""What every test stands on: no credential, cache or language of whoever runs it gets in."""

from __future__ import annotations

import gc
import logging
import os
import signal
from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from sharing import ByWhatTheyShare

_numbers = count()
settings.register_profile("quick", max_examples=20)  # a first look at what has laws: see the Makefile
settings.register_profile("usual", settings.default, max_examples=50)  # in a CI, the same ones each time
settings.load_profile("usual")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # Where tests go on in the background a shell has them ignore Ctrl-C, and with them all that they start.
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is slow goes first, so that no process is left alone with it in the end."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByWhatTheyShare:
    """Several processes share the tests as sharing.py says; `loadgroup` has no groups with pytest 9.2."""
    from sharing import ByWhatTheyShare  # xdist need not be there

    return ByWhatTheyShare(config, log)


def pytest_collection_finish() -> None:
    """Let no collector of garbage look through thousands of tests again and again: they stay to the end.

    What the tests themselves make it looks through less often: a twentieth of their time went into that.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    for name in [*os.environ]:
        if name.startswith(("HOTMART_", "LC_")) or name == "LANG":
            monkeypatch.delenv(name)
    own = tmp_path_factory.getbasetemp() / f"cache-{next(_numbers)}"  # made by whoever keeps anything in it
    monkeypatch.setenv("HOTMART_CACHE_DIR", str(own))
    monkeypatch.setenv("HOTMART_STATE_DIR", str(own.with_name(own.name.replace("cache", "state"))))
    monkeypatch.setenv("HOTMART_CONFIG_DIR", str(own.with_name(own.name.replace("cache", "config"))))
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")  # if that is installed


@pytest.fixture(autouse=True)
def quiet_again() -> Iterator[None]:
    """A client made with a `log_level` turns the logger of the whole process on."""
    log = logging.getLogger("hotmart")
    level, handlers = log.level, list(log.handlers)
    yield
    log.setLevel(level)
    log.handlers[:] = handlers
