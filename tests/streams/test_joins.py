"""What is told of joins and traps is told of tables and columns that are there."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from hotmart.language import Text
from hotmart.streams.joins import Join, everything, joins_of, owners, traps
from hotmart.streams.known import STREAMS
from hotmart.streams.meanings import meanings_of

COLUMNS = {name: told.columns for one in STREAMS.values() for name, told in meanings_of(one).items()}
JOINS = {f"{one['from']}-{one['to']}": one for one in everything()["joins"]}


@pytest.mark.parametrize("one", JOINS.values(), ids=JOINS)
def test_a_join_is_of_columns_that_are_there_and_is_told_in_both_languages(one: dict[str, object]) -> None:
    on = one["on"]
    assert isinstance(on, dict)
    assert COLUMNS[str(one["from"])].keys() >= on.keys()
    assert COLUMNS[str(one["to"])].keys() >= {*on.values()}
    assert one["en"] != one["pt"]


def test_every_table_is_joined_by_another() -> None:
    joined = {name for one in everything()["joins"] for name in (one["from"], one["to"])}
    views = {"sales_history": "sales", "subscription_transactions": "subscription_charges"}
    assert {views.get(name, name) for name in owners()} == joined


def test_a_trap_names_only_streams_and_columns_that_are_there() -> None:
    known = {column for columns in COLUMNS.values() for column in columns}
    for trap in traps():
        assert {*trap.streams} <= STREAMS.keys()
        for said in trap.says:
            named = set(re.findall(r"`(?:\w+\.)?([a-z_]+)`", said))
            assert named <= known, named - known


def test_a_join_is_told_under_the_names_that_were_chosen() -> None:
    sales = replace(STREAMS["sales_history"], table="vendas", joined_as="hm_sales")
    streams = {**STREAMS, "sales_history": sales}.values()
    (told,) = [one for one in joins_of(STREAMS["coupons"], streams) if one.right == "products"]
    assert told.condition == "ON coupons.product_id = products.id"
    assert {one.left for one in joins_of(STREAMS["sales_commissions"], streams)} == {
        "hm_sales",
        "sales_commissions",
    }
    without = replace(sales, joined_as="")
    told_of = joins_of(without, {**STREAMS, "sales_history": without}.values())
    assert told_of == []


def test_codes_whose_letters_differ_are_compared_without_that() -> None:
    one = Join("a", "b", {"ucode": "user_ucode", "product_id": "id"}, folded=("ucode",), says=Text("", ""))
    assert one.condition == "ON lower(a.ucode) = lower(b.user_ucode) AND a.product_id = b.id"
