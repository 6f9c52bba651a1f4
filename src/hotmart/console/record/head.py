"""A record in a few words, and the way to the person it is of, which names them in no address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import htpy as h

from hotmart.console.blocks import Block
from hotmart.console.known import KnownTable
from hotmart.console.record.held import TITLES
from hotmart.console.record.money import told as amount
from hotmart.console.record.sought import Kind, Sought
from hotmart.console.view import View
from hotmart.language import Text, say
from hotmart.privacy.policies import is_masked
from hotmart.zone import zone

_WHO: Sequence[tuple[Kind, str]] = (
    ("email", "buyer_email"),
    ("ucode", "buyer_ucode"),
    ("email", "subscriber_email"),
    ("ucode", "subscriber_ucode"),
)


def whose(row: Mapping[str, Any]) -> Sought | None:
    """By what the person is known best whom a row is of; None where it does not say."""
    for kind, column in _WHO:
        text = row.get(column)
        if isinstance(text, str) and text and not is_masked(text):
            return Sought(kind, text)
    return None


def head(
    view: View, title: Text, code: str, table: KnownTable, row: Mapping[str, Any], names: Sequence[str]
) -> Block:
    """These columns of it, and a button that leads to the person."""
    where = zone(view.account.time_zone)
    seen = table.of(row, reveals=view.reveals)
    told = [
        (TITLES[name], amount(name, seen[name], seen, where)) for name in names if seen.get(name) is not None
    ]
    to_person = h.form(method="post", action=view.link("/registro/buyer"))[
        h.input(type="hidden", name="id", value=code),
        h.button[say("All about this person", "Tudo sobre esta pessoa")],
    ]
    body = [
        h.dl(".facts")[(h.div[h.dt[str(what)], h.dd[words]] for what, words in told)],
        to_person if whose(row) else None,
    ]
    return Block("head", title, body=body, wide=True)
