"""Execuções: what is under way, what ran, what was left out, and how far it is all proved."""

from __future__ import annotations

from hotmart.console.page import Page, Shown
from hotmart.console.runs.jobs import beginning, list_of, log_of, running, start
from hotmart.console.runs.live import follows
from hotmart.console.runs.past import past
from hotmart.console.runs.planned import plan
from hotmart.console.runs.proof import calendar
from hotmart.console.view import View
from hotmart.language import Text
from hotmart.warehouse.errors import NoWarehouseError


def shows(view: View) -> Shown:
    """The page. Before the first sync there is only the way to one."""
    now = [beginning(view), *running(view)]
    try:
        return [*now, calendar(view), *past(view), list_of(view)]
    except NoWarehouseError:
        return [*now, list_of(view)]


PAGE = Page(
    "execucoes",
    Text("Runs", "Execuções"),
    80,
    shows,
    does={"comecar": start},
    parts={"ao-vivo": follows, "plano": plan, "registro": log_of},
)
