#!/usr/bin/env bash
# Expected: STORAGE_VERSION of ATTACH says in which format a new file is made, so that a program may say it always; of a
# file that is there it would be passed over, as the setting storage_compatibility_version is, or refused.
# What happens: it depends on the file. One of an older format is raised by the first row that is written, without a
# notice and for good, and the DuckDB that made it cannot open it any more. One of a newer format is refused, READ_ONLY
# as well, although nothing would be written and the same DuckDB opens it without the option.
# Why it matters: what DuckDB 2 makes by itself, no DuckDB before it can open ("version number 999"), so whoever shares
# files with tools that are built on an older one has to say a version. Saying it at every ATTACH locks those tools out
# of the files they have, and the program out of the files that somebody made with DuckDB 2.
# What helps: say it only where there is no file yet. ATTACH without it keeps the format of the file, whatever it is.
# Seen with duckdb 2.0.1 and 1.2.2. That newer files cannot be opened is documented, and meant.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

for version in 2.0.1 1.2.2; do
    if ! python3 -m venv "$version" || ! "$version"/bin/pip install -qq --disable-pip-version-check "duckdb==$version"; then
        echo "NOT RUN: the pinned packages could not be installed." >&2
        exit 2
    fi
done

2.0.1/bin/python - <<'PYTHON'
import subprocess
import sys
from pathlib import Path

import duckdb

OLD, SAID = "STORAGE_VERSION 'v1.2.0'", "STORAGE_VERSION 'v1.5.0'"
OPEN = "import duckdb; print(duckdb.connect('file.duckdb', read_only=True).execute('FROM t').fetchall())"
WRITE = "INSERT INTO f.t VALUES (2)"


def expect(holds, sentence):
    if not holds:
        sys.exit(f"CHANGED: {sentence}")


def made(options):
    """A new file with one row."""
    Path("file.duckdb").unlink(missing_ok=True)
    visited(options, "CREATE TABLE f.t AS SELECT 1 AS i")


def visited(options, *statements, settings=None):
    """Attach the file, do something and close it: the format it has then, or what DuckDB says against it."""
    with duckdb.connect(config=settings or {}) as con:
        try:
            con.execute(f"ATTACH 'file.duckdb' AS f {options}")
            for statement in statements:
                con.execute(statement)
        except duckdb.Error as error:
            return "refused: " + str(error).split('": ')[-1].split(" - ")[0]
        asked = "SELECT tags['storage_version'] FROM duckdb_databases() WHERE database_name = 'f'"
        return con.execute(asked).fetchone()[0]


def older_opens():
    """Whether DuckDB 1.2.2 can read the file."""
    return subprocess.run(["1.2.2/bin/python", "-c", OPEN], capture_output=True).returncode == 0


def tried(title, *visit, settings=None):
    said = visited(*visit, settings=settings)
    opens = older_opens()
    print(f"{title:<45} 1.2.2 {'opens' if opens else 'cannot open'} it; {said}")
    return said, opens


print(f"duckdb {duckdb.__version__} and 1.2.2")
made("")
expect(not older_opens(), "what DuckDB 2 makes by itself can be opened by 1.2.2")

made(f"({OLD})")
expect(older_opens(), "1.2.2 cannot open a file that was made for it")
expect(tried("an older file, one row without an option:", "", WRITE)[1], "a row alone locks 1.2.2 out")
setting = {"storage_compatibility_version": "v1.5.0"}
expect(tried("an older file, one row with the setting:", "", WRITE, settings=setting)[1], "the setting locks out")
said, opens = tried("an older file, one row with the option:", f"({SAID})", WRITE)
expect("v1.5.0" in said and not opens, "the option leaves an older file in its format")

made("")
said, _ = tried("a newer file, with the setting:", "", settings=setting)
expect("v2" in said, "the setting is not passed over for a newer file any more")
said, _ = tried("a newer file, with the option and READ_ONLY:", f"({SAID}, READ_ONLY)")
expect("refused" in said, "the option is no reason any more to refuse a newer file")
PYTHON
