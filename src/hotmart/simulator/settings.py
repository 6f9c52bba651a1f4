"""What can be chosen about a simulated Hotmart."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """One simulated account. Equal settings make equal worlds.

    The fields up to `months` choose the world; those from `page_size` on are answers that the
    dossier (§20) leaves open, so that both can be tested; the rest is about the wire.
    """

    seed: int = 1
    """Names, ids, credentials and everything that happens follow from it."""

    sales: int = 20_000
    """About how many transactions the account has when the simulator starts."""

    start: date = date(2023, 6, 1)
    """When the account sold for the first time. The default lets the clock be moved by more than a
    year and still stay in the real past, where clients that trust the real clock look for sales."""

    months: int = 24
    """How long it has been selling when the simulator starts."""

    page_size: int = 50
    """Rows of a page when `max_results` is not given (Hotmart does not say)."""

    strict: bool = True
    """True: a sales window over 366 days answers 400 and price/details refuses the three statuses its
    page does not list. False: both are answered."""

    commissions_after_refund: Literal["zeroed", "kept"] = "zeroed"
    """What `sales/commissions` and `sales/summary` count once a sale was refunded or charged back."""

    earns_twice: bool = False
    """Whether the account is an affiliate of sales that it earns by anyway, and has the ADDON share of its
    tickets, so that several shares of one sale are its own (dossier §4.4)."""

    status_lifts_accession: bool = True
    """Whether any other filter of `subscriptions` lifts its default window of 30 days (dossier §5.1)."""

    affiliates_see_buyers: bool = False
    """Whether rows earned as affiliate or co-producer name the buyer (dossier §3.10)."""

    daily_lag: bool = True
    """Whether `subscriptions/summary` and `/transactions` know only what happened before today."""

    plan_of_a_charge: Literal["now", "then"] = "now"
    """Which plan `subscriptions/transactions` tells of a charge that was made before a switch: that of the
    subscription now, or that which was charged. Neither is documented (dossier §5.3, §5.10)."""

    last_recurrence_as: Literal["number", "date"] = "number"
    """What `date_last_recurrence` is in the answers to cancelling and reactivating: the number 1 that was
    recorded, or the date that is documented (dossier §5.5)."""

    reactivations_accepted: float = 0.6
    """Which part of the subscribers who are asked back come back, within the three days of the link."""

    negotiations_paid: float = 0.6
    """Which part of the negotiated debts is paid before the boleto or the Pix code is out of date."""

    coupons_need_offers: bool = False
    """Whether a coupon made without `offer_ids` is refused, as one client found (dossier §7)."""

    extra_modules_apart: bool = True
    """Whether `modules` tells only of the regular ones when `is_extra` is not given (dossier §8.1)."""

    last_update_inclusive: bool = True
    """Whether `last_update` finds the tickets that changed in that very millisecond (dossier §9)."""

    latency_ms: float = 0
    """Every answer of the API waits this long."""

    slow_ms: float = 2_000
    """How long the fault `slow` waits."""

    quota: int = 500
    """Calls a minute, reads and writes together."""

    token_seconds: int = 172_799
    """How long an access token lives, in real time."""

    faults: tuple[str, ...] = ()
    """What goes wrong, as KIND:RATE (see `faults.py`)."""

    def __post_init__(self) -> None:
        """Refuse what no account can be."""
        if self.sales < 0 or self.months < 1 or self.quota < 1 or self.page_size < 1:
            raise ValueError("sales must be 0 or more; months, quota and page_size 1 or more")
        if self.latency_ms < 0 or self.slow_ms < 0 or self.token_seconds < 0:
            raise ValueError("latency_ms, slow_ms and token_seconds must be 0 or more")
        if not (0 <= self.reactivations_accepted <= 1 and 0 <= self.negotiations_paid <= 1):
            raise ValueError("reactivations_accepted and negotiations_paid must be from 0 to 1")
