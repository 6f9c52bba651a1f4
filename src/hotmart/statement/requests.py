"""The log of what people ask about their data: asked, due, confirmed, answered (LGPD art. 18 and 19).

Nobody is named in it: a person is known by the keyed hashes of what they gave, so that the same one is known
again. Lines are added and never changed: the file itself refuses.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Generator, Sequence
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Final, Literal, NamedTuple, TypeAlias

from hotmart.errors import HotmartError, InvalidArgumentError
from hotmart.forgetting.people import People
from hotmart.language import Text
from hotmart.warehouse.key import fingerprint, key_beside

DAYS: Final = 15
"""How long a full answer may take (dossier §24, LGPD art. 19, II)."""
PATIENCE = 10.0  # seconds to wait for another process that writes into the log

Kind: TypeAlias = Literal["access", "confirmation", "correction", "erasure", "portability", "other"]
"""What is asked for."""
KINDS: tuple[Kind, ...] = ("access", "confirmation", "correction", "erasure", "portability", "other")
Outcome: TypeAlias = Literal["fulfilled", "nothing_held", "refused"]
"""How it was answered."""
OUTCOMES: tuple[Outcome, ...] = ("fulfilled", "nothing_held", "refused")

_SHAPE = """
CREATE TABLE IF NOT EXISTS requests (
    number INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, asked TEXT NOT NULL, due TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS people (request INTEGER NOT NULL, hash TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS steps (
    line INTEGER PRIMARY KEY AUTOINCREMENT, request INTEGER NOT NULL, step TEXT NOT NULL, day TEXT NOT NULL,
    outcome TEXT, UNIQUE (request, step)
);
CREATE TABLE IF NOT EXISTS key (fingerprint TEXT NOT NULL);
"""
_GUARD = """
CREATE TRIGGER IF NOT EXISTS {0}_are_not_changed BEFORE UPDATE ON {0}
    BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
CREATE TRIGGER IF NOT EXISTS {0}_are_not_removed BEFORE DELETE ON {0}
    BEGIN SELECT RAISE(ABORT, 'the log is only added to'); END;
"""


class NoRequestError(HotmartError):
    """There is no request of that number."""

    code = "not_found"


class StepError(HotmartError):
    """A step that was taken before, or cannot be taken."""

    code = "already_done"


class Request(NamedTuple):
    """One request. Its days are days: the law counts no hours."""

    number: int
    kind: Kind
    asked: date
    due: date
    confirmed: date | None
    """When the person was told whether anything is held."""
    answered: date | None
    outcome: Outcome | None

    def is_overdue(self, today: date) -> bool:
        """Whether it should have been answered by now."""
        return self.answered is None and self.due < today


class Log:
    """The requests of one file, which is made with the first of them."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def add(self, kind: Kind, names: Sequence[str], asked: date, today: date) -> Request:
        """Note a request of the person of these names. Raises InvalidArgumentError for a day to come."""
        _check_day("asked", asked, today)
        with self._writing() as db:
            hashes = self._hashes(db, names)
            number = db.execute(
                "INSERT INTO requests (kind, asked, due) VALUES (?, ?, ?)",
                [kind, asked.isoformat(), (asked + timedelta(days=DAYS)).isoformat()],
            ).lastrowid
            db.executemany("INSERT INTO people VALUES (?, ?)", [(number, one) for one in hashes])
        return self.read(number or 0)

    def confirm(self, number: int, day: date, today: date) -> Request:
        """Note that the person was told whether anything is held.

        Raises NoRequestError, StepError where that is noted already, InvalidArgumentError for a day that
        cannot be.
        """
        return self._step(number, "confirmed", day, today, None)

    def answer(self, number: int, day: date, today: date, outcome: Outcome) -> Request:
        """Note that the person was answered, and how; it confirms too. Raises as `confirm`."""
        return self._step(number, "answered", day, today, outcome)

    def read(self, number: int) -> Request:
        """One request. Raises NoRequestError."""
        found = [one for one in self.all() if one.number == number]
        if not found:
            raise NoRequestError(
                Text(f"There is no request {number}.", f"Não existe o pedido {number}."),
                Text(
                    "See which there are: hotmart privacy requests list --all",
                    "Veja quais há: hotmart privacy requests list --all",
                ),
            )
        return found[0]

    def all(self, names: Sequence[str] = ()) -> list[Request]:
        """Every request, or those of one person, the oldest first."""
        if not self.path.exists():
            return []
        with closing(self._opened()) as db:
            rows = db.execute(
                "SELECT r.number, r.kind, r.asked, r.due, coalesce(c.day, a.day), a.day, a.outcome"
                " FROM requests r LEFT JOIN steps c ON c.request = r.number AND c.step = 'confirmed'"
                " LEFT JOIN steps a ON a.request = r.number AND a.step = 'answered' ORDER BY r.number"
            ).fetchall()
            wanted = self._of(db, names) if names else None
        found = [_request(row) for row in rows]
        return found if wanted is None else [one for one in found if one.number in wanted]

    def _of(self, db: sqlite3.Connection, names: Sequence[str]) -> set[int]:
        """The numbers of the requests of a person."""
        hashes = self._hashes(db, names)
        people: list[tuple[int, str]] = db.execute("SELECT request, hash FROM people").fetchall()
        return {number for number, one in people if one in hashes}

    def _hashes(self, db: sqlite3.Connection, names: Sequence[str]) -> list[str]:
        known = db.execute("SELECT fingerprint FROM key").fetchone()
        key = key_beside(self.path, known[0] if known else None)
        if known is None:
            db.execute("INSERT INTO key VALUES (?)", [fingerprint(key)])
        people = People(key)
        people.add(names)
        return sorted(people.listed)

    def _step(self, number: int, step: str, day: date, today: date, outcome: Outcome | None) -> Request:
        request = self.read(number)
        _check_day("on", day, today)
        if day < request.asked:
            raise InvalidArgumentError(
                "on",
                Text("That day is before it was asked.", "Esse dia é antes do pedido."),
                Text(f"It was asked on {request.asked}.", f"O pedido é de {request.asked}."),
            )
        if request.answered or (step == "confirmed" and request.confirmed):
            raise StepError(
                Text(f"That is noted of request {number} already.", f"Isso já consta do pedido {number}."),
                Text("The log is only added to.", "No registro só se acrescenta."),
            )
        with self._writing() as db:
            db.execute(
                "INSERT INTO steps (request, step, day, outcome) VALUES (?, ?, ?, ?)",
                [number, step, day.isoformat(), outcome],
            )
        return self.read(number)

    @contextmanager
    def _writing(self) -> Generator[sqlite3.Connection]:
        """All that is written inside is on the disk when it ends, or none of it is written."""
        with closing(self._opened()) as db:
            db.execute("BEGIN IMMEDIATE")
            with db:
                yield db

    def _opened(self) -> sqlite3.Connection:
        if not self.path.exists():
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
        db = sqlite3.connect(self.path, timeout=PATIENCE, isolation_level=None)
        db.execute("PRAGMA synchronous = FULL")
        db.executescript(_SHAPE + "".join(_GUARD.format(one) for one in ("requests", "people", "steps")))
        return db


def _request(row: tuple[int, Kind, str, str, str | None, str | None, Outcome | None]) -> Request:
    number, kind, asked, due, confirmed, answered, outcome = row
    return Request(
        number,
        kind,
        date.fromisoformat(asked),
        date.fromisoformat(due),
        date.fromisoformat(confirmed) if confirmed else None,
        date.fromisoformat(answered) if answered else None,
        outcome,
    )


def _check_day(name: str, day: date, today: date) -> None:
    if day > today:
        raise InvalidArgumentError(
            name,
            Text("That day is still to come.", "Esse dia ainda não chegou."),
            Text(f"Today is {today}.", f"Hoje é {today}."),
        )
