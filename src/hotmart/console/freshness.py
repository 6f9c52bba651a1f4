"""How fresh and how well proved the copy is that a page is made of, in one line."""

from __future__ import annotations

import htpy as h

from hotmart.console.rendering import trust
from hotmart.console.view import View
from hotmart.errors import HotmartError


def freshness(view: View) -> h.Node:
    """The verdict of the last run that came to its end; nothing before there was one."""
    try:
        account = view.account
        key = ("freshness", account.settings.warehouse, account.settings.schema)
        runs = view.house.remembered.get(key, lambda: account.runs(20))
    except HotmartError:
        return None
    ended = next((one for one in runs if one.as_of and one.finished_at), None)
    if ended is None:
        return None
    return h.p(".freshness", {"data-verdict": ended.state})[trust(ended.state, ended.as_of)]
