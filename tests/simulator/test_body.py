"""The JSON body of a write."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmart.simulator.body import Body, read_body
from hotmart.simulator.refusals import Refused

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)
READERS: list[Callable[[Body, str], object]] = [
    Body.text,
    Body.integer,
    Body.number,
    Body.flag,
    Body.texts,
    Body.integers,
    Body.object,
    lambda body, name: body.choice(name, ("a", "b")),
]


def test_each_kind_is_read_as_it_was_sent() -> None:
    body = read_body(
        b'{"name":"Jos\xc3\xa9","due_day":31,"value":19.90,"charge":false,'
        b'"codes":["A","B"],"recurrences":[3,4],"type":"PIX","discount":{"value":5}}'
    )
    assert body.text("name") == "José"
    assert body.integer("due_day") == 31
    assert body.number("value") == Decimal("19.90")
    assert body.number("due_day") == 31
    assert body.flag("charge") is False
    assert body.texts("codes") == ["A", "B"]
    assert body.integers("recurrences") == [3, 4]
    assert body.choice("type", ("PIX", "BILLET")) == "PIX"
    assert (discount := body.object("discount")) is not None
    assert discount.number("value") == 5


@pytest.mark.parametrize("raw", [b"", b" \n", b"{}", b'{"other":1}'])
def test_what_was_not_sent_is_none(raw: bytes) -> None:
    body = read_body(raw)
    assert [read(body, "it") for read in READERS] == [None] * len(READERS)


@pytest.mark.parametrize(
    "raw",
    [
        b"[]",
        b"null",
        b'"text"',
        b"{",
        b"a=1",
        b"\xff{}",
        b'{"value":NaN}',
        b'{"value":1e99999999999999999999}',
        b'{"value":' + b"[" * 100_000,
    ],
)
def test_a_body_that_is_no_object_answers_400(raw: bytes) -> None:
    with pytest.raises(Refused) as refused:
        read_body(raw)
    assert (refused.value.status, refused.value.error) == (400, "invalid_parameter")


@pytest.mark.parametrize(
    ("read", "value"),
    [
        *((read, None) for read in READERS),
        (Body.text, 1),
        (Body.text, "\ud800"),
        (Body.integer, True),
        (Body.integer, "1"),
        (Body.integer, 1.5),
        (Body.integer, 2**63),
        (Body.number, "1"),
        (Body.number, False),
        (Body.number, 1e300),
        (Body.flag, "true"),
        (Body.flag, 1),
        (Body.texts, "A"),
        (Body.texts, ["A", 1]),
        (Body.integers, [1, "2"]),
        (Body.object, []),
    ],
)
def test_a_field_of_a_wrong_kind_answers_400(read: Callable[[Body, str], object], value: Any) -> None:
    body = read_body(json.dumps({"it": value}).encode())
    with pytest.raises(Refused):
        read(body, "it")


@pytest.mark.slow
@given(st.binary() | JSON.map(lambda value: json.dumps({"it": value}).encode()))
def test_whatever_is_sent_is_read_or_refused(raw: bytes) -> None:
    for read in READERS:
        try:
            read(read_body(raw), "it")
        except Refused as refused:
            assert refused.status == 400
