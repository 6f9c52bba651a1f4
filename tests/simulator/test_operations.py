"""Every operation: whatever is sent, a simulator answers in JSON and never fails by itself."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotmart.simulator.operations import OPERATIONS, Operation
from simulator.visitor import PRODUCTS, Visitor

pytestmark = pytest.mark.slow

ACCEPTABLE = {200, 400, 403, 404, 422}
QUERIES = """
affiliate_name buyer_email checkin_status code email id id_eticket id_lot is_extra last_update max_results
page_token participant_email product_id select start_date subdomain ticket_qr_code ticket_status ticket_type
"""
FIELDS = """
affiliate code discount end_date is_allowed_to_email_the_buyer offer_ids query start_date value variables
"""


@cache
def account() -> Visitor:
    return Visitor(sales=200, months=3)


@cache
def known() -> tuple[str, ...]:
    """Values that lead somewhere."""
    it = account()
    product = it.all(PRODUCTS, format="ETICKET")[0]
    inside = {"subdomain": it.simulator.subdomain}
    module = it.get("/club/api/v1/modules", **inside).json[0]["module_id"]
    student = it.get("/club/api/v1/users", **inside).items[-1]["user_id"]
    coupon = it.get(f"/products/api/v1/coupon/product/{product['id']}").items[0]["id"]
    sale = it.all_sales()[0]["purchase"]["transaction"]
    return (
        str(product["id"]),
        product["ucode"],
        inside["subdomain"],
        module,
        student,
        str(coupon),
        sale,
        "ALL",
        "true",
        "1",
    )


WORDS = st.one_of(st.text(max_size=12), st.integers().map(str), st.deferred(lambda: st.sampled_from(known())))
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), WORDS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(FIELDS.split()), inner, max_size=3)
    ),
    max_leaves=5,
)


@settings(max_examples=400)
@given(
    operation=st.sampled_from(OPERATIONS),
    names=st.lists(WORDS, min_size=3, max_size=3),
    query=st.dictionaries(
        st.sampled_from(QUERIES.split()), st.one_of(WORDS, st.lists(WORDS, max_size=3)), max_size=4
    ),
    body=st.one_of(st.dictionaries(st.sampled_from(FIELDS.split()), VALUES, max_size=5), VALUES),
)
def test_every_operation_answers_whatever_is_asked(
    operation: Operation, names: list[str], query: dict[str, Any], body: Any
) -> None:
    values = iter(names)
    path = re.sub(r"\{\w+\}", lambda _: next(values).replace("/", "") or "0", operation.path)
    it = account()
    writes = {"POST": it.post, "PUT": it.put, "PATCH": it.patch, "DELETE": it.delete}
    if operation.method == "GET":
        reply = it.get(path, **query)
    else:
        reply = writes[operation.method](path, body, **query)
    assert reply.status in ACCEPTABLE, (path, reply)
    if reply.headers["content-type"] == "application/json" and reply.body:
        assert isinstance(reply.json, dict | list)
