"""What is different for one stream: table, mode, times, columns, personal data; and where all of it goes."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest

from console.looking import Looker, words

from .forms import agreed, held, toml, wrong_fields

FORM = "/fontes/stream?name=sales_history"
DESTINATION = "/fontes/destino"


def as_it_stands(looker: Looker) -> dict[str, str]:
    """The columns that are kept, as a browser would send them."""
    html = looker.page(FORM)
    names = re.findall(
        r'<input type="checkbox"[^>]*id="(column\.\w+)"[^>]*\bchecked\b(?![^>]*disabled)', html
    )
    assert len(names) > 20
    return dict.fromkeys(names, "on")


def told() -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads(toml())
    return found


def test_a_stream_is_told_what_is_different(looker: Looker) -> None:
    given = {
        "table": "vendas",
        "mode": "full_table",
        "full_every": "30 days",
        "since": "2024-01-31",
        "history": "90 days",
    }
    page = agreed(looker, looker.does(FORM, **(as_it_stands(looker) | given)))
    assert "sales_history is changed" in words(page)
    assert {key: str(value) for key, value in told()["streams"]["sales_history"].items()} == given
    html = looker.page(FORM)
    assert {name: held(html, name) for name in given if name != "mode"} == {
        key: value for key, value in given.items() if key != "mode"
    }
    (row,) = (one for one in looker.data("/fontes", "streams") if one["stream"] == "sales_history")
    assert (row["table"], row["mode"]) == ("vendas", "full")


def test_columns_that_are_left_out_are_the_only_ones_missing(looker: Looker) -> None:
    columns = as_it_stands(looker)
    del columns["column.buyer_email"]
    agreed(looker, looker.does(FORM, **columns))
    kept = told()["streams"]["sales_history"]["columns"]
    assert "buyer_email" not in kept
    assert {"purchase_transaction", "buyer_name"} <= {*kept}
    agreed(looker, looker.does(FORM, **(columns | {"column.buyer_email": "on"})))
    assert "columns" not in told().get("streams", {}).get("sales_history", {})


def test_personal_data_is_treated_column_by_column_or_all_of_it(looker: Looker) -> None:
    columns = as_it_stands(looker)
    agreed(looker, looker.does(FORM, **(columns | {"treat.buyer_email": "hash"})))
    assert told()["privacy"]["columns"] == {"sales_history.buyer_email": "hash"}
    agreed(looker, looker.does(FORM, **(columns | {"personal": "mask"})))
    treated = told()["privacy"]["columns"]
    assert set(treated.values()) == {"mask"}
    assert {"sales_history.buyer_email", "sales_history.buyer_name"} <= set(treated)


@pytest.mark.parametrize(
    ("form", "fields"),
    [
        ({"mode": "sometimes"}, {"mode"}),
        ({"full_every": "soon"}, {"full_every"}),
        ({"full_every": "1 hour"}, {"full_every"}),
        ({"since": "31/01/2024"}, {"since"}),
        ({"history": "-1"}, {"history"}),
        ({"table": "products"}, {"table"}),
        ({"since": "x", "history": "x"}, {"since", "history"}),
    ],
)
def test_each_mistake_of_a_stream_stands_at_its_field(
    looker: Looker, form: dict[str, str], fields: set[str]
) -> None:
    before = toml()
    columns = as_it_stands(looker)
    del columns["column.buyer_email"]
    html = looker.does(FORM, **(columns | {"table": "vendas"} | form)).text
    assert wrong_fields(html) == fields
    assert held(html, "table") == ({"table": "vendas"} | form)["table"]
    assert not re.search(r'id="column\.buyer_email"[^>]*checked', html)
    assert toml() == before


def test_a_stream_that_is_not_there_is_said_with_the_one_that_was_meant(looker: Looker) -> None:
    assert "sales_history" in words(looker.page("/fontes/stream?name=sales_histori", 400))


def test_where_it_goes_is_told(looker: Looker) -> None:
    given = {
        "warehouse": "data/all.duckdb",
        "schema": "raw_zone",
        "prefix": "hm_",
        "raw": "120 days",
        "full_every": "60 days",
        "personal": "hash",
    }
    agreed(looker, looker.does(DESTINATION, **given))
    found = told()
    assert found["warehouse"] == {
        "path": "data/all.duckdb",
        "schema": "raw_zone",
        "prefix": "hm_",
        "raw": "120 days",
    }
    assert found["defaults"] == {"full_every": "60 days"}
    assert found["privacy"] == {"personal": "hash"}
    html = looker.page(DESTINATION)
    assert held(html, "warehouse") == "data/all.duckdb"
    agreed(looker, looker.does(DESTINATION, **(given | {"prefix": ""})))
    assert "prefix" not in told()["warehouse"]


@pytest.mark.parametrize(
    ("form", "fields"),
    [
        ({"raw": "a while"}, {"raw"}),
        ({"schema": "x" * 3 + '"; DROP'}, {"schema"}),
        ({"warehouse": "."}, {"warehouse"}),
        ({"full_every": "1 minute"}, {"full_every"}),
        ({"personal": "sell"}, {"personal"}),
        ({"raw": "never", "personal": "sell"}, {"raw", "personal"}),
    ],
)
def test_each_mistake_of_a_destination_stands_at_its_field(
    looker: Looker, form: dict[str, str], fields: set[str]
) -> None:
    before = toml()
    html = looker.does(DESTINATION, **({"prefix": "hm_"} | form)).text
    assert wrong_fields(html) == fields
    assert held(html, "prefix") == "hm_"
    assert toml() == before
