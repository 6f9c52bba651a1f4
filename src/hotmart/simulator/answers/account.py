"""What the account tells of itself: `user/me` and `accounts/info` (dossier §11.1, §11.2)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

from hotmart.simulator.answers.hand import Hand
from hotmart.simulator.catalogue import Partner

# What can be asked of an account, each with what it is made of where it is more than a text.
ACCOUNT_FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "addressCity": (),
    "addressComplement": (),
    "addressNumber": (),
    "addressState": (),
    "addressStreet": (),
    "birthDate": (),
    "country": (),
    "docType": (),
    "docValue": (),
    "documents": ("type", "value"),
    "email": (),
    "entityType": (),
    "legalName": (),
    "motherName": (),
    "name": (),
    "partners": ("name", "participationPercentage"),
    "ucode": (),
}


def me(hand: Hand, account: Partner, number: int) -> str:
    """The account itself. What an address is made of is our guess, in the words of `sales/users`."""
    address = hand.object(
        f'"city":"{account.city}",',
        f'"state":"{account.state}",',
        '"country":"Brasil",',
        '"zip_code":"30000000",',
        '"address":"Rua do Exemplo",',
        '"neighborhood":"Centro",',
        '"number":"10",',
    )
    return hand.object(
        f'"id":{number},',
        f'"name":"{account.name}",',
        f'"email":"{account.email}",',
        f'"login":"{account.email}",',
        f'"ucode":"{account.ucode}",',
        f'"address":{address},',
        '"entity_type":"LEGAL_PERSON",',
        '"locale":"PT_BR",',
        '"time_zone":"America/Sao_Paulo",',
        '"currency_code_commission":"BRL",',
    )


def info(account: Partner, asked: Sequence[tuple[str, Sequence[str]]]) -> str:
    """The fields that were asked for, in that order: GraphQL says null where there is nothing."""
    told = _told(account)
    answer = {name: _part(told[name], parts) for name, parts in asked}
    return json.dumps({"data": {"accountByFilterToExternalApplication": answer}}, ensure_ascii=False)


def _told(account: Partner) -> dict[str, Any]:
    return {
        "addressCity": account.city,
        "addressComplement": "",
        "addressNumber": "10",
        "addressState": account.state,
        "addressStreet": "Rua do Exemplo",
        "birthDate": None,  # a company has neither a birthday nor a mother
        "country": "Brasil",
        "docType": "CNPJ",
        "docValue": account.document,
        "documents": [{"type": "CNPJ", "value": account.document}],
        "email": account.email,
        "entityType": "LEGAL_PERSON",
        "legalName": account.name,
        "motherName": None,
        "name": account.trade_name,
        "partners": [
            {"name": "Sócia Exemplo", "participationPercentage": 60},
            {"name": "Sócio Fictício", "participationPercentage": 40},
        ],
        "ucode": account.ucode,
    }


def _part(value: Any, parts: Sequence[str]) -> Any:
    return [{name: item[name] for name in parts} for item in value] if parts else value
