from __future__ import annotations

from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmart.config.findings import ConfigError
from hotmart.errors import UnexpectedAnswerError
from hotmart.sources.origin import ManualOrigin
from hotmart.streams.origin import Origin
from hotmart.tables.columns import fields_of
from hotmart.tables.layout import Layout
from hotmart.warehouse.records import Decoder, PageInfo

from .endpoint import URL, source

DAY = 86_400_000
WINDOW = {"start": "from", "end": "to", "field": "at"}


def origin(**told: Any) -> ManualOrigin:
    return ManualOrigin.from_config("orders", source(**told))


def page(body: bytes, **told: Any) -> Any:
    """The canonical page of an answer, decoded."""
    made = origin(**told)
    return msgspec.json.Decoder(float_hook=Decimal).decode(made.page(body, made.request()))


def test_it_is_an_origin_of_the_engine() -> None:
    read: Origin = origin(window=WINDOW, total="total")
    assert (read.key, read.time, read.windowed, read.longest) == (("id",), "at", True, 30 * DAY)
    assert (read.status, read.counted) == (None, True)


def test_a_path_of_hotmarts_is_asked_by_its_client_and_read_as_hotmart_answers() -> None:
    made = origin(url="/payments/api/v1/link?a=1")
    assert made.fetcher is None
    request = made.request()
    assert (request.path, request.query) == ("/payments/api/v1/link", (("a", "1"), ("max_results", "500")))
    assert request.reads
    body = b'{"items":[{"id":"a"}],"page_info":{"next_page_token":"t","results_per_page":1}}'
    read = msgspec.json.decode(made.page(body, request))
    assert (read["items"], read["page_info"]["total_results"]) == ([{"id": "a"}], None)
    following = made.after(request, msgspec.convert(read["page_info"], PageInfo), 1)
    assert following
    assert dict(following.query)["page_token"] == "t"


def test_an_address_of_hotmarts_is_as_good_as_its_path() -> None:
    made = origin(url="https://developers.hotmart.com/payments/api/v1/link")
    assert (made.fetcher, made.request().path) == (None, "/payments/api/v1/link")


@pytest.mark.parametrize(
    "url",
    [
        "https://developers.hotmart.com.evil.example/x",
        "https://evil.example/?https://developers.hotmart.com/",
    ],
)
def test_what_only_looks_like_hotmarts_address_is_another_host(url: str) -> None:
    assert origin(url=url).fetcher is not None


def test_a_post_is_a_read() -> None:
    request = origin(method="POST", body={"a": 1}).request()
    assert (request.method, request.body, request.reads) == ("POST", {"a": 1}, True)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ({}, ("1706659200000", "1706745599999")),
        ({"end_exclusive": True}, ("1706659200000", "1706745600000")),
        ({"format": "date"}, ("2024-01-31", "2024-01-31")),
        ({"format": "date", "end_exclusive": True}, ("2024-01-31", "2024-02-01")),
    ],
)
def test_a_window_is_half_open_and_written_as_the_endpoint_takes_it(
    written: dict[str, Any], told: tuple[str, str]
) -> None:
    made = origin(window=WINDOW | written)
    start = 1706659200000
    asked = made.within(made.request(state="paid"), start, start + DAY)
    assert asked.query == (("state", "paid"), ("from", told[0]), ("to", told[1]))


def test_the_bounds_of_a_window_in_a_body_are_numbers() -> None:
    window = {"start": "body.period.from", "end": "body.period.to", "field": "at", "format": "s"}
    made = origin(method="POST", window=window)
    assert made.within(made.request(), 5000, 9000).body == {"period": {"from": 5, "to": 8}}


def test_a_total_is_asked_with_one_record() -> None:
    made = origin(total="total", pagination={"kind": "page", "size_parameter": "size", "size": 100})
    assert dict(made.counting(made.request()).query)["size"] == "1"
    assert origin(total="total").counting(request := origin().request()) == request


@pytest.mark.slow
@given(
    numbers=st.lists(
        st.from_regex(r"-?(0|[1-9][0-9]{0,40})(\.[0-9]{1,40})?([eE][-+]?[0-9]{1,2})?", fullmatch=True).filter(
            lambda number: number != "-0"
        ),
        max_size=5,
    )
)
def test_a_page_keeps_every_number_as_it_was_written(numbers: list[str]) -> None:
    made = origin()
    items = ",".join(f'{{"id":"{n}","n":{number}}}' for n, number in enumerate(numbers))
    assert made.page(f"[{items}]".encode(), made.request()).startswith(f'{{"items":[{items}],'.encode())


def test_the_key_is_text_and_what_is_told_holds_what_is_told() -> None:
    body = b'[{"id":7,"who":{"paid":"10.50"},"at":"2024-01-31","count":3}]'
    columns = {"who.paid": "money", "count": "text"}
    assert page(body, columns=columns, window=WINDOW)["items"] == [
        {"id": "7", "who": {"paid": Decimal("10.50")}, "at": 1706659200000, "count": "3"}
    ]


def test_the_engine_reads_what_it_makes() -> None:
    made = origin(
        key=["Código da venda", "who.id"],
        columns={"who.paid": "money", "@flag": "boolean", "at": "time", "class": "integer", "raw": "texts"},
        zone="UTC",
    )
    columns, arrays = fields_of(made.item)
    assert {column.name: column.kind for column in columns} == {
        "Código da venda": "text",
        "who_id": "text",
        "who_paid": "money",
        "@flag": "boolean",
        "at": "time",
        "class": "integer",
        "raw": "texts",
    }
    assert arrays == ()
    sold = (
        b'[{"C\xc3\xb3digo da venda":1,"who":{"id":2,"paid":1.10},"@flag":"1","at":"2024-01-31","raw":["a"]}]'
    )
    request = made.request()
    read = Decoder(Layout("orders", made.item, made.key)).page(made.page(sold, request), request)
    assert read.keys == [("1", "2")]
    assert not read.oddities


@pytest.mark.parametrize(
    ("told", "body", "items"),
    [
        ({}, b'{"id":1}', [{"id": "1"}]),
        ({}, b'["a","b"]', [{"value": "a"}, {"value": "b"}]),
        ({"records": "data"}, b'{"data":null}', []),
        ({"records": "data", "total": "total"}, b'{"total":0}', []),
        ({"format": "xml", "records": "a.b"}, b"<a><b><id>1</id></b></a>", [{"id": "1"}]),
        ({"format": "xml", "records": "a.b"}, b"<a/>", []),
        ({"format": "xml", "records": "a.b", "key": "value"}, b"<a><b>1</b></a>", [{"value": "1"}]),
        (
            {"format": "csv", "decimal": ",", "columns": {"v": "money"}},
            b"id;v\n1;1.234,5",
            [{"id": "1", "v": Decimal("1234.5")}],
        ),
    ],
)
def test_records_are_found_in_every_shape(told: dict[str, Any], body: bytes, items: list[Any]) -> None:
    assert page(body, **told)["items"] == items


@pytest.mark.parametrize(
    ("told", "body", "says"),
    [
        ({"records": "data"}, b'{"error":"denied","code":3}', r"at `data` in the answer \(error, code\)"),
        ({"records": "data"}, b'{"data":"none"}', "no records stand"),
        ({"records": "data"}, b'{"rita@example.org":1}', r"in the answer\."),
        ({}, b'"text"', "no records stand"),
        ({"format": "xml", "records": "a.b"}, b"<error/>", "no records stand"),
        ({}, b"<html>", "is no JSON, or is cut short"),
    ],
)
def test_an_answer_without_its_records_is_never_taken_for_none(
    told: dict[str, Any], body: bytes, says: str
) -> None:
    with pytest.raises(UnexpectedAnswerError, match=says) as caught:
        page(body, **told)
    assert URL in str(caught.value)
    assert "hotmart.toml" in (caught.value.hint or "")


@pytest.mark.parametrize(
    ("total", "told"), [("5", 5), ('"5"', 5), ("null", None), ("true", None), ('"x"', None)]
)
def test_a_total_is_a_whole_number_or_none(total: str, told: int | None) -> None:
    body = f'{{"items":[],"total":{total}}}'.encode()
    assert page(body, records="items", total="total")["page_info"]["total_results"] == told


def test_a_source_that_cannot_work_is_refused_before_it_is_asked() -> None:
    with pytest.raises(ConfigError, match="must be https"):
        origin(url="http://api.example/orders")


TABLE = {"format": "csv", "key": ["id", "line"], "columns": {"amount": "money"}}


@pytest.mark.parametrize(
    ("lines", "keys", "noted"),
    [
        (["1;a;10", ";;10"], ["1"], [["", "no_record", 1]]),
        (["1;a;10", "2;b;5", "Total; ;15"], ["1", "2"], [["", "no_record", 1]]),
        (["1;a;10", ";;", ";;10", ";;;"], ["1"], [["", "no_record", 1]]),
        (["1;a;10", "2;b;5", ";;7"], ["1", "2"], [["", "no_record", 1]]),
        (["1;a;10", "2;b;5", ";;15;soma"], ["1", "2", ""], None),
        (["1;a;10", "2;b;5", ";c;4"], ["1", "2", ""], None),
        (["1;a;10", "2;b;5", ";;4;maria"], ["1", "2", ""], None),
        (["1;a;10", ";;5", ";;15"], ["1", "", ""], None),  # another has no key either: who knows what it is
        ([";;10"], [""], None),
        (["1;a;10"], ["1"], None),
    ],
)
def test_a_last_line_that_alone_has_no_key_is_a_total_and_no_record(
    lines: list[str], keys: list[str], noted: list[Any] | None
) -> None:
    read = page("\n".join(["id;line;amount", *lines]).encode(), **TABLE)
    assert [item["id"] for item in read["items"]] == keys
    assert read["page_info"].get("noted") == noted


@pytest.mark.parametrize("kind", ["text", "integer", "rate"])
@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("1.0", "1"),
        ("10.00", "10"),
        ("1e3", "1000"),
        ("0.0", "0"),
        ("-0.0", "0"),
        ("98765432109876543210.0", "98765432109876543210"),
        ("1.50", "1.5"),
        ("1e999", "1e999"),
    ],
)
def test_equal_numbers_are_one_key_however_they_are_written(written: str, key: str, kind: str) -> None:
    (item,) = page(f'[{{"id":{written}}}]'.encode(), columns={"id": kind})["items"]
    assert item["id"] == (key if kind == "text" else Decimal(key))


@pytest.mark.parametrize(
    ("body", "skip", "says"),
    [
        (b"", 0, "no line with the names"),
        (b"\n , \n", 0, "no line with the names"),
        (b"id;line\n1;a\n", 9, "no line with the names"),
        (b"id;line\n1;a\n", 1, r"the key \(id, line\) is not among"),
        (b"id;name\n", 0, r"the key \(line\) is not among"),
    ],
)
def test_a_table_that_does_not_even_name_its_key_is_not_one_without_records(
    body: bytes, skip: int, says: str
) -> None:
    with pytest.raises(UnexpectedAnswerError, match=says) as caught:
        page(body, **TABLE, skip=skip)
    assert "`skip`" in (caught.value.hint or "")


def test_a_table_that_names_its_key_may_have_no_records() -> None:
    assert page(b"id;line;amount\n", **TABLE)["items"] == []


def test_in_json_a_record_without_its_key_is_never_taken_for_a_total() -> None:
    assert len(page(b'[{"id":1},{"id":null,"amount":10}]')["items"]) == 2


def test_a_stray_quote_is_told_with_its_line() -> None:
    with pytest.raises(UnexpectedAnswerError, match="in the record that begins on line 3"):
        page(b'Vendas\nid;line;amount\n1;"a"b;10\n', **TABLE, skip=1)


def test_times_that_name_no_zone_are_noted_where_the_source_tells_none() -> None:
    told, body = (
        {"columns": {"at": "time"}},
        b'[{"id":1,"at":"31/01/2025 14:05:22"},{"id":2,"at":"2025-01-31"}]',
    )
    assert page(body, **told)["page_info"]["noted"] == [["at", "no_zone", 2]]
    assert "noted" not in page(body, **told, zone="America/Sao_Paulo")["page_info"]


@pytest.mark.parametrize(
    ("sent", "held"),
    [
        ('["a","b"]', ["a", "b"]),
        ("[]", []),
        ("[1,2.50,null,true]", ["1", "2.50", "null", "true"]),
        ('[{"sku":"A","price":1.10},["x"]]', ['{"sku":"A","price":1.10}', '["x"]']),
    ],
)
def test_a_list_of_anything_is_a_list_of_texts(sent: str, held: list[str]) -> None:
    (item,) = page(f'[{{"id":1,"in":{{"list":{sent}}},"none":{{}}}}]'.encode())["items"]
    assert item["in"]["list"] == held
    assert item["none"] is None
