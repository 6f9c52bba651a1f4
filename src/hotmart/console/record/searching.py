"""The one field by which a record is found, and what is said where nothing is."""

from __future__ import annotations

from collections.abc import Sequence

import htpy as h

from hotmart.console.blocks import Block
from hotmart.console.known import tables
from hotmart.console.reading import rows
from hotmart.console.record.held import living
from hotmart.console.record.plain import plain
from hotmart.console.view import View
from hotmart.figures import counted
from hotmart.language import Text, both, say
from hotmart.warehouse.sql import quoted
from hotmart.zone import zone


def search(view: View, wrong: Text | None = None) -> Block:
    """The form. It is sent in the body, so that no address holds what was typed."""
    hint = say(
        "Code of a sale (HP…) or of a subscription, or of a person the e-mail, CPF or CNPJ, phone or code.",
        "Código de uma venda (HP…) ou de uma assinatura, ou de uma pessoa o e-mail, CPF ou CNPJ, telefone "
        "ou código.",
    )
    described = "search-hint search-wrong" if wrong else "search-hint"
    form = h.form(".search", method="post", action=view.link("/registro/search"), autocomplete="off")[
        h.label(".field")[
            h.span[say("What are you looking for?", "O que você procura?")],
            h.input(
                type="search",
                name="what",
                maxlength="320",
                required=True,
                spellcheck="false",
                aria_describedby=described,
                aria_invalid="true" if wrong else None,
            ),
            h.small("#search-hint")[hint],
            h.span("#search-wrong.wrong", role="alert")[str(wrong)] if wrong else None,
        ],
        h.button(".main")[say("Find", "Buscar")],
    ]
    return Block("search", Text("Find a record", "Buscar um registro"), body=form, wide=True)


def not_found(view: View, kinds: Sequence[str]) -> Text:
    """What was looked for, in which tables, and of which days. It repeats nothing that was typed."""
    names = [one.name for one in living(tables(view))]
    first, last = _days(view)
    what = [_KINDS[kind] for kind in kinds]

    def said() -> str:
        read = counted(len(names), say("table", "tabela"), say("tables", "tabelas"))
        looked = ", ".join(str(one) for one in what)
        days = (
            say(f" Its sales go from {first} to {last}.", f" As vendas vão de {first} a {last}.")
            if first
            else ""
        )
        return say(
            f"Nothing found as {looked}, in {read} of this account.{days} What is newer is not here before "
            "the next sync, and who was forgotten or is masked here is not found.",
            f"Nada encontrado como {looked}, em {read} desta conta.{days} O que é mais novo só aparece "
            "depois do próximo sync, e quem foi esquecido ou está mascarado aqui não é encontrado.",
        )

    return both(said)


NOTHING = Text(
    "That is no code of a sale or of a subscription, no e-mail, no document and no phone with its area.",
    "Isso não é código de venda nem de assinatura, nem e-mail, documento ou telefone com DDD.",
)
_KINDS = {
    "transaction": Text("a sale", "venda"),
    "subscription": Text("a subscription", "assinatura"),
    "email": Text("an e-mail", "e-mail"),
    "ucode": Text("the code of a person", "código de pessoa"),
    "document": Text("a document", "documento"),
    "phone": Text("a phone", "telefone"),
}


def _days(view: View) -> tuple[str | None, str | None]:
    """The first and the last day of the sales that are held."""
    stream = view.account.streams.get("sales_history")
    table = stream and tables(view).get(stream.layout.main.name)
    time = stream and stream.layout.time
    if not table or not time or time not in table.names:
        return None, None
    column = quoted(time)
    sql = f"SELECT min({column}) AS first, max({column}) AS last FROM {table.place}"  # noqa: S608  # quoted names
    (row,) = rows(view.account, sql)
    where = zone(view.account.time_zone)
    told = [plain(row[name], where)[:10] if row[name] else None for name in ("first", "last")]
    return told[0], told[1]
