"""The scripts that write pages, as tests import them: beside each other, and gone again afterwards."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from .pages import ROOT

SCRIPTS = str(ROOT / "scripts")


@contextmanager
def script(name: str) -> Iterator[Any]:
    """A script of that name, and the modules beside it that it imports."""
    before = set(sys.modules)
    sys.path.insert(0, SCRIPTS)
    try:
        yield import_module(name)
    finally:
        sys.path.remove(SCRIPTS)
        for module in set(sys.modules) - before:
            if str(getattr(sys.modules[module], "__file__", "")).startswith(SCRIPTS):
                del sys.modules[module]
