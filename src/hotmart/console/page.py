"""A page, and all pages there are: each is one file of `pages/`, found by itself."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from typing import TypeAlias

from starlette.responses import Response

from hotmart.console import pages
from hotmart.console.blocks import Block
from hotmart.console.view import View
from hotmart.language import Text

Shown: TypeAlias = "Sequence[Block] | Response"
Shows: TypeAlias = Callable[[View], Shown]
"""What answers one address. It runs in a thread of its own, in the reader's language, and may raise
HotmartError: what it says is shown with what to do about it."""


@dataclass(frozen=True)
class Page:
    """One page of the console. A module of `pages/` says it as `PAGE`."""

    slug: str
    """Its address: lower-case Portuguese, without accents; the first page has none."""
    title: Text
    order: int
    """Where it stands in the menu, from the left."""
    shows: Shows
    """Blocks to look at, from a GET of its address."""
    does: Mapping[str, Shows] = field(default_factory=dict[str, Shows])
    """What a POST to an address below it does, by the name of the deed: `/slug/NAME`."""
    parts: Mapping[str, Shows] = field(default_factory=dict[str, Shows])
    """Other addresses below it that are looked at, by name: `/slug/NAME`."""
    in_menu: bool = True
    is_prepared: bool = False
    """Whether its figures are measured before anybody asks for them; see preparing.py."""


@cache
def pages_of_house() -> Sequence[Page]:
    """Every page, in the order of the menu."""
    modules = [import_module(f"{pages.__name__}.{one.name}") for one in pkgutil.iter_modules(pages.__path__)]
    found: list[Page] = [module.PAGE for module in modules if hasattr(module, "PAGE")]
    return sorted(found, key=lambda page: page.order)
