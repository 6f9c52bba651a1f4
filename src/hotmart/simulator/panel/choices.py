"""What may be chosen of a report, as the query of its path says it: its oddities, and its own filters.

What the dossier (§22) leaves open is a choice, so that both answers are tested.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypeAlias

from hotmart.simulator.panel.headings import Columns, Language
from hotmart.simulator.params import Params
from hotmart.simulator.refusals import invalid_parameter
from hotmart.simulator.terms import SALE_STATUSES

Numbers: TypeAlias = Literal["comma", "point"]
Encoding: TypeAlias = Literal["utf-8-sig", "utf-8", "cp1252"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """One way in which a report may be written."""

    language: Language = "pt"
    numbers: Numbers = "comma"
    """`comma`: 1.234,56; `point`: 1234.56."""
    encoding: Encoding = "utf-8-sig"
    missing: Literal["(none)", ""] = "(none)"
    columns: Columns = "all"
    cells: Literal["typed", "text"] = "typed"
    """Whether numbers and dates are such in a spreadsheet, or texts."""
    net: Literal["own", "shared"] = "own"
    """Whether the net revenue is what the account earns, or what is shared among all who earn."""
    returned: Literal["as_api", "kept"] = "as_api"
    """Whether the shares of a sale that was given back are what `sales/commissions` says of them by then, or
    stand as they were."""
    since: date | None = None
    until: date | None = None
    """The first and the last day of the report, in the account's zone."""
    statuses: frozenset[str] = frozenset(SALE_STATUSES)
    products: frozenset[str] = frozenset()
    """The ids of the products it is of; all where there is none."""


def choices(params: Params) -> Choices:
    """The choices of a query. What cannot be chosen answers 400."""
    plain = Choices()
    return Choices(
        language=_one(params, "language", plain.language, ("pt", "es", "en")),
        numbers=_one(params, "numbers", plain.numbers, ("comma", "point")),
        encoding=_one(params, "encoding", plain.encoding, ("utf-8-sig", "utf-8", "cp1252")),
        missing="" if _one(params, "missing", "none", ("none", "empty")) == "empty" else "(none)",
        columns=_one(params, "columns", plain.columns, ("all", "older", "few")),
        cells=_one(params, "cells", plain.cells, ("typed", "text")),
        net=_one(params, "net", plain.net, ("own", "shared")),
        returned=_one(params, "returned", plain.returned, ("as_api", "kept")),
        since=_day(params, "from"),
        until=_day(params, "to"),
        statuses=params.choices("status", SALE_STATUSES) or plain.statuses,
        products=params.texts("product") or plain.products,
    )


def _one(params: Params, name: str, usual: str, allowed: tuple[str, ...]) -> Any:
    return params.choice(name, allowed) or usual


def _day(params: Params, name: str) -> date | None:
    told = params.text(name)
    try:
        return date.fromisoformat(told) if told else None
    except ValueError:
        raise invalid_parameter() from None
