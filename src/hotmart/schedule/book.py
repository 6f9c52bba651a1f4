"""The book of jobs: which ran, how each ended, and up to which moment each schedule is done with.

What is decided by what it says, whether a schedule has to run now, is decided in the transaction that notes
it: of all processes that look at once, one starts it.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Generator, Iterable, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from secrets import token_hex
from typing import Any

import msgspec

from hotmart.schedule.due import Due, due
from hotmart.schedule.job import Ending, Job
from hotmart.schedule.schedule import Schedule
from hotmart.sqlite_errors import named

PATIENCE = 10.0  # seconds to wait for another process that writes into the book
KEPT = 100
"""So many runs of each schedule are remembered, and of what nobody has scheduled."""
BACK = timedelta(hours=1)
"""A clock that is put back by more was wrong before, and what it said is not waited for."""
_MINUTE = timedelta(minutes=1)

_SHAPE = """
CREATE TABLE IF NOT EXISTS jobs (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, what TEXT NOT NULL,
    connections TEXT NOT NULL, schedule TEXT, by TEXT NOT NULL, due TEXT, started TEXT NOT NULL, ended TEXT,
    outcome TEXT, exit_code INTEGER, missed INTEGER NOT NULL, file TEXT, began TEXT
);
CREATE TABLE IF NOT EXISTS schedules (
    file TEXT NOT NULL, name TEXT NOT NULL, meaning TEXT NOT NULL, settled TEXT NOT NULL,
    PRIMARY KEY (file, name)
);
"""
_COLUMNS = "id, what, connections, schedule, by, due, started, ended, outcome, exit_code, missed, file, began"
_MOMENTS = ("due", "started", "ended", "began")


class Book:
    """The jobs of one file. All of it raises DatabaseError where the file cannot be used."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def add(self, job: Job) -> None:
        """Note a job that is about to start."""
        with self._writing() as db:
            _insert(db, job)

    def begin(self, job_id: str) -> None:
        """Note that the process of a job is there."""
        with self._writing() as db:
            db.execute("UPDATE jobs SET began = ? WHERE id = ?", [_text(datetime.now(UTC)), job_id])

    def end(self, job_id: str, outcome: Ending, exit_code: int | None) -> bool:
        """Note how a job ended; whether nobody had noted it before."""
        with self._writing() as db:
            return (
                db.execute(
                    "UPDATE jobs SET ended = ?, outcome = ?, exit_code = ? WHERE id = ? AND outcome IS NULL",
                    [_text(datetime.now(UTC)), outcome, exit_code, job_id],
                ).rowcount
            ) == 1

    def job(self, job_id: str) -> Job | None:
        """The job of that id."""
        return next(iter(self._jobs("WHERE id = ?", [job_id])), None)

    def jobs(self, most: int, schedule: str | None = None, file: str | None = None) -> list[Job]:
        """The last ones, the latest first; of one schedule where it is named, of one file likewise."""
        where = "WHERE (? IS NULL OR schedule = ?) AND (? IS NULL OR file = ?) ORDER BY number DESC LIMIT ?"
        return self._jobs(where, [schedule, schedule, file, file, most])

    def claim(self, schedule: Schedule, now: datetime, by: str) -> Job | None:
        """Note a run of a schedule if it is due now; None where it is not.

        Where one is running already, what is noted is that this one is skipped. Only the first of those who
        ask gets a run.
        """
        with self._writing() as db:
            found = due(schedule, _settled(db, schedule, now), now)
            if found is None:
                return None
            _settle(db, schedule, found.at)
            job = _run_of(schedule, now, by, found)
            if any(one.running for one in _unended(db, schedule)):
                job = replace(job, ended=now, outcome="skipped")
            _insert(db, job)
            return job

    def claim_now(self, schedule: Schedule, now: datetime, by: str) -> Job | None:
        """Note a run of a schedule whether or not it is due; None where one is running."""
        with self._writing() as db:
            if any(one.running for one in _unended(db, schedule)):
                return None
            job = _run_of(schedule, now, by, None)
            _insert(db, job)
            return job

    def watch(self, schedule: Schedule, now: datetime) -> None:
        """Begin to count from now on what is due of a schedule."""
        with self._writing() as db:
            _settle(db, schedule, now)

    def forget(self, file: Path, name: str) -> None:
        """Let go of what is known of a schedule; its runs remain."""
        with self._writing() as db:
            db.execute("DELETE FROM schedules WHERE file = ? AND name = ?", [str(file), name])

    def prune(self) -> list[str]:
        """Let go of all ended jobs but the last of each schedule; their ids."""
        ranked = (
            "SELECT id, outcome, row_number() OVER (PARTITION BY file, schedule ORDER BY number DESC)"
            " AS place FROM jobs"
        )
        with self._writing() as db:
            old = db.execute(
                f"SELECT id FROM ({ranked}) WHERE place > ? AND outcome IS NOT NULL",  # noqa: S608  # ours
                [KEPT],
            ).fetchall()
            db.executemany("DELETE FROM jobs WHERE id = ?", old)
        return [row[0] for row in old]

    def _jobs(self, where: str, values: Sequence[Any]) -> list[Job]:
        if not self.path.exists():
            return []
        with named(self.path), closing(self._opened()) as db:
            return _read(db, where, values)

    @contextmanager
    def _writing(self) -> Generator[sqlite3.Connection]:
        with named(self.path), closing(self._opened()) as db:
            db.execute("BEGIN IMMEDIATE")
            with db:
                yield db

    def _opened(self) -> sqlite3.Connection:
        if not self.path.exists():
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
        db = sqlite3.connect(self.path, timeout=PATIENCE, isolation_level=None)
        try:
            db.executescript(_SHAPE)
        except BaseException:
            db.close()
            raise
        return db


def new_id() -> str:
    """An id that no other job has."""
    return token_hex(6)


def _run_of(schedule: Schedule, now: datetime, by: str, found: Due | None) -> Job:
    return Job(
        new_id(),
        schedule.what,
        schedule.connections,
        schedule.name,
        by,
        found.at if found else None,
        now,
        None,
        None,
        None,
        found.missed if found else 0,
        str(schedule.file),
    )


def _settled(db: sqlite3.Connection, schedule: Schedule, now: datetime) -> datetime:
    """Up to when a schedule is done with: one that is new, or means another time now, has missed nothing."""
    found = db.execute(
        "SELECT meaning, settled FROM schedules WHERE file = ? AND name = ?",
        [str(schedule.file), schedule.name],
    ).fetchone()
    if found and found[0] == schedule.meaning:
        settled = datetime.fromisoformat(found[1])
        if settled <= now + BACK:
            return settled
    just_before = now.replace(second=0, microsecond=0) - _MINUTE  # so that whom a timer woke for it runs
    _settle(db, schedule, just_before)
    return just_before


def _settle(db: sqlite3.Connection, schedule: Schedule, moment: datetime) -> None:
    db.execute(
        "INSERT OR REPLACE INTO schedules VALUES (?, ?, ?, ?)",
        [str(schedule.file), schedule.name, schedule.meaning, _text(moment)],
    )


def _unended(db: sqlite3.Connection, schedule: Schedule) -> Iterable[Job]:
    where = "WHERE outcome IS NULL AND file = ? AND schedule = ?"
    return _read(db, where, [str(schedule.file), schedule.name])


def _read(db: sqlite3.Connection, where: str, values: Sequence[Any]) -> list[Job]:
    rows = db.execute(f"SELECT {_COLUMNS} FROM jobs {where}", values).fetchall()  # noqa: S608  # all are ours
    return [_job(dict(zip(_COLUMNS.split(", "), row, strict=True))) for row in rows]


def _job(told: dict[str, Any]) -> Job:
    known = dict(told)
    for name in _MOMENTS:
        known[name] = datetime.fromisoformat(told[name]) if told[name] else None
    known["connections"] = tuple(msgspec.json.decode(told["connections"]))
    return Job(**known)


def _insert(db: sqlite3.Connection, job: Job) -> None:
    told: dict[str, Any] = {name: getattr(job, name) for name in _COLUMNS.split(", ")}
    for name in _MOMENTS:
        told[name] = _text(told[name]) if told[name] else None
    told["connections"] = msgspec.json.encode(job.connections).decode()
    marks = ", ".join("?" * len(told))
    db.execute(f"INSERT INTO jobs ({_COLUMNS}) VALUES ({marks})", [*told.values()])  # noqa: S608  # ours


def _text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
