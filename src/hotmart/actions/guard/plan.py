"""A plan: what a write would do, as it was shown to a person, good for a quarter of an hour and for once."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import msgspec

from hotmart.language import Text
from hotmart.request import Request

GOOD_FOR = timedelta(minutes=15)
_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"  # none that is taken for another
_LENGTH = 8


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What a write would do. Its repr shows no value of a person."""

    id: str
    action: str
    connection: str
    """The connection's name, for people."""
    account: str
    """Whose credential it was made with: another's may not carry it out."""
    arguments: dict[str, Any]
    """What was asked for, by the names of parameters."""
    private: tuple[str, ...] = ()
    """The arguments that may tell of a person."""
    request: Request
    does: Text
    """What is done, in a sentence."""
    seen: tuple[Text, ...] = ()
    """What is to be changed, as it was when the plan was made. People are masked."""
    amounts: dict[str, Decimal] = {}
    """What it moves, by currency."""
    records: int = 1
    mails: Text | None = None
    """Who gets an e-mail."""
    final: Text | None = None
    """What cannot be undone."""
    state: str = ""
    """A digest of what was seen: whatever has changed since makes another."""
    word: str = ""
    """What a person types to say yes."""
    made_at: datetime
    expires_at: datetime

    def __repr__(self) -> str:
        return f"<Plan {self.id}: {self.action}>"

    def audited(self) -> dict[str, Any]:
        """What the audit keeps of it: codes, amounts and what is not personal of the arguments."""
        return {
            "arguments": {name: it for name, it in self.arguments.items() if name not in self.private},
            "request": f"{self.request.method} {self.request.path}",
            "amounts": {name: str(value) for name, value in self.amounts.items()},
            "records": self.records,
        }

    def as_dict(self) -> dict[str, Any]:
        """The plan as data, in the reader's language. What may tell of a person is not in it."""
        return {
            "plan": self.id,
            "action": self.action,
            "connection": self.connection,
            "does": str(self.does),
            "seen": [str(line) for line in self.seen],
            "amounts": [{"currency": name, "value": value} for name, value in self.amounts.items()],
            "records": self.records,
            "mails": None if self.mails is None else str(self.mails),
            "final": None if self.final is None else str(self.final),
            "request": f"{self.request.method} {self.request.path}",
            "made_at": self.made_at,
            "expires_at": self.expires_at,
            "approve": f"hotmart approve {self.id}",
        }


def new_id() -> str:
    """An id that nobody guesses and anybody can type."""
    return "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))


def now() -> datetime:
    """This moment, to the second."""
    return datetime.now(UTC).replace(microsecond=0)
