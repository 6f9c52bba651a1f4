"""A Hotmart for the tests of your own program: nothing leaves this machine, and nothing waits.

    def test_the_report(hotmart_simulator):     # the fixture of the pytest plugin, which is always there
        hotmart_simulator.advance(days=30)
        assert monthly_report().sales == hotmart_simulator.truth()["sales"]["total"]

Without pytest it is `simulated()`, a context manager.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hotmart.testing.account import SimulatedHotmart, simulated
    from hotmart.testing.heard import Heard
    from hotmart.testing.settings import AccountSettings

__all__ = ["AccountSettings", "Heard", "SimulatedHotmart", "simulated"]

if not TYPE_CHECKING:  # a type checker would take it for leave to ask for any name

    def __getattr__(name: str) -> Any:
        """Import the room of a name when it is asked for: pytest imports this package at every start."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        room = {"Heard": ".heard", "AccountSettings": ".settings"}.get(name, ".account")
        value = globals()[name] = getattr(import_module(room, __name__), name)
        return value


def __dir__() -> list[str]:
    return sorted(__all__)
