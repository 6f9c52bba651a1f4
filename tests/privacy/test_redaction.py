"""Pages with a policy applied to them."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotmart.privacy.fields import columns_by_name, personal_columns
from hotmart.privacy.policies import Policy, hashed
from hotmart.privacy.redaction import Redaction, redaction
from hotmart.streams.known import STREAMS

KEY = b"a key of these tests only"
SALES, PARTICIPANTS = STREAMS["sales_history"].layout, STREAMS["sales_participants"].layout

SALE = {
    "product": {"id": 1, "name": "Curso"},
    "buyer": {"name": "Rita Fontes", "email": "Rita@Example.org", "ucode": "5B0E"},
    "producer": {"name": "Ateliê Barro", "ucode": "1D5A"},
    "purchase": {"transaction": "HP1", "price": {"value": 19.9, "currency_code": "BRL"}},
}


def page(*items: Any) -> bytes:
    return json.dumps({"items": items, "page_info": {"total_results": len(items)}}).encode()


def redacted(item: Any, policy: dict[str, Policy], unknown: Policy = "keep") -> Any:
    answer = Redaction(SALES, policy, unknown, lambda: KEY)(page(item))
    return json.loads(answer, parse_float=Decimal)["items"][0]


def test_each_column_is_treated_as_its_policy_says() -> None:
    row = redacted(SALE, {"buyer_name": "mask", "buyer_email": "hash", "producer_name": "drop"})
    assert row["buyer"] == {"name": "R***", "email": hashed(KEY, "rita@example.org"), "ucode": "5B0E"}
    assert row["producer"] == {"ucode": "1D5A"}
    assert row["product"] == SALE["product"]


def test_arrays_are_treated_by_the_name_of_the_array_and_the_column() -> None:
    names = columns_by_name(PARTICIPANTS)
    assert {"users_user_email", "users_user_documents_value"} <= personal_columns(PARTICIPANTS) < set(names)
    user = {"email": "rita@example.org", "documents": [{"type": "CPF", "value": "111.222.333-00"}]}
    body = page({"transaction": "HP1", "users": [{"role": "BUYER", "user": user}]})
    policy: dict[str, Policy] = {"users_user_email": "mask", "users_user_documents_value": "mask"}
    (item,) = json.loads(Redaction(PARTICIPANTS, policy, "keep", lambda: KEY)(body))["items"]
    assert item["users"] == [
        {
            "role": "BUYER",
            "user": {"email": "r***@example.org", "documents": [{"type": "CPF", "value": "***00"}]},
        }
    ]


def test_a_text_that_nobody_knows_is_treated_as_personal() -> None:
    sale = SALE | {"nickname": "Rita", "score": 7, "social": {"handles": ["@rita", None], "since": 2020.5}}
    row = redacted(sale, {}, "mask")
    assert row["nickname"] == "R***"
    assert row["score"] == 7
    assert row["social"] == {"handles": ["@***", None], "since": Decimal("2020.5")}
    assert redacted(sale, {}, "drop")["social"] == {"handles": [None], "since": Decimal("2020.5")}


def test_what_stands_where_another_kind_was_expected_is_not_let_through() -> None:
    sale = SALE | {
        "product": "bought by Rita",
        "buyer": [{"name": "Rita"}],
        "producer": {"name": {"is": "Rita"}},
    }
    row = redacted(sale, {"producer_name": "mask"}, "mask")
    assert row["product"] == "b***"
    assert row["buyer"] == [{"name": "R***"}]
    assert row["producer"] == {"name": {"is": "R***"}}


def test_a_number_in_a_personal_field_counts_as_its_text() -> None:
    sale = SALE | {"buyer": {"name": 31900000001, "email": 1.5}}
    row = redacted(sale, {"buyer_name": "mask", "buyer_email": "hash"})
    assert row["buyer"] == {"name": "***01", "email": hashed(KEY, "1.5")}


def test_numbers_stay_as_they_were_written() -> None:
    body = b'{"items":[{"purchase":{"transaction":"HP1","price":{"value":99999999999999.9900}},"n":1e400}]}'
    assert Redaction(SALES, {}, "mask", lambda: KEY)(body) == body


def test_nothing_to_do_is_told_beforehand() -> None:
    assert redaction(SALES, {"buyer_name": "keep"}, "keep", lambda: KEY) is None
    assert redaction(SALES, {"buyer_name": "mask"}, "keep", lambda: KEY) is not None
    assert redaction(SALES, {}, "drop", lambda: KEY) is not None


json_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.decimals(-9, 9, places=2).map(float) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)
objects = st.fixed_dictionaries({}, optional=dict.fromkeys(("name", "email", "ucode", "x"), json_values))
sales = st.fixed_dictionaries(
    {"purchase": st.just({"transaction": "HP1"})},
    optional={"buyer": objects | json_values, "producer": objects, "new": json_values},
)
policies: st.SearchStrategy[Policy] = st.sampled_from(["keep", "hash", "mask", "drop"])


@pytest.mark.slow
@settings(deadline=None)
@given(
    sales,
    st.dictionaries(st.sampled_from(["buyer_name", "buyer_email", "buyer_ucode", "producer_name"]), policies),
    policies,
)
def test_redacting_twice_is_redacting_once(sale: Any, policy: dict[str, Policy], unknown: Policy) -> None:
    redact = Redaction(SALES, policy, unknown, lambda: KEY)
    once = redact(page(sale))
    assert redact(once) == once
    assert json.loads(redact(page(sale)))["page_info"] == {"total_results": 1}


@pytest.mark.slow
@settings(deadline=None)
@given(sales)
def test_what_every_policy_keeps_is_left_as_it_is(sale: Any) -> None:
    assert json.loads(Redaction(SALES, {}, "keep", lambda: KEY)(page(sale)))["items"] == [sale]


@pytest.mark.parametrize(("policy", "asked"), [("hash", 1), ("mask", 0), ("drop", 0)])
def test_the_key_is_asked_for_with_the_first_page_and_only_by_who_hashes(policy: Policy, asked: int) -> None:
    times: list[None] = []

    def key() -> bytes:
        times.append(None)
        return KEY

    redact = Redaction(SALES, {"buyer_email": policy}, "keep", key)
    assert not times
    assert redact(b'{"items":[]}') == b'{"items":[]}'
    assert len(times) == asked
