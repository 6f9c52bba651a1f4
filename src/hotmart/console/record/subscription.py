"""One subscription: its life, its charges one by one, and the sales that paid them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hotmart.accounts.lives import NoRecordError
from hotmart.console.blocks import Block, Row
from hotmart.console.known import tables
from hotmart.console.record.fields import fields
from hotmart.console.record.head import head, whose
from hotmart.console.record.held import PARTS, block, held, living, main_of
from hotmart.console.record.sought import Sought
from hotmart.console.record.timeline import timeline
from hotmart.console.view import View
from hotmart.language import Text
from hotmart.statement.links import linking

STREAM = "subscriptions"
_CHARGES = "subscription_transactions"
_HEAD = (
    *("status", "product_name", "plan_name", "price_value", "accession_date", "end_accession_date"),
    *("subscriber_name", "subscriber_email"),
)
_CHARGE_COLUMNS = (
    *("purchase_transaction", "recurrency_number", "purchase_order_date", "purchase_status"),
    *(
        "recurrency_status",
        "purchase_payment_payment_type",
        "purchase_price_value",
        "purchase_price_currency",
    ),
)


def subscription(view: View, code: str) -> list[Block]:
    """What is known of one subscription. Raises NoRecordError where no table knows it."""
    found = [*_blocks(view, code)]
    if not found:
        raise NoRecordError(
            Text(f"The warehouse never held {code}.", f"O armazém nunca teve {code}."),
        )
    return found


def subscriber_of(view: View, code: str) -> Sought | None:
    """By what the subscriber is known best; None where the copy does not say."""
    main = main_of(view, STREAM)
    found = held(view, main, {"subscriber_code": [code]}, 1)[0] if main else []
    return whose(found[0]) if found else None


def to_sale(view: View, row: Row) -> str | None:
    """Where a row leads that names a sale."""
    code = row.get("purchase_transaction") or row.get("transaction")
    return view.link("/registro", id=str(code)) if code else None


def _blocks(view: View, code: str) -> Iterator[Block]:
    main = main_of(view, STREAM)
    row: list[dict[str, Any]] = held(view, main, {"subscriber_code": [code]}, 1)[0] if main else []
    if main and row:
        title = Text(f"Subscription {code}", f"Assinatura {code}")
        yield head(view, title, code, main, row[0], _HEAD)
        yield timeline(view, main, _life(view, code), row)
    charges = main_of(view, _CHARGES)
    found, more = held(view, charges, {"subscriber_code": [code]}) if charges else ([], False)
    if charges and found:
        yield block(
            view,
            "charges",
            Text("Its charges", "As cobranças"),
            charges,
            found,
            names=_CHARGE_COLUMNS,
            links=lambda row: to_sale(view, row),
            more=more,
        )
    if main and row:
        title = Text("All fields of the subscription", "Todos os campos da assinatura")
        yield fields(view, "subscription", title, main, row[0])
    yield from _elsewhere(view, code)


def _life(view: View, code: str) -> Any:
    try:
        return view.account.history(STREAM, code)
    except NoRecordError:
        return []


def _elsewhere(view: View, code: str) -> Iterator[Block]:
    for table in living(tables(view)):
        if table.stream in (None, STREAM, _CHARGES) or table.layout is None:
            continue
        columns = [n for n, (kind, _) in linking(table.layout).items() if kind == "subscription"]
        found, more = held(view, table, {one: [code] for one in columns})
        if found:
            title = PARTS.get(table.stream) or table.meaning or Text(table.name, table.name)
            yield block(
                view,
                f"in-{table.name}",
                title,
                table,
                found,
                links=lambda row: to_sale(view, row),
                more=more,
            )
