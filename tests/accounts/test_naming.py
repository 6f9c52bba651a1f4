from __future__ import annotations

from pathlib import Path

import pytest

from hotmart.accounts.known import known_streams
from hotmart.accounts.naming import findings_in_names
from hotmart.config.reading import parsed


def told(text: str) -> list[str]:
    config = parsed(text, Path("/folder"))
    findings = findings_in_names(config, known_streams(config))
    return [f"{one.where}: {one.text.en}" for one in findings]


def test_the_names_of_the_streams_are_each_given_once() -> None:
    assert told("") == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            '[streams.products]\ntable = "Sales_History"\n',
            "streams.products.table: sales_history and products would both make a table Sales_History",
        ),
        (
            '[streams.products]\ntable = "coupons_history"\n',
            "streams.products.table: products and coupons would both make a table coupons_history",
        ),
        (
            '[streams.products]\ntable = "event_info_lots"\n',
            "streams.products.table: products and event_info would both make a table event_info_lots",
        ),
        (
            '[sources.vendas]\nurl = "/x"\nkey = "id"\n[streams.products]\ntable = "vendas"\n',
            "streams.products.table: products and vendas would both make a table vendas",
        ),
        (
            '[streams.sales_history]\ntable = "Sales"\n',
            "streams.sales_history.table: the history of a table sales would be sales_history, "
            "and that is a stream",
        ),
        (
            '[sources.sales]\nurl = "/x"\nkey = "id"\n[streams.sales_history]\ntable = "vendas"\n',
            "sources.sales: the history of a table sales would be sales_history, and that is a stream",
        ),
        (
            '[streams.products]\ntable = "subscription_charges"\n',
            "streams.products.table: subscription_charges is the name of a view of this library",
        ),
        (
            '[streams.products]\ntable = "all_accounts"\n',
            "streams.products.table: all_accounts is the name of a view of this library",
        ),
        ('[sources.products]\nurl = "/x"\nkey = "id"\n', "sources.products: there is a stream of this name"),
        (
            '[streams.products]\ntable = "produtos físicos"\n',
            'streams.products.table: "produtos físicos" cannot be the name of a table',
        ),
        (
            '[streams.products]\ntable = "_runs"\n',
            'streams.products.table: "_runs" cannot be the name of a table',
        ),
        ('[warehouse]\nprefix = "1_"\n', 'warehouse.prefix: "1_" cannot be the name of a prefix'),
        (
            '[connections.one]\nprefix = "x-"\n',
            'connections.one.prefix: "x-" cannot be the name of a prefix',
        ),
        ('[warehouse]\nschema = "pg_catalog"\n', "warehouse.schema: pg_catalog is a name of DuckDB's own"),
        ("[connections.a-b]\n", 'connections.a-b: "a-b" cannot be the name of a schema'),
        (
            '[connections.one]\nschema = "Two"\n[connections.two]\n',
            "connections.two: writes the same schema of the same file as one",
        ),
    ],
)
def test_a_name_that_cannot_be_is_told(text: str, said: str) -> None:
    assert told(text) == [said]


@pytest.mark.parametrize(
    "text",
    [
        '[connections.a-b]\nschema = "a_b"\n',
        '[connections.one]\nwarehouse = "one.duckdb"\n[connections.two]\n[warehouse]\nschema = "layer"\n',
        '[streams.products]\ntable = "sales_history"\n[streams.sales_history]\ntable = "products"\n',
    ],
)
def test_other_names_may_be(text: str) -> None:
    assert told(text) == []


def test_no_account_takes_the_schema_of_the_views_over_all() -> None:
    said = "connections.one.schema: all_accounts is the schema of the views over all accounts"
    assert told("[connections.one]\nbasic = 'env:A'\nschema = 'all_accounts'\n") == [said]
