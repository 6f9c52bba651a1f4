"""The rows of `coupon/product/{product_id}` (dossier §7)."""

from __future__ import annotations

from typing import Final

from hotmart.simulator.answers.hand import Hand
from hotmart.simulator.answers.pieces import flag
from hotmart.simulator.coupons import VALID, Issue

_ZONE: Final = (
    '"offset":"-03:00",',
    '"description":"Fuso horário de Brasília",',
    '"id":"America/Sao_Paulo",',
    '"name":"AMERICA_SAO_PAULO",',
)


def coupon(hand: Hand, issue: Issue, now: int) -> str:
    """One coupon. The dossier does not list `end_date`; an answer without it could not be understood."""
    status = issue.status(now)
    return hand.object(
        f'"id":{issue.id},',
        f'"coupon_code":"{issue.coupon.code}",',
        f'"active":{flag(status == VALID)},',
        f'"start_date":{issue.start},' if issue.start is not None else "",
        f'"end_date":{issue.end},' if issue.end is not None else "",
        f'"discount":{issue.coupon.permille / 1000:g},',
        f'"time_zone":{hand.once("time_zone", lambda: hand.object(*_ZONE))},',
        f'"status":"{status}",',
    )
