"""A payment link with everything there is to choose about one."""

from __future__ import annotations

from hotmart.api.choices import Periodicity
from hotmart.api.link_models import (
    BillingConfiguration,
    CheckoutConfiguration,
    LinkConfiguration,
    LinkSubscription,
    LinkTrial,
    ThanksPages,
    Weekdays,
)

CHECKOUT = CheckoutConfiguration(
    is_offer_pix=True,
    is_offer_paypal=False,
    is_offer_balance=False,
    is_hotmart_can_send_notification_for_buyer=True,
    offer_billet=Weekdays(is_offer_billet=True, weekdays=["MONDAY", "FRIDAY"]),
    custom_thanks_page=ThanksPages(
        purchase_approved_url="https://shop.example/paid",
        purchase_waiting_payment_url="https://shop.example/waiting",
        purchase_under_analysis_url="https://shop.example/analysis",
    ),
    is_show_coupon_option=True,
    is_request_buyer_address=True,
    is_request_phone_number=False,
    is_request_id_number=False,
)
CALLBACK = LinkConfiguration(link_callback_url="https://shop.example/back")
BILLING = BillingConfiguration(billing_type="SUBSCRIPTION", max_number_of_payments=12)
TRIAL = LinkTrial(trial_type="FREE", trial_period=7)
SUBSCRIPTION = LinkSubscription(periodicity=Periodicity.MONTHLY, billing_configuration=BILLING, trial=TRIAL)
