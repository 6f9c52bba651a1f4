"""What a parameter accepts and what a field holds, in words."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Any, get_args

from declared import anchor
from voice import Voice

from hotmart.declaring.params import Param
from hotmart.language import Text
from hotmart.model import Model
from hotmart.words import Instant, OpenEnum, Personal, Rate

DATES = "../how-to/dates-and-money"
PLAIN: dict[Any, Text] = {
    str: Text("text", "texto"),
    int: Text("whole number", "número inteiro"),
    bool: Text("`True` or `False`", "`True` ou `False`"),
    Decimal: Text("amount, `Decimal`", "valor, `Decimal`"),
    Rate: Text("number, `Decimal`", "número, `Decimal`"),
    Personal: Text("text, personal", "texto, dado pessoal"),
    Instant: Text("moment, `Instant`", "momento, `Instant`"),
}


def kind_of(voice: Voice, param: Param) -> str:
    """What a parameter accepts."""
    several = voice.say("one or several: ", "um ou vários: ") if param.many else ""
    return several + one_of(voice, param)


def one_of(voice: Voice, param: Param) -> str:
    """What one value of a parameter is."""
    if issubclass(param.kind, OpenEnum):
        return enum_link(voice, param.kind)
    if issubclass(param.kind, Model):
        also = voice.say(" or an amount", " ou um valor") if Decimal in param.kinds else ""
        return f"[`{param.kind.__name__}`](#{anchor(param.kind.__name__)})" + also
    if param.kind is datetime:
        return f"[{voice.say('moment', 'momento')}]({DATES}{voice.ending})"
    if param.is_discount:
        return voice.say("percent, or a fraction", "porcentagem, ou fração")
    if param.kind is Decimal:
        return voice.say("amount", "valor")
    return bounded(voice, param)


def bounded(voice: Voice, param: Param) -> str:
    """What a text or a number is, by the bounds that are declared."""
    meta = param.meta
    if meta.ge is not None:
        return voice.say(f"whole number, {meta.ge} to {meta.le}", f"número inteiro, {meta.ge} a {meta.le}")
    if param.kind is str and meta.examples:
        return voice.say(f"text like {meta.examples[0]}", f"texto como {meta.examples[0]}")
    if param.kind is str and meta.pattern:
        return voice.say("code", "código")
    if param.kind is str and meta.max_length:
        return voice.say(f"text, up to {meta.max_length}", f"texto, até {meta.max_length}")
    return voice.told(PLAIN[param.kind])


def value_of(voice: Voice, hint: Any) -> str:
    """What a field holds."""
    if isinstance(hint, type) and issubclass(hint, OpenEnum):
        return enum_link(voice, hint)
    if hint in PLAIN:
        return voice.told(PLAIN[hint])
    either = voice.say(" or ", " ou ")
    return either.join(value_of(voice, part) for part in get_args(hint))


def enum_link(voice: Voice, kind: type[OpenEnum]) -> str:
    """The link to the values of an enum."""
    return f"[`{kind.__name__}`](values{voice.ending}#{anchor(kind.__name__)})"
