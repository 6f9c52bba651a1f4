"""Every field of the answers, read from examples that hold them all (composed: dossier, appendix A)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from hotmart.api import CATALOGUE, operation
from hotmart.api.choices import PaymentType
from hotmart.endpoint import Request
from hotmart.pages import read
from hotmart.words import Model

MS = 1767225600000
MONEY = {"value": 197, "currency_code": "BRL"}
PERSON = {
    "ucode": "5b0e",
    "locale": "PT_BR",
    "name": "Rita Fontes",
    "trade_name": "",
    "cellphone": "31900000001",
    "phone": "",
    "email": "rita.fontes@example.org",
    "documents": [{"type": "CPF", "value": "00000000191"}],
    "address": {
        "city": "Belo Horizonte",
        "state": "MG",
        "country": "Brasil",
        "zip_code": "30000000",
        "address": "Rua Exemplo",
        "complement": "fundos",
        "neighborhood": "Centro",
        "number": "10",
    },
}
PRODUCT = {"id": 3344556, "name": "Curso de Cerâmica"}

EXAMPLES: dict[str, dict[str, Any]] = {
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
    "subscriptions.list": {
        "subscriber_code": "V2GH8ST1",
        "subscription_id": 90110001,
        "status": "CANCELLED_BY_CUSTOMER",
        "accession_date": MS,
        "end_accession_date": MS,
        "request_date": MS,
        "date_next_charge": MS,
        "trial": True,
        "transaction": "HP2500990001",
        "plan": {"name": "Anual", "id": 771002, "recurrency_period": 360, "max_charge_cycles": 2},
        "product": {**PRODUCT, "ucode": "aa0f"},
        "price": MONEY,
        "subscriber": {"name": "Nina Reis", "email": "nina.reis@example.org", "ucode": "9c12"},
    },
    "subscriptions.summary": {
        "subscriber_code": "K7QW3ZP9",
        "subscription_id": 90112233,
        "status": "ACTIVE",
        "lifetime": 99,
        "accession_date": MS,
        "end_accession_date": MS,
        "date_next_charge": MS,
        "trial": False,
        "plan": {"name": "Mensal", "recurrency_period": 30},
        "product": PRODUCT,
        "offer": {"code": "clubmens"},
        "last_recurrency": {
            "number": 4,
            "request_date": MS,
            "status": "PAID",
            "transaction_number": 1,
            "billing_type": "SUBSCRIPTION",
        },
        "unpaid_recurrencies": [{"number": 5, "charge_date": MS}],
        "subscriber": {"id": 55667788, "name": "Rita Fontes", "email": "rita.fontes@example.org"},
    },
    "subscriptions.transactions": {
        "subscription_id": 90110001,
        "last_update": MS,
        "subscriber_code": "V2GH8ST1",
        "status": "CANCELLED_BY_CUSTOMER",
        "billing_type": "SUBSCRIPTION",
        "adoption_date": MS,
        "date_next_charge": MS,
        "last_recurrency_start_date": MS,
        "cancellation_date": MS,
        "max_cycles": 2,
        "last_recurrency_number": 2,
        "has_unpaid_recurrency": False,
        "has_credit_card_change": False,
        "is_paid_anticipation": False,
        "is_paid_negotiation": False,
        "product": PRODUCT,
        "trial_info": {"trial": True, "trial_period": 7, "trial_end": MS},
        "plan": {
            "name": "Anual",
            "recurrency_period": 360,
            "recurrency_type": "ANNUAL",
            "coupon_code": "VERAO10",
            "offer": {"code": "clubanua", "description": "Anual", "key": "clubanua"},
        },
        "recurrency": {
            "status": "REFUNDED",
            "number": 2,
            "start_datetime": MS,
            "payment_delays_days": 0,
            "transaction_type": "AUTOMATIC",
            "number_list": "3, 4",
            "transaction_sequence": 1,
            "is_current_purchase": True,
            "has_retry": False,
            "scheduled_retry": MS,
        },
        "purchase": {
            "transaction": "HP2500990002",
            "order_date": MS,
            "approved_date": MS,
            "status": "REFUNDED",
            "payment": {
                "payment_type": "CREDIT_CARD",
                "credit_card_flag": "MC",
                "refusal_message": "INSUFFICIENT FUNDS",
                "refund_chargeback_date": MS,
                "pix_expiration_date": MS,
                "billet_expiration_date": MS,
                "billet_reprint_code": "https://billet.example/1",
                "billet_recovery_type": "AUTOMATIC",
            },
            "installment": {"installment_type": "CONVENTIONAL_INSTALLMENT", "installment_number": 12},
            "price": {"currency": "BRL", "value": 590, "total_value": 701.2},
            "commission": {
                "conversion_rate": 1,
                "currency": "BRL",
                "original_value": 590,
                "original_paid_value": 0,
                "producer_value": 530.6,
                "producer_paid_value": 0,
            },
        },
        "subscriber": {
            "id": 55660001,
            "name": "Nina Reis",
            "email": "nina.reis@example.org",
            "phone": "900000003",
            "phone_ddd": "31",
        },
        "producer": {"name": "Ateliê Barro Ltda"},
    },
    "subscriptions.purchases": {
        "transaction": "HP2600010005",
        "approved_date": MS,
        "payment_engine": "HotPay",
        "status": "COMPLETE",
        "price": MONEY,
        "payment_type": "HOTMART_BALANCE",
        "payment_method": "VISA_CREDIT_CARD",
        "recurrency_number": 4,
        "under_warranty": False,
        "purchase_subscription": True,
    },
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
}
SPELLINGS = {"currency_value"}  # the documents' other name for currency_code

every_example = pytest.mark.parametrize("id", EXAMPLES)


def item_of(id: str) -> Any:
    endpoint = operation(id)
    (item,) = endpoint.returns.__args__  # of Page[...] or list[...]
    return item


def decoded(id: str) -> Model:
    model = read(Request(method="GET", path="/"), msgspec.json.encode(EXAMPLES[id]), item_of(id))
    assert isinstance(model, Model)
    return model


def empty_fields(model: Model, path: str = "") -> Iterator[str]:
    for name in model.__struct_fields__:
        value = getattr(model, name)
        if value is None and name not in SPELLINGS:
            yield f"{path}{name}"
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, Model):
                yield from empty_fields(one, f"{path}{name}.")


@every_example
def test_every_field_of_the_example_is_read(id: str) -> None:
    assert list(empty_fields(decoded(id))) == []


@every_example
def test_every_field_of_the_example_is_declared(id: str) -> None:
    again = msgspec.json.decode(msgspec.json.encode(decoded(id), enc_hook=lambda moment: moment.ms))
    assert keys(again) == keys(EXAMPLES[id])


def keys(value: object) -> object:
    """The names in a document, without the values."""
    if isinstance(value, dict):
        return {name: keys(one) for name, one in value.items()}
    return [keys(one) for one in value] if isinstance(value, list) else None


@every_example
def test_no_example_shows_who_a_person_is(id: str) -> None:
    shown = repr(decoded(id))
    for personal in (
        "Rita",
        "Nina",
        "Ateliê",
        "example.org",
        "0000000",
        "900000",
        "Belo",
        "Rua",
        "billet.example",
    ):
        assert personal not in shown


def test_every_answer_has_an_example() -> None:
    assert set(EXAMPLES) == {endpoint.id for endpoint in CATALOGUE if endpoint.returns is not None}


def test_a_value_that_was_seen_but_never_documented_is_no_member_to_ask_with() -> None:
    assert "HOTMART_BALANCE" in PaymentType.seen()
    assert "HOTMART_BALANCE" not in PaymentType.__members__
