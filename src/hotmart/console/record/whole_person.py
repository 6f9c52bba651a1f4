"""One person: what they bought, what they subscribe to, and every other table that names them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

import htpy as h

from hotmart.console.blocks import Block, Row
from hotmart.console.known import KnownTable
from hotmart.console.record.held import PARTS, block, held_in_each
from hotmart.console.record.people import Person, columns_of_person
from hotmart.console.record.subscription import to_sale
from hotmart.console.view import View
from hotmart.language import Text, say
from hotmart.privacy.policies import masked

_FIRST = ("sales_history", "subscriptions")
_TITLES = {
    "sales_history": Text("Sales", "Vendas"),
    "subscriptions": Text("Subscriptions", "Assinaturas"),
}
_COLUMNS = {
    "sales_history": (
        *("purchase_transaction", "purchase_order_date", "purchase_status", "product_name"),
        *("purchase_price_value", "purchase_price_currency_code", "purchase_payment_type", "buyer_name"),
        "buyer_email",
    ),
    "subscriptions": (
        *("subscriber_code", "status", "accession_date", "end_accession_date", "product_name", "plan_name"),
        *("price_value", "price_currency_code", "subscriber_name", "subscriber_email"),
    ),
}


def whole_person(view: View, person: Person, name: str) -> list[Block]:
    """What is held of a person who was found; `name` is theirs in addresses."""
    return [_who(view, person, name), *sorted(_held(view, person), key=_order)]


def _order(one: Block) -> int:
    keys = [f"of-{stream}" for stream in _FIRST]
    return keys.index(one.key) if one.key in keys else len(keys)


def _who(view: View, person: Person, name: str) -> Block:
    def seen(text: str) -> str:
        return text if view.reveals else masked(text)

    told = [*sorted(person.emails), *sorted(person.codes)]
    body = [
        h.p[say("Found by: ", "Encontrada por: "), h.strong[seen(person.sought.text)]],
        h.p[say("Known in the warehouse by:", "Conhecida no armazém por:")],
        h.ul[(h.li[h.code[seen(one)]] for one in told)],
        h.div(".row")[
            h.a(".button", href=view.link("/registro/export", pessoa=name), download="")[
                say("Export all that is held (ZIP)", "Exportar tudo o que se guarda (ZIP)")
            ],
            h.a(".button", href=view.link("/registro/forget", pessoa=name))[
                say("Forget this person…", "Esquecer esta pessoa…")
            ],
        ],
    ]
    note = Text(
        "The export shows personal data as it is, to be handed to the person (LGPD art. 19).",
        "A exportação mostra os dados pessoais como estão, para entregar à pessoa (LGPD, art. 19).",
    )
    return Block("person", Text("A person", "Uma pessoa"), body=body, note=note, wide=True)


def _held(view: View, person: Person) -> Iterator[Block]:
    emails, codes = sorted(person.emails), sorted(person.codes)
    wanted: list[tuple[KnownTable, dict[str, list[str]]]] = []
    for table, of_emails, of_codes in columns_of_person(view):
        where = dict.fromkeys(of_emails, emails) | dict.fromkeys(of_codes, codes)
        if _stream(table) == "sales_history":  # the producer is in every sale: theirs are what they bought
            where = {one: texts for one, texts in where.items() if one.startswith("buyer_")}
        wanted.append((table, where))
    for (table, _), (found, more) in zip(wanted, held_in_each(view, wanted), strict=True):
        if found:
            yield _block(view, table, found, more=more)


def _block(view: View, table: KnownTable, found: list[dict[str, Any]], *, more: bool) -> Block:
    stream = _stream(table)
    return block(
        view,
        f"of-{table.name}" if stream not in _FIRST else f"of-{stream}",
        _TITLES.get(stream) or PARTS.get(stream) or table.meaning or Text(table.name, table.name),
        table,
        found,
        names=_COLUMNS.get(stream, ()),
        links=partial(_leads, view),
        more=more,
    )


def _stream(table: KnownTable) -> str:
    return table.stream or table.name


def _leads(view: View, row: Row) -> str | None:
    """To the sale that a row names, or else to its subscription."""
    code = row.get("subscriber_code")
    return view.link("/registro", id=str(code)) if code and "status" in row else to_sale(view, row)
