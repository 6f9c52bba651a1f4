"""What all payloads share, and how their moments are read."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, TypeAlias

from msgspec import Meta

from hotmart.model import Model
from hotmart.words import Instant, from_wire, milliseconds

IsoInstant: TypeAlias = Annotated[Instant, Meta(extra_json_schema={"type": "string", "format": "date-time"})]
"""A moment that is written as text here, such as 2026-01-15T00:00:00Z (dossier §3.1)."""

QuotedId: TypeAlias = Annotated[int, Meta(extra_json_schema={"type": ["integer", "string"]})]
"""A number that is live put in quotes, against the documents (dossier §14.5)."""


class Payload(Model):
    """The `data` of an event. Only what identifies things is certain: a co-producer gets less of it."""


class EventMoney(Model):
    """An amount in major units; events say `currency_value` where the API says `currency_code`."""

    value: Decimal | None = None
    currency_value: str | None = None


class EventCountry(Model):
    """The country a checkout was opened in."""

    name: str | None = None
    iso: str | None = None


class ProductName(Model):
    """A product. Its name may be that of its members area; the id is certain."""

    id: int
    name: str | None = None


class PlanName(Model):
    """A plan."""

    id: int | None = None
    name: str | None = None


def moment(kind: type, value: Any) -> Any:
    """What msgspec asks of a kind it does not know itself: moments, as a stamp or as ISO text."""
    if kind is not Instant or not isinstance(value, str):
        return from_wire(kind, value)
    if value.isdecimal():
        return from_wire(kind, int(value))
    spoken = datetime.fromisoformat(value)
    if spoken.utcoffset() is None:
        raise ValueError("a moment without its zone")
    return Instant.from_wire(milliseconds(spoken))
