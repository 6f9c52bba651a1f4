#!/usr/bin/env bash
# Expected: DROP TABLE of a temporary table gives its memory back, and CREATE OR REPLACE holds one table at a time.
# What happens: outside a transaction, yes. Inside one, the memory of every dropped or replaced temporary table is kept
# until the commit, although it was made in that same transaction and nobody can ever see it again.
# Why it matters: a copy that stages its rows part by part in one transaction, replacing the same temporary table each
# time so as to need little memory, needs the memory of all the parts together; above memory_limit it spills or fails.
# Emptying the table does not help either, for the same reason; committing between the parts does, or smaller parts.
# Seen with duckdb 2.0.1, and the same with 1.5.5. The figures are DuckDB's own, of duckdb_memory(), hence stable.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

if ! python3 -m venv venv || ! venv/bin/pip install -qq --disable-pip-version-check duckdb==2.0.1; then
    echo "NOT RUN: the pinned packages could not be installed." >&2
    exit 2
fi

venv/bin/python - <<'PYTHON'
import sys

import duckdb

PARTS = 4
STAGE = "CREATE OR REPLACE TEMP TABLE part AS SELECT hash(range) AS a, hash(range + 1) AS b FROM range(1000000)"
EMPTY = "DELETE FROM part"
FILL = "INSERT INTO part SELECT hash(range), hash(range + 1) FROM range(1000000)"


def expect(holds, sentence):
    if not holds:
        sys.exit(f"CHANGED: {sentence}")


def held(con):
    """MiB that DuckDB says it holds."""
    return con.execute("SELECT sum(memory_usage_bytes) FROM duckdb_memory()").fetchone()[0] / (1 << 20)


def after(con, *statements):
    for statement in statements:
        con.execute(statement)
    return held(con)


def staged(transaction):
    """What is held after each of several parts, after the table is dropped, and after the commit."""
    con = duckdb.connect(config={"threads": 1})
    if transaction:
        con.execute("BEGIN")
    parts = [after(con, STAGE) for _ in range(PARTS)]
    dropped = after(con, "DROP TABLE part")
    committed = after(con, "COMMIT") if transaction else dropped
    told = ", ".join(f"{part:.0f}" for part in parts)
    print(f"{'in one transaction' if transaction else 'without one':<19} parts: {told} MiB; ", end="")
    print(f"dropped: {dropped:.0f} MiB; committed: {committed:.0f} MiB")
    return parts, dropped, committed


print(f"duckdb {duckdb.__version__}")
parts, dropped, _ = staged(transaction=False)
expect(parts[-1] < 1.5 * parts[0] and dropped < 0.2 * parts[0], "memory is kept without a transaction, too")

parts, dropped, committed = staged(transaction=True)
expect(parts[-1] > 3 * parts[0], "replaced temporary tables give their memory back within a transaction")
expect(dropped > 0.9 * parts[-1], "DROP gives memory back within a transaction")
expect(committed < 0.2 * parts[0], "not even the commit gives the memory back")

con = duckdb.connect(config={"threads": 1})
first = after(con, "BEGIN", STAGE)
last = after(con, *[EMPTY, FILL] * (PARTS - 1))
print(f"emptied and filled again instead, in one transaction: {first:.0f} MiB, then {last:.0f} MiB")
expect(last > 3 * first, "an emptied temporary table gives its memory back within a transaction")
PYTHON
