"""The coupons desk: `/products/api/v1/product/{id}/coupon` and `/products/api/v1/coupon/...` (dossier §7)."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from hotmart.simulator.answers import coupons as rows
from hotmart.simulator.answers.answer import Answer
from hotmart.simulator.desks.desk import Call
from hotmart.simulator.desks.products import product_numbered
from hotmart.simulator.paging import Offset
from hotmart.simulator.refusals import existing, invalid_parameter, needed

TOKENS: Final = Offset()
DEFAULT_ROWS: Final = 20
LONGEST_CODE: Final = 25
HIGHEST: Final = Decimal("0.99")
SIGNS: Final = frozenset("-_.%")  # what a code may hold beside letters and digits: our guess


def create(call: Call) -> Answer:
    """`POST product/{product_id}/coupon`: refused while the product has a live coupon of that code."""
    product, body, world = product_numbered(call), call.body, call.world
    code, discount = needed(body.text("code")), needed(body.number("discount"))
    start, end = body.integer("start_date"), body.integer("end_date")
    start = world.now if start is None else start
    affiliate, offers = body.integer("affiliate"), body.integers("offer_ids")
    unfit = len(code) > LONGEST_CODE or not all(sign.isalnum() or sign in SIGNS for sign in code)
    unfit = unfit or not Decimal("0.001") <= discount < HIGHEST
    unfit = unfit or (end is not None and end <= start)
    unfit = unfit or (offers is None and call.settings.coupons_need_offers)
    if unfit or world.coupons.alive(product, code, world.now):
        raise invalid_parameter()
    world.coupons.issue(
        product, code, discount, start=start, end=end, affiliate=affiliate, offers=offers or ()
    )
    return call.one("{}")


def coupons(call: Call) -> Answer:
    """`GET coupon/product/{product_id}`: pages of 20, and no total."""
    product, world = product_numbered(call), call.world
    code = (call.params.text("code") or "").casefold()
    found = [issue for issue in world.coupons.of(product) if code in ("", issue.coupon.code.casefold())]
    return call.page(
        found,
        lambda issue: rows.coupon(call.hand, issue, world.now),
        TOKENS,
        counted=False,
        size=DEFAULT_ROWS,
    )


def delete(call: Call) -> Answer:
    """`DELETE coupon/{coupon_id}`: gone for good, so a second time it is not found."""
    identity = call.path["coupon_id"]
    coupons = call.world.coupons
    issue = coupons.get(int(identity)) if identity.isdecimal() and len(identity) < 19 else None
    coupons.withdraw(existing(issue))
    return call.one("{}")
