"""One sale: its life, who gets what of it, who took part, what its price is made of, what the panel said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from hotmart.accounts.lives import NoRecordError
from hotmart.console.blocks import Block
from hotmart.console.known import tables
from hotmart.console.record.fields import fields
from hotmart.console.record.head import head, whose
from hotmart.console.record.held import PARTS, block, child_of, held, living, main_of
from hotmart.console.record.sought import Sought
from hotmart.console.record.timeline import timeline
from hotmart.console.view import View
from hotmart.language import Text
from hotmart.panel.sale_model import TABLE as PANEL
from hotmart.statement.links import linking

STREAM = "sales_history"
_SHARES, _PEOPLE, _PRICE = "sales_commissions", "sales_participants", "sales_price_details"
_HEAD = (
    *("purchase_status", "product_name", "purchase_price_value", "purchase_payment_type"),
    *("purchase_order_date", "buyer_name", "buyer_email"),
)
_ELSEWHERE = {
    "subscription_transactions": (
        *("subscriber_code", "status", "recurrency_number", "recurrency_status", "plan_name"),
        *("purchase_price_value", "purchase_price_currency", "date_next_charge"),
    ),
    "subscriptions": (
        *("subscriber_code", "status", "accession_date", "end_accession_date", "plan_name"),
        *("price_value", "price_currency_code", "date_next_charge"),
    ),
}
"""What is told first of what else names a sale."""
_SHARE_COLUMNS = (
    "source",
    "commission_value",
    "commission_currency_code",
    "user_name",
    "user_email",
    "user_ucode",
)
_PEOPLE_COLUMNS = (
    *("role", "user_name", "user_email", "user_cellphone", "user_phone", "user_address_city"),
    *("user_address_state", "user_address_country", "user_ucode"),
)


def sale(view: View, code: str) -> list[Block]:
    """What is known of one sale. Raises NoRecordError where the warehouse never held it in any table."""
    found = [*_blocks(view, code)]
    if not found:
        raise NoRecordError(Text(f"The warehouse never held {code}.", f"O armazém nunca teve {code}."))
    return found


def _blocks(view: View, code: str) -> Iterator[Block]:
    main = main_of(view, STREAM)
    row: list[dict[str, Any]] = []
    if main:
        row, _ = held(view, main, {_own(view): [code]}, 1)
        if row:
            yield head(view, Text(f"Sale {code}", f"Venda {code}"), code, main, row[0], _HEAD)
        life = _life(view, code)
        if life or row:
            charges = _rows(view, "subscription_transactions", code)
            yield timeline(view, main, life, [*row, *charges[:1]], without=("date_next_charge",))
    yield from _part(
        view, _SHARES, code, "shares", Text("Who gets what", "Quem recebe o quê"), _SHARE_COLUMNS
    )
    yield from _part(view, _PEOPLE, code, "people", Text("Who took part", "Quem participou"), _PEOPLE_COLUMNS)
    yield from _documents(view, code)
    yield from _one(view, _PRICE, code, "price", Text("What the price is made of", "Do que é feito o preço"))
    if main and row:
        yield fields(view, "sale", Text("All fields of the sale", "Todos os campos da venda"), main, row[0])
    yield from _panel(view, code)
    yield from _elsewhere(view, code)


def buyer_of(view: View, code: str) -> Sought | None:
    """By what the buyer of a sale is known best; None where the copy does not say."""
    main = main_of(view, STREAM)
    found = held(view, main, {_own(view): [code]}, 1)[0] if main else []
    return whose(found[0]) if found else None


def _own(view: View) -> str:
    """The column by which the sales themselves are known."""
    return view.account.stream(STREAM).layout.key[0].name


def _life(view: View, code: str) -> Sequence[Any]:
    try:
        return view.account.history(STREAM, code)
    except NoRecordError:
        return []


def _rows(view: View, stream: str, code: str) -> list[dict[str, Any]]:
    table = main_of(view, stream)
    return held(view, table, {one: [code] for one in _codes(table)})[0] if table else []


def _codes(table: Any) -> list[str]:
    """The columns of a table that name a sale."""
    return (
        [name for name, (kind, _) in linking(table.layout).items() if kind == "sale"] if table.layout else []
    )


def _part(view: View, stream: str, code: str, key: str, title: Text, names: Sequence[str]) -> Iterator[Block]:
    table = main_of(view, stream)
    found = _rows(view, stream, code)
    if table and found:
        yield block(view, key, title, table, found, names=names)


def _one(view: View, stream: str, code: str, key: str, title: Text) -> Iterator[Block]:
    table = main_of(view, stream)
    found = _rows(view, stream, code)
    if table and found:
        yield fields(view, key, title, table, found[0])


def _documents(view: View, code: str) -> Iterator[Block]:
    table = child_of(view, _PEOPLE, "user_documents")
    found = held(view, table, {"transaction": [code]})[0] if table else []
    if table and found:
        yield block(
            view, "documents", Text("Their documents", "Documentos"), table, found, names=("type", "value")
        )


def _panel(view: View, code: str) -> Iterator[Block]:
    """What a report of the panel says of it, where one was imported."""
    table = tables(view).get(f"{view.account.settings.prefix}{PANEL}")
    found = held(view, table, {"transaction": [code]}, 1)[0] if table else []
    if table and found:
        yield fields(view, "panel", Text("As the panel has it", "Como está no painel"), table, found[0])


def _elsewhere(view: View, code: str) -> Iterator[Block]:
    """Every other table that names the sale: its subscription, the charge, events."""
    shown = {STREAM, _SHARES, _PEOPLE, _PRICE}
    for table in living(tables(view)):
        if table.stream is None or table.stream in shown:
            continue
        found, more = held(view, table, {one: [code] for one in _codes(table)})
        if found:
            title = PARTS.get(table.stream) or table.meaning or Text(table.name, table.name)
            yield block(
                view,
                f"in-{table.name}",
                title,
                table,
                found,
                names=_ELSEWHERE.get(table.stream, ()),
                links=lambda row: _to_subscription(view, row),
                more=more,
            )


def _to_subscription(view: View, row: Any) -> str | None:
    code = row.get("subscriber_code")
    return view.link("/registro", id=str(code)) if code else None
