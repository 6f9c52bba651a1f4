"""What people see of an answer on a terminal: which columns of its rows, and which parts of one thing.

Whom, what, in which state, how much and when come first; where there is no room for all, the last ones go. A
program is given everything.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from hotmart.language import Text

_SALE = (
    *("buyer.name", "product.name", "purchase.status", "purchase.price", "purchase.order_date"),
    *("purchase.transaction", "purchase.payment.type", "buyer.email", "purchase.offer.code"),
)
_PARTICIPANT = (
    *("users.role", "users.user.name", "users.user.email", "users.user.cellphone", "users.user.phone"),
    *("users.user.address.city", "users.user.address.state", "users.user.address.country"),
)
_SHARE = ("commissions.source", "commissions.user.name", "commissions.commission", "commissions.user.email")

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "sales.history": _SALE,
    "person.sales": _SALE,
    "sales.summary": ("total_value", "total_items"),
    "sales.participants": ("transaction", "product.name", *_PARTICIPANT),
    "sales.commissions": ("transaction", "product.name", *_SHARE),
    "sales.price_details": ("transaction", "product.name", "total", "base", "vat", "fee", "coupon.code"),
    "subscriptions.list": (
        *("subscriber.name", "product.name", "plan.name", "status", "price", "accession_date"),
        *("date_next_charge", "end_accession_date", "subscriber_code", "subscriber.email"),
    ),
    "subscriptions.summary": (
        *(
            "subscriber.name",
            "product.name",
            "status",
            "lifetime",
            "accession_date",
            "last_recurrency.number",
        ),
        *("last_recurrency.status", "date_next_charge", "subscriber_code", "subscriber.email"),
    ),
    "subscriptions.transactions": (
        *("subscriber.name", "product.name", "purchase.status", "purchase.price", "purchase.order_date"),
        *("recurrency.number", "purchase.payment.refund_chargeback_date", "purchase.transaction"),
        *("subscriber_code", "subscriber.email"),
    ),
    "subscriptions.purchases": (
        *("recurrency_number", "status", "price", "approved_date", "payment_type", "transaction"),
    ),
    "subscriptions.switch_plans": (
        *("subscriber_code", "plans.name", "plans.price", "plans.current", "plans.recurrency_period"),
        *("plans.offer.key", "plans.id"),
    ),
    "products.list": ("name", "id", "status", "format", "is_subscription", "warranty_period", "created_at"),
    "products.offers": ("name", "code", "price", "payment_mode", "is_main_offer", "description"),
    "products.plans": ("name", "code", "price", "periodicity", "trial_period", "max_installments"),
    "coupons.list": ("coupon_code", "discount", "status", "start_date", "end_date", "id"),
    "club.modules": ("sequence", "name", "total_pages", "is_public", "is_extra", "module_id"),
    "club.pages": ("name", "type", "is_published", "liberation_type", "liberation_date", "page_id"),
    "club.module_pages": ("page_order", "name", "type", "published", "total_comments", "page_id"),
    "club.students": (
        *("name", "email", "status", "type", "progress.completed_percentage", "last_access_date"),
        *("purchase_date", "engagement", "user_id"),
    ),
    "events.tickets": (
        *("participant.name", "buyer.name", "lot.name", "eticket.ticket_status", "eticket.checkin_status"),
        *("eticket.current_update", "eticket.id", "participant.email", "buyer.email"),
    ),
    "links.list": ("name", "price", "status", "creation_date", "total_charges", "url", "ucode"),
    "metrics": ("metric", "variant", "currency", "value", "before", "change", "start", "end", "unit"),
    "access.list": (
        *("name", "email", "product.name", "by", "status", "until", "since", "transaction"),
        *("subscriber_code", "subdomain", "type"),
    ),
}
"""The columns of an action that answers rows, the most wanted first. One that has none here shows all."""

EXPLODED: Mapping[str, str] = {
    "sales.participants": "users",
    "sales.commissions": "commissions",
    "subscriptions.switch_plans": "plans",
}
"""Rows that are a list and what it is about: each element of it is a row to people."""

HIDDEN = frozenset(("documents", "document", "docValue"))
"""Whose value stands in JSON and CSV alone: nobody needs a document on a screen to do their work."""


class Section(NamedTuple):
    """A part of one thing: under which heading it stands, and what it means that there is none of it."""

    heading: Text
    none: Text
    columns: tuple[str, ...] = ()
    exploded: str = ""


SECTIONS: Mapping[str, Mapping[str, Section]] = {
    "transaction.everything": {
        "history": Section(Text("Sale", "Venda"), Text("none", "nenhuma")),
        "participants": Section(
            Text("Who takes part", "Quem participa"),
            Text("Hotmart tells of nobody.", "A Hotmart não informa ninguém."),
            _PARTICIPANT,
            "users",
        ),
        "commissions": Section(
            Text("Who is paid", "Quem recebe"),
            Text("Nobody is paid for this sale.", "Ninguém recebe por esta venda."),
            _SHARE,
            "commissions",
        ),
        "price": Section(
            Text("What the price is made of", "De que é feito o preço"),
            Text("Hotmart does not tell it for this sale.", "A Hotmart não informa para esta venda."),
        ),
        "subscription": Section(
            Text("Subscription", "Assinatura"),
            Text("This sale is of no subscription.", "Esta venda não é de assinatura."),
        ),
    }
}
"""The parts of what an action answers, in their order."""
