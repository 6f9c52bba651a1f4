"""The command that shows what a write is about: for whoever is told no, or wants to see what came of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from hotmart.actions.guard.looking import BEGINNING
from hotmart.words import is_list

Arguments = Mapping[str, Any]


def shown_by(action: str, arguments: Arguments) -> str | None:
    """The command, ready to be typed; None where no read shows it. None of them tells who a person is."""
    reading = _READING.get(action)
    return reading(arguments) if reading else None


def sale_shown(code: object) -> str:
    """What shows one sale, in any state (dossier §4.0)."""
    parts = ("transaction", "status", "commission_as", "warranty_expire_date")
    fields = ",".join(f"purchase.{one}" for one in parts)
    return f"hotmart action run sales.history -p transaction={code} --fields {fields}"


def subscription_shown(told: Any) -> str:
    """What shows one subscription; of several, the first."""
    code = told[0] if is_list(told) and told else told
    return (
        f"hotmart action run subscriptions.list -p subscriber_code={code} -p accession_date={BEGINNING} "
        "--fields subscriber_code,status,trial,plan.name,date_next_charge"
    )


def plans_shown(code: object) -> str:
    """What shows the plans that a subscription may change to."""
    return f"hotmart action run subscriptions.switch_plans -p subscriber_codes={code}"


def _subscription(arguments: Arguments) -> str:
    return subscription_shown(arguments["subscriber_code"])


def _product(arguments: Arguments) -> str:
    return f"hotmart action run products.list -p id={arguments['product_id']}"


def _coupon(arguments: Arguments) -> str:
    return (
        f"hotmart action run coupons.list -p product_id={arguments['product_id']} "
        f"-p code={arguments['coupon_code']}"
    )


def _links(_: Arguments) -> str:
    return "hotmart action run links.list --fields ucode,name,price,offers,plans"


_READING: Mapping[str, Callable[[Arguments], str]] = {
    "sales.refund": lambda arguments: sale_shown(arguments["transaction_code"]),
    "sales.regenerate_billet": lambda arguments: sale_shown(arguments["transaction_code"]),
    "subscriptions.cancel": _subscription,
    "subscriptions.cancel_single": _subscription,
    "subscriptions.reactivate": _subscription,
    "subscriptions.reactivate_single": _subscription,
    "subscriptions.change_due_day": _subscription,
    "subscriptions.switch_plan": lambda arguments: plans_shown(arguments["subscriber_code"]),
    "coupons.create": _coupon,
    "products.configure": _product,
    "links.create": _links,
    "links.create_offer": _links,
    "links.create_plan": _links,
    "links.charge_offer": _links,
    "links.charge_value": _links,
}
