from __future__ import annotations

from decimal import Decimal
from typing import Any

import msgspec
import pytest

from hotmart.declaring.misfit import KINDS, misfit
from hotmart.language import Text


class Inner(msgspec.Struct, forbid_unknown_fields=True):
    zip: str
    lines: list[int] = []


class Outer(msgspec.Struct):
    inner: Inner
    amount: Decimal | None = None


def refused(value: Any) -> Text:
    with pytest.raises(msgspec.ValidationError) as wrong:
        msgspec.convert(value, Outer)
    return misfit(str(wrong.value))


@pytest.mark.parametrize(
    ("value", "en", "pt"),
    [
        ("x", "it must be an object, not a text", "isto deve ser um objeto, não um texto"),
        ({}, "inner is missing", "falta inner"),
        ({"inner": {}}, "inner.zip is missing", "falta inner.zip"),
        (
            {"inner": {"zip": 7}},
            "inner.zip must be a text, not a whole number",
            "inner.zip deve ser um texto, não um número inteiro",
        ),
        (
            {"inner": {"zip": "1", "lines": ["x"]}},
            "inner.lines[0] must be a whole number, not a text",
            "inner.lines[0] deve ser um número inteiro, não um texto",
        ),
        (
            {"inner": {"zip": "1", "zap": 1}},
            "there is no field inner.zap",
            "não existe o campo inner.zap",
        ),
        (
            {"inner": {"zip": "1"}, "amount": []},
            "amount must be a number or nothing, not a list",
            "amount deve ser um número ou nada, não uma lista",
        ),
    ],
)
def test_why_a_value_does_not_fit_is_told_in_words(value: Any, en: str, pt: str) -> None:
    assert refused(value) == (en, pt)


def test_what_is_not_known_stays_as_it_was_said() -> None:
    assert misfit("Something else - at `$.x`").en == "Something else - at `$.x`"
    assert all(kind.en and kind.pt for kind in KINDS.values())
