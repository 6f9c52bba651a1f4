"""The commands named to whoever has a plan, or a write whose outcome is unknown: they work as pasted."""

from __future__ import annotations

import shlex

from hotmart.accounts.account import Account
from hotmart.accounts.opening import opened
from hotmart.actions.guard.plan import Plan
from hotmart.config.finding import find
from hotmart.errors import ConfigurationError, HotmartError


def finding(account: Account) -> str:
    """The options by which a command finds this account again, each after a space; none where it is alone."""
    told = "" if account.settings.alone else f" --connection {shlex.quote(account.settings.name)}"
    if account.file is None or _is_found_unasked(account):
        return told
    return f"{told} --config {shlex.quote(str(account.file.absolute()))}"


def _is_found_unasked(account: Account) -> bool:
    try:
        unasked = find()
    except ConfigurationError:
        return False
    return unasked is not None and account.file is not None and unasked.absolute() == account.file.absolute()


def finding_by_name(connection: str) -> str:
    """The same of an account of which only the name is known; none where no connection has it."""
    try:
        opened(None, (connection,), None)
    except HotmartError:
        return ""
    return f" --connection {shlex.quote(connection)}"


def to_approve(plan: Plan, account: Account, max_changes: int | None = None) -> str:
    """How a person says yes to a plan: with as many changes as were allowed, where it needs them."""
    many = max_changes is not None and plan.records > account.config.writes.max_changes
    allowed = f" --max-changes {max_changes}" if many else ""
    return f"hotmart approve {plan.id}{allowed}{finding(account)}"


def to_settle(plan_id: str, found_by: str = "") -> str:
    """How it is found out whether a write was done. `found_by` are the options that `finding` gives."""
    return f"hotmart audit settle {plan_id}{found_by}"
