#!/usr/bin/env bash
# Expected: a package installed with pip can hand each of its types to Python, and an update of it keeps arithmetic.
# What happens: with 1.5.5, fetching a TIMESTAMPTZ needs `pytz`, which the wheel does not ask for: in a fresh
# environment it fails. 2.0.1 uses zoneinfo of the standard library, needs no pytz and ignores one that is there; but
# where the system has no database of time zones (Windows, some slim images) it needs `tzdata`, undeclared as well.
# Why it matters: a copy works on the machine where pandas or another package happened to bring pytz, and fails with
# the first fetched time elsewhere. And "a day later" changes with the update: pytz keeps the old offset over a change
# of clocks, zoneinfo keeps the time of day, so the same two lines give instants an hour apart.
# Fetched as text (::VARCHAR), the time is the same with both, and needs no package. A TIMETZ needs none either.
# Seen with duckdb 1.5.5, without pytz and with pytz 2025.2, and with 2.0.1.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

install() {
    if { [[ ! -d $1 ]] && ! python3 -m venv "$1"; } || ! "$1/bin/pip" install -qq --disable-pip-version-check "$2"; then
        echo "NOT RUN: the pinned packages could not be installed." >&2
        exit 2
    fi
}

changed() {
    echo "CHANGED: $1" >&2
    exit 1
}

cat >fetch.py <<'PYTHON'
from datetime import timedelta
from importlib.metadata import requires

import duckdb

# What belongs to an extra is not installed without asking for it.
asked = [need for need in requires("duckdb") or () if "extra ==" not in need]
print(f"duckdb {duckdb.__version__}, which asks for {asked or 'nothing'}")
con = duckdb.connect()
con.execute("SET TimeZone = 'America/New_York'")
try:
    (moment,) = con.execute("SELECT TIMESTAMPTZ '2025-03-08 12:00:00-05'").fetchone()
except duckdb.Error as error:
    print(f"failed: {' '.join(str(error).split())}")
else:
    print(f"fetched {moment.isoformat()} with a time zone of {type(moment.tzinfo).__module__.split('.')[0]}")
    print(f"a day later: {(moment + timedelta(days=1)).isoformat()}")
PYTHON

# Run it, show what it says, and expect a part of that.
shows() {
    local told
    told=$("$1/bin/python" fetch.py)
    printf '%s:\n%s\n' "$2" "$told"
    [[ $told == *"$3"* ]] || changed "$4"
}

install old duckdb==1.5.5
shows old "alone" $'asks for nothing\nfailed: Invalid Input Error: Required module \'pytz\'' \
    "1.5.5 asks for a package, or fetches a TIMESTAMPTZ without pytz"
install old pytz==2025.2
shows old "with pytz" "a day later: 2025-03-09T12:00:00-05:00" \
    "1.5.5 with pytz no longer keeps the old offset a day later"

install new duckdb==2.0.1
shows new "alone" "with a time zone of zoneinfo" "2.0.1 does not hand out a time zone of zoneinfo without pytz"
install new pytz==2025.2
shows new "with pytz" "a day later: 2025-03-09T12:00:00-04:00" \
    "2.0.1 with pytz no longer keeps the time of day a day later"
export PYTHONTZPATH=  # as on a system without a database of time zones
shows new "without a database of time zones" "Install the 'tzdata' package" "2.0.1 needs no database of time zones"
install new tzdata==2025.2
shows new "with tzdata" "with a time zone of zoneinfo" "2.0.1 does not find the time zones of tzdata"
