"""The account desk: `/user/api/v1/me` and `/accounts/api/v1/info` (dossier §11.1, §11.2)."""

from __future__ import annotations

from hotmart.simulator.answers import account as rows
from hotmart.simulator.answers.answer import Answer
from hotmart.simulator.asking import read_query
from hotmart.simulator.desks.desk import Call
from hotmart.simulator.refusals import invalid_parameter, needed, not_found


def me(call: Call) -> Answer:
    """`user/me`: the account, a small call that shows a connection works."""
    number = 10_000_000 + call.settings.seed % 1_000_000
    return call.one(rows.me(call.hand, call.world.catalogue.account, number))


def info(call: Call) -> Answer:
    """`accounts/info`: who the account is before the law. A question in GraphQL, about oneself only."""
    variables = call.body.object("variables")
    question = read_query(needed(call.body.text("query")))
    ucode = variables and variables.text(question.variable) if question.variable else question.ucode
    account = call.world.catalogue.account
    asked = [(name, tuple(below)) for name, below in question.fields.items()]
    for name, below in asked:
        known = rows.ACCOUNT_FIELDS.get(name)
        if known is None or not set(below) <= set(known) or bool(below) != bool(known):
            raise invalid_parameter()
    if (ucode or "").casefold() != account.ucode:
        raise not_found()
    return call.one(rows.info(account, asked))
