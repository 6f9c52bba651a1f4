#!/usr/bin/env bash
# Expected: con.get_table_names(query) tells the tables of any query that can be run, and does nothing else.
# What happens: it binds the query against tables without columns. So it raises BinderException for a valid query
# whose binding needs a column's name to be there: JOIN ... USING, NATURAL JOIN, COLUMNS('name'). And of an EXPORT
# DATABASE, which it never runs, it leaves the folder behind.
# Why it matters: whoever guards or labels queries by the tables they read takes "it cannot tell" for "none" in the
# joins that people write most, and looks before running: that very look writes to the disk.
# json_serialize_sql gives the parsed form instead (SELECTs only), with BASE_TABLE nodes; it does not look into views.
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
from pathlib import Path

import duckdb

ASKED = {
    "SELECT * FROM sales s JOIN offers o ON s.offer = o.offer": True,
    "SELECT * FROM sales JOIN offers USING (offer)": False,
    "SELECT * FROM sales NATURAL JOIN offers": False,
    "SELECT COLUMNS('price') FROM sales": False,
    "SELECT offer FROM sales WHERE offer IN (SELECT offer FROM offers)": True,
}


def expect(holds, sentence):
    if not holds:
        sys.exit(f"CHANGED: {sentence}")


def told(con, query):
    try:
        return con.get_table_names(query)
    except duckdb.BinderException as error:
        return f"BinderException: {str(error).splitlines()[0]}"


print(f"duckdb {duckdb.__version__}")
con = duckdb.connect()
con.execute("CREATE TABLE sales AS SELECT 1 AS offer, 2 AS price; CREATE TABLE offers AS SELECT 1 AS offer")
for query, tells in ASKED.items():
    con.execute(query).fetchall()
    names = told(con, query)
    print(f"{query}\n    {names}")
    expect(isinstance(names, set) == tells, f"get_table_names of {query!r}")

names = told(con, "EXPORT DATABASE 'export'")
print(f"EXPORT DATABASE 'export', only asked about: {names}; the folder is there: {Path('export').exists()}")
expect(Path("export").is_dir(), "asking about an EXPORT leaves no folder")
PYTHON
