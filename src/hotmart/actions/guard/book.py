"""The book: plans that wait for a yes, and the audit of what was done, in one file that survives a kill.

A plan is taken and its sending noted in one transaction, which is on the disk before a byte leaves: whoever
is killed after it leaves a write whose outcome is unknown, and never one that could be sent again. Lines of
the audit are added and never changed: the file itself refuses.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import closing, contextmanager, suppress
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeAlias

import msgspec

from hotmart.actions.guard.commands import finding_by_name
from hotmart.actions.guard.errors import DECLINED, OVERTAKEN, SEE_AUDIT, PlanError, no_plan
from hotmart.actions.guard.plan import Plan, now
from hotmart.actions.guard.values import Value
from hotmart.language import Text
from hotmart.sqlite_errors import named

Happening: TypeAlias = Literal[
    "planned",
    "sending",
    "done",
    "refused",
    "unknown",
    "settled_done",
    "settled_not_done",
    "told_done",
    "told_not_done",
    "withdrawn",
    "declined",
]
"""What can be said of a plan. Of how its sending came out, the newest that is said counts."""
OPEN: tuple[Happening, ...] = ("sending", "unknown")
"""Nobody knows how it came out."""
FOUND_OUT: tuple[Happening, ...] = ("settled_done", "settled_not_done", "told_done", "told_not_done")
"""How it came out was found out afterwards, by a read or by a person who looked: another look may differ."""
UNDONE: tuple[Happening, ...] = ("refused", "settled_not_done", "told_not_done")
OUTCOMES: tuple[Happening, ...] = (*OPEN, *FOUND_OUT, "done", "refused")
PATIENCE = 10.0  # seconds to wait for another process that writes into the book

_SHAPE = """
CREATE TABLE IF NOT EXISTS plans (
    id TEXT PRIMARY KEY, account TEXT NOT NULL, expires_at INTEGER NOT NULL, document BLOB
);
CREATE TABLE IF NOT EXISTS audit (
    line INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL, plan TEXT NOT NULL, account TEXT NOT NULL,
    connection TEXT NOT NULL, action TEXT NOT NULL, happening TEXT NOT NULL, who TEXT NOT NULL,
    told TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS audit_of_plan ON audit (plan);
CREATE TRIGGER IF NOT EXISTS audit_is_not_changed BEFORE UPDATE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END;
CREATE TRIGGER IF NOT EXISTS audit_is_not_replaced BEFORE INSERT ON audit
    WHEN EXISTS (SELECT 1 FROM audit WHERE line = NEW.line)
    BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END;
CREATE TRIGGER IF NOT EXISTS audit_is_not_shortened BEFORE DELETE ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END;
"""

_writer = msgspec.json.Encoder(decimal_format="number")
_reader = msgspec.json.Decoder(Plan, float_hook=Decimal)
"""Amounts keep their digits and stay numbers: the request of a plan is sent as it was made."""


class Line(NamedTuple):
    """A line of the audit."""

    line: int
    at: str
    plan: str
    account: str
    connection: str
    action: str
    happening: Happening
    who: str
    told: dict[str, Any]

    def as_dict(self) -> dict[str, Any]:
        """The line as data."""
        kept = self._asdict()
        del kept["account"]
        if values := self.values:
            kept["told"] = self.told | {"values": [value.as_dict() for value in values]}
        return kept

    @property
    def values(self) -> list[Value]:
        """What was to be sent, in words; lines of earlier releases do not tell."""
        return msgspec.convert(self.told.get("values", []), list[Value])


class Book:
    """The plans and the audit of one file. All of it raises DatabaseError where the file cannot be used."""

    def __init__(self, path: Path, clock: Callable[[], datetime] = now) -> None:
        self.path, self._clock = path, clock

    @property
    def now(self) -> datetime:
        """This moment, by its clock."""
        return self._clock()

    def add(self, plan: Plan, who: str) -> None:
        """Keep a plan until it is taken or too old."""
        document = _writer.encode(plan)
        with self._writing() as db:
            known = [plan.id, plan.account, _seconds(plan.expires_at), document]
            db.execute("INSERT INTO plans VALUES (?, ?, ?, ?)", known)
            self._note(db, plan, "planned", who, {})

    def read(self, plan_id: str, account: str | None = None) -> Plan:
        """A plan that can still be carried out, by the account it was made for.

        Raises PlanError for one that is unknown, used, too old, or another account's.
        """
        with self._reading() as db:
            owner, document = self._good(db, plan_id)
        plan = _reader.decode(document)
        if account is not None and owner != account:
            raise PlanError(*_of_another(plan))
        return plan

    def _good(self, db: sqlite3.Connection, plan_id: str) -> tuple[str, bytes]:
        """The account and the document of a plan that can still be carried out, or why it cannot."""
        found = db.execute(
            "SELECT account, expires_at, document FROM plans WHERE id = ?", [plan_id]
        ).fetchone()
        happened = {line[0] for line in db.execute("SELECT happening FROM audit WHERE plan = ?", [plan_id])}
        if found is None:
            raise no_plan(plan_id)
        if "sending" in happened:
            raise PlanError(_USED, SEE_AUDIT)
        if "withdrawn" in happened:
            raise PlanError(OVERTAKEN)
        if "declined" in happened:
            raise PlanError(DECLINED)
        if found[2] is None or found[1] <= _seconds(self._clock()):
            raise PlanError(Text("This plan is older than 15 minutes.", "Este plano tem mais de 15 minutos."))
        return found[0], found[2]

    def take(
        self,
        plan: Plan,
        who: str,
        told: Mapping[str, Any] | None = None,
        check: Callable[[], None] = lambda: None,
    ) -> None:
        """Take a plan to send it: of all who try, one comes through. Raises PlanError for the others.

        `told` is what the audit keeps besides, to find out later by it whether the write was done. `check` is
        called when nobody else can take any plan: what it raises leaves this one as it was.
        """
        with self._writing() as db:
            self._good(db, plan.id)  # nobody else writes meanwhile
            check()
            db.execute("UPDATE plans SET document = NULL WHERE id = ?", [plan.id])
            self._note(db, plan, "sending", who, told or {})

    def withdraw(self, plan: Plan, who: str) -> None:
        """Let nobody carry a plan out any more: what it is about has changed."""
        self._let_go(plan, "withdrawn", who)

    def decline(self, plan: Plan, who: str) -> None:
        """The same, because a person said no. One that is being carried out meanwhile is left to it."""
        self._let_go(plan, "declined", who)

    def _let_go(self, plan: Plan, happening: Happening, who: str) -> None:
        with self._writing() as db:
            let_go = db.execute(
                "UPDATE plans SET document = NULL WHERE id = ? AND document IS NOT NULL", [plan.id]
            ).rowcount
            if let_go:
                self._note(db, plan, happening, who, {})

    def note(self, plan: Plan, happening: Happening, who: str, told: Mapping[str, Any] | None = None) -> None:
        """Add a line about a plan."""
        with self._writing() as db:
            self._note(db, plan, happening, who, told or {})

    def add_line(self, like: Line, happening: Happening, who: str, told: Mapping[str, Any]) -> None:
        """Add a line about a plan of which there is another line."""
        with self._writing() as db:
            self._insert(db, like.plan, like.account, like.connection, like.action, happening, who, told)

    def lines(self, plan_id: str | None = None) -> list[Line]:
        """The audit, the oldest line first."""
        if not self.path.exists():
            return []
        where, values = ("WHERE plan = ?", [plan_id]) if plan_id else ("", [])
        columns = ", ".join(Line._fields)
        with self._reading() as db:
            found = db.execute(f"SELECT {columns} FROM audit {where} ORDER BY line", values).fetchall()  # noqa: S608
        return [Line._make([*row[:-1], msgspec.json.decode(row[-1])]) for row in found]

    def waiting(self) -> list[Plan]:
        """The plans that can still be carried out, of every account, the oldest first."""
        if not self.path.exists():
            return []
        good = "document IS NOT NULL AND expires_at > ?"
        with self._reading() as db:
            found = db.execute(
                f"SELECT document FROM plans WHERE {good} ORDER BY rowid",  # noqa: S608
                [_seconds(self._clock())],
            ).fetchall()
        return [_reader.decode(document) for (document,) in found]

    def unknown(self) -> list[Line]:
        """The sendings of which nobody knows how they came out."""
        lines = self.lines()
        outcomes = newest(lines)
        return [
            line for line in lines if line.happening == "sending" and outcomes[line.plan].happening in OPEN
        ]

    def _note(
        self, db: sqlite3.Connection, plan: Plan, happening: Happening, who: str, told: Mapping[str, Any]
    ) -> None:
        if happening in ("planned", "sending"):
            told = plan.audited() | dict(told)
        self._insert(db, plan.id, plan.account, plan.connection, plan.action, happening, who, told)

    def _insert(
        self,
        db: sqlite3.Connection,
        plan: str,
        account: str,
        connection: str,
        action: str,
        happening: Happening,
        who: str,
        told: Mapping[str, Any],
    ) -> None:
        at = self._clock().astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        said = msgspec.json.encode(dict(told)).decode()
        db.execute(
            "INSERT INTO audit (at, plan, account, connection, action, happening, who, told)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [at, plan, account, connection, action, happening, who, said],
        )

    @contextmanager
    def _reading(self) -> Generator[sqlite3.Connection]:
        with named(self.path), closing(self._opened()) as db:
            yield db

    @contextmanager
    def _writing(self) -> Generator[sqlite3.Connection]:
        """All that is written inside is on the disk when it ends, or none of it is written."""
        with named(self.path), closing(self._opened()) as db:
            db.execute("BEGIN IMMEDIATE")
            with db:
                yield db

    def _opened(self) -> sqlite3.Connection:
        made = not self.path.exists()
        if made:
            os.close(os.open(self.path, os.O_CREAT | os.O_RDWR, 0o600))
        db = sqlite3.connect(self.path, timeout=PATIENCE, isolation_level=None)
        try:
            # With FULL a power cut right after a commit may take it back, where a journal's end is not on the
            # disk: a plan that was sent could be sent again.
            db.execute("PRAGMA synchronous = EXTRA")
            db.execute("PRAGMA secure_delete = ON")  # a request that was let go of is not left in the file
            db.executescript(_SHAPE)
            self._let_go_of_the_old(db)
        except BaseException:
            db.close()
            raise
        return db

    def _let_go_of_the_old(self, db: sqlite3.Connection) -> None:
        """A plan that has had its time leaves nothing behind but its line in the audit.

        Where the file cannot be written now, whoever opens it next does it.
        """
        old = "FROM plans WHERE document IS NOT NULL AND expires_at <= ?"
        found = db.execute(f"SELECT id {old}", [_seconds(self._clock())]).fetchall()
        if found:
            db.execute("PRAGMA busy_timeout = 0")
            with suppress(sqlite3.OperationalError):
                db.executemany("UPDATE plans SET document = NULL WHERE id = ?", found)
            db.execute(f"PRAGMA busy_timeout = {int(PATIENCE * 1000)}")


def newest(lines: Iterable[Line]) -> dict[str, Line]:
    """By its plan, the last line that says how a sending came out."""
    return {line.plan: line for line in lines if line.happening in OUTCOMES}


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())


def _of_another(plan: Plan) -> tuple[Text, Text]:
    name, command = plan.connection, f"hotmart approve {plan.id}{finding_by_name(plan.connection)}"
    return (
        Text(
            f"This plan was made for another account, that of connection {name}.",
            f"Este plano foi feito para outra conta, a da conexão {name}.",
        ),
        Text(
            f"Nothing was sent. It is approved with the credential it was made with: {command}",
            f"Nada foi enviado. Ele se aprova com a credencial com que foi feito: {command}",
        ),
    )


_USED = Text("This plan was carried out before.", "Este plano já foi executado.")
