"""Errors of the library as whoever types commands reads them."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import pytest

from hotmart.actions.shell import in_shell
from hotmart.api import operation
from hotmart.document import explained
from hotmart.errors import APIStatusError, HotmartError, OutcomeUnknownError
from hotmart.language import Text, speaking
from hotmart.request import Request

PYTHON = re.compile(
    r"datetime|tzinfo|extra=|\bdict\b|\bstr\b|NoneType|page\.window|iterate|\w\(\w*=?|True\b|\.list\(|\.history\("
)
REFUND = operation("sales.refund").request(transaction_code="HP1")
LIST = Request(method="GET", path="/x", operation="x", template="/x", effect="reads")


def asked(id: str, **told: Any) -> HotmartError:
    with pytest.raises(HotmartError) as refused:
        operation(id).request(**told)
    return refused.value


ERRORS = {
    "an hour without a zone": asked("sales.history", start_date=datetime(2026, 1, 1)),  # noqa: DTZ001
    "a field that is none": asked("sales.history", select="nothing"),
    "a token of another window": asked(
        "sales.history", start_date=datetime(2020, 1, 1).date(), end_date=datetime(2026, 1, 1).date(),  # noqa: DTZ001
        page_token="x",
    ),
    "an object for a number": asked("sales.history", product_id={"a": 1}),
    "a list for a flag": asked("subscriptions.list", trial=["x"]),
    "null for a text": asked("sales.refund", transaction_code=None),
    "a number for a ucode": asked("products.offers", ucode="123"),
    "refunded before": APIStatusError.of(REFUND, 400, "refund_request_already_exists", "", None),
    "cancelled before": APIStatusError.of(REFUND, 400, "it_can_not_cancel_subscription_status", "", None),
    "nobody knows": OutcomeUnknownError(REFUND, Text("no answer came", "não veio resposta")),
}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "pt"])
@pytest.mark.parametrize("error", ERRORS.values(), ids=ERRORS)
def test_nobody_at_a_shell_is_told_of_python(error: HotmartError, language: Any) -> None:
    with pytest.raises(HotmartError), in_shell():
        raise error
    with speaking(language):
        assert not PYTHON.search(str(error)), str(error)
        assert str(error).strip()


@pytest.mark.parametrize(
    ("said", "command"),
    [
        ("nobody knows", "hotmart action run sales.history -p transaction=HP1"),
        ("refunded before", "hotmart action run sales.history -p transaction=…"),
        ("cancelled before", "hotmart action run subscriptions.list -p subscriber_code=…"),
        ("a number for a ucode", "hotmart action run products.list"),
    ],
)
def test_a_call_is_a_command_that_a_program_can_read_too(said: str, command: str) -> None:
    error = ERRORS[said]
    with pytest.raises(HotmartError), in_shell():
        raise error
    for language in ("en", "pt"):
        with speaking(language):
            assert command in str(error.hint)
            assert explained(error).command == command
