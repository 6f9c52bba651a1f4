"""What the period of a read is of, and in which other ways it can be bounded in time.

Said once for the schema of an action, for its arguments and for its answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from hotmart.actions.guard.looking import BEGINNING
from hotmart.declaring.endpoint import Endpoint
from hotmart.declaring.operations import Listing
from hotmart.language import Text

PERIOD = "period"
"""Stands for both ends of the window of a listing."""


class Span(NamedTuple):
    """Both ends of a time that a read can be bounded by, under one name."""

    name: str
    start: str
    end: str
    of: Text
    """Which day it is of, as the end of `the period, by …`."""
    rows: Text
    """What lies in it, before `from … to …`."""


_OF: Mapping[str, tuple[Text, Text]] = {
    "start_date": (
        Text("the day of the order", "o dia do pedido"),
        Text("sales ordered", "as vendas pedidas"),
    ),
    "accession_date": (
        Text("the day the subscription began", "o dia em que a assinatura começou"),
        Text("subscriptions begun", "as assinaturas iniciadas"),
    ),
    "transaction_date": (
        Text("the day of the charge", "o dia da cobrança"),
        Text("charges made", "as cobranças feitas"),
    ),
}
_OTHERS = (
    Span(
        "cancelled",
        "cancelation_date",
        "end_cancelation_date",
        Text("the day of the cancellation", "o dia do cancelamento"),
        Text("subscriptions cancelled", "as assinaturas canceladas"),
    ),
    Span(
        "next_charge",
        "date_next_charge",
        "end_date_next_charge",
        Text("the day of the next charge", "o dia da próxima cobrança"),
        Text("subscriptions with their next charge", "as assinaturas com a próxima cobrança"),
    ),
)
_NAMES_WHOM = ("subscriber_code", "subscriber_email", "transaction")


def span_of(endpoint: Endpoint[..., Any]) -> Span | None:
    """What `period` stands for in this operation; None where it is asked for none."""
    window = endpoint.facts.window if isinstance(endpoint, Listing) else None
    return Span(PERIOD, *window, *_OF[window[0]]) if window else None


def spans_of(endpoint: Endpoint[..., Any]) -> tuple[Span, ...]:
    """All that can be told with both ends at once, `period` first."""
    names = {param.name for param in endpoint.params}
    own = span_of(endpoint)
    others = tuple(one for one in _OTHERS if {one.start, one.end} <= names)
    return (*((own,) if own else ()), *others)


def widened(endpoint: Endpoint[..., Any], given: dict[str, Any]) -> dict[str, Any]:
    """The arguments, and with them the beginning of time where another date, or a person, says what is meant.

    Nobody knows whether those lift Hotmart's own window, the subscriptions begun in the last 30 days, so it
    is always told (dossier §5.1).
    """
    own, names = span_of(endpoint), given.keys()
    if own is None or own.start != "accession_date" or {own.start, own.end, "page_token"} & names:
        return given
    others = {name for one in spans_of(endpoint)[1:] for name in (one.start, one.end)}
    if names.isdisjoint({*others, *_NAMES_WHOM}):
        return given
    return given | {own.start: BEGINNING}


def is_widened(span: Span, given: Mapping[str, Any]) -> bool:
    """Whether it is only bounded by the beginning of time, which is no bound."""
    return given.get(span.start) == BEGINNING and span.end not in given
