"""Agreeing to a plan: the one way from a yes or a no to what came of it, whichever face was asked.

A face shows the plan and asks; what may be sent, when, and that it is sent once, is decided here.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from hotmart.accounts.account import Account
from hotmart.actions.guard.approving import Done, approve
from hotmart.actions.guard.book import Book
from hotmart.actions.guard.commands import finding
from hotmart.actions.guard.place import book_file
from hotmart.actions.guard.plan import Plan
from hotmart.actions.guard.repeating import check_not_repeated
from hotmart.actions.guard.rules import check
from hotmart.actions.guard.settling import Settled, settle
from hotmart.client import Hotmart


def kept_plans() -> Book:
    """The plans and the audit of this user."""
    return Book(book_file())


@dataclass(frozen=True)
class Approvals:
    """The plans of one account: kept, agreed to or refused by one person."""

    account: Account
    client: Hotmart
    who: str
    """Who says yes or no, for the audit."""
    max_changes: int | None = None
    """How many records a plan may change this once, where more than `[writes]` allows is meant."""
    book: Book = field(default_factory=kept_plans)

    def check(self, plan: Plan) -> None:
        """Raise ForbiddenError or TooManyError where the rules of hotmart.toml do not allow a plan."""
        check(plan, self.account.config.writes, self.max_changes)

    def add(self, plan: Plan) -> None:
        """Keep a plan that the rules allow, for a quarter of an hour."""
        self.check(plan)
        self.book.add(plan, self.who)

    def get(self, plan_id: str) -> Plan:
        """A plan of this account that can still be carried out. Raises PlanError for any other."""
        return self.book.read(plan_id, self.client.identity)

    def check_not_repeated(self, plan: Plan) -> None:
        """Raise PlanError where the same was asked for before and nobody knows whether it was done."""
        check_not_repeated(plan, self.book, finding(self.account))

    def approve(self, plan: Plan) -> Done:
        """Carry a plan out, once, after a yes. Raises as `hotmart.actions.guard.approving.approve`."""
        rules, found_by = self.account.config.writes, finding(self.account)
        return approve(plan.id, self.client, self.book, rules, self.who, self.max_changes, found_by)

    def decline(self, plan: Plan) -> None:
        """Let nobody carry a plan out any more, after a no."""
        self.book.decline(plan, self.who)

    def settle(self, plan_id: str | None = None) -> list[Settled]:
        """Find out by reading what became of writes whose answer was lost."""
        return settle(self.book, self.client, self.who, plan_id, finding(self.account))


def says_yes(plan: Plan, typed: str) -> bool:
    """Whether what was typed is the plan's word."""
    return typed.strip() == plan.word
