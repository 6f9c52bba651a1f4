"""The answers about the account."""

from __future__ import annotations

from typing import Any

from .pieces import PERSON

ACCOUNT: dict[str, dict[str, Any]] = {
    "user.me": {
        "id": 10000001,
        "name": "Ateliê Barro Ltda",
        "email": "loja@example.org",
        "login": "loja@example.org",
        "ucode": "1d5a",
        "address": PERSON["address"],
        "entity_type": "LEGAL_PERSON",
        "locale": "PT_BR",
        "time_zone": "America/Sao_Paulo",
        "currency_code_commission": "BRL",
    },
    "account.info": {
        "ucode": "1d5a",
        "name": "Ateliê Barro",
        "legalName": "Ateliê Barro Ltda",
        "email": "loja@example.org",
        "entityType": "LEGAL_PERSON",
        "country": "Brasil",
        "birthDate": "1990-01-01",
        "motherName": "Rita Fontes",
        "docType": "CNPJ",
        "docValue": "00000000000200",
        "documents": [{"type": "CNPJ", "value": "00000000000200"}],
        "partners": [{"name": "Nina Reis", "participationPercentage": 60}],
        "addressStreet": "Rua Exemplo",
        "addressNumber": "10",
        "addressComplement": "fundos",
        "addressCity": "Belo Horizonte",
        "addressState": "MG",
    },
}
