from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pandas
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmart.api import Coupons, Negotiation, Products, Sales, Subscriptions
from hotmart.api.choices import ProductStatus, SaleStatus
from hotmart.errors import InvalidArgumentError
from hotmart.request import Request


def test_a_call_is_spelled_as_hotmart_reads_it() -> None:
    request = Sales.history.request(
        start_date=date(2026, 1, 1),
        end_date=datetime(2026, 1, 31, 21, tzinfo=timezone(timedelta(hours=-3))),
        transaction_status=[SaleStatus.APPROVED, "REFUNDED"],
        product_id=3344556,
    )
    assert request == Request(
        method="GET",
        path="/payments/api/v1/sales/history",
        query=(
            ("start_date", "1767236400000"),
            ("end_date", "1769904000000"),
            ("transaction_status", "APPROVED"),
            ("transaction_status", "REFUNDED"),
            ("product_id", "3344556"),
            ("max_results", "500"),
        ),
        operation="sales.history",
        template="/payments/api/v1/sales/history",
        effect="reads",
    )


def test_one_value_needs_no_list() -> None:
    query = Sales.history.request(transaction_status="REFUNDED").query
    assert query == (("transaction_status", "REFUNDED"), ("max_results", "500"))


def test_a_page_size_that_is_given_is_kept() -> None:
    assert Sales.history.request(max_results=7).query == (("max_results", "7"),)


def test_truth_is_spelled_in_lower_case() -> None:
    assert ("trial", "true") in Subscriptions.list.request(trial=True).query


def test_codes_go_into_the_path() -> None:
    request = Sales.refund.request("HP2600010001")
    assert (request.method, request.path) == ("PUT", "/payments/api/v1/sales/HP2600010001/refund")
    assert request.settle == "sales.history(transaction='HP2600010001')"
    ucode = "5B0E1C52-7F7A-4E0B-9C55-2A0F2D9D1A10"
    assert Products.offers.request(ucode).path == f"/products/api/v1/products/{ucode}/offers"


REFUSED: list[tuple[str, str, Callable[[], Request]]] = [
    ("no time zone", "start_date", lambda: Sales.history.request(start_date=datetime(2026, 1, 1))),  # noqa: DTZ001  # the point
    ("seconds", "start_date", lambda: Sales.history.request(start_date=1767225600)),
    ("not bool", "start_date", lambda: Sales.history.request(start_date=True)),
    ("not str", "end_date", lambda: Sales.history.request(end_date="2026-01-01")),  # type: ignore[arg-type]  # the point
    (
        "before",
        "end_date",
        lambda: Sales.history.request(start_date=date(2026, 2, 1), end_date=date(2026, 1, 1)),
    ),
    (
        "12 months",
        "end_date",
        lambda: Sales.summary.request(start_date=date(2024, 1, 1), end_date=date(2026, 1, 1)),
    ),
    (
        "before",
        "end_accession_date",
        lambda: Subscriptions.list.request(
            accession_date=date(2026, 2, 1), end_accession_date=date(2026, 1, 1)
        ),
    ),
    (
        "before",
        "end_date_next_charge",
        lambda: Subscriptions.list.request(
            date_next_charge=date(2026, 2, 1), end_date_next_charge=date(2026, 1, 1)
        ),
    ),
    ("REFUNDED", "transaction_status", lambda: Sales.history.request(transaction_status="REFUNDDED")),
    ("APPROVED", "transaction_status", lambda: Sales.history.request(transaction_status="approved")),
    ("one of", "transaction_status", lambda: Sales.history.request(transaction_status=["@@@"])),
    ("empty", "transaction_status", lambda: Sales.history.request(transaction_status=[])),
    (
        "cannot be",
        "transaction_status",
        lambda: Sales.history.request(transaction_status=ProductStatus.DRAFT),
    ),
    ("cannot be", "transaction_status", lambda: Sales.price_details.request(transaction_status="NO_FUNDS")),
    ("not bool", "product_id", lambda: Sales.history.request(product_id=True)),
    ("not str", "product_id", lambda: Sales.history.request(product_id="33x4556")),  # type: ignore[arg-type]  # the point
    ("not a moment", "end_date", lambda: Sales.history.request(end_date=pandas.NaT)),  # type: ignore[arg-type]  # the point
    ("not Series", "end_date", lambda: Sales.history.request(end_date=pandas.Series([1, 2]))),  # type: ignore[arg-type]  # the point
    ("not ndarray", "product_id", lambda: Sales.history.request(product_id=pandas.array([1, 2]).to_numpy())),  # type: ignore[arg-type]  # the point
    ("nanoseconds", "end_date", lambda: Sales.history.request(end_date=time.time_ns())),
    ("such as", "transaction", lambda: Sales.history.request(transaction="HP1\n")),
    ("half a character", "buyer_name", lambda: Sales.history.request(buyer_name="\ud83d")),
    ("above zero", "max_results", lambda: Sales.history.request(max_results=0)),
    ("not int", "trial", lambda: Subscriptions.list.request(trial=1)),  # type: ignore[arg-type]  # the point
    ("empty", "transaction", lambda: Sales.history.request(transaction="")),
    ("empty", "transaction_code", lambda: Sales.refund.request(" ")),
    ("slash", "transaction_code", lambda: Sales.refund.request("HP1/../HP2")),
    ("character", "transaction_code", lambda: Sales.refund.request("..")),
    ("character", "transaction_code", lambda: Sales.refund.request("HP1?x=1")),
    ("not NoneType", "transaction_code", lambda: Sales.refund.request(None)),  # type: ignore[arg-type]  # the point
    ("not int", "transaction", lambda: Sales.history.request(transaction=17)),  # type: ignore[arg-type]  # the point
]


@pytest.mark.parametrize(("why", "argument", "ask"), REFUSED)
def test_what_cannot_be_meant_is_refused_before_anything_is_sent(
    why: str, argument: str, ask: Callable[[], Request]
) -> None:
    with pytest.raises(InvalidArgumentError) as refused:
        ask()
    assert why in str(refused.value)
    assert refused.value.argument == argument
    assert refused.value.text.en != refused.value.text.pt


def test_twelve_months_are_accepted_in_a_long_year_too() -> None:
    Sales.history.request(start_date=date(2024, 1, 1), end_date=date(2024, 12, 31))


def test_a_period_over_subscriptions_may_be_long() -> None:
    Subscriptions.list.request(accession_date=date(2015, 1, 1), end_accession_date=date(2026, 1, 1))


def test_a_misspelled_name_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="start_data"):
        Sales.history.request(start_data=date(2026, 1, 1))  # type: ignore[call-arg]  # the point


def test_with_query_replaces_adds_and_leaves_out() -> None:
    request = Request(method="GET", path="/x", query=(("a", "1"), ("b", "2"), ("a", "3")))
    changed = request.with_query(a=None, c=["x", "y"], max_results=1, end_date=date(2026, 1, 1))
    assert changed.query == (
        ("b", "2"),
        ("c", "x"),
        ("c", "y"),
        ("max_results", "1"),
        ("end_date", "1767225600000"),
    )
    assert request.query == (("a", "1"), ("b", "2"), ("a", "3"))


@given(st.lists(st.tuples(st.sampled_from("abc"), st.text(max_size=3))), st.lists(st.text(max_size=3)))
def test_replacing_a_key_twice_is_replacing_it_once(query: list[tuple[str, str]], values: list[str]) -> None:
    request = Request(method="GET", path="/x", query=tuple(query))
    once = request.with_query(a=values)
    assert once.with_query(a=values) == once
    assert [value for name, value in once.query if name == "a"] == values


def test_a_request_shows_no_personal_value() -> None:
    request = Sales.history.request(
        buyer_email="rita@example.org", buyer_name="Rita", sales_source="ig_rita", transaction="HP1"
    )
    assert repr(request) == (
        "<Request GET /payments/api/v1/sales/history"
        "?transaction=HP1&buyer_name=…&buyer_email=…&sales_source=…&max_results=500>"
    )
    unknown = Request(
        method="POST", path="/x", query=(("token", "secret"),), body={"email": "rita@example.org"}
    )
    assert repr(unknown) == "<Request POST /x?token=… with a body>"
    assert unknown.__rich_repr__() == [("", repr(unknown))]


def test_now_is_a_moment_like_any_other() -> None:
    now = datetime(2026, 11, 21, 9, 30, 0, 123456, tzinfo=UTC)
    assert Sales.history.request(end_date=now).query[0] == ("end_date", "1795253400123")


def test_numbers_may_come_as_digits_and_as_any_kind_of_whole_number() -> None:
    asked = Sales.history.request(product_id=pandas.Series([7])[0], max_results="50")  # type: ignore[arg-type]  # the point
    assert asked.query == (("product_id", "7"), ("max_results", "50"))


@pytest.mark.parametrize("several", [{"REFUNDED"}, ("REFUNDED",), pandas.Series(["REFUNDED"])])
def test_several_values_may_come_as_a_list_a_set_or_a_column(several: Any) -> None:
    query = Sales.history.request(transaction_status=several).query
    assert query == (("transaction_status", "REFUNDED"), ("max_results", "500"))


def test_the_size_of_a_page_is_not_said_again_beside_its_token() -> None:
    assert Sales.history.request(page_token="abc").query == (("page_token", "abc"),)


@pytest.mark.parametrize("value", [b"a", {1, 2}, object(), float("nan"), datetime(2026, 1, 1), (1, b"a")])  # noqa: DTZ001  # the point
def test_a_value_of_an_unknown_parameter_that_has_no_spelling_is_refused(value: object) -> None:
    with pytest.raises(InvalidArgumentError, match="some_new_param"):
        Sales.history.request(extra={"some_new_param": value})  # type: ignore[dict-item]  # the point


def test_a_value_of_an_unknown_parameter_is_spelled_like_any_other() -> None:
    asked = Sales.history.request(extra={"new": [True, Decimal("1E+3"), date(2026, 1, 1)], "self": 1})
    assert asked.query[:4] == (("new", "true"), ("new", "1000"), ("new", "1767225600000"), ("self", "1"))


def test_a_none_leaves_a_write_as_it_is_declared() -> None:
    assert Coupons.create.request(7, "A", 10, offer_ids=None).body == {  # type: ignore[arg-type]  # the point
        "code": "A",
        "discount": Decimal("0.1"),
        "offer_ids": [],
    }
    assert Subscriptions.cancel.request("A", send_mail=None).body == {  # type: ignore[arg-type]  # the point
        "subscriber_code": ["A"],
        "send_mail": True,
    }


@pytest.mark.parametrize(
    "value", [10**27, 1e300, {"value": -1}, {"value": 5.555}, {"value": float("nan")}, -1, 0]
)
def test_an_amount_that_is_no_price_is_refused_wherever_it_stands(value: Any) -> None:
    with pytest.raises(InvalidArgumentError, match="discount"):
        Negotiation.create.request(1, [1], "PIX", discount=value)


def test_a_document_in_a_wrong_place_is_not_quoted() -> None:
    with pytest.raises(InvalidArgumentError) as refused:
        Negotiation.create.request(1, [1], "111.222.333-96")
    assert "111" not in str(refused.value)
