from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from hotmart.simulator import Simulator
from hotmart.sources.templates import TEMPLATES

from .conftest import Command

ROWS = [{"id": n, "amount": n + 0.1, "who": {"name": "Rita Exemplo"}} for n in range(12)]


BRAZIL = [{"id": 1, "at": "31/01/2025 14:05:22", "amount": "R$ 98.765.432.109.876.543.210,98", "tags": [1]}]


class Orders(BaseHTTPRequestHandler):
    """A small API of another host."""

    def do_GET(self) -> None:
        asked = dict(parse_qsl(urlsplit(self.path).query))
        known = self.headers["authorization"] == "Bearer s3cr3t"
        start = 5 * (int(asked.get("page", "1")) - 1)
        rows = BRAZIL if self.path.endswith("/brazil") else ROWS[start : start + 5]
        body = json.dumps({"data": rows, "total": 12} if known else {}).encode()
        self.send_response(200 if known else 401)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def host() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Orders) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/orders"
        server.shutdown()
        thread.join()


@pytest.fixture
def orders(host: str, run: Command, monkeypatch: pytest.MonkeyPatch) -> Command:
    """The command line, where hotmart.toml tells of the small API."""
    monkeypatch.setenv("ORDERS_TOKEN", "s3cr3t")
    write(
        f"""
        [sources.orders]
        url = "{host}"
        key = "id"
        records = "data"
        total = "total"
        headers = {{ Authorization = "Bearer env:ORDERS_TOKEN" }}
        columns = {{ amount = "money" }}
        pagination = {{ kind = "page" }}
        transform = "SELECT id, amount * 2 AS twice FROM this"
        [sources.brazil]
        url = "{host}/brazil"
        key = "id"
        records = "data"
        headers = {{ Authorization = "Bearer env:ORDERS_TOKEN" }}
        columns = {{ amount = "money", at = "time" }}
        [sources.by_name]
        url = "{host}"
        key = "who.name"
        records = "data"
        headers = {{ Authorization = "Bearer env:ORDERS_TOKEN" }}
        """
    )
    return run


def write(toml: str) -> None:
    Path("hotmart.toml").write_text("\n".join(line.strip() for line in toml.splitlines()), "utf-8")


def test_programs_are_told_the_first_records_and_what_would_be_made_of_them(orders: Command) -> None:
    answer = orders("source", "test", "orders", "--rows", 2, "--json")
    assert answer.exit_code == 0
    told = answer.json
    assert told["data"] == [
        {"id": "0", "amount": 0.1, "who": {"name": "Rita Exemplo"}},
        {"id": "1", "amount": 1.1, "who": {"name": "Rita Exemplo"}},
    ]
    meta = told["meta"]
    assert (meta["source"], meta["records"], meta["total"]) == ("orders", 5, 12)
    assert meta["key"] == {"fields": ["id"], "missing": 0, "repeated": 0}
    assert [(one["column"], one["kind"], one["told"]) for one in meta["columns"]] == [
        ("id", "text", True),
        ("amount", "money", True),
        ("who_name", "text", False),
    ]
    assert meta["transformed"] == {"id": "VARCHAR", "twice": "DECIMAL(18,4)"}
    assert meta["next"].endswith("/orders?page=2")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["kind", "found", "5 of 12 records on this page", "Next page: GET http"]),
        ("pt", ["tipo", "encontrada", "5 de 12 registros nesta página", "Próxima página: GET http"]),
    ],
)
def test_people_see_the_same(
    orders: Command, monkeypatch: pytest.MonkeyPatch, language: str, words: list[str]
) -> None:
    monkeypatch.setenv("HOTMART_LANG", language)
    told = orders("source", "test", "orders").stdout
    assert all(word in told for word in [*words, "who.name", "Rita Exemplo", "twice"])
    assert "s3cr3t" not in told


def test_a_key_that_tells_nothing_apart_is_a_failure(orders: Command) -> None:
    answer = orders("source", "test", "by_name")
    assert answer.exit_code == 1
    assert "4 records have the key of another (who.name)" in answer.stderr
    assert orders("source", "test", "by_name", "--json").json["error"]["code"] == "key"


def test_what_a_sync_would_warn_of_is_said_beforehand(orders: Command) -> None:
    said = "at holds times that name no zone (1×); UTC is assumed."
    shown = orders("source", "test", "brazil").stdout
    assert said in shown
    assert "1 amount does not fit" in shown
    answer = orders("source", "test", "brazil", "--json").json
    assert [warning[: len(said)] for warning in answer["warnings"]] == [said]
    columns = {one["column"]: (one["kind"], one["unfit"]) for one in answer["meta"]["columns"]}
    assert columns == {"id": ("text", 0), "amount": ("money", 1), "at": ("time", 0), "tags": ("texts", 0)}


def test_a_refusal_says_what_to_check(orders: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ORDERS_TOKEN", "other")
    answer = orders("source", "test", "orders")
    assert (answer.exit_code, "HTTP 401" in answer.stderr, "headers" in answer.stderr) == (4, True, True)
    monkeypatch.delenv("ORDERS_TOKEN")
    assert "ORDERS_TOKEN" in orders("source", "test", "orders").stderr


def test_a_source_of_hotmarts_is_asked_with_the_connection(run: Command, account: Simulator) -> None:
    write(TEMPLATES["recent_commissions"].toml)
    told = run("source", "test", "recent_commissions", "--json").json
    assert told["ok"]
    assert {row["total_value"]["currency_code"] for row in told["data"]} >= {"BRL"}
    assert told["meta"]["total"] == told["meta"]["records"]


def test_the_sources_are_listed(orders: Command) -> None:
    assert [one["source"] for one in orders("source", "list", "--json").json["data"]] == [
        "orders",
        "brazil",
        "by_name",
    ]
    told = orders("source", "list").stdout
    assert "orders" in told
    assert "s3cr3t" not in told


def test_a_name_that_is_no_source_is_told_with_the_one_that_was_meant(orders: Command) -> None:
    assert "Did you mean orders?" in orders("source", "test", "order").stderr
    assert "hotmart source list" in orders("source", "test", "zzz").stderr


def test_without_a_file_one_is_told_how_to_write_it(run: Command) -> None:
    assert "hotmart init" in run("source", "list").stderr


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_is_written_as_it_goes_into_the_file(run: Command, name: str) -> None:
    assert run("source", "template", name).stdout == TEMPLATES[name].toml
    assert name in run("source", "template").stdout
