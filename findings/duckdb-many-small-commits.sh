#!/usr/bin/env bash
# Expected: appending rows in 24 commits, each with a checkpoint, writes them about twice: to the log, and to the file.
# What happens: about four times what one commit writes, and unevenly. A checkpoint merges small neighbouring row groups
# towards a full one (122,880 rows), as a binary counter carries: the commits of 10,000 equal rows leave row groups of
# 10000, 20000, 20000+10000, 40000, ... and the eighth writes several times as much as the seventh.
# Why it matters: whoever copies data commits often, to lose little, and then cannot tell why some commits are slow.
# Fewer, larger commits help; so does a ROW_GROUP_SIZE at ATTACH near what one commit holds: nothing is left to merge.
# Seen with duckdb 2.0.1. Older versions wrote the whole last row group again at every commit until it was full, with
# twice as many bytes: 1.3.2 always did; 1.5.5 still does in tables with a PRIMARY KEY, and else is like 2.0.1.
# The bytes are those that Linux counts for the process, so the script needs Linux; they hardly vary between runs.
set -euo pipefail

if [[ ! -r /proc/self/io ]]; then
    echo "NOT RUN: this script needs Linux, to count the bytes a process writes." >&2
    exit 2
fi

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

if ! python3 -m venv venv || ! venv/bin/pip install -qq --disable-pip-version-check duckdb==2.0.1; then
    echo "NOT RUN: the pinned packages could not be installed." >&2
    exit 2
fi

venv/bin/python - <<'PYTHON'
import sys
from pathlib import Path

import duckdb

COMMITS = 24
ROWS = 10_000
# Hashes, so that compression does not hide what is written.
VALUES = ", ".join(f"hash(range + {n * 10**9}) AS c{n}" for n in range(20))


def expect(holds, sentence):
    if not holds:
        sys.exit(f"CHANGED: {sentence}")


def written():
    """Megabytes this process has written so far."""
    lines = Path("/proc/self/io").read_text().splitlines()
    return int(dict(line.split(": ") for line in lines)["wchar"]) / 1e6


def row_groups(con):
    return con.execute(
        "SELECT list(rows ORDER BY id) FROM (SELECT row_group_id AS id, sum(count)::INTEGER AS rows"
        " FROM pragma_storage_info('t') WHERE column_id = 0 AND segment_type <> 'VALIDITY' GROUP BY ALL)"
    ).fetchone()[0]


def append(file, commits, options=""):
    """Write the same rows in so many commits: megabytes of each, and the row groups after each."""
    con = duckdb.connect(config={"threads": 1})
    con.execute(f"ATTACH '{file}' AS f {options}")
    con.execute("USE f")
    con.execute(f"CREATE TABLE t AS SELECT range AS id, {VALUES} FROM range(0)")
    con.execute("CHECKPOINT")
    rows = COMMITS * ROWS // commits
    costs, groups = [], []
    for n in range(commits):
        before = written()
        con.execute(f"INSERT INTO t SELECT range, {VALUES} FROM range({n * rows}, {(n + 1) * rows})")
        con.execute("CHECKPOINT")
        costs.append(written() - before)
        groups.append(row_groups(con))
    return costs, groups


print(f"duckdb {duckdb.__version__}, {COMMITS * ROWS} rows")
once, _ = append("once", 1)
many, groups = append("many", COMMITS)
sized, sized_groups = append("sized", COMMITS, f"(ROW_GROUP_SIZE {5 * 2048})")  # a whole number of vectors
for n, (cost, rows) in enumerate(zip(many[:9], groups), 1):
    print(f"commit {n} of {ROWS} rows: {cost:5.1f} MB written, row groups {rows}")
print(f"1 commit:                           {sum(once):6.1f} MB written")
print(f"{COMMITS} commits:                         {sum(many):6.1f} MB written, row groups {groups[-1]}")
print(f"{COMMITS} commits, ROW_GROUP_SIZE 10240:   {sum(sized):6.1f} MB written, {len(sized_groups[-1])} row groups")

expect(sum(many) > 2.5 * sum(once), "many small commits no longer write several times what one commit writes")
expect(max(many[:8]) > 2 * min(many[:8]), "equal commits now write about equally much")
expect(sum(sized) < 0.75 * sum(many), "a row group as large as a commit no longer saves writing")
PYTHON
