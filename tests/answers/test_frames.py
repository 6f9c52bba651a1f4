from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from hotmart import HotmartError
from hotmart.answers.frames import to_arrow, to_pandas, to_polars
from hotmart.api import CATALOGUE
from hotmart.api.event_models import Ticket
from hotmart.api.sale_models import Sale, SaleCommissions, SaleParticipants
from hotmart.declaring.operations import Listing
from hotmart.errors import ConfigurationError
from hotmart.model import Model
from hotmart.tables.columns import Array, Column, Kind, fields_of
from hotmart.testing import simulated
from hotmart.words import from_wire

pyarrow = pytest.importorskip("pyarrow")

ITEMS: list[type[Model]] = [endpoint.item for endpoint in CATALOGUE if isinstance(endpoint, Listing)]
IDS = [endpoint.id for endpoint in CATALOGUE if isinstance(endpoint, Listing)]
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def decoded(model: type[Model], rows: Sequence[Any]) -> list[Any]:
    body = msgspec.json.encode(rows)
    return msgspec.json.decode(body, type=list[model], dec_hook=from_wire, strict=False)  # type: ignore[valid-type]


def decimals(places: int) -> SearchStrategy[Decimal]:
    return st.decimals(-(10**14) + 1, 10**14 - 1, places=places, allow_nan=False, allow_infinity=False)


VALUES: dict[Kind, SearchStrategy[Any]] = {
    "text": st.text(max_size=20),
    "integer": st.integers(-(2**63) + 1, 2**63 - 1),
    "boolean": st.booleans(),
    "money": decimals(4),
    "rate": decimals(10),
    "time": st.integers(10**11, 4 * 10**12),
    "texts": st.lists(st.text(max_size=5), max_size=3),
}

WORD = VALUES["text"].filter(lambda text: text.lower() != "null")  # a choice that says null is none

Told = dict[tuple[str, ...], Any]


def shape_of(model: type[Model]) -> tuple[list[Column], list[Array], Array | None]:
    """The columns and the lists of a model's table, and the list that has a row for each element, if any."""
    columns, arrays = fields_of(model)
    wrapped = next((one for one in arrays if one.name == getattr(model, "wraps", "")), None)
    if wrapped is None:
        return list(columns), list(arrays), None
    return [*columns, *wrapped.columns], list(wrapped.arrays), wrapped


def told(columns: Iterable[Column], arrays: Iterable[Array]) -> SearchStrategy[Told]:
    """What one object holds, by path; some of it is absent."""
    values: dict[tuple[str, ...], SearchStrategy[Any]] = {
        **{column.path: WORD if column.known else VALUES[column.kind] for column in columns},
        **{one.path: st.lists(told(one.columns, one.arrays), max_size=3) for one in arrays},
    }
    always = {path: value for path, value in values.items() if path[-1] == "transaction"}
    often = {path: value for path, value in values.items() if path not in always}
    return st.fixed_dictionaries(always, optional=often)


def nested(one: Told) -> dict[str, Any]:
    """The same as Hotmart would send it."""
    sent: dict[str, Any] = {}
    for path, value in one.items():
        inside = sent
        for key in path[:-1]:
            inside = inside.setdefault(key, {})
        inside[path[-1]] = as_sent(value)
    return sent


def as_sent(value: Any) -> Any:
    match value:
        case Decimal():
            return msgspec.Raw(format(value, "f").encode())
        case list():
            return [nested(each) if isinstance(each, dict) else each for each in value]
        case _:
            return value


def flat(one: Told, columns: Iterable[Column], arrays: Iterable[Array]) -> dict[str, Any]:
    """The row that should come of it."""
    row: dict[str, Any] = {}
    for column in columns:
        row[column.name] = value = one.get(column.path)
        if column.kind == "time" and value is not None:
            row[column.name] = EPOCH + timedelta(milliseconds=value)
    for array in arrays:
        elements = one.get(array.path)
        row[array.name] = elements and [flat(each, array.columns, array.arrays) for each in elements]
    return row


@pytest.mark.slow
@pytest.mark.parametrize("model", [Sale, SaleCommissions, SaleParticipants])
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_every_value_survives_exactly(model: type[Model], data: st.DataObject) -> None:
    columns, arrays = fields_of(model)
    rows = data.draw(st.lists(told(columns, arrays), max_size=4))
    table = to_arrow(decoded(model, [nested(row) for row in rows]), model)
    *_, wrapped = shape_of(model)
    if wrapped is None:
        assert table.to_pylist() == [flat(row, columns, arrays) for row in rows]
        return
    expected = [
        flat(row, columns, ()) | flat(one, wrapped.columns, wrapped.arrays)
        for row in rows
        for one in row.get(wrapped.path) or [{}]
    ]
    assert table.to_pylist() == expected


@pytest.mark.parametrize("model", ITEMS, ids=IDS)
def test_a_page_without_items_has_the_whole_schema(model: type[Model]) -> None:
    columns, arrays, _ = shape_of(model)
    table = to_arrow([], model)
    assert table.num_rows == 0
    assert table.column_names == [column.name for column in columns] + [array.name for array in arrays]


def test_types_are_those_of_the_warehouse() -> None:
    schema = to_arrow([], Sale).schema
    assert schema.field("purchase_price_value").type == pyarrow.decimal128(18, 4)
    assert schema.field("purchase_hotmart_fee_percentage").type == pyarrow.decimal128(24, 10)
    assert schema.field("purchase_order_date").type == pyarrow.timestamp("ms", tz="UTC")
    assert schema.field("purchase_status").type == pyarrow.string()
    assert schema.field("purchase_recurrency_number").type == pyarrow.int64()
    assert schema.field("purchase_is_subscription").type == pyarrow.bool_()
    assert to_arrow([], SaleCommissions).schema.field("commission_value").type == pyarrow.decimal128(18, 4)
    papers = to_arrow([], SaleParticipants).schema.field("user_documents").type
    assert papers.value_type.field("value").type == pyarrow.string()


def test_a_page_with_rows_has_the_schema_of_one_without() -> None:
    sale = {"transaction": "HP1", "commissions": [{"commission": {"value": 1, "currency_value": "BRL"}}]}
    table = to_arrow(decoded(SaleCommissions, [sale]), SaleCommissions)
    assert table.schema == to_arrow([], SaleCommissions).schema
    assert table["commission_currency_code"].to_pylist() == ["BRL"]


def test_no_list_and_an_empty_list_are_told_apart() -> None:
    people: list[dict[str, Any]] = [{}, {"documents": []}]
    users = [{"role": "BUYER", "user": user} for user in people]
    table = to_arrow(decoded(SaleParticipants, [{"transaction": "HP1", "users": users}]), SaleParticipants)
    assert table["user_documents"].to_pylist() == [None, []]


@pytest.mark.parametrize(("shares", "rows"), [(None, 1), ([], 1), ([{}], 1), ([{}, {}], 2)])
def test_commissions_have_a_row_for_each_share_and_one_where_there_is_none(
    shares: list[Any] | None, rows: int
) -> None:
    sale = {"transaction": "HP1", "product": {"id": 7}, "commissions": shares}
    table = to_arrow(decoded(SaleCommissions, [sale, sale]), SaleCommissions)
    assert table.select(["transaction", "product_id"]).to_pylist() == 2 * rows * [
        {"transaction": "HP1", "product_id": 7}
    ]


def test_what_comes_as_text_or_as_a_number_is_text() -> None:
    rows = [{"eticket": {"id": 1}, "participant": {"document": document}} for document in ("0042", 42, None)]
    table = to_arrow(decoded(Ticket, rows), Ticket)
    assert table["participant_document"].to_pylist() == ["0042", "42", None]


def test_a_rate_longer_than_its_column_is_rounded_as_the_warehouse_rounds_it() -> None:
    rows = [
        {"transaction": "HP1", "exchange_rate_currency_payout": msgspec.Raw(b"0.18518518515000000001")},
        {"transaction": "HP2", "exchange_rate_currency_payout": 1},
        {"transaction": "HP3"},
    ]
    table = to_arrow(decoded(SaleCommissions, rows), SaleCommissions)
    rates = table["exchange_rate_currency_payout"].to_pylist()
    assert rates == [Decimal("0.1851851852"), Decimal(1), None]


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"commissions": [{"commission": {"value": 0.12345}}]}, "commissions[].commission_value"),
        ({"commissions": [{"commission": {"value": 10**15}}]}, "commissions[].commission_value"),
        ({"exchange_rate_currency_payout": 10**15}, "exchange_rate_currency_payout"),
        ({"product": {"id": 2**70}}, "product_id"),
    ],
)
def test_a_number_too_long_for_its_column_is_told_by_field_and_not_shown(
    row: dict[str, Any], field: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    items = decoded(SaleCommissions, [{"transaction": "HP1", **row}])
    with pytest.raises(HotmartError) as error:
        to_arrow(items, SaleCommissions)
    assert f"The field {field} has a number that is too long" in str(error.value)
    assert not {"0.12345", "1000000000000000"} & set(str(error.value).split())
    monkeypatch.setenv("HOTMART_LANG", "pt")
    assert f"O campo {field} tem um número longo demais" in str(error.value)


SALES = [
    {"purchase": {"transaction": "HP1", "price": {"value": 0.1}, "recurrency_number": 2**53 + 1}},
    {"purchase": {"transaction": "HP2", "price": {"value": 0.2}, "order_date": 1_750_000_000_123}},
]


def test_pandas_keeps_money_exact_and_whole_numbers_whole() -> None:
    pytest.importorskip("pandas")
    frame = to_pandas(decoded(Sale, SALES), Sale)
    assert frame["purchase_price_value"].sum() == Decimal("0.3")
    assert frame["purchase_recurrency_number"][0] == 2**53 + 1
    assert frame["purchase_order_date"][1] == EPOCH + timedelta(milliseconds=1_750_000_000_123)
    assert frame["purchase_order_date"].isna().tolist() == [True, False]
    assert to_pandas([], Sale).dtypes.equals(frame.dtypes)


def test_polars_keeps_money_exact_too() -> None:
    polars = pytest.importorskip("polars")
    frame = to_polars(decoded(Sale, SALES), Sale)
    assert frame["purchase_price_value"].sum() == Decimal("0.3")
    assert frame.schema["purchase_price_value"] == polars.Decimal(18, 4)
    assert frame.schema["purchase_order_date"] == polars.Datetime("ms", "UTC")
    assert to_polars([], Sale).schema == frame.schema


@pytest.mark.slow
def test_a_listing_becomes_a_table_of_all_its_pages_and_a_page_of_its_own() -> None:
    with simulated() as hotmart:
        client = hotmart.client()
        since = hotmart.now - timedelta(days=365)
        sales = client.sales.history(start_date=since, max_results=20)
        whole = sales.to_arrow()
        assert whole.num_rows == sales.total()
        assert whole.num_rows > 20
        assert sum(page.to_arrow().num_rows for page in sales.pages()) == whole.num_rows
        prices = [sale.purchase.price.value for sale in sales if sale.purchase.price]
        assert sales.to_pandas()["purchase_price_value"].sum() == sum(filter(None, prices))
        assert sales.to_polars().height == whole.num_rows

        async def read() -> Any:
            async with hotmart.async_client() as other:
                return await other.sales.history(start_date=since).to_arrow()

        assert asyncio.run(read()).equals(whole)


@pytest.mark.parametrize(
    ("make", "library"), [(to_arrow, "pyarrow"), (to_pandas, "pandas"), (to_polars, "polars")]
)
def test_without_the_library_the_error_says_how_to_install_it(
    make: Any, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(ConfigurationError, match=rf"{library} is not installed.*pip install .*\["):
        make([], Sale)
