"""What OpenAPI cannot say of the calls that schemathesis makes up. Loaded by schemathesis, not by pytest."""

from __future__ import annotations

import os
from typing import Any

import schemathesis

WINDOWS = (
    ("start_date", "end_date"),
    ("accession_date", "end_accession_date"),
    ("transaction_date", "end_transaction_date"),
    ("cancelation_date", "end_cancelation_date"),
    ("date_next_charge", "end_date_next_charge"),
)
NOTHING: tuple[Any, ...] = ("", None, [], [""], [None], {})
MONTH = 30 * 86_400_000


@schemathesis.hook
def before_call(context: Any, case: Any, kwargs: Any) -> None:
    """Keep to what makes sense between parameters; what is wrong within one stays wrong."""
    del context, kwargs
    if case.query:
        if "subscriber_codes" in case.query and case.meta.generation.mode.is_positive:
            case.query["subscriber_codes"] = os.environ["SUBSCRIBER_CODES"].split()
        case.query.pop("select", None)  # it leaves required properties out, as it should
        case.query.pop("page_token", None)  # only one that Hotmart gave is good
        for name in [name for name, value in case.query.items() if value in NOTHING]:
            del case.query[name]  # an empty filter is none
        for window in WINDOWS:
            _in_order(case.query, *window)


def _in_order(query: dict[str, Any], first: str, last: str) -> None:
    """A window that ends before it starts, or is longer than a year, answers 400 (dossier §4.0)."""
    start, end = _number(query.get(first)), _number(query.get(last))
    if start is not None and end is not None:
        query[first] = end - MONTH
    elif start is not None:
        del query[first]  # what half a window means is not known


def _number(value: Any) -> int | None:
    try:
        return int(str(value))
    except ValueError:
        return None
