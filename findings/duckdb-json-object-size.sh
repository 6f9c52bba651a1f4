#!/usr/bin/env bash
# Expected: maximum_object_size of DuckDB's read_json is an upper limit, and costs nothing while objects are small.
# What happens: before it reads, DuckDB sets aside a buffer of about twice that size. A limit of 64 MB asks for 128 MiB
# to read a file of a few kilobytes, and 2.0.1 asks for two such buffers for several files, even with one thread. The
# least is 32 MiB, twice the default of 16 MB. All of it is counted against memory_limit, and a query without the room
# fails. It is reserved rather than touched: what the process really holds (its RSS) hardly grows with a small file.
# Why it matters: whoever copies JSON sets the limit generously, for the one huge object that may come, and pays for it
# at every reading; with a small memory_limit the harmless readings are the ones that fail. Setting it from the size of
# the files costs nothing: no object in a file is larger than the file.
# Seen with duckdb 2.0.1, and the same with 1.5.5, but there several files take turns in one buffer.
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

MIB = 1 << 20


def expect(holds, sentence):
    if not holds:
        sys.exit(f"CHANGED: {sentence}")


def can_read(files, object_size, limit):
    """Whether the files can be read within `limit` MiB, with nothing to spill to."""
    settings = {"threads": 1, "memory_limit": f"{limit}MiB", "temp_directory": ""}
    con = duckdb.connect(config=settings)
    try:
        con.execute(
            f"SELECT count(*) FROM read_json({files}, format = 'newline_delimited', columns = {{a: 'INTEGER'}},"
            f" maximum_object_size = {object_size})"
        ).fetchall()
    except duckdb.OutOfMemoryException:
        return False
    return True


def least_limit(files, object_size):
    return next(limit for limit in range(16, 1024, 8) if can_read(files, object_size, limit))


files = [f"{n}.json" for n in range(4)]
for file in files:
    Path(file).write_text("".join(f'{{"a": {n}}}\n' for n in range(1000)))
print(f"duckdb {duckdb.__version__}, files of {Path(files[0]).stat().st_size} bytes in 1000 lines")

needed = {size: least_limit(files[:1], size * MIB) for size in (1, 16, 32, 64, 128)}
for size, limit in needed.items():
    print(f"maximum_object_size {size:>3} MiB: one file can be read from a memory_limit of {limit} MiB")
print(f"maximum_object_size  64 MiB: four files together need {least_limit(files, 64 * MIB)} MiB, with one thread")

for size in (64, 128):
    expect(1.6 < needed[size] / size < 3, f"the room asked for is no longer about twice {size} MiB: {needed[size]} MiB")
expect(needed[64] > 2 * needed[1], "a small limit is no longer much cheaper than a large one")
PYTHON
