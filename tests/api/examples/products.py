"""The answers about products and coupons."""

from __future__ import annotations

from typing import Any

from .pieces import DAY, MONEY, MS

PRODUCTS: dict[str, dict[str, Any]] = {
    "products.list": {
        "id": 3344990,
        "name": "Clube do Barro",
        "ucode": "aa0f",
        "status": "ACTIVE",
        "created_at": MS,
        "format": "ONLINE_COURSE",
        "is_subscription": True,
        "warranty_period": 7,
    },
    "products.offers": {
        "code": "clubmens",
        "name": "Mensal",
        "description": "",
        "price": MONEY,
        "payment_mode": "SUBSCRIPTION",
        "is_currency_conversion_enabled": False,
        "is_smart_recovery_enabled": True,
        "is_main_offer": True,
    },
    "products.plans": {
        "code": "clubmens",
        "name": "Mensal",
        "description": "",
        "price": MONEY,
        "periodicity": "MONTHLY",
        "max_installments": 1,
        "payment_mode": "ASSINATURA",
        "trial_period": 7,
        "is_subscription_recovery_enabled": True,
        "is_switch_plan_enabled": True,
    },
    "coupons.list": {
        "id": 400021,
        "coupon_code": "VERAO10",
        "discount": 0.1,
        "active": True,
        "status": "valid",
        "start_date": MS,
        "end_date": MS + DAY,
        "time_zone": {
            "id": "America/Sao_Paulo",
            "name": "AMERICA_SAO_PAULO",
            "description": "Fuso horário de Brasília",
            "offset": "-03:00",
        },
    },
}
