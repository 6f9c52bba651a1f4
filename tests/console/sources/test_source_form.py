"""A source is described, tried and saved; a secret is neither written nor shown."""

from __future__ import annotations

import json
import threading
import tomllib
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from console.looking import Looker, words
from hotmart.simulator import Served
from hotmart.sources.templates import TEMPLATES

from .forms import agreed, difference, held, toml, wrong_fields

pytestmark = pytest.mark.slow

FORM = "/fontes/fonte"
CANARY = "canary-5e97c0de-do-not-show"


class Orders(BaseHTTPRequestHandler):
    """A small API of another host."""

    def do_GET(self) -> None:
        known = self.headers["authorization"] == f"Bearer {CANARY}"
        rows = [
            {"id": n, "amount": n + 0.1, "who": {"name": "Rita Exemplo"}, "note": "<b>x</b>"}
            for n in range(3)
        ]
        body = json.dumps({"data": rows, "total": 3} if known else {}).encode()
        self.send_response(200 if known else 401)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def host() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Orders) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/orders"
        server.shutdown()
        thread.join()


def orders(host: str, **more: str) -> dict[str, str]:
    given = {
        "name": "orders",
        "url": host,
        "method": "GET",
        "headers": "Authorization = Bearer env:ORDERS_TOKEN",
        "query": "status = active\nids = [1, 2]",
        "format": "json",
        "records": "data",
        "key": "id",
        "columns": "amount = money",
        "total": "total",
        "decimal": ".",
        "pages": "page",
        "parameter": "page",
        "size_parameter": "per_page",
        "size": "100",
        "moments": "ms",
        "transform": "SELECT id, amount * 2 AS twice FROM this",
    }
    return given | more


TABLE = {
    "method": None,
    "query": {"status": "active", "ids": [1, 2]},
    "headers": {"Authorization": "Bearer env:ORDERS_TOKEN"},
    "records": "data",
    "key": "id",
    "columns": {"amount": "money"},
    "total": "total",
    "pagination": {"kind": "page", "parameter": "page", "size_parameter": "per_page", "size": 100},
    "transform": "SELECT id, amount * 2 AS twice FROM this",
}


def test_a_source_is_tried_before_it_is_saved(
    looker: Looker, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ORDERS_TOKEN", CANARY)
    before = toml()
    html = looker.does(FORM, do="test", **orders(host)).text
    shown = words(html)
    assert "First records" in shown
    assert "3 records on this page" in shown
    assert "The key (id) tells them apart" in shown
    assert "after the transformation" in shown
    assert "money" in shown
    assert "Rita Exemplo" not in shown  # masked, as everywhere
    assert "<b>x</b>" not in html
    assert CANARY not in html
    assert held(html, "name") == "orders"  # the form is still there
    assert toml() == before


def test_a_source_is_saved_as_it_was_told(looker: Looker, host: str) -> None:
    answer = looker.does(FORM, do="save", **orders(host))
    page = agreed(looker, answer)
    assert "The source orders is saved" in words(page)
    found = tomllib.loads(toml())["sources"]["orders"]
    assert found == {key: value for key, value in TABLE.items() if value} | {"url": host}
    assert looker.data("/fontes", "sources")[0]["source"] == "orders"
    again = f"{FORM}?name=orders"
    assert held(looker.page(again), "url") == host
    same = looker.does(again, do="save", **orders(host))
    assert same.headers["location"] == "/fontes"
    html = difference(looker, looker.does(again, do="save", **orders(host, total="")))
    assert "removed: " in html


def test_what_the_form_does_not_speak_of_stays(looker: Looker, host: str) -> None:
    agreed(looker, looker.does(FORM, do="save", **orders(host, start="from", end="to", field="at")))
    from pathlib import Path

    text = toml().replace("[sources.orders.window]\n", '[sources.orders.window]\nlongest = "7 days"\n')
    Path("hotmart.toml").write_text(text)
    looker.house.renew()
    changed = orders(host, start="since", end="to", field="at")
    agreed(looker, looker.does(f"{FORM}?name=orders", do="save", **changed))
    window = tomllib.loads(toml())["sources"]["orders"]["window"]
    assert window == {"start": "since", "end": "to", "field": "at", "longest": "7 days"}


@pytest.mark.parametrize(
    ("form", "fields"),
    [
        ({"name": ""}, {"name"}),
        ({"name": "My Orders"}, {"name"}),
        ({"url": ""}, {"url"}),
        ({"url": "ftp://example.org/x"}, {"url"}),
        ({"url": "http://example.org/x"}, {"url"}),
        ({"url": "https://who:pass@example.org/x"}, {"url"}),
        ({"key": ""}, {"key"}),
        ({"query": "nothing"}, {"query"}),
        ({"columns": "amount = gold"}, {"columns"}),
        ({"format": "csv"}, {"records", "total"}),
        ({"format": "yaml"}, {"format"}),
        ({"pages": "page", "first": "one"}, {"first"}),
        ({"size": "-5"}, {"size"}),
        ({"skip": "2"}, {"skip"}),
        ({"zone": "Mars/Olympus"}, {"zone"}),
        ({"start": "from"}, {"end", "field"}),
        ({"size": ""}, {"pages"}),
        ({"transform": "DROP TABLE this"}, {"transform"}),
        ({"body": "x"}, {"body"}),
        ({"name": "", "key": "", "zone": "x y"}, {"name", "key", "zone"}),
    ],
)
@pytest.mark.parametrize("do", ["test", "save"])
def test_each_mistake_stands_at_its_field_and_nothing_is_lost(
    looker: Looker, host: str, form: dict[str, str], fields: set[str], do: str
) -> None:
    before = toml()
    html = looker.does(FORM, do=do, **orders(host, **form)).text
    assert wrong_fields(html) == fields
    assert held(html, "parameter") == "page"
    assert toml() == before
    if "query" in form:
        assert ">nothing</textarea>" in html


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"headers": f"Authorization = Bearer {CANARY}"}, "headers"),
        ({"headers": f"X-Api-Key: {CANARY}"}, "headers"),
        ({"headers": "X-Who: c4n4ryc4n4ryc4n4ryc4n4ry0123"}, "headers"),
        ({"query": f"api_key = {CANARY}"}, "query"),
        ({"query": f'token = "{CANARY}"'}, "query"),
        ({"url": f"https://api.example.org/x?token={CANARY}"}, "url"),
        ({"url": f"https://who:{CANARY}@api.example.org/x"}, "url"),
    ],
)
@pytest.mark.parametrize("do", ["test", "save"])
def test_a_secret_is_neither_asked_with_nor_written_nor_shown_again(
    looker: Looker, host: str, form: dict[str, str], field: str, do: str
) -> None:
    before = toml()
    html = looker.does(FORM, do=do, **orders(host, **form)).text
    assert field in wrong_fields(html)
    assert CANARY not in html
    assert "c4n4ryc4n4ry" not in html
    assert toml() == before


def test_why_a_test_failed_is_said(looker: Looker, host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ORDERS_TOKEN", "wrong")
    assert "The test failed" in words(looker.does(FORM, do="test", **orders(host)).text)
    monkeypatch.delenv("ORDERS_TOKEN")
    assert "ORDERS_TOKEN" in words(looker.does(FORM, do="test", **orders(host)).text)


def test_a_source_of_hotmarts_is_asked_with_the_connection(
    looker: Looker, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOTMART_CLIENT_ID", served.client_id)
    monkeypatch.setenv("HOTMART_CLIENT_SECRET", served.client_secret)
    html = looker.does(
        FORM,
        do="test",
        name="recent",
        url="/payments/api/v1/sales/summary",
        key="total_value.currency_code",
    ).text
    print(words(html))
    assert "total_value.value" in html
    assert "***" not in html  # which is no data of a person
    assert "First records" in words(html)


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_fills_the_form_and_can_be_saved(looker: Looker, name: str) -> None:
    ((source, told),) = tomllib.loads(TEMPLATES[name].toml)["sources"].items()
    html = looker.page(f"{FORM}?template={name}")
    assert held(html, "name") == source
    assert held(html, "url") == told["url"]
    if name == "rest":
        assert "Authorization = Bearer env:ORDERS_TOKEN" in html
