"""What a write sends, value by value, in words that a person can judge.

It is told from what is really sent, and not from what was typed: 10, 0.1 and "0,1" are one discount, and a
person sees that it is 10%.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, NamedTuple, cast

from hotmart.actions.guard.labels import ABSENT, MEANINGS, NONE_OF_THEM, label
from hotmart.declaring.endpoint import Endpoint
from hotmart.declaring.params import Param
from hotmart.figures import amount, number
from hotmart.language import Text, both
from hotmart.words import is_list, is_object
from hotmart.zone import stamp_in


class Value(NamedTuple):
    """One value that a write sends."""

    name: str
    """The parameter; a field in it stands behind a dot."""
    label: Text
    said: Text

    @property
    def line(self) -> Text:
        """It in one line."""
        return Text(f"{self.label.en}: {self.said.en}", f"{self.label.pt}: {self.said.pt}")

    def as_dict(self) -> dict[str, str]:
        """It as data, in the reader's language."""
        return {"name": self.name, "label": str(self.label), "value": str(self.said)}


class Telling(NamedTuple):
    """What is known beside the arguments when they are put into words."""

    zone: str
    """The zone of the account's days."""
    words: Mapping[str, Text] = {}
    """What stands behind a code, by the name of its parameter: the name of a product, the price of a plan."""
    currency: str | None = None
    """That of an amount which comes without one."""


def values_of(
    endpoint: Endpoint[..., Any], arguments: Mapping[str, Any], telling: Telling
) -> tuple[Value, ...]:
    """Every value that this write sends, those that nobody gave among them where it sends them anyway."""
    return tuple(_values(endpoint, arguments, telling))


def _values(endpoint: Endpoint[..., Any], arguments: Mapping[str, Any], telling: Telling) -> Iterator[Value]:
    if arguments.get("currency"):
        telling = telling._replace(currency=str(arguments["currency"]))
    for param in endpoint.params:
        name, called = param.name, label(endpoint.id, param.name)
        value = arguments.get(name)
        if value is None:
            value = endpoint.signature.parameters[name].default if not param.required else None
        if value is None:
            if absent := ABSENT.get(f"{endpoint.id}.{name}"):
                yield Value(name, called, absent)
        elif param.word.private:
            yield Value(name, called, _KEPT_BACK)
        elif name != "currency" or "value" not in arguments:
            sent = param.values(value, telling.zone)
            if is_object(sent[0] if sent else None) and Decimal not in param.kinds:
                yield from _fields(name, called, cast("dict[str, Any]", sent[0]))
            else:
                yield Value(name, called, _behind(_all(param, sent, telling), telling.words.get(name)))


def fields_of(body: Mapping[str, Any]) -> tuple[Value, ...]:
    """The fields of a body that nobody here knows. What stands in them may be of a person."""
    return tuple(Value(name, _same(name), _KEPT_BACK) for name in body)


_KEPT_BACK = Text("given, and not shown here", "informado, e não mostrado aqui")


def _behind(said: Text, more: Text | None) -> Text:
    return said if more is None else Text(f"{said.en} ({more.en})", f"{said.pt} ({more.pt})")


def _all(param: Param, sent: tuple[Any, ...], telling: Telling) -> Text:
    if not sent:
        return NONE_OF_THEM.get(param.name, Text("none", "nenhum"))
    told = [_one(param, one, telling) for one in sent]
    return Text(", ".join(one.en for one in told), ", ".join(one.pt for one in told))


def _one(param: Param, sent: Any, telling: Telling) -> Text:
    if param.is_discount:
        return both(lambda: _percent(sent))
    if param.kind is datetime:
        return _same(stamp_in(datetime.fromtimestamp(sent / 1000, UTC), telling.zone))
    if is_object(sent):  # a thing with fields that is an amount: a discount of a debt
        sent = sent["value"]
    if isinstance(sent, Decimal):
        return both(lambda: f"{telling.currency or '?'} {amount(sent)}")
    return _plain(sent)


def _fields(name: str, called: Text, sent: Mapping[str, Any]) -> Iterator[Value]:
    """The fields of a thing, each by itself."""
    for field, value in sent.items():
        inner, within = f"{name}.{field}", label("", field)
        both_named = Text(f"{called.en}, {within.en}", f"{called.pt}, {within.pt}")
        if is_object(value):
            yield from _fields(inner, both_named, value)
        elif value is not None:
            yield Value(inner, both_named, _plain(value))


def _plain(sent: Any) -> Text:
    if isinstance(sent, bool):
        return Text("yes", "sim") if sent else Text("no", "não")
    if is_list(sent):
        return _same(", ".join(map(str, sent)))
    return _behind(_same(str(sent)), MEANINGS.get(str(sent)))


def _percent(fraction: Decimal) -> str:
    percent = (fraction * 100).normalize()
    exponent = percent.as_tuple().exponent
    return f"{number(percent, max(0, -exponent) if isinstance(exponent, int) else 0)}%"


def _same(said: str) -> Text:
    return Text(said, said)
