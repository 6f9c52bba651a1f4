"""What a source sends lands as it was meant: lists, amounts of any size, and tables as Brazil writes them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx2
import pytest

from hotmart.simulator import Served, Settings, Simulator
from hotmart.sources.origin import ManualOrigin
from hotmart.sources.trial import Trial, trial
from hotmart.tables.columns import SQL_TYPES

from .endpoint import Answer, elsewhere, source
from .test_synced import held, synced

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def hotmart() -> Iterator[Served]:
    with Simulator(Settings(sales=1, months=1)).serve() as served:
        yield served


def answering(body: bytes) -> Answer:
    return lambda request: httpx2.Response(200, content=body)


LISTS = rb"""{"data":[
    {"id":1,"tags":["a","b"],"lines":[{"sku":"A","price":1.10}],"ratings":[5,4.50],"in":{"x":[]},"e":{},"_id":"z"},
    {"id":2,"tags":[],"lines":[],"ratings":null,"in":{"x":["\u00e9 \"q\" \\ \n"]},"e":null,"_id":"y"}]}"""


def test_the_columns_that_a_trial_promises_are_those_that_a_sync_makes_and_nothing_is_new_twice(
    hotmart: Served, tmp_path: Path
) -> None:
    read = source(records="data")

    async def tried() -> Trial:
        async with elsewhere(read, answering(LISTS)) as client:
            return await trial("orders", ManualOrigin("orders", read, None), client, 0)

    promised = {f.column: SQL_TYPES[f.kind] for f in asyncio.run(tried()).fields if f.kind}
    file = tmp_path / "w.duckdb"
    first = synced(hotmart, file, answering(LISTS), records="data").streams["orders"]
    made = dict(
        held(file, "SELECT column_name, column_type FROM (DESCRIBE orders) WHERE column_name[1] != '_'")
    )
    assert made == promised
    assert set(first.learned) == {"tags", "lines", "ratings", "in_x"}
    assert held(file, "SELECT tags, lines[1], ratings, in_x FROM orders ORDER BY id") == [
        (["a", "b"], '{"sku":"A","price":1.10}', ["5", "4.50"], []),
        ([], None, None, ['\u00e9 "q" \\ \n']),
    ]
    again = synced(hotmart, file, answering(LISTS), records="data").streams["orders"]
    assert (again.changed, again.unchanged) == (0, 2)
    assert {odd.path for odd in again.oddities} == {"_id"}


def test_an_amount_larger_or_finer_than_its_column_keeps_its_digits_and_is_told(
    hotmart: Served, tmp_path: Path
) -> None:
    body = b'[{"id":1,"a":98765432109876543210.98,"b":"x"},{"id":2,"a":0.00001,"b":1},{"id":3,"a":1.10}]'
    file = tmp_path / "w.duckdb"
    report = synced(hotmart, file, answering(body), columns={"a": "money", "b": "money"})
    assert held(file, "SELECT _extra->>'a' FROM orders ORDER BY id") == [
        ("98765432109876543210.98",),
        ("0.00001",),
        (None,),
    ]
    assert [str(warning) for warning in report.warnings()] == [
        "orders: a holds amounts that do not fit its column (2×); their digits are kept in _extra.",
        "orders: b holds a value nobody documented (1×); it is kept.",
    ]


@pytest.mark.parametrize("kind", ["text", "integer"])
@pytest.mark.parametrize(
    "again", [b'{"id":1.0},{"id":2.00}', b'{"id":"1"},{"id":"2"}', b'{"id":1e0},{"id":2}']
)
def test_a_key_that_is_written_as_another_equal_number_is_the_same_row(
    hotmart: Served, tmp_path: Path, again: bytes, kind: str
) -> None:
    file, columns = tmp_path / "w.duckdb", {"id": kind}
    synced(hotmart, file, answering(b'[{"id":1},{"id":2}]'), columns=columns)
    report = synced(hotmart, file, answering(b"[" + again + b"]"), columns=columns)
    assert (report.streams["orders"].unchanged, report.streams["orders"].gone) == (2, 0)
    assert report.verdict == "read_whole"
    assert report.streams["orders"].oddities == {}


@pytest.mark.parametrize("value", [b'"text"', b'{"a":1}', b"5.0", b'["x"]', b'"{\\"a\\":1}"'])
@pytest.mark.parametrize("name", ["_extra", "_pairs"])
def test_a_field_with_a_name_of_the_warehouses_own_is_kept_under_another(
    hotmart: Served, tmp_path: Path, name: str, value: bytes
) -> None:
    file, free = tmp_path / "w.duckdb", name.strip("_") + "_"
    body = b'[{"id":1,"%s":%s,"%s":7}]' % (name.encode(), value, free.encode())
    first = synced(hotmart, file, answering(body)).streams["orders"]
    assert [column.startswith(free) for column in first.learned] == [True, True]
    ((seven,),) = held(file, f"SELECT {free} FROM orders")
    assert seven == 7
    again = synced(hotmart, file, answering(body)).streams["orders"]
    assert (again.changed, again.unchanged) == (0, 1)


OLD = {
    '"0001-01-01"': None,
    '"0001-01-01T00:00:00+14:00"': None,
    "-62135596800001": None,
    "-62135596800000": None,
    '"0002-01-01"': "0002-01-01",
    "-62104060800": "0002-01-01",
    "-99999999999": "1966-10-31",
    '"1900-01-01"': "1900-01-01",
    "-2208988800": "1900-01-01",
    "-2208988800000": "1900-01-01",
    '"1968-05-01"': "1968-05-01",
    '"1970-01-01"': "1970-01-01",
    '"1971-05-01T10:30:00Z"': "1971-05-01",
    '"1973-03-01"': "1973-03-01",
    '"1973-03-04"': "1973-03-04",
    '"0"': "1970-01-01",
    '"19710501"': "1971-05-01",
}


def test_old_times_are_read_as_they_are_written_and_those_before_all_calendars_are_kept_and_told(
    hotmart: Served, tmp_path: Path
) -> None:
    items = ",".join(f'{{"id":{number},"v":{value}}}' for number, value in enumerate(OLD))
    file = tmp_path / "w.duckdb"
    report = synced(hotmart, file, answering(f"[{items}]".encode()), columns={"v": "time"}, zone="UTC")
    assert report.problem is None
    query = "SELECT strftime(v AT TIME ZONE 'UTC', '%Y-%m-%d') FROM orders ORDER BY id::INTEGER"
    read = dict(zip(OLD, [day for (day,) in held(file, query)], strict=True))
    assert read == OLD
    assert held(file, "SELECT count(_extra) FROM orders") == [(4,)]
    assert len(held(file, "SELECT * FROM orders")) == len(OLD)
    assert any("v holds a value nobody documented (4×)" in str(one) for one in report.warnings())


BRAZILIAN = """Relatório de vendas
Código da transação;Produto;Valor;Data
HP01;"Cerâmica; básica";R$ 1.234,56;31/01/2025 14:05:22
HP02;Torno;997,00;01/02/2025 09:00:00
;;2.231,56;
""".encode("cp1252")


@pytest.mark.parametrize(("zone", "hour"), [(None, 14), ("America/Sao_Paulo", 17)])
def test_a_table_as_brazil_writes_it(hotmart: Served, tmp_path: Path, zone: str | None, hour: int) -> None:
    told: dict[str, Any] = {
        "key": "Código da transação",
        "format": "csv",
        "decimal": ",",
        "skip": 1,
        "zone": zone,
    }
    file = tmp_path / "w.duckdb"
    columns = {"Valor": "money", "Data": "time"}
    report = synced(hotmart, file, answering(BRAZILIAN), columns=columns, **told)
    assert held(file, 'SELECT "Valor", hour("Data" AT TIME ZONE \'UTC\') FROM orders ORDER BY 1')[1] == (
        Decimal("1234.56"),
        hour,
    )
    assert report.verdict == "read_whole"
    said = [str(warning) for warning in report.warnings()]
    assert any("is no record but a total" in one for one in said)
    assert any("UTC is assumed" in one for one in said) == (zone is None)
