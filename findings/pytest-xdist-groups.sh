#!/usr/bin/env bash
# Expected: with `--dist loadgroup`, tests that are marked with one xdist_group run in one process, so that a fixture
# of their module is made once; and if that could not be done any longer, something would fail or warn.
# What happens: pytest-xdist 3.8.0 writes the group behind the name of a test, in a field that pytest 9.2.0 does not
# read any more. The marks are accepted, the option as well, all tests pass, and the groups are gone: the tests of one
# group run in all processes, and each makes for itself what the group was to share. With pytest 9.1.1 and the same
# pytest-xdist each group has one process.
# Why it matters: nothing fails, it is only slower (our longest suite made its thirty accounts twice, a quarter of its
# time); and where tests are grouped because they must not run at once, for a port or a database, they now do.
# What helps: `--dist loadscope`, or a scheduler of one's own that tells the group from the name.
# Known to the maintainers of pytest-xdist as issue 1386. Seen with pytest 9.2.0 and 9.1.1, pytest-xdist 3.8.0.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

install() {
    python3 -m venv "$1" && "$1/bin/pip" install -qq --disable-pip-version-check "pytest==$2" pytest-xdist==3.8.0
}
if ! install old 9.1.1 || ! install new 9.2.0; then
    echo "NOT RUN: the pinned packages could not be installed." >&2
    exit 2
fi

cat > test_groups.py <<'PYTHON'
import os
import time

import pytest


@pytest.fixture(scope="module")
def costly():
    with open("made", "a") as file:
        file.write(f"{os.environ['PYTEST_XDIST_WORKER']}\n")


@pytest.mark.xdist_group("one")
@pytest.mark.parametrize("number", range(20))
def test_shares(costly, number):
    time.sleep(0.05)  # long enough for the other process to be there
PYTHON

made() {
    rm -f made
    "$1/bin/python" -m pytest -q -n 2 --dist loadgroup -W error -p no:cacheprovider > "$1.log" 2>&1 || {
        cat "$1.log"
        echo "CHANGED: the tests do not pass any more, or warn, with $2" >&2
        exit 1
    }
    count=$(sort -u made | wc -l)
    echo "$2: $(tail -1 "$1.log"); the one group ran in $count process(es)"
    if [ "$count" -ne "$3" ]; then
        echo "CHANGED: with $2 the one group ran in $3 process(es)" >&2
        exit 1
    fi
}

made old "pytest 9.1.1" 1
made new "pytest 9.2.0" 2
