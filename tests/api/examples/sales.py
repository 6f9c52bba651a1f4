"""The answers about sales."""

from __future__ import annotations

from typing import Any

from .pieces import MONEY, MS, PERSON, PRODUCT

SALES: dict[str, dict[str, Any]] = {
    "sales.history": {
        "product": PRODUCT,
        "buyer": {"name": "Rita Fontes", "email": "rita@example.org", "ucode": "5B0E"},
        "producer": {"name": "Ateliê Barro", "ucode": "1D5A"},
        "purchase": {
            "transaction": "HP2600010001",
            "order_date": MS,
            "approved_date": MS + 60_000,
            "status": "APPROVED",
            "recurrency_number": 4,
            "is_subscription": False,
            "commission_as": "PRODUCER",
            "price": MONEY,
            "payment": {"method": "PIX", "installments_number": 1, "type": "PIX"},
            "tracking": {"source": "ig_bio", "source_sck": "lp-2", "external_code": "x"},
            "warranty_expire_date": MS,
            "offer": {"payment_mode": "UNIQUE_PAYMENT", "code": "ab12cd34"},
            "hotmart_fee": {
                "total": 20.5,
                "fixed": 1,
                "base": 197,
                "percentage": 9.9,
                "currency_code": "BRL",
            },
        },
    },
    "sales.summary": {"total_items": 41, "total_value": MONEY},
    "sales.participants": {
        "transaction": "HP2600010001",
        "product": PRODUCT,
        "users": [{"role": "BUYER", "user": PERSON}],
    },
    "sales.commissions": {
        "transaction": "HP2600010001",
        "product": PRODUCT,
        "exchange_rate_currency_payout": 1,
        "commissions": [
            {
                "commission": MONEY,
                "user": {"ucode": "1d5a", "name": "Ateliê Barro Ltda", "email": "loja@example.org"},
                "source": "PRODUCER",
            }
        ],
    },
    "sales.price_details": {
        "transaction": "HP2600010001",
        "product": PRODUCT,
        "base": MONEY,
        "total": MONEY,
        "vat": MONEY,
        "fee": MONEY,
        "coupon": {"code": "VERAO10", "value": 0.1},
        "real_conversion_rate": 5.123456789,
    },
    "sales.regenerate_billet": {"billet_url": "https://billet.example/2"},
}
