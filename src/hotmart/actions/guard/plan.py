"""A plan: what a write would do, as it was shown to a person, good for a quarter of an hour and for once."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import msgspec

from hotmart.actions.guard.values import Value
from hotmart.actions.guard.veiling import veiled, veiled_beside, veiled_path, veiled_within
from hotmart.language import Text
from hotmart.request import Request
from hotmart.words import is_list

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
    texts: tuple[str, ...] = ()
    """The arguments that are whatever somebody typed, such as a name: no codes, amounts or days."""
    request: Request
    does: Text
    """What is done, in a sentence."""
    values: tuple[Value, ...] = ()
    """What is sent, in words."""
    seen: tuple[Text, ...] = ()
    """What is to be changed, as it was when the plan was made. People are masked."""
    warnings: tuple[Text, ...] = ()
    """Why Hotmart might not do it, or not all of it."""
    amounts: dict[str, Decimal] = {}
    """What it moves, by currency."""
    moves: Text | None = None
    """The same in a sentence."""
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

    @property
    def told_arguments(self) -> dict[str, Any]:
        """What was asked for, without what may tell of a person."""
        return {name: it for name, it in self.arguments.items() if name not in self.private}

    @property
    def said(self) -> str:
        """Its request in a line, as it may be told afterwards: without e-mails and documents of people."""
        known = self.action != "request"  # whose path holds codes only
        path = self.request.path if known else veiled_path(self.request.path)
        return f"{self.request.method} {path}"

    def audited(self) -> dict[str, Any]:
        """What the audit keeps of it: codes, amounts and what is not personal of the arguments."""
        told = self.told_arguments
        return {
            "arguments": {
                name: veiled_within(_plain(it)) if name in self.texts else it for name, it in told.items()
            },
            "values": [self._veiled(one) for one in self.values],
            "request": self.said,
            "amounts": {name: str(value) for name, value in self.amounts.items()},
            "records": self.records,
        }

    def _veiled(self, value: Value) -> Value:
        """A value as the audit keeps it: what stands behind a code may be somebody's words as well."""
        name = value.name.partition(".")[0]
        if name in self.texts:
            return value._replace(said=Text(veiled(value.said.en), veiled(value.said.pt)))
        told = self.arguments.get(name)
        codes = [*map(str, told if is_list(told) else [told])]
        return value._replace(
            said=Text(veiled_beside(value.said.en, codes), veiled_beside(value.said.pt, codes))
        )

    def as_dict(self, *, kept: bool = True, approve: str | None = None) -> dict[str, Any]:
        """The plan as data, in the reader's language. What may tell of a person is not in it.

        One that is not kept cannot be agreed to later: it has no id, no end and no command. `approve` is the
        command, where more has to be typed than the plan.
        """
        return {
            "plan": self.id if kept else None,
            "action": self.action,
            "connection": self.connection,
            "does": str(self.does),
            "values": [one.as_dict() for one in self.values],
            "arguments": self.told_arguments,
            "seen": [str(line) for line in self.seen],
            "warnings": [str(line) for line in self.warnings],
            "amounts": [{"currency": name, "value": value} for name, value in self.amounts.items()],
            "records": self.records,
            "mails": None if self.mails is None else str(self.mails),
            "final": None if self.final is None else str(self.final),
            "request": f"{self.request.method} {self.request.path}",
            "made_at": self.made_at,
            "expires_at": self.expires_at if kept else None,
            "approve": (approve or f"hotmart approve {self.id}") if kept else None,
        }


def _plain(value: Any) -> Any:
    """A thing with fields as data."""
    return msgspec.to_builtins(value, builtin_types=(Decimal, datetime))


def new_id() -> str:
    """An id that nobody guesses and anybody can type."""
    return "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))


def now() -> datetime:
    """This moment, to the second."""
    return datetime.now(UTC).replace(microsecond=0)
