"""Products and coupons as they are at Hotmart now, and whether a coupon can be made (dossier §6, §7)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from hotmart.actions.guard.errors import WouldBeRefusedError
from hotmart.actions.guard.looking import coupon_of, hotmarts_now
from hotmart.actions.guard.reads import shown_by
from hotmart.actions.guard.seen import Arguments, Seen
from hotmart.actions.missing import NotHereError
from hotmart.api.choices import ProductStatus
from hotmart.api.product_models import Product
from hotmart.client import Hotmart
from hotmart.language import Text

_HIGHEST = Decimal("0.99")
"""Hotmart takes a discount below it (dossier §7)."""
_WITHIN_A_DAY = timedelta(days=1)


def seen_product(arguments: Arguments, client: Hotmart) -> Seen:
    """The product that is to be configured. Raises NotHereError."""
    number, product = _product(arguments, client)
    line = Text(f"product {number}: {product.name}", f"produto {number}: {product.name}")
    return Seen(
        (line,),
        facts=[number, product.name, product.status],
        word=number,
        words=_named(product),
        warnings=tuple(_deleted(number, product)),
    )


def seen_for_coupon(arguments: Arguments, client: Hotmart) -> Seen:
    """The product that is to have a coupon, which has no such coupon yet. Raises NotHereError."""
    code = str(arguments["coupon_code"])
    number, product = _product(arguments, client)
    there = [
        one for one in client.coupons.list(arguments["product_id"], code=code) if one.coupon_code == code
    ]
    refusal = None
    if any(one.active for one in there):
        refusal = WouldBeRefusedError(
            "coupon_code",
            Text(
                f"This product has an active coupon {code} already.",
                f"O produto já tem um cupom {code} ativo.",
            ),
            shown_by("coupons.create", arguments),
        )
    elif _fraction(arguments["discount"]) >= _HIGHEST:
        refusal = WouldBeRefusedError(
            "discount",
            Text("Hotmart takes discounts below 99% only.", "A Hotmart só aceita descontos abaixo de 99%."),
            None,
        )
    return Seen(
        (Text(f"product {number}: {product.name}", f"produto {number}: {product.name}"),),
        facts=[number, product.name, product.status, len(there)],
        word=code,
        words=_named(product),
        refusal=refusal,
        warnings=(*_deleted(number, product), *_over(arguments.get("end_date"), client)),
        before={code: None if all(one.active is False for one in there) else "ACTIVE"},
    )


def seen_coupon(arguments: Arguments, client: Hotmart) -> Seen:
    """The coupon that is to be deleted. Raises NotHereError."""
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
    words = {"coupon_id": Text(code, code)} if code else {}
    return Seen((line,), facts=[number, code, product.id], word=code or number, words=words)


def _product(arguments: Arguments, client: Hotmart) -> tuple[str, Product]:
    number = str(arguments["product_id"])
    products = client.products.list(id=int(number)) if number.isdecimal() else client.products.list()
    product = next((one for one in products if number in (str(one.id), one.ucode)), None)
    if product is None:
        raise NotHereError("product_id", Text(f"product {number}", f"produto {number}"))
    return number, product


def _named(product: Product) -> dict[str, Text]:
    return {"product_id": Text(product.name, product.name)} if product.name else {}


def _deleted(number: str, product: Product) -> Iterator[Text]:
    if product.status == ProductStatus.DELETED:
        yield Text(
            f"Product {number} is DELETED: Hotmart may refuse.",
            f"O produto {number} está DELETED: a Hotmart pode recusar.",
        )


def _fraction(discount: Any) -> Decimal:
    """As it is sent: from 1 on it is percent."""
    told = Decimal(str(discount))
    return told / 100 if told >= 1 else told


def _over(end: Any, client: Hotmart) -> Iterator[Text]:
    """A coupon whose time is over before it begins; a day is over in every zone once another has gone by."""
    if end is None:
        return
    if isinstance(end, str):  # as a plan that was kept has it
        end = datetime.fromisoformat(end) if "T" in end else date.fromisoformat(end)
    if isinstance(end, int):
        end = datetime.fromtimestamp(end / 1000, UTC)
    elif not isinstance(end, datetime):
        end = datetime(end.year, end.month, end.day, tzinfo=UTC) + 2 * _WITHIN_A_DAY
    if end < hotmarts_now(client):
        yield Text(
            "Its last moment has gone by: nobody could use the coupon.",
            "O último momento dele já passou: ninguém poderia usar o cupom.",
        )
