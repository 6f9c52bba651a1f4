"""Who the people in an answer are, told without our models: what must stay out of sight."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

PEOPLE = {
    "buyer",
    "subscriber",
    "user",
    "participant",
    "producer",
    "shopper",
    "address",
    "documents",
    "partners",
}
ABOUT_ONE = {"club.students", "user.me", "account.info"}  # whose rows are a person
TELLING = {
    *("name", "trade_name", "email", "login", "phone", "cellphone", "phone_ddd", "document", "value"),
    *("city", "zip_code", "address", "complement", "neighborhood", "number"),
    *("legalName", "docValue", "motherName", "birthDate"),
    *("addressStreet", "addressNumber", "addressComplement", "addressCity"),
}
ALWAYS = {"ticket_qr_code", "checkin_url", "billet_reprint_code", "billet_url", "pix_code", "token"}


def told_of_people(id: str, rows: list[Any]) -> set[str]:
    """Every text in these rows that says who or where somebody is, or that is as good as money."""
    return {text for text in _told(rows, within=id in ABOUT_ONE) if len(text) > 1}


def _told(value: Any, *, within: bool) -> Iterator[str]:
    if isinstance(value, list):
        for one in value:
            yield from _told(one, within=within)
    elif isinstance(value, dict):
        for name, inner in value.items():
            if isinstance(inner, str) and (name in ALWAYS or (within and name in TELLING)):
                yield inner
            yield from _told(inner, within=within or name in PEOPLE)
