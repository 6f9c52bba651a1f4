"""What a write is about, as it is at Hotmart now: for the plan, and again before the plan is carried out.

People are masked here, and nothing of them is kept. What cannot be seen beforehand is said to be so.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, TypeAlias

from hotmart.actions.guard.looking import BEGINNING, coupon_of, sale_of, subscription_of
from hotmart.actions.missing import NotHereError
from hotmart.client import Hotmart
from hotmart.errors import InvalidArgumentError
from hotmart.figures import amount
from hotmart.language import Text, both, say
from hotmart.model import Money
from hotmart.privacy.policies import masked

Arguments: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True)
class Seen:
    """What a write is about."""

    lines: tuple[Text, ...] = ()
    amounts: Mapping[str, Decimal] = field(default_factory=dict[str, Decimal])
    """What it would move, by currency."""
    records: int = 1
    facts: Sequence[Any] = ()
    """What must not have changed when the plan is carried out."""
    word: str = ""
    """What a person types to say yes: the code of the one thing, or how many."""

    @property
    def state(self) -> str:
        """A digest of the facts."""
        return hashlib.sha256(json.dumps(self.facts, default=str).encode()).hexdigest()[:32]


def see(action: str, arguments: Arguments, client: Hotmart) -> Seen:
    """Read what this write is about. Raises NotHereError where this account has no such thing."""
    looking = _LOOKING.get(action)
    return looking(arguments, client) if looking else Seen(records=1, word=action)


def _sale(arguments: Arguments, client: Hotmart) -> Seen:
    code = str(arguments["transaction_code"])
    sale = sale_of(client, code)
    if sale is None:
        raise NotHereError("transaction_code", Text(f"sale {code}", f"venda {code}"))
    purchase = sale.purchase
    product = sale.product.name if sale.product else None
    buyer = masked(sale.buyer.name or "") if sale.buyer else ""
    price = purchase.price or Money()
    lines = [
        Text(
            f"sale {code}: {product or '?'}, {purchase.status or '?'}",
            f"venda {code}: {product or '?'}, {purchase.status or '?'}",
        ),
        _money(Text("price", "preço"), price),
        Text(f"buyer: {buyer}", f"comprador: {buyer}"),
    ]
    facts = [code, purchase.status, price.value, price.currency_code]
    return Seen(tuple(lines), _sum([price]), 1, facts, code)


def _sale_without_money(arguments: Arguments, client: Hotmart) -> Seen:
    seen = _sale(arguments, client)
    return Seen(seen.lines, {}, seen.records, seen.facts, seen.word)


def _subscriptions(arguments: Arguments, client: Hotmart) -> Seen:
    told = arguments["subscriber_code"]
    codes = [str(one) for one in ([told] if isinstance(told, str) else told)]
    codes = [*dict.fromkeys(codes)]
    lines: list[Text] = []
    facts: list[Any] = []
    for code in codes:
        one = subscription_of(client, code)
        if one is None:
            raise NotHereError("subscriber_code", Text(f"subscription {code}", f"assinatura {code}"))
        who = masked((one.subscriber.name if one.subscriber else None) or "")
        names = (one.product.name if one.product else None, one.plan.name if one.plan else None)
        what = " · ".join(name for name in names if name)
        price = _written(one.price or Money())
        lines.append(Text(*(f"{code}: {what}, {one.status}, {price}, {who}" for _ in range(2))))
        next_charge = one.date_next_charge.ms if one.date_next_charge else None
        facts.append([code, one.status, one.plan and one.plan.name, next_charge])
    word = codes[0] if len(codes) == 1 else str(len(codes))
    return Seen(tuple(lines), {}, len(codes), facts, word)


def _product(arguments: Arguments, client: Hotmart) -> Seen:
    number = str(arguments["product_id"])
    products = client.products.list(id=int(number)) if number.isdecimal() else client.products.list()
    product = next((one for one in products if number in (str(one.id), one.ucode)), None)
    if product is None:
        raise NotHereError("product_id", Text(f"product {number}", f"produto {number}"))
    line = Text(f"product {number}: {product.name}", f"produto {number}: {product.name}")
    return Seen((line,), {}, 1, [number, product.name, product.status], number)


def _coupon_to_make(arguments: Arguments, client: Hotmart) -> Seen:
    seen, code = _product(arguments, client), str(arguments["coupon_code"])
    there = [
        one for one in client.coupons.list(arguments["product_id"], code=code) if one.coupon_code == code
    ]
    if any(one.active for one in there):
        raise InvalidArgumentError(
            "coupon_code",
            Text(
                f"This product has an active coupon {code} already.",
                f"O produto já tem um cupom {code} ativo.",
            ),
            Text("Nothing was sent. Choose another code.", "Nada foi enviado. Escolha outro código."),
        )
    return Seen(seen.lines, {}, 1, [*seen.facts, len(there)], code)


def _coupon_to_delete(arguments: Arguments, client: Hotmart) -> Seen:
    number = str(arguments["coupon_id"])
    found = coupon_of(client, number)
    if found is None:
        raise NotHereError("coupon_id", Text(f"coupon {number}", f"cupom {number}"))
    product, coupon = found
    code = coupon.coupon_code
    line = Text(
        f"coupon {code} of {product.name}, {coupon.status or '?'}",
        f"cupom {code} de {product.name}, {coupon.status or '?'}",
    )
    return Seen((line,), {}, 1, [number, code, product.id], code or number)


def _debt(arguments: Arguments, client: Hotmart) -> Seen:
    number, recurrences = int(arguments["subscription_id"]), [*arguments["recurrences"]]
    one = next(
        (it for it in client.subscriptions.summary(accession_date=BEGINNING) if it.subscription_id == number),
        None,
    )
    if one is None:
        line = Text(
            f"subscription {number}: what it owes could not be seen beforehand",
            f"assinatura {number}: o que ela deve não pôde ser visto antes",
        )
        return Seen((line,), {}, len(recurrences), [number], str(number))
    owed = ", ".join(map(str, recurrences))
    what = one.product.name if one.product else "?"
    line = Text(
        f"subscription {number}: {what}, {one.status}; recurrences {owed}",
        f"assinatura {number}: {what}, {one.status}; recorrências {owed}",
    )
    return Seen((line,), {}, len(recurrences), [number, one.status], str(number))


def _charged(arguments: Arguments, client: Hotmart) -> Seen:
    """What is charged or priced by the call itself: there is nothing to look at, but its amount."""
    del client
    value, currency = arguments.get("value"), arguments.get("currency")
    if value is None:
        return Seen(word=str(arguments.get("offer_code") or arguments.get("name") or ""))
    price = Money(value=Decimal(str(value)), currency_code=None if currency is None else str(currency))
    line = _money(Text("value", "valor"), price)
    return Seen((line,), {}, 1, [str(value), currency], str(value))


def _charged_at_once(arguments: Arguments, client: Hotmart) -> Seen:
    seen = _charged(arguments, client)
    value = arguments.get("value")
    currency = str(arguments.get("currency") or "?")
    amounts = {} if value is None else {currency: Decimal(str(value))}
    return Seen(seen.lines, amounts, 1, seen.facts, seen.word)


_LOOKING: Mapping[str, Callable[[Arguments, Hotmart], Seen]] = {
    "sales.refund": _sale,
    "sales.regenerate_billet": _sale_without_money,
    "subscriptions.cancel": _subscriptions,
    "subscriptions.cancel_single": _subscriptions,
    "subscriptions.reactivate": _subscriptions,
    "subscriptions.reactivate_single": _subscriptions,
    "subscriptions.change_due_day": _subscriptions,
    "subscriptions.switch_plan": _subscriptions,
    "products.configure": _product,
    "coupons.create": _coupon_to_make,
    "coupons.delete": _coupon_to_delete,
    "negotiation.create": _debt,
    "links.create": _charged,
    "links.create_offer": _charged,
    "links.create_plan": _charged,
    "links.charge_offer": _charged,
    "links.charge_value": _charged_at_once,
}


def _sum(prices: Sequence[Money]) -> dict[str, Decimal]:
    told: dict[str, Decimal] = {}
    for price in prices:
        if price.value is not None:
            currency = price.currency_code or "?"
            told[currency] = told.get(currency, Decimal()) + price.value
    return told


def _written(price: Money) -> str:
    return "?" if price.value is None else f"{price.currency_code or '?'} {amount(price.value)}"


def _money(what: Text, price: Money) -> Text:
    return both(lambda: say(f"{what.en}: {_written(price)}", f"{what.pt}: {_written(price)}"))
