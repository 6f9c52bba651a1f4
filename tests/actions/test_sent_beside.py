"""What a write by an unknown path sends beside its body, as a plan tells it."""

from __future__ import annotations

import pytest

from hotmart.actions.sent_beside import beside
from hotmart.request import Request


def told(*query: tuple[str, str]) -> list[str]:
    request = Request(method="PUT", path="/x", query=query, headers=(("x-a", "secret"),))
    return [one.line.en for one in beside(request)]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("amount", "12.50"),
        ("force", "true"),
        ("currency", "BRL"),
        ("transaction", "HP0000000001"),
        ("start_date", "1672531200000"),
        ("mode", "all"),
    ],
)
def test_what_is_of_nobody_is_shown(name: str, value: str) -> None:
    assert told((name, value))[0] == f"{name} (query): {value}"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("buyer_email", "rita@example.org"),
        ("q", "rita@example.org"),
        ("q", "Rita Fontes"),
        ("customerName", "Rita"),
        ("id", "123.456.789-00"),
        ("id", "12345678900"),
        ("id", "+5511900000000"),
        ("id", "5511900000000"),
        ("apikey", "abc"),
        ("sck", "x"),
    ],
)
def test_what_may_be_of_a_person_or_secret_is_named_and_not_shown(name: str, value: str) -> None:
    query, header = told((name, value))
    assert query == f"{name} (query): given, and not shown here"
    assert header == "x-a (header): given, and not shown here"
