"""Numbers and yes or no as people type them: 1.234,50, 10%, sim. What could mean two amounts is refused."""

from __future__ import annotations

import re
from decimal import Decimal

from hotmart.declaring.params import Param
from hotmart.errors import InvalidArgumentError
from hotmart.language import Text

_YES, _NO = ("true", "1", "yes", "y", "sim", "s"), ("false", "0", "no", "n", "nao", "não")
_FOUND_BY = {
    "product_id": "products.list --fields id,name",
    "id": "products.list --fields id,name",
    "event_id": "products.list -p format=ETICKET --fields id,name",
    "coupon_id": "coupons.list -p product_id=… --fields id,coupon_code",
    "plan_id": "subscriptions.list --fields plan.id,plan.name",
    "subscription_id": "subscriptions.list --fields subscription_id,subscriber.name",
}
"""The read that tells the number of what people know by its name."""
_UCODE = r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"


def number_of(param: Param, value: str) -> Decimal:
    """A number in either spelling: 1234.50 or 1.234,50; of a discount percent as well: 10%."""
    plain = value.strip().removeprefix("R$").strip()
    if plain.endswith("%"):
        return _percent(param, plain.removesuffix("%").strip())
    if re.fullmatch(r"\d+(\.\d{1,2})?|0?\.\d+", plain):
        return Decimal(plain)
    if re.fullmatch(r"(\d{1,3}(\.\d{3})+|\d+),\d{1,2}", plain):
        return Decimal(plain.replace(".", "").replace(",", "."))
    if re.fullmatch(r"\d{1,3}(,\d{3})+\.\d{1,2}", plain):
        return Decimal(plain.replace(",", ""))
    raise InvalidArgumentError(
        param.name,
        Text(f"{param.name} is not one clear amount.", f"{param.name} não é um valor claro."),
        Text("Write it like 10 or 10%.", "Escreva como 10 ou 10%.")
        if param.is_discount
        else Text("Write it like 1234.50.", "Escreva como 1234.50."),
    )


def _percent(param: Param, plain: str) -> Decimal:
    """10% is 10: below 1 a number means a fraction, so that half a percent cannot be told (dossier §7)."""
    if not param.is_discount:
        raise InvalidArgumentError(
            param.name,
            Text(
                f"{param.name} is an amount, and not a percentage.",
                f"{param.name} é um valor, e não uma porcentagem.",
            ),
            Text("Write it like 1234.50.", "Escreva como 1234.50."),
        )
    if (
        re.fullmatch(r"\d{1,2}([.,]\d{1,2})?", plain)
        and 1 <= (told := Decimal(plain.replace(",", "."))) <= 99
    ):
        return told
    raise InvalidArgumentError(
        param.name,
        Text(f"{param.name} must be from 1% to 99%.", f"{param.name} deve ser de 1% a 99%."),
        Text("Write it like 10%.", "Escreva como 10%."),
    )


def whole_number(param: Param, value: str) -> str:
    """The digits of a number, or a ucode where that will do; a name is told how its number is found."""
    plain = value.strip()
    if (plain.isascii() and plain.isdecimal()) or (str in param.kinds and re.fullmatch(_UCODE, plain)):
        return plain
    search = _FOUND_BY.get(param.name)
    raise InvalidArgumentError(
        param.name,
        Text(f"{param.name} is a whole number.", f"{param.name} é um número inteiro."),
        Text(
            f"Find it: hotmart action run {search}",
            f"Ache-o: hotmart action run {search}",
        )
        if search
        else Text("Write it like 10.", "Escreva como 10."),
    )


def yes_or_no(param: Param, value: str) -> bool:
    """Whether it says yes."""
    plain = value.strip().lower()
    if plain in _YES or plain in _NO:
        return plain in _YES
    raise InvalidArgumentError(
        param.name,
        Text(f"{param.name} is true or false.", f"{param.name} é true ou false (sim ou não)."),
        Text("Write true or false.", "Escreva sim ou não."),
    )
