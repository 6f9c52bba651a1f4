"""A program that calls as often as its quota allows, by a fast clock, and prints how it was answered."""

from __future__ import annotations

import json
import sys
import threading
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

from hotmart import Hotmart
from hotmart.transport.quota import Quota

FAST = 20
THREADS = 3


def clock() -> float:
    return time.monotonic() * FAST


def main(path: str, background: str, end: str) -> None:
    seen: Counter[int | None] = Counter()

    def call() -> None:
        while clock() < float(end):
            caller.products.list()

    with Hotmart(
        hook=lambda attempt: seen.update([attempt.status] * (attempt.operation != "login")),
        sleep=lambda seconds: time.sleep(seconds / FAST),
    ) as client:
        client._line = replace(client._line, quota=Quota(clock=clock, path=Path(path)))
        caller = client.with_options(background=bool(background))
        threads = [threading.Thread(target=call) for _ in range(THREADS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    print(json.dumps([*seen.items()]))


if __name__ == "__main__":
    main(*sys.argv[1:])
