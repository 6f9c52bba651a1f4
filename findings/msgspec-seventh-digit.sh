#!/usr/bin/env bash
# Expected: libraries that read one time into microseconds agree which microsecond, or at least which day it is.
# What happens: of a time with more than six decimals, msgspec rounds to the nearest microsecond, while DuckDB and
# Python's own datetime.fromisoformat leave the rest away. So the last tick of a year, 2025-12-31T23:59:59.9999999Z,
# is in 2026 for msgspec and in 2025 for the two others. A `time` of msgspec goes round to midnight of the same day.
# Why it matters: seven decimals are what .NET and SQL Server write, nine what Go and Java do, and the end of a period
# is written like this every day. A copy that reads windows with msgspec and rows with DuckDB finds the same item in
# two months. Both ways are sound, and msgspec's is meant (its pull request 201); only mixing them is not.
# Comparing starts ("before the first of next month") instead of ends avoids it.
# Seen with msgspec 0.23.0 and duckdb 2.0.1; DuckDB 1.5.5 does the same.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

if ! python3 -m venv venv ||
    ! venv/bin/pip install -qq --disable-pip-version-check msgspec==0.23.0 duckdb==2.0.1; then
    echo "NOT RUN: the pinned packages could not be installed." >&2
    exit 2
fi

venv/bin/python - <<'PYTHON'
import sys
from datetime import datetime, time
from pathlib import Path

import duckdb
import msgspec

MOMENT = "2025-12-31T23:59:59.9999999Z"


def expect(holds, sentence):
    if not holds:
        sys.exit(f"CHANGED: {sentence}")


def of_msgspec():
    return msgspec.json.decode(f'"{MOMENT}"', type=datetime).isoformat()


def of_python():
    return datetime.fromisoformat(MOMENT).isoformat()


def of_duckdb():
    """As text, so that nothing but DuckDB has read it."""
    Path("rows.json").write_text(f'{{"moment": "{MOMENT}"}}\n')
    con = duckdb.connect()
    con.execute("SET TimeZone = 'UTC'")
    return con.execute(
        "SELECT moment::VARCHAR FROM read_json('rows.json', columns = {moment: 'TIMESTAMPTZ'})"
    ).fetchone()[0]


print(f"msgspec {msgspec.__version__}, duckdb {duckdb.__version__}, Python {sys.version.split()[0]}")
print(f"sent     {MOMENT}")
found = {reader.__name__.removeprefix("of_"): reader() for reader in (of_msgspec, of_python, of_duckdb)}
for reader, moment in found.items():
    print(f"{reader:<8} {moment}")
midnight = msgspec.json.decode('"23:59:59.9999999"', type=time)
print(f"msgspec  23:59:59.9999999 as a time: {midnight}")

expect(found["msgspec"].startswith("2026-01-01"), "msgspec no longer rounds to the nearest microsecond")
expect(found["python"].startswith("2025-12-31"), "Python no longer leaves the seventh digit away")
expect(found["duckdb"].startswith("2025-12-31"), "DuckDB no longer leaves the seventh digit away")
expect(midnight == time(0), "a time no longer goes round to midnight")
PYTHON
