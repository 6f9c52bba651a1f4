"""What several answers hold. Everybody here is invented, and no document is valid."""

from __future__ import annotations

MS = 1767225600000
DAY = 86_400_000
MONEY = {"value": 197, "currency_code": "BRL"}
PERSON = {
    "ucode": "5b0e",
    "locale": "PT_BR",
    "name": "Rita Fontes",
    "trade_name": "",
    "cellphone": "31900000001",
    "phone": "",
    "email": "rita.fontes@example.org",
    "documents": [{"type": "CPF", "value": "00000000100"}],
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
