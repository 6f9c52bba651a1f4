"""The answers about payment links."""

from __future__ import annotations

from typing import Any

from .pieces import MONEY, MS

LINK_OFFER = {"code": "ab12cd34", "name": "Aula", "price": MONEY, "is_main_offer": True}
LINK_PLAN = {
    "code": "ef56gh78",
    "name": "Apoio mensal",
    "price": MONEY,
    "periodicity": "MONTHLY",
    "billing_configuration": {"billing_type": "SUBSCRIPTION", "max_number_of_payments": 12},
    "trial": {"trial_type": "FREE", "trial_period": 7},
}
LINK = {
    "ucode": "1d5a",
    "token": "0a1b2c",
    "name": "Aula particular",
    "status": "ACTIVE",
    "creation_date": MS,
    "url": "https://pay.example/link/0a1b2c",
    "price": MONEY,
    "offers": [LINK_OFFER],
    "plans": [LINK_PLAN],
    "total_charges": 3,
    "checkout_configuration": {
        "is_offer_pix": True,
        "is_offer_paypal": False,
        "is_offer_balance": False,
        "is_hotmart_can_send_notification_for_buyer": True,
        "offer_billet": {"is_offer_billet": True, "weekdays": ["MONDAY"]},
        "custom_thanks_page": {
            "purchase_approved_url": "https://shop.example/1",
            "purchase_waiting_payment_url": "https://shop.example/2",
            "purchase_under_analysis_url": "https://shop.example/3",
        },
        "is_show_coupon_option": True,
        "is_request_buyer_address": True,
        "is_request_phone_number": True,
        "is_request_id_number": True,
    },
    "link_configuration": {"link_callback_url": "https://shop.example/back"},
}
LINK_CHARGE = {
    "token": "3d4e5f",
    "link": {"ucode": "1d5a", "name": "Aula particular", "token": "0a1b2c"},
    "status": "CREATED",
    "creation_date": MS,
    "checkout_url": "https://pay.example/checkout/3d4e5f",
    "price": MONEY,
    "offer": {"code": "ab12cd34"},
    "sck": "lp-2",
}

LINKS: dict[str, dict[str, Any]] = {
    "links.create": LINK,
    "links.list": LINK,
    "links.create_offer": LINK_OFFER,
    "links.create_plan": LINK_PLAN,
    "links.charge_offer": LINK_CHARGE,
    "links.charge_value": LINK_CHARGE,
}
