"""How long pages of the console take over a large copy, while a sync writes into the same file.

    python bench/console.py [--sales 1000000] [--rounds 10]

The account is that of metrics.py. A second account in the same file is synced again and again meanwhile, so
that there is always somebody who writes. What is told: seconds from the command to the first answer, the
median and the longest of each page, its bytes over the wire, and the memory of the process.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from hotmart.console.page import pages_of_house
from hotmart.testing import simulated
from metrics import SMALL, grown

COMMAND = Path(sys.executable).with_name("hotmart")
TOML = """\
[warehouse]
path = "hotmart.duckdb"
[connections.main]
client_id = "env:HOTMART_CLIENT_ID"
client_secret = "env:HOTMART_CLIENT_SECRET"
schema = "main"
[connections.other]
client_id = "env:HOTMART_CLIENT_ID"
client_secret = "env:HOTMART_CLIENT_SECRET"
schema = "other"
"""


class Browser:
    """One that keeps its cookie and takes what is compressed."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._connection = HTTPConnection("127.0.0.1", parts.port or 0)
        self._cookie = ""
        self.get(f"{parts.path}?{parts.query}")

    def get(self, path: str) -> tuple[float, int, bool]:
        """Seconds, bytes, and whether it was all there, or told that its figures are being measured."""
        began = time.perf_counter()
        self._connection.request("GET", path, headers={"Cookie": self._cookie, "Accept-Encoding": "gzip"})
        answer = self._connection.getresponse()
        body = answer.read()
        took = time.perf_counter() - began
        if told := answer.headers["set-cookie"]:
            self._cookie = told.partition(";")[0]
        assert answer.status in (200, 202, 303), (path, answer.status)
        return took, len(body), answer.status != 202


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--sales", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=10)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        grown(Path(folder), options.sales)
        (Path(folder) / "hotmart.toml").write_text(TOML)
        with simulated(sales=SMALL, months=14, quota=10_000_000) as account:
            os.environ.update(account.environment)
            report(options.rounds)


def report(rounds: int) -> None:
    began = time.perf_counter()
    command = [str(COMMAND), "console", "--json", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as console:
        assert console.stdout
        url = json.loads(console.stdout.readline())["url"]
        browser = Browser(url)
        browser.get("/")
        print(f"from the command to the first page: {time.perf_counter() - began:.2f} s", flush=True)
        while not browser.get("/")[2]:
            time.sleep(0.2)
        print(f"until its figures are there: {time.perf_counter() - began:.2f} s\n", flush=True)
        ended = threading.Event()
        writer = threading.Thread(target=_write, args=(ended,))
        writer.start()
        print("| page | median ms | longest ms | kB |\n|---|---|---|---|")
        for page in pages_of_house():
            row(browser, f"/{page.slug}", rounds)
        ended.set()
        writer.join()
        print(f"\nmemory: {_peak(console.pid)} MB at most")
        console.terminate()


def row(browser: Browser, path: str, rounds: int) -> None:
    """One page, asked again and again, as whoever follows it would: those that wait are asked once more."""
    found: list[tuple[float, int, bool]] = []
    while sum(one[2] for one in found) < rounds and len(found) < 20 * rounds:
        found.append(browser.get(path))
    seconds = [took for took, _, _ in found]
    bytes_ = max(size for _, size, _ in found)
    median, longest = 1000 * statistics.median(seconds), 1000 * max(seconds)
    print(f"| {path} | {median:.0f} | {longest:.0f} | {bytes_ / 1000:.0f} |", flush=True)


def _write(ended: threading.Event) -> None:
    while not ended.is_set():
        subprocess.run(
            [str(COMMAND), "sync", "--connection", "other", "--full", "--json"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )


def _peak(process: int) -> int:
    status = Path(f"/proc/{process}/status").read_text()
    return next(int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmHWM"))


if __name__ == "__main__":
    main()
