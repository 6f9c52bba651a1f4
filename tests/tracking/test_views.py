"""The views of tracking stand beside the tables, and follow them and the settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from hotmart.tracking.meanings import meanings_of_tracking
from hotmart.tracking.shapes import SHAPES
from hotmart.warehouse.publish import publish

from .ads import PLACE, Shop, from_ad, spent
from .by_hand import pack


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path)


def views(shop: Shop) -> set[str]:
    found = shop.warehouse.rows("SELECT view_name FROM duckdb_views() WHERE NOT internal")
    return {name for (name,) in found}


@pytest.mark.oldest
def test_every_sale_has_one_row_whatever_it_says(shop: Shop) -> None:
    codes = [shop.sell(one) for one in (None, "", "ref-1", from_ad("C|1", "A|2"), pack([*"abcdefgh"]))]
    shop.tell()
    assert shop.warehouse.rows("SELECT transaction FROM sales_tracking ORDER BY 1") == [
        (one,) for one in codes
    ]


def test_columns_and_types_are_as_the_reference_has_them_and_each_has_a_meaning(shop: Shop) -> None:
    shop.spend(spent("1", ad_id="1"))
    shop.tell()
    told = meanings_of_tracking()
    for name, shape in SHAPES.items():
        kinds = {column: kind for column, kind, *_ in shop.warehouse.rows(f"DESCRIBE {name}")}
        kinds = {
            column: kind.replace("TIMESTAMP WITH TIME ZONE", "TIMESTAMPTZ") for column, kind in kinds.items()
        }
        assert kinds == shape
        assert told[name].columns.keys() == shape.keys()


def test_results_are_there_once_a_cost_is(shop: Shop) -> None:
    shop.tell()
    assert views(shop) == {"sales_tracking"}
    shop.spend(spent("1", ad_id="1"))
    shop.tell()
    assert views(shop) == {"sales_tracking", "ad_results", "campaign_results"}


def test_they_bear_the_prefix_and_read_the_tables_of_the_account(tmp_path: Path) -> None:
    shop = Shop(tmp_path, PLACE._replace(prefix="hm_", sales="vendas"))
    with shop.warehouse.opened() as con:
        con.execute("ALTER TABLE sales_history RENAME TO vendas")
    shop.tell()
    assert views(shop) == {"hm_sales_tracking"}


def test_one_that_is_as_it_is_to_be_is_left_and_keeps_what_is_said_of_it(shop: Shop) -> None:
    shop.spend(spent("1", ad_id="1"))
    shop.tell()
    made = views(shop)
    with shop.warehouse.opened() as con:
        for view in made:
            con.execute(f"COMMENT ON VIEW {view} IS 'kept'")
    shop.tell()
    assert shop.warehouse.rows("SELECT DISTINCT comment FROM duckdb_views() WHERE NOT internal") == [
        ("kept",)
    ]


def test_another_way_of_packing_makes_it_anew(shop: Shop) -> None:
    shop.sell("bio|organico|lp2")
    shop.tell()
    assert shop.results("source", "medium", view="sales_tracking") == [("bio|organico|lp2", None)]
    shop.tell(separator="|", order=["source", "medium", "content"])
    assert shop.results("source", "medium", view="sales_tracking") == [("bio", "organico")]


@pytest.mark.parametrize("kind", ["VIEW", "TABLE"])
@pytest.mark.parametrize("name", ["sales_tracking", "campaign_results"])
def test_a_view_or_a_table_of_somebody_else_stays(shop: Shop, name: str, kind: str) -> None:
    with shop.warehouse.opened() as con:
        con.execute(f"CREATE {kind} {name} AS SELECT 1 AS theirs")
    if name == "campaign_results":
        shop.spend(spent("1", ad_id="1"))
    shop.tell()
    assert shop.warehouse.rows(f"FROM {name}") == [(1,)]


def test_a_field_that_is_not_kept_is_empty(shop: Shop) -> None:
    shop.sell(from_ad("C|1", "A|2"))
    with shop.warehouse.opened() as con:
        con.execute("ALTER TABLE sales_history DROP purchase_tracking_external_code")
    shop.tell()
    assert shop.results("xcod", "content_id", view="sales_tracking") == [(None, None)]


def test_in_a_masked_copy_they_tell_what_the_tables_there_do(shop: Shop, tmp_path: Path) -> None:
    shop.sell(from_ad("C|1", "A|2"))
    shop.spend(spent("5", campaign_id="1", campaign="Rita", ad_id="2", ad="Rita"))
    shop.tell()
    copy = tmp_path / "copy.duckdb"
    publish(shop.warehouse, copy, lambda _: {})
    shop.warehouse = type(shop.warehouse)(copy)
    ((xcod, source),) = shop.results("xcod", "source", view="sales_tracking")
    assert (xcod, source) == ("F***", "F***")
    assert shop.results("platform", "campaign_id", "campaign", "ad_id", "ad", "currency_code", "cost") == [
        ("meta", "1", "R***", "2", "R***", "BRL", 5)
    ]
