"""Forgetting a person from their page: what it would do is shown first, and a word has to be typed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import htpy as h

from hotmart.accounts.forgetting import BEYOND, NOBODY, Forgetting, Found, are_anywhere, done, kept, question
from hotmart.console.blocks import Block, Column, Table
from hotmart.console.catalogue.asking import Questions
from hotmart.console.page import Shown
from hotmart.console.record import kept as keeping
from hotmart.console.record.people import Person
from hotmart.console.view import View
from hotmart.language import Text, say

_WORDS = ("forget", "esquecer")
"""What has to be typed, in the language of whoever reads or in the other."""


def asked(view: View) -> Shown:
    """What would be done. Nothing is changed."""
    name = view.query.get("pessoa", "")
    person = keeping.kept(view.session, name)
    return _plan(view, person, name, keeps_fiscal=view.query.get("fiscal") == "on")


def confirmed(view: View) -> Shown:
    """Forget them, once the word stands there."""
    name = view.query.get("pessoa", "")
    person = keeping.kept(view.session, name)
    keeps_fiscal = view.form.get("fiscal") == "on"
    if view.form.get("word", "").strip().casefold() not in _WORDS:
        wrong = Text(
            "Nothing was changed: the word is “forget”.", "Nada foi alterado: a palavra é “esquecer”."
        )
        return _plan(view, person, name, keeps_fiscal=keeps_fiscal, wrong=wrong)
    gone = _of(view, person, keeps_fiscal=keeps_fiscal).carry_out(datetime.now(UTC))
    keeping.drop(view.session)
    for one in {account.settings.warehouse.absolute() for account in view.accounts}:
        view.house.one(Questions).forget(one)  # the copies that know the person go at once
        view.house.snapshots.renew(one)
    told = [h.p(role="status")[str(done(gone) if are_anywhere(gone) else NOBODY)], h.p(".note")[str(BEYOND)]]
    stays = kept(gone)
    return [
        Block("done", Text("Forgotten", "Pessoa esquecida"), body=[told, h.p[str(stays)] if stays else None]),
    ]


def _of(view: View, person: Person, *, keeps_fiscal: bool) -> Forgetting:
    """By what they were found where that names them, else by what the copy knows them by."""
    kind, text = person.sought
    named = [text] if kind != "phone" else [min([*person.emails, *person.codes])]
    return Forgetting.of(
        view.accounts, named, keep_fiscal=keeps_fiscal, one_by_one=bool(view.house.connections)
    )


def _plan(
    view: View, person: Person, name: str, *, keeps_fiscal: bool, wrong: Text | None = None
) -> Sequence[Block]:
    found = _of(view, person, keeps_fiscal=keeps_fiscal).look()
    columns = [
        Column("schema", Text("schema", "schema"), "code"),
        Column("table", Text("table", "tabela"), "code"),
        Column("rows", Text("rows", "linhas"), "count"),
    ]
    told = [
        {"schema": schema, "table": table, "rows": rows}
        for _, one in found
        for (schema, table), rows in sorted(one.rows.items())
    ]
    seen = Block(
        "found",
        Text("Where the person stands", "Onde a pessoa está"),
        table=Table(columns, told),
        note=None if are_anywhere(found) else NOBODY,
        wide=True,
    )
    return [_form(view, name, found, keeps_fiscal=keeps_fiscal, wrong=wrong), seen]


def _form(view: View, name: str, found: Found, *, keeps_fiscal: bool, wrong: Text | None) -> Block:
    stays = kept(found)
    body = [
        h.p[
            say(
                "Their name, e-mail, phone, document, address and codes leave the tables, their histories, "
                "the raw pages and the published copies. Sales stay, with money, dates and products.",
                "Nome, e-mail, telefone, documento, endereço e códigos saem das tabelas, dos históricos, das "
                "páginas guardadas e das cópias publicadas. As vendas ficam, com dinheiro, datas e produtos.",
            )
        ],
        h.p[str(stays)] if stays else None,
        h.form(method="post", action=view.link("/registro/forget", pessoa=name), autocomplete="off")[
            h.label(".row")[
                h.input(type="checkbox", name="fiscal", value="on", checked=keeps_fiscal),
                say(
                    "Keep what the tax authority may ask for (document, amount, date)",
                    "Manter o que o fisco pode pedir (documento, valor, data)",
                ),
            ],
            h.label(".field")[
                h.span[say("To confirm, type: forget", "Para confirmar, digite: esquecer")],
                h.input(
                    name="word",
                    required=True,
                    aria_invalid="true" if wrong else None,
                    aria_describedby="word-wrong" if wrong else None,
                ),
                h.span("#word-wrong.wrong", role="alert")[str(wrong)] if wrong else None,
            ],
            h.div(".row")[
                h.button(".danger")[say("Forget for good", "Esquecer de vez")],
                h.a(".button", href=view.link("/registro", pessoa=name))[say("Back", "Voltar")],
            ],
        ],
        h.p(".note")[str(BEYOND)],
    ]
    return Block("forget", question(found), body=body, wide=True)
