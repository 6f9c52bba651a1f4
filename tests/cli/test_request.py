"""`hotmart request`: what is planned, audited and sent is one, and rows that are left are told."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hotmart.api.choices import SaleStatus
from hotmart.testing import SimulatedHotmart, simulated

from .conftest import Command, Outcome

DONE, MISUSED, UNCONFIRMED = 0, 2, 3
HISTORY = "/payments/api/v1/sales/history"
REFUND = "/payments/api/v1/sales/{transaction}/refund"
YEAR = ("-q", "start_date=1672531200000", "-q", "end_date=1703980800000", "-q", "max_results=20")


@pytest.fixture(scope="module")
def shared() -> Iterator[SimulatedHotmart]:
    with simulated(sales=150, months=4, quota=1_000_000) as account:
        yield account


@pytest.fixture
def hotmart(shared: SimulatedHotmart, monkeypatch: pytest.MonkeyPatch) -> Iterator[SimulatedHotmart]:
    for name, value in shared.environment.items():
        monkeypatch.setenv(name, value)
    yield shared
    shared.calm()


def writes(hotmart: SimulatedHotmart) -> int:
    return sum(one.method != "GET" and "oauth" not in one.path for one in hotmart.requests)


@pytest.fixture
def sales(hotmart: SimulatedHotmart) -> list[str]:
    found = hotmart.client().sales.history(
        start_date=hotmart.now.date().replace(year=hotmart.now.year - 1),
        transaction_status=[SaleStatus.APPROVED],
    )
    return [one.purchase.transaction for one in found]


def error(ended: Outcome) -> dict[str, Any]:
    found: dict[str, Any] = ended.json["error"]
    return found


@pytest.mark.parametrize(
    ("spelling", "places"),
    [
        ("/payments/api/v1/sales/SALE/%72efund", ()),
        ("/payments/api/v1/sales/SALE/refund/", ()),
        ("/payments/api/v1//sales/SALE/refund", ()),
        ("/payments/api/v1/./sales/SALE/refund", ()),
        ("/payments/api/v1/%2e/sales/SALE/refund", ()),
        ("/payments/api/v1/sales/SALE%2Frefund", ()),
        ("/payments/api/v1/sales/SALE/refund;a=b", ()),
        ("/payments/api/v1/sales/SALE/REFUND", ()),
        ("/payments/api/v1/{a}", ("-P", "a=sales/SALE/refund")),
        ("/payments/api/v1/x/{a}/sales/SALE/refund", ("-P", "a=..")),
    ],
)
def test_a_rule_that_forbids_is_not_passed_by_another_spelling(
    spelling: str,
    places: tuple[str, ...],
    run: Command,
    hotmart: SimulatedHotmart,
    sales: list[str],
) -> None:
    Path("hotmart.toml").write_text('[writes]\nforbid = ["sales.refund"]\n', encoding="utf-8")
    before = writes(hotmart)
    told = [one.replace("SALE", sales[0]) for one in (spelling, *places)]
    ended = run("request", "PUT", *told, "--yes", "--json")
    assert (ended.exit_code, error(ended)["code"]) == (MISUSED, "invalid_argument")
    assert error(ended)["command"].startswith("hotmart request ")
    straight = run("request", "PUT", REFUND, "-P", f"transaction={sales[0]}", "--yes", "--json")
    assert (straight.exit_code, error(straight)["code"]) == (MISUSED, "forbidden_here")
    assert writes(hotmart) == before


def test_a_refund_is_of_the_sale_of_its_path(
    run: Command, hotmart: SimulatedHotmart, sales: list[str]
) -> None:
    one, other, *_ = sales
    before = writes(hotmart)
    for name in ("transaction_code", "transaction"):
        for told in (("--body", json.dumps({name: other})), ("-q", f"{name}={other}")):
            ended = run("request", "PUT", f"/payments/api/v1/sales/{one}/refund", *told, "--yes", "--json")
            assert (ended.exit_code, error(ended)["code"]) == (MISUSED, "invalid_argument"), ended
    assert writes(hotmart) == before


def test_what_a_known_write_does_not_take_is_refused(
    run: Command, hotmart: SimulatedHotmart, sales: list[str]
) -> None:
    path = f"/payments/api/v1/sales/{sales[0]}/refund"
    for told in (("-q", "amount=5"), ("-H", "x-amount: 5"), ("--body", '{"amount": 5}')):
        ended = run("request", "PUT", path, *told, "--dry-run", "--json")
        assert ended.exit_code == MISUSED, ended
        assert error(ended)["command"] == "hotmart action get sales.refund"
    assert run("request", "PUT", f"{path}?amount=5", "--dry-run").exit_code == MISUSED
    assert run("request", "PUT", path, "--dry-run").exit_code == DONE


def test_all_of_an_unknown_write_is_planned_audited_and_sent(run: Command, hotmart: SimulatedHotmart) -> None:
    told = ("/payments/api/v9/new?a=1", "-q", "who=rita@example.org", "-H", "x-kind: b", "--body", '{"c": 3}')
    planned = run("request", "POST", *told, "--dry-run", "--json").json["data"][0]
    assert [(one["name"], one["value"]) for one in planned["values"]] == [
        ("?a", "1"),
        ("?who", "given, and not shown here"),
        ("x-kind:", "given, and not shown here"),
        ("c", "given, and not shown here"),
    ]
    run("request", "POST", *told, "--yes", "--json")
    sent = hotmart.requests[-1]
    assert (sent.method, sent.path) == ("POST", "/payments/api/v9/new")
    assert dict(sent.query) == {"a": ["1"], "who": ["rita@example.org"]}
    audit = run("audit", "--json").stdout
    assert '"?a"' in audit
    assert "rita@example.org" not in audit


@pytest.mark.parametrize("option", ["--raw", "--paginate", "--json-body"])
def test_how_an_answer_is_written_is_no_option_of_a_write(
    option: str, run: Command, hotmart: SimulatedHotmart, sales: list[str]
) -> None:
    before = writes(hotmart)
    for path in (f"/payments/api/v1/sales/{sales[0]}/refund", "/payments/api/v9/new"):
        ended = run("request", "PUT", path, option, "--yes")
        assert (ended.exit_code, ended.stdout) == (MISUSED, ""), ended
        assert "hotmart request --help" in ended.stderr
    assert writes(hotmart) == before


def test_pages_that_are_left_are_told_with_the_way_to_them(run: Command, hotmart: SimulatedHotmart) -> None:
    every = run("request", "GET", HISTORY, *YEAR, "--paginate", "--json").json
    assert (every["meta"]["complete"], every["meta"]["next_cursor"], every["warnings"]) == (True, None, [])
    few = run("request", "GET", HISTORY, *YEAR, "--paginate", "--max-pages", 2, "--json").json
    assert (few["meta"]["complete"], len(few["data"]["output"])) == (False, 40)
    token = few["meta"]["next_cursor"]
    assert f"-q page_token={token}" in few["warnings"][0]
    rest = run("request", "GET", HISTORY, *YEAR, "-q", f"page_token={token}", "--paginate", "--json").json
    assert few["data"]["output"] + rest["data"]["output"] == every["data"]["output"]
    assert rest["meta"]["complete"]
    one = run("request", "GET", HISTORY, *YEAR, "--json").json
    assert not one["meta"]["complete"]
    assert one["meta"]["next_cursor"] == one["data"]["output"]["page_info"]["next_page_token"]


@pytest.mark.parametrize("language", ["en", "pt"])
@pytest.mark.parametrize("more", [("--paginate", "--max-pages", 2), ("--raw",), ()])
def test_in_text_they_are_told_beside_the_answer(
    more: tuple[object, ...],
    language: str,
    run: Command,
    hotmart: SimulatedHotmart,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HOTMART_LANG", language)
    ended = run("request", "GET", HISTORY, *YEAR, *more)
    assert ended.exit_code == DONE
    assert json.loads(ended.stdout)
    assert re.search(r"-q page_token=\S+", ended.stderr)
    assert ("--max-pages 20" if "--paginate" in more else "--paginate") in ended.stderr


@pytest.mark.parametrize("language", ["en", "pt"])
@pytest.mark.parametrize(
    "told",
    [
        ("GET", "/a/{b}/{c.d}", "-P", "b=1"),
        ("GET", "/a/{b}/{", "-P", "b=1"),
        ("FETCH", "/x"),
        ("GET", "x"),
        ("GET", "https://example.org/x"),
        ("GET", "/x", "--body", "{}"),
        ("POST", "/x", "--body", "{"),
        ("GET", "/x", "-q", "a"),
        ("GET", "/x", "-P", "a"),
        ("GET", "/x", "-H", "a"),
        ("GET", "/x", "-H", "x-http-method-override: DELETE"),
        ("PATCH", "/payments/api/v1/subscriptions/A", "--body", '{"due_day": 99}'),
        ("PATCH", "/payments/api/v1/subscriptions/A", "--body", "{}"),
    ],
    ids=str,
)
def test_every_error_names_a_command(
    told: tuple[str, ...],
    language: str,
    run: Command,
    hotmart: SimulatedHotmart,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HOTMART_LANG", language)
    before = len(hotmart.requests)
    ended = run("request", *told, "--json")
    assert (ended.exit_code, error(ended)["code"]) in (
        (MISUSED, "invalid_argument"),
        (MISUSED, "wrong_call"),
    ), ended
    assert error(ended)["command"], ended
    assert len(hotmart.requests) == before
