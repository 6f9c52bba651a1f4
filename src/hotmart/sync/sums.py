"""Sums: this account's commission by currency, as `sales/summary` tells it and as the warehouse holds it."""

from __future__ import annotations

import asyncio
from decimal import Decimal
from typing import TypeAlias

import msgspec

from hotmart.api import operation
from hotmart.errors import (
    APIStatusError,
    AuthenticationError,
    InternalServerError,
    PermissionDeniedError,
    UnexpectedAnswerError,
)
from hotmart.request import Request
from hotmart.streams.origin import Fetcher
from hotmart.streams.stream import Stream
from hotmart.streams.windows import DAY, Window
from hotmart.sync.counts import Counts
from hotmart.sync.pull import TOO_LONG
from hotmart.warehouse.ledger.notes import COMMISSION, Check
from hotmart.words import NOT_JSON

Sums: TypeAlias = dict[str, Decimal]
"""An amount in each currency."""


class SummaryRow(msgspec.Struct):
    class Total(msgspec.Struct):
        value: Decimal = Decimal()
        currency_code: str = ""

    total_value: Total


class Summary(msgspec.Struct):
    items: list[SummaryRow]


async def check_commissions(client: Fetcher, counts: Counts, stream: Stream, window: Window) -> list[Check]:
    """This account's commission by currency, against `sales/summary` (dossier §4.2)."""
    hotmart = await summed(client, stream, window)
    ours = await asyncio.to_thread(counts.commissions, stream, window)
    return [
        Check(
            stream.name,
            COMMISSION,
            currency,
            *window,
            hotmart=None if hotmart is None else hotmart.get(currency, Decimal()),
            warehouse=ours.get(currency, Decimal()),
        )
        for currency in sorted((hotmart or {}).keys() | ours.keys())
    ]


async def summed(client: Fetcher, stream: Stream, window: Window, transaction: str = "") -> Sums | None:
    """Hotmart's sums of a window, or of one sale in it; None if it cannot tell.

    Where the whole takes it too long, the halves are asked for.
    """
    try:
        answer = await client.fetch(_request(stream, window, transaction))
        rows = msgspec.json.decode(answer, type=Summary).items
    except (APIStatusError, UnexpectedAnswerError, *NOT_JSON) as error:
        if isinstance(error, AuthenticationError) and not isinstance(error, PermissionDeniedError):
            raise
        too_long = isinstance(error, InternalServerError) and error.status in TOO_LONG
        return await _summed_halves(client, stream, window) if too_long and window.length > DAY else None
    return {row.total_value.currency_code: row.total_value.value for row in rows}


def _request(stream: Stream, window: Window, transaction: str) -> Request:
    first, last = window.inclusive
    statuses = [str(status) for status in stream.statuses]
    request = operation("sales.summary").request()
    asked = request.with_query(start_date=first, end_date=last, transaction_status=statuses)
    return asked.with_query(transaction=transaction) if transaction else asked


async def _summed_halves(client: Fetcher, stream: Stream, window: Window) -> Sums | None:
    sums: Sums = {}
    for half in window.pieces(2):
        part = await summed(client, stream, half)
        if part is None:
            return None
        sums = plus(sums, part)
    return sums


def plus(one: Sums, other: Sums) -> Sums:
    """Both together."""
    return {key: one.get(key, Decimal()) + other.get(key, Decimal()) for key in one | other}


def minus(one: Sums, other: Sums) -> Sums:
    """What is left of one without the other."""
    return plus(one, {currency: -value for currency, value in other.items()})


def unequal(one: Sums, other: Sums) -> list[str]:
    """The currencies in which they differ."""
    return sorted(currency for currency, value in minus(one, other).items() if value)
