"""The rows of the product endpoints (dossier §6)."""

from __future__ import annotations

from hotmart.simulator.answers.hand import Hand
from hotmart.simulator.answers.pieces import flag, money
from hotmart.simulator.catalogue import PERIODICITY, Offer, Product

# `plans` speaks of payment modes in Portuguese (dossier §6.3).
PLAN_MODES = {"SUBSCRIPTION": "ASSINATURA", "SMART_INSTALLMENT": "SMART_INSTALLMENT"}


def product(hand: Hand, it: Product) -> str:
    """One product the account created."""
    return hand.object(
        f'"id":{it.id},',
        f'"name":"{it.name}",',
        f'"ucode":"{it.ucode}",',
        f'"status":"{it.status}",',
        f'"created_at":{it.created_at},',
        f'"format":"{it.format}",',
        f'"is_subscription":{flag(it.is_subscription)},',
        f'"warranty_period":{it.warranty},',
    )


def offer(hand: Hand, it: Offer) -> str:
    """One price of a product."""
    return hand.object(
        *_named_price(hand, it),
        f'"payment_mode":"{it.mode}",',
        f'"is_currency_conversion_enabled":{flag(it.converts)},',
        f'"is_smart_recovery_enabled":{flag(bool(it.period))},',
        f'"is_main_offer":{flag(it.main)},',
    )


def plan(hand: Hand, it: Offer) -> str:
    """One plan of a subscription. It has no id: its code is the offer's."""
    return hand.object(
        *_named_price(hand, it),
        f'"periodicity":"{PERIODICITY[it.period]}",',
        '"max_installments":12,' if it.period > 180 else '"max_installments":1,',
        f'"payment_mode":"{PLAN_MODES[it.mode]}",',
        f'"trial_period":{it.trial},' if it.trial else "",
        '"is_subscription_recovery_enabled":true,',
        '"is_switch_plan_enabled":true,',
    )


def _named_price(hand: Hand, it: Offer) -> tuple[str, ...]:
    return (
        f'"code":"{it.code}",',
        f'"name":"{it.name}",',
        f'"description":"{it.description}",',
        f'"price":{money(hand, it.cents, it.currency)},',
    )
