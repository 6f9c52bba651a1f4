#!/usr/bin/env bash
# Expected: a major release parses the same SELECT about as fast as the one before it.
# What happens: duckdb 2 has another parser, which takes some ten times as long as that of 1.5 for the same text; the
# ratio stays where the text grows, so it is the length of the statement that costs.
# Why it matters: whoever makes SQL out of a schema (dbt, an ORM, a loader with a column list of a hundred names) sends
# thousands of long statements over few rows. There half of the time of a statement can be its parsing: shorter text,
# and asking once what is asked for each table, is worth more than anything the optimizer does.
# No release note names it as a cost; that the parser was replaced is known. Results are the same.
# Seen with duckdb 2.0.1 beside 1.5.5.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

for version in 1.5.5 2.0.1; do
    if ! python3 -m venv "$version" || ! "$version/bin/pip" install -qq --disable-pip-version-check "duckdb==$version"; then
        echo "NOT RUN: the pinned packages could not be installed." >&2
        exit 2
    fi
done

cat > parse.py <<'PYTHON'
import time

import duckdb

def best(columns):
    """The least milliseconds of thirty tries, and how long the text is."""
    parts = (f"TRY_CAST(a{n} AS DECIMAL(18,4)) AS b{n}, coalesce(a{n}, 'x') || 'y' AS c{n}" for n in range(columns))
    query, tries = f"SELECT {', '.join(parts)} FROM x", []
    for _ in range(30):
        began = time.perf_counter()
        duckdb.extract_statements(query)
        tries.append(time.perf_counter() - began)
    return min(tries) * 1000, len(query)

print(duckdb.__version__, *(f"{took:.4f} {length}" for took, length in map(best, (60, 240))))
PYTHON

for version in 1.5.5 2.0.1; do "$version/bin/python" parse.py; done | tee seen
python3 - <<'PYTHON'
import sys
from pathlib import Path

(_, *before), (_, *now) = (line.split() for line in Path("seen").read_text().splitlines())
for length, old, new in ((before[1], before[0], now[0]), (before[3], before[2], now[2])):
    ratio = float(new) / float(old)
    print(f"{length} letters: {old} ms with 1.5.5, {new} ms with 2.0.1: {ratio:.1f} times")
    if ratio < 3:
        sys.exit("CHANGED: 2.0.1 takes less than three times as long as 1.5.5")
PYTHON
