"""What the operating system lets a process have, whatever DuckDB does: memory, processor time, files.

Linux holds all of it. macOS does not hold memory, and Windows has none of this: there DuckDB's own limits and
the end by the parent stand alone.
"""

from __future__ import annotations

import math
import sys
from contextlib import suppress

if sys.platform != "win32":
    import resource

_BESIDE = 128 * 2**20
"""Room in the addresses of a process for what is no data: libraries, stacks, what an allocator sets aside."""
_FILES = 64


def bound_process(memory: int) -> None:
    """From now on it writes no file, leaves no image behind, and has at most so many more bytes of memory."""
    if sys.platform == "win32":
        return
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_NOFILE, _FILES)
    if (now := _addresses()) is not None:
        _limit(resource.RLIMIT_AS, now + memory + _BESIDE)


def bound_time(seconds: float) -> None:
    """From now on it may take that much processor time: it ends even when nobody is left to end it."""
    if sys.platform == "win32":
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    wanted = math.ceil(used.ru_utime + used.ru_stime + seconds) + 1
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (wanted, most))


def _limit(what: int, most: int) -> None:
    """Lower a limit, and never raise it, which only some may do."""
    if sys.platform == "win32":
        return
    _, hard = resource.getrlimit(what)
    if hard == resource.RLIM_INFINITY or most < hard:
        with suppress(ValueError, OSError):
            resource.setrlimit(what, (most, most))


def _addresses() -> int | None:
    """How many bytes of addresses it has now; None where the system does not say."""
    try:
        with open("/proc/self/statm", encoding="ascii") as told:  # noqa: PTH123  # no import for one line
            return int(told.read().split()[0]) * resource.getpagesize()
    except OSError:
        return None
