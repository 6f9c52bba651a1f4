#!/usr/bin/env bash
# Expected: the first moment that CronSim(expression, now) gives lies after `now`: its README says that it goes on in
# time from the start date, and does at changes of the clock what Debian's cron does, which runs such a job once.
# What happens: where a clock is put back and `now` is in the second of the two equal hours, a job at a certain time of
# the day ("30 1 * * *") is given the moment in the first of them, which has passed. With "30 1 * * *" in New York on
# 2026-11-01, asked at 01:15 for the second time, the answer is 45 minutes ago. Any later `now` until 01:30 gets the same.
# Why it matters: whoever computes the next moment, waits for it, runs the job and computes anew does not wait at all,
# and runs the job again and again until the clock shows 01:30 once more. It is the one night in which nobody looks.
# The cause is that the fold of `now` is dropped before and taken for 0 after. It takes every zone that has such an hour;
# expressions whose minute or hour begins with a star go by real time and are right. croniter is shown beside it: it
# gives a moment that is to come.
# What helps: go on to the next one until it is later than `now`, compared in UTC.
# Seen with cronsim 2.8 and croniter 7.0.0.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

if ! python3 -m venv venv ||
    ! venv/bin/pip install -qq --disable-pip-version-check cronsim==2.8 croniter==7.0.0 tzdata; then
    echo "NOT RUN: the pinned packages could not be installed." >&2
    exit 2
fi

venv/bin/python - <<'PYTHON'
import sys
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from zoneinfo import ZoneInfo

from croniter import croniter
from cronsim import CronSim

NEW_YORK = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 1, 6, 15, tzinfo=UTC).astimezone(NEW_YORK)  # 01:15, for the second time
DAILY, STARRED = "30 1 * * *", "*/30 1 * * *"


def expect(holds, sentence):
    if not holds:
        sys.exit(f"CHANGED: {sentence}")


def ahead(moment):
    """How long it is until then; below zero when it has passed. Within one zone Python would compare walls."""
    return moment.astimezone(UTC) - NOW.astimezone(UTC)


def show(library, expression, moment):
    minutes = ahead(moment) / timedelta(minutes=1)
    print(f"{library:<9} {expression:<13} {moment.isoformat()}  {minutes:+.0f} minutes")


print(f"cronsim {version('cronsim')}, croniter {version('croniter')}, Python {sys.version.split()[0]}")
print(f"now                     {NOW.isoformat()}")
daily, starred = next(CronSim(DAILY, NOW)), next(CronSim(STARRED, NOW))
other = croniter(DAILY, NOW).get_next(datetime)
show("cronsim", DAILY, daily)
show("cronsim", STARRED, starred)
show("croniter", DAILY, other)
runs, now = 0, NOW
while runs < 1000 and next(CronSim(DAILY, now)).astimezone(UTC) <= now.astimezone(UTC):
    runs, now = runs + 1, (now.astimezone(UTC) + timedelta(seconds=1)).astimezone(NEW_YORK)
print(f"a job of one second that is run whenever it is due: {runs} times in a row")

expect(ahead(daily) < timedelta(), "the next moment is no longer in the past")
expect(ahead(starred) > timedelta(), "an expression with a star is in the past as well")
expect(ahead(other) > timedelta(), "croniter gives a moment in the past as well")
expect(runs > 100, "a loop that waits for the next moment no longer runs the job again and again")
PYTHON
