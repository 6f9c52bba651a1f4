#!/usr/bin/env bash
# Expected: CREATE TABLE IF NOT EXISTS makes the table, finds it, or says that something else bears its name, as CREATE
# TABLE and CREATE OR REPLACE TABLE do ("is of type View, trying to replace with type Table").
# What happens: where a view bears the name it does nothing, and says nothing: no error, no warning. CREATE VIEW IF NOT
# EXISTS does the same over a table.
# Why it matters: a program that makes its tables that way goes on with somebody's view in the place of its table. It
# reads the rows of another table as its own, and fails only at its first INSERT ("is not an table"), far from the cause.
# What helps: look into duckdb_views() before, or into duckdb_tables() afterwards.
# PostgreSQL passes over any relation of that name as well, but says so in a notice; so this may be meant.
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


def expect(holds, sentence):
    if not holds:
        sys.exit(f"CHANGED: {sentence}")


def told(con, statement):
    try:
        con.execute(statement)
    except duckdb.Error as error:
        return str(error).splitlines()[0]
    return "nothing"


print(f"duckdb {duckdb.__version__}")
con = duckdb.connect()
con.execute("CREATE TABLE sales_history AS SELECT 'HP1' AS code; CREATE VIEW sales AS SELECT code FROM sales_history")
for statement in (
    "CREATE TABLE sales (n INTEGER)",
    "CREATE OR REPLACE TABLE sales (n INTEGER)",
    "CREATE TABLE IF NOT EXISTS sales (n INTEGER)",
    "CREATE VIEW IF NOT EXISTS sales_history AS SELECT 1 AS n",
):
    said = told(con, statement)
    print(f"{statement}\n    says {said}")
    if statement.startswith(("CREATE TABLE sales", "CREATE OR REPLACE")):
        expect(said != "nothing", f"{statement} says nothing")
    elif statement.startswith("CREATE TABLE IF"):
        expect(said == "nothing", f"{statement} says {said}")
tables = [name for (name,) in con.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
print(f"the tables afterwards: {tables}; what SELECT * FROM sales gives: {con.execute('FROM sales').fetchall()}")
expect(tables == ["sales_history"], "CREATE TABLE IF NOT EXISTS made a table")
said = told(con, "INSERT INTO sales VALUES (1)")
print(f"INSERT INTO sales\n    says {said}")
expect(said != "nothing", "an INSERT into the view says nothing")
PYTHON
