"""Which tests stay together when several processes run them: those that share what takes seconds to make."""

from __future__ import annotations

from xdist.scheduler import LoadScopeScheduling

ALONE = ("tests/end_to_end/", "tests/docs/test_blocks.py")
"""Whose tests make what they need, each for itself, or share it with all of a process."""
BY_PARAMETER = ("tests/end_to_end/test_fault_matrix.py",)
"""Whose tests share what is made once for each value of their first parameter."""


class ByWhatTheyShare(LoadScopeScheduling):
    """Hands a module to one process, unless it is known to be divisible."""

    def _split_scope(self, nodeid: str) -> str:
        """The same for all tests that one process has to run."""
        module, _, test = nodeid.partition("::")
        if module in BY_PARAMETER:
            return f"{module}[{test.partition('[')[2].partition('-')[0]}]"
        return nodeid if module.startswith(ALONE) else module
