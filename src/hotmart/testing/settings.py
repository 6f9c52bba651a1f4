"""What can be chosen about the account of a test; what is not chosen is small."""

from __future__ import annotations

from datetime import date
from typing import Final, Literal, TypedDict


class AccountSettings(TypedDict, total=False):
    """The settings of the simulator, each optional. `hotmart.simulator.Settings` says what each one means."""

    seed: int
    sales: int
    start: date
    months: int
    page_size: int
    strict: bool
    commissions_after_refund: Literal["zeroed", "kept"]
    earns_twice: bool
    status_lifts_accession: bool
    affiliates_see_buyers: bool
    daily_lag: bool
    plan_of_a_charge: Literal["now", "then"]
    last_recurrence_as: Literal["number", "date"]
    reactivations_accepted: float
    negotiations_paid: float
    coupons_need_offers: bool
    extra_modules_apart: bool
    last_update_inclusive: bool
    latency_ms: float
    slow_ms: float
    quota: int
    token_seconds: int
    faults: tuple[str, ...]


FEW_SALES: Final = 300
"""An account of so many sales is made in some ten milliseconds."""
MONTHS: Final = 24
