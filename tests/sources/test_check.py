from __future__ import annotations

from typing import Any

import pytest

from hotmart.sources.check import findings_of

from .endpoint import source

WINDOW = {"start": "from", "end": "to", "field": "at"}
PAGED = {"kind": "page", "size_parameter": "size", "size": 10}


@pytest.mark.parametrize(
    ("told", "where", "says"),
    [
        ({"url": "orders"}, "url", "must begin with /"),
        ({"url": "ftp://api.example/x"}, "url", "must begin with /"),
        ({"url": "http://api.example/x"}, "url", "must be https"),
        ({"url": "https://rita:s3@api.example/x"}, "url", "must not hold a password"),
        ({"url": "//api.example/x"}, "url", "is no address"),
        ({"url": "https://api.example/a b"}, "url", "is no address"),
        ({"url": "https://[api/x"}, "url", "is no address"),
        ({"url": "/x", "headers": {"Accept": "a"}}, "headers", "other hosts"),
        ({"url": "/x", "format": "csv"}, "format", "must be json"),
        ({"url": "/x", "method": "POST", "body": "text"}, "body", "must be a table"),
        ({"url": "/x", "query": {"k": "env:K"}}, "query.k", "cannot be a secret"),
        ({"url": "/payments/api/v1/subscriptions/ABCD1234/cancel", "method": "POST"}, "url", "is no read"),
        ({"url": "/payments/api/v1/link", "method": "POST"}, "url", "is links.create"),
        ({"headers": {"X-Token": "env:HOTMART_CLIENT_SECRET"}}, "headers.X-Token", "of Hotmart's"),
        ({"body": {"a": 1}}, "body", "needs method POST"),
        ({"window": WINDOW | {"start": "body.from"}}, "body", "must be a table of a POST"),
        ({"key": []}, "key", "must name fields"),
        ({"key": ["a", "a"]}, "key", "must name fields"),
        ({"columns": {"id": "texts"}}, "columns.id", "a list cannot be"),
        ({"columns": {"at": "text"}, "window": WINDOW}, "columns.at", "the time of the window"),
        ({"columns": {"a.b": "text", "a_b": "text"}}, 'columns."a.b"', "collides"),
        ({"columns": {"a": "text", "a.b": "text"}}, "columns.a", "collides"),
        ({"pagination": PAGED | {"size": None}}, "pagination", "needs both"),
        ({"format": "csv", "total": "total"}, "total", "no place in csv"),
        ({"format": "ndjson", "records": "data"}, "records", "no place in ndjson"),
        ({"format": "csv", "pagination": {"kind": "cursor"}}, "pagination.next", "the last record"),
        ({"format": "xml"}, "records", "path of the elements"),
        ({"transform": "DELETE FROM this"}, "transform", "must be one SELECT"),
    ],
)
def test_what_cannot_work_is_found_by_its_place(told: dict[str, Any], where: str, says: str) -> None:
    found = {
        finding.where: finding for finding in findings_of("orders", source(**told)) if not finding.warning
    }
    assert f"sources.orders.{where}" in found
    text = found[f"sources.orders.{where}"].text
    assert says in text.en
    assert text.pt != text.en


@pytest.mark.parametrize(
    "told",
    [
        {"url": "/payments/api/v1/link"},
        {"url": "http://localhost:8000/x"},
        {"headers": {"Authorization": "Bearer env:TOKEN"}, "query": {"key": "env:KEY"}},
        {"method": "POST", "body": "text"},
        {"window": WINDOW, "pagination": PAGED, "total": "total", "transform": "FROM this"},
        {"method": "POST", "pagination": {"kind": "offset", "parameter": "body.from"}},
        {"format": "csv", "pagination": {"kind": "cursor", "next": "-1.id"}},
        {"format": "xml", "records": "a.b"},
    ],
)
def test_what_can_work_is_let_pass(told: dict[str, Any]) -> None:
    assert list(findings_of("orders", source(**told))) == []


@pytest.mark.parametrize(
    "told",
    [
        {"headers": {"Authorization": "Bearer abc"}},
        {"query": {"api_key": "abc"}},
        {"url": "https://api.example/x?api_key=abc"},
    ],
)
def test_a_secret_in_the_file_is_a_warning_that_does_not_repeat_it(told: dict[str, Any]) -> None:
    (finding,) = findings_of("orders", source(**told))
    assert finding.warning
    assert "abc" not in str(finding.told())


@pytest.mark.parametrize("name", ["_extra", "_pairs"])
def test_a_column_has_no_name_of_the_warehouses_own(name: str) -> None:
    (finding,) = findings_of("orders", source(columns={name: "text"}))
    assert "a name of the warehouse's own" in finding.text.en


def test_a_post_that_nobody_knows_to_read_is_a_warning() -> None:
    (finding,) = findings_of("orders", source(url="/new/api/v1/search", method="POST"))
    assert finding.warning
    assert list(findings_of("orders", source(url="/accounts/api/v1/info", method="POST", body={}))) == []


@pytest.mark.parametrize("name", ["Orders", "or ders", "1a", "a-b", "a.b"])
def test_the_name_of_a_source_is_that_of_a_table(name: str) -> None:
    (finding,) = findings_of(name, source())
    assert "name of a table" in finding.text.en
