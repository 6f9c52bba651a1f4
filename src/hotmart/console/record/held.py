"""Rows that are held of something, from any table, by the columns that name it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from hotmart.console.blocks import Block, Column, Row, Table
from hotmart.console.known import Field, KnownTable, Tables, tables
from hotmart.console.reading import Values, rows_of_each
from hotmart.console.record.codes import words
from hotmart.console.view import View
from hotmart.language import Text
from hotmart.warehouse.sql import quoted

MOST = 200
"""Rows of one table that a page shows."""


def main_of(view: View, stream: str) -> KnownTable | None:
    """The main table of a stream, where it is there."""
    return next(
        (
            one
            for one in tables(view).values()
            if one.stream == stream and one.layout and one.layout.main.name == one.name
        ),
        None,
    )


def child_of(view: View, stream: str, array: str) -> KnownTable | None:
    """The table of a list inside the items of a stream, where it is there."""
    main = main_of(view, stream)
    return tables(view).get(f"{main.name}_{array}") if main else None


def living(found: Tables) -> list[KnownTable]:
    """The tables of streams as they stand today: neither histories nor views, nor what the warehouse adds."""
    return [
        one
        for one in found.values()
        if one.layout and not one.is_view and any(one.name == table.name for table in one.layout.tables)
    ]


def held(
    view: View, table: KnownTable, where: Mapping[str, Sequence[str]], most: int = MOST
) -> tuple[list[dict[str, Any]], bool]:
    """The rows in which any of these columns has any of these texts, and whether there are more."""
    (found,) = held_in_each(view, [(table, where)], most)
    return found


def held_in_each(
    view: View, wanted: Sequence[tuple[KnownTable, Mapping[str, Sequence[str]]]], most: int = MOST
) -> list[tuple[list[dict[str, Any]], bool]]:
    """The same of several tables."""
    # First which rows, then these alone: a condition of several columns would have all columns read.
    told = rows_of_each(view.account, [_which(table, where, most) for table, where in wanted])
    places = [[int(row["rowid"]) for row in found] for found in told]
    there = [(table, some[:most]) for (table, _), some in zip(wanted, places, strict=True) if some]
    whole = iter(rows_of_each(view.account, [_whole(table, some) for table, some in there]) if there else ())
    return [
        (_in_order(next(whole), some[:most]), len(some) > most) if some else ([], False) for some in places
    ]


def _which(table: KnownTable, where: Mapping[str, Sequence[str]], most: int) -> tuple[str, Values]:
    """Asks for the places of these rows in their table, one more than are shown."""
    named = [name for name, texts in where.items() if texts and name in table.names]
    told = [f"{quoted(name)}::VARCHAR IN ({', '.join('?' * len(where[name]))})" for name in named]
    condition = " OR ".join(told) or "false"
    sql = f"SELECT rowid FROM {table.place} WHERE {condition}{_order(table)} LIMIT {most + 1}"  # noqa: S608  # quoted names
    return sql, [text for name in named for text in where[name]]


def _whole(table: KnownTable, places: Sequence[int]) -> tuple[str, Values]:
    chosen = ", ".join(map(str, places))
    return f"SELECT rowid AS _place, * FROM {table.place} WHERE rowid IN ({chosen})", ()  # noqa: S608  # numbers


def _in_order(found: Sequence[dict[str, Any]], places: Sequence[int]) -> list[dict[str, Any]]:
    by_place = {row.pop("_place"): row for row in found}
    return [by_place[one] for one in places]


def _order(table: KnownTable) -> str:
    """The newest first, where rows have a time; else as they are listed."""
    time = table.layout.time if table.layout and table.name == table.layout.main.name else None
    if time and time in table.names:
        return f" ORDER BY {quoted(time)} DESC"
    listed = [name for name in ("_parent_index", "_index") if name in table.names]
    return f" ORDER BY {', '.join(listed)}" if listed else ""


def block(
    view: View,
    key: str,
    title: Text,
    table: KnownTable,
    found: Sequence[Mapping[str, Any]],
    *,
    names: Sequence[str] = (),
    links: Callable[[Row], str | None] = lambda row: None,
    more: bool = False,
    note: Text | None = None,
) -> Block:
    """These rows as a part of the page: the columns that are named, or all that any row tells."""
    fields = {one.name: one for one in table.fields}
    chosen = [fields[name] for name in names if name in fields] or [
        one for one in table.shown if any(row.get(one.name) is not None for row in found)
    ]
    told = [table.of(row, reveals=view.reveals) for row in found]
    columns = [Column(one.name, _title(one), one.kind, _words(one)) for one in chosen]
    return Block(key, title, table=Table(columns, told, links=links, more=more), note=note, wide=True)


def _words(field: Field) -> Callable[[Row], str] | None:
    """Codes of Hotmart are read in words; data has the codes."""
    if field.kind != "text" or field.type != "VARCHAR":
        return None
    return lambda row: "–" if row.get(field.name) is None else words(row[field.name])


def _title(field: Field) -> Text:
    return TITLES.get(field.name, Text(field.name, field.name))


PARTS = {
    "subscription_transactions": Text("Charges of subscriptions", "Cobranças de assinaturas"),
    "subscription_summaries": Text("How the subscription is going", "Como vai a assinatura"),
    "subscription_purchases": Text("Purchases of the subscription", "Compras da assinatura"),
    "subscriptions": Text("The subscription", "A assinatura"),
    "sales_participants": Text("Part taken in sales", "Participação em vendas"),
    "sales_commissions": Text("Shares of sales", "Comissões de vendas"),
    "event_participants": Text("Tickets of events", "Ingressos de eventos"),
    "club_students": Text("In the members area", "Na área de membros"),
}
"""What people call the rows of a stream that belong to one record."""
TITLES = {
    "transaction": Text("sale", "venda"),
    "purchase_transaction": Text("sale", "venda"),
    "purchase_order_date": Text("ordered", "pedida em"),
    "purchase_approved_date": Text("paid", "paga em"),
    "purchase_status": Text("status", "status"),
    "purchase_price_value": Text("paid by the buyer", "pago pelo comprador"),
    "purchase_price_currency_code": Text("currency", "moeda"),
    "purchase_price_currency": Text("currency", "moeda"),
    "purchase_payment_type": Text("payment", "pagamento"),
    "purchase_warranty_expire_date": Text("warranty until", "garantia até"),
    "product_name": Text("product", "produto"),
    "commission_value": Text("amount", "valor"),
    "commission_currency_code": Text("currency", "moeda"),
    "source": Text("part", "papel"),
    "role": Text("part", "papel"),
    "user_name": Text("name", "nome"),
    "user_email": Text("e-mail", "e-mail"),
    "user_cellphone": Text("mobile", "celular"),
    "user_phone": Text("phone", "telefone"),
    "user_ucode": Text("code of the person", "código da pessoa"),
    "user_address_city": Text("city", "cidade"),
    "user_address_state": Text("state", "estado"),
    "user_address_country": Text("country", "país"),
    "exchange_rate_currency_payout": Text("exchange rate", "câmbio"),
    "purchase_payment_payment_type": Text("payment", "pagamento"),
    "subscriber_name": Text("name", "nome"),
    "subscriber_email": Text("e-mail", "e-mail"),
    "user_trade_name": Text("trade name", "nome fantasia"),
    "user_locale": Text("language", "idioma"),
    "subscriber_code": Text("subscription", "assinatura"),
    "status": Text("status", "status"),
    "plan_name": Text("plan", "plano"),
    "accession_date": Text("began", "começou em"),
    "end_accession_date": Text("ended", "terminou em"),
    "date_next_charge": Text("next charge", "próxima cobrança"),
    "price_value": Text("price", "preço"),
    "price_currency_code": Text("currency", "moeda"),
    "recurrency_number": Text("recurrence", "recorrência"),
    "recurrency_status": Text("recurrence is", "recorrência está"),
    "buyer_name": Text("buyer", "comprador"),
    "buyer_email": Text("e-mail of the buyer", "e-mail do comprador"),
    "type": Text("type", "tipo"),
    "value": Text("number", "número"),
}
"""What people call a column, where they look at it most."""
