"""What is measured of an SDK, the same way for each: time per sale, and memory per page.

Runs in the environment of the SDK, so it needs nothing but Python. The pages are served from memory.
"""

from __future__ import annotations

import gc
import json
import re
import resource
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

WARM = 2  # pages read before anything is measured: imports, decoders, a connection
MEASURED = 12
HELD = 40


class Account:
    """Pages in memory, and the body that answers a page token."""

    def __init__(self, file: Path) -> None:
        self._bodies = file.read_bytes().splitlines()
        self.tokens: list[str | None] = [None]
        for body in self._bodies:
            found = re.search(rb'"next_page_token":"([^"]+)"', body)
            self.tokens.append(found[1].decode() if found else None)
        self._numbers = {token: number for number, token in enumerate(self.tokens[:-1])}

    def body(self, token: str | None) -> bytes:
        """The page of that token, in memory of its own, as from a network; the first one for None."""
        return bytes(memoryview(self._bodies[self._numbers[token]]))

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._bodies)


def seconds(sales: Iterable[Any]) -> dict[str, float]:
    """Iterate over every sale, and the seconds of CPU it took; nothing else waits in this process."""
    rows = letters = 0
    began = time.process_time()
    for sale in sales:
        rows += 1
        letters += len(sale.purchase.transaction)
    return {"seconds": time.process_time() - began, "rows": rows, "letters": letters}


def memory(account: Account, page: Callable[[str | None], list[Any]]) -> dict[str, float]:
    """Bytes at the peak of reading one page and while its items are held; and of resident memory, a page."""
    for token in account.tokens[:WARM]:
        page(token)
    resident = _resident_of_a_page(account, page)
    tracemalloc.start()
    peaks, held = zip(
        *(_traced(page, token) for token in account.tokens[WARM : WARM + MEASURED]), strict=True
    )
    return {"peak": _middle(peaks), "held": _middle(held), "resident": resident}


def _traced(page: Callable[[str | None], list[Any]], token: str | None) -> tuple[int, int]:
    gc.collect()
    tracemalloc.reset_peak()
    before, _ = tracemalloc.get_traced_memory()
    items = page(token)
    after, peak = tracemalloc.get_traced_memory()
    assert items
    return peak - before, after - before


def _resident_of_a_page(account: Account, page: Callable[[str | None], list[Any]]) -> float:
    gc.collect()
    before = _resident()
    kept = [page(token) for token in account.tokens[WARM : WARM + HELD]]
    return (_resident() - before) / len(kept)


def _resident() -> int:
    """The memory this process has now, in bytes."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()


def _middle(values: Iterable[int]) -> float:
    ordered = sorted(values)
    return ordered[len(ordered) // 2]


def tell(
    account: Account, everything: Callable[[], Iterable[Any]], page: Callable[[str | None], list[Any]]
) -> None:
    """Measure what the command line asks for, and print it as JSON."""
    told = memory(account, page) if sys.argv[2] == "memory" else seconds(everything())
    print(json.dumps(told))
