#!/usr/bin/env bash
# Expected: the ROW_GROUP_SIZE a DuckDB file was made with at ATTACH is a property of the file, as its block size is.
# What happens: it holds for that attachment only. Open the file without it, append a few rows, and the checkpoint
# merges the row groups that are there to the default size of 122,880 rows: ten groups of 10,240 become one, and 10
# appended rows rewrite a table of 100,000. No error, no notice, and the next ATTACH with the option divides nothing.
# Why it matters: a small size was chosen to write less at each commit, or to need less memory for wide rows. One visit
# by another program, or by duckdb.connect(path), which takes no such option, undoes it, at the price of a rewrite.
# So every writer has to attach with the size, always. Reading, even with a checkpoint, changes nothing.
# Seen with duckdb 2.0.1, and the same with 1.5.5.
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

SIZED = "(ROW_GROUP_SIZE 10240)"


def expect(holds, sentence):
    if not holds:
        sys.exit(f"CHANGED: {sentence}")


def visit(title, options, *statements):
    """Open the file, do something, checkpoint and close: the sizes of the row groups after it."""
    with duckdb.connect(config={"threads": 1}) as con:
        con.execute(f"ATTACH 'file.duckdb' AS f {options}")
        con.execute("USE f")
        for statement in (*statements, "CHECKPOINT"):
            con.execute(statement)
        (sizes,) = con.execute(
            "SELECT list(rows ORDER BY id) FROM (SELECT row_group_id AS id, sum(count)::INTEGER AS rows"
            " FROM pragma_storage_info('t') WHERE column_id = 0 AND segment_type <> 'VALIDITY' GROUP BY ALL)"
        ).fetchone()
    print(f"{title:<34} row groups {sizes}")
    return sizes


print(f"duckdb {duckdb.__version__}")
made = visit(f"made with {SIZED}", SIZED, "CREATE TABLE t AS SELECT range AS id FROM range(100000)")
sized = visit("the same, 10 rows appended", SIZED, "INSERT INTO t FROM range(10)")
read = visit("opened without it, read", "", "SELECT count(*) FROM t")
merged = visit("opened without it, 10 rows more", "", "INSERT INTO t FROM range(10)")
after = visit("opened with it again, 10 rows more", SIZED, "INSERT INTO t FROM range(10)")

expect(max(made) == max(sized) == 10240 and len(made) >= 9, "ROW_GROUP_SIZE no longer makes row groups of 10240 rows")
expect(read == sized, "reading without the option changes the row groups")
expect(max(merged) > 90_000, "appending without the option leaves the small row groups as they are")
expect(max(after) > 90_000, "opening with the option divides the merged row group again")
PYTHON
