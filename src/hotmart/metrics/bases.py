"""The bases of facts: of each table what metrics are made of, under names that stay.

A table that was never synced is empty here, and a column that an account does not keep is NULL, so that a
metric has one SQL for every warehouse.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from hotmart.warehouse.sql import quoted


class Table(NamedTuple):
    """A table that there is: how it is written, and its columns."""

    written: str
    columns: frozenset[str]


class Tables(NamedTuple):
    """What there is to make facts of."""

    by_stream: Mapping[str, Table]
    """The tables, those of children under the name of the stream and what theirs ends with."""
    own: tuple[str, ...] = ()
    """The ucode of this account, or of each of several, where it is known; else the sales tell it."""


class Base(NamedTuple):
    """What is taken of a stream's table: new names, and the column and type of each."""

    stream: str
    columns: Mapping[str, tuple[str, str]]
    child: str = ""
    """What the name of a child of that table ends with, where it is that."""


_MONEY, _RATE, _TIME = "DECIMAL(18,4)", "DECIMAL(24,10)", "TIMESTAMP WITH TIME ZONE"
BASES = {
    "base_sales": Base(
        "sales_history",
        {
            "transaction": ("purchase_transaction", "VARCHAR"),
            "ordered_at": ("purchase_order_date", _TIME),
            "approved_at": ("purchase_approved_date", _TIME),
            "told_status": ("purchase_status", "VARCHAR"),
            "price": ("purchase_price_value", _MONEY),
            "currency": ("purchase_price_currency_code", "VARCHAR"),
            "payment": ("purchase_payment_type", "VARCHAR"),
            "payment_mode": ("purchase_offer_payment_mode", "VARCHAR"),
            "offer": ("purchase_offer_code", "VARCHAR"),
            "src": ("purchase_tracking_source", "VARCHAR"),
            "sck": ("purchase_tracking_source_sck", "VARCHAR"),
            "part": ("purchase_commission_as", "VARCHAR"),
            "product_id": ("product_id", "BIGINT"),
            "product": ("product_name", "VARCHAR"),
            "buyer_ucode": ("buyer_ucode", "VARCHAR"),
            "buyer_email": ("buyer_email", "VARCHAR"),
            "read_in": ("_run", "BIGINT"),
        },
    ),
    "base_shares": Base(
        "sales_commissions",
        {
            "transaction": ("transaction", "VARCHAR"),
            "net": ("commission_value", _MONEY),
            "net_currency": ("commission_currency_code", "VARCHAR"),
            "rate": ("exchange_rate_currency_payout", _RATE),
            "person_ucode": ("user_ucode", "VARCHAR"),
            "person": ("user_name", "VARCHAR"),
            "role": ("source", "VARCHAR"),
        },
    ),
    "base_people": Base(
        "sales_participants",
        {
            "transaction": ("transaction", "VARCHAR"),
            "role": ("role", "VARCHAR"),
            "country": ("user_address_country", "VARCHAR"),
        },
    ),
    "base_tracking": Base(
        "sales_tracking",
        {
            "transaction": ("transaction", "VARCHAR"),
            "campaign": ("campaign", "VARCHAR"),
            "ad_set": ("medium", "VARCHAR"),
            "ad": ("content", "VARCHAR"),
            "placement": ("term", "VARCHAR"),
        },
    ),
    "base_panel": Base(
        "panel_sales",
        {
            "transaction": ("transaction", "VARCHAR"),
            "told_status": ("status", "VARCHAR"),
            "ordered_at": ("ordered_at", _TIME),
            "bump_of": ("order_bump_of", "VARCHAR"),
            "sold_as": ("sold_as", "VARCHAR"),
            "number": ("charge_number", "BIGINT"),
            "product": ("product_name", "VARCHAR"),
        },
    ),
    "base_charges": Base(
        "subscription_transactions",
        {
            "transaction": ("purchase_transaction", "VARCHAR"),
            "ordered_at": ("purchase_order_date", _TIME),
            "approved_at": ("purchase_approved_date", _TIME),
            "told_status": ("purchase_status", "VARCHAR"),
            "price": ("purchase_price_value", _MONEY),
            "currency": ("purchase_price_currency", "VARCHAR"),
            "net": ("purchase_commission_producer_value", _MONEY),
            "net_currency": ("purchase_commission_currency", "VARCHAR"),
            "conversion": ("purchase_commission_conversion_rate", _RATE),
            "undone_at": ("purchase_payment_refund_chargeback_date", _TIME),
            "payment": ("purchase_payment_payment_type", "VARCHAR"),
            "code": ("subscriber_code", "VARCHAR"),
            "customer": ("subscriber_id", "VARCHAR"),
            "told_state": ("status", "VARCHAR"),
            "billing": ("billing_type", "VARCHAR"),
            "adopted_at": ("adoption_date", _TIME),
            "cancelled_at": ("cancellation_date", _TIME),
            "days": ("plan_recurrency_period", "BIGINT"),
            "plan": ("plan_name", "VARCHAR"),
            "offer": ("plan_offer_key", "VARCHAR"),
            "product_id": ("product_id", "BIGINT"),
            "product": ("product_name", "VARCHAR"),
            "number": ("recurrency_number", "BIGINT"),
            "delay": ("recurrency_payment_delays_days", "BIGINT"),
            "kind": ("recurrency_transaction_type", "VARCHAR"),
            "updated_at": ("last_update", _TIME),
        },
    ),
    "base_plans": Base(
        "product_plans",
        {
            "offer": ("code", "VARCHAR"),
            "plan": ("name", "VARCHAR"),
            "periodicity": ("periodicity", "VARCHAR"),
        },
    ),
    "base_summaries": Base(
        "subscription_summaries",
        {
            "code": ("subscriber_code", "VARCHAR"),
            "billing": ("last_recurrency_billing_type", "VARCHAR"),
        },
    ),
    "base_unpaid": Base(
        "subscription_summaries",
        {
            "code": ("subscriber_code", "VARCHAR"),
            "number": ("number", "BIGINT"),
            "due_at": ("charge_date", _TIME),
        },
        child="_unpaid_recurrencies",
    ),
    "base_subscriptions": Base(
        "subscriptions",
        {
            "code": ("subscriber_code", "VARCHAR"),
            "told_state": ("status", "VARCHAR"),
            "price": ("price_value", _MONEY),
            "currency": ("price_currency_code", "VARCHAR"),
            "cycles": ("plan_max_charge_cycles", "BIGINT"),
            "plan": ("plan_name", "VARCHAR"),
            "product_id": ("product_id", "BIGINT"),
            "product": ("product_name", "VARCHAR"),
            "next_charge_at": ("date_next_charge", _TIME),
        },
    ),
}


def base(one: Base, tables: Tables) -> str:
    """A SELECT of what a table has, and NULL for what it has not."""
    table = tables.by_stream.get(one.stream + one.child)
    columns = ", ".join(_columns(one, table.columns if table else frozenset()))
    return f"SELECT {columns} FROM {table.written}" if table else f"SELECT {columns} WHERE false"


def _columns(one: Base, held: Collection[str]) -> Iterator[str]:
    yield "account" if "account" in held else "NULL::VARCHAR AS account"
    for name, (column, kind) in one.columns.items():
        written = f"{quoted(column)}::{kind}" if column in held else f"NULL::{kind}"
        yield f"{written} AS {quoted(name)}"
