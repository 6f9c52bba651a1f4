"""`hotmart action`, `request`, `approve` and `audit`: things are done from the command line."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from hotmart.api.choices import SaleStatus
from hotmart.testing import SimulatedHotmart, simulated

from .conftest import Command, Outcome

PARTS = {"code", "message", "hint", "command", "field", "http_status", "upstream", "retryable"}
FACTS = {"id", "name", "description", "inputSchema", "outputSchema", "effect", "examples"}
REFUND, LINK = ["action", "run", "sales.refund"], ["action", "run", "links.create", "-p", "name=A"]
EVERYTHING = ["action", "run", "transaction.everything"]
YEAR = "period=2023-01-01..2023-12-31"
DONE, MISUSED, UNCONFIRMED, NO_CREDENTIALS, NOT_FOUND, DOWN, UNKNOWN = 0, 2, 3, 4, 5, 7, 9


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


def refundable(hotmart: SimulatedHotmart) -> str:
    found = hotmart.client().sales.history(
        start_date=hotmart.now.date().replace(year=hotmart.now.year - 1),
        transaction_status=[SaleStatus.APPROVED],
        commission_as="PRODUCER",
    )
    return [one.purchase.transaction for one in found][-1]


def writes(hotmart: SimulatedHotmart) -> int:
    return sum(one.method != "GET" and "oauth" not in one.path for one in hotmart.requests)


SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "answer.schema.json").read_text(encoding="utf-8"))


def error(outcome: Outcome) -> dict[str, Any]:
    """The error of a document that is as the published schema says."""
    jsonschema_rs.validate(SCHEMA, outcome.json)
    assert outcome.json["ok"] is False
    found: dict[str, Any] = outcome.json["error"]
    assert {
        "code",
        "message",
        "hint",
        "command",
        "field",
        "http_status",
        "upstream",
        "retryable",
    } <= found.keys()
    return found


def test_a_read_answers_rows_and_what_stands_beside_them(run: Command, hotmart: SimulatedHotmart) -> None:
    ended = run("action", "run", "sales.history", "-p", "period=2023-01..2023-12", "--limit", 3, "--json")
    assert ended.exit_code == DONE, ended
    jsonschema_rs.validate(SCHEMA, ended.json)
    data, meta = ended.json["data"], ended.json["meta"]
    assert data["action"] == "sales.history"
    assert len(data["output"]) == 3
    assert (meta["operation"], meta["connection"], meta["complete"]) == ("sales.history", "main", False)
    assert meta["window"] == {"start": "2023-01-01", "end": "2023-12-31"}
    assert meta["requests"] == 1
    assert meta["quota"].keys() == {"limit", "remaining"}
    went_on = run(
        "action", "run", "sales.history", "-p", YEAR, "-p",
        f"page_token={meta['next_cursor']}", "--limit", 3, "--json",
    )  # fmt: skip
    assert went_on.exit_code == DONE, went_on
    codes = [row["purchase"]["transaction"] for row in data["output"] + went_on.json["data"]["output"]]
    assert len({*codes}) == len(codes)


def test_nothing_found_is_told_with_its_window(run: Command, hotmart: SimulatedHotmart) -> None:
    ended = run("action", "run", "sales.history", "-p", "period=2019-01-01..2019-02-01", "--json")
    assert ended.json["data"]["output"] == []
    assert ended.json["warnings"] == ["Nothing was found from 2019-01-01 to 2019-02-01."]


@pytest.mark.parametrize("form", ["csv", "ndjson", "table"])
def test_rows_are_written_in_each_form(form: str, run: Command, hotmart: SimulatedHotmart) -> None:
    ended = run("action", "run", "products.list", "--format", form, "--fields", "id,name")
    assert ended.exit_code == DONE, ended
    lines = ended.stdout.splitlines()
    if form == "ndjson":
        assert all(json.loads(line).keys() == {"id", "name"} for line in lines)
    else:
        assert lines[0].replace(",", " ").split() == ["id", "name"]


def test_everything_about_a_transaction_is_one_answer(run: Command, hotmart: SimulatedHotmart) -> None:
    code = refundable(hotmart)
    ended = run("action", "run", "transaction.everything", "-p", f"transaction={code}", "--json")
    found = ended.json["data"]["output"]
    assert found["history"]["purchase"]["transaction"] == code
    assert {"participants", "commissions", "price", "subscription"} <= found.keys()
    assert found["commissions"][0]["transaction"] == code


def test_without_a_terminal_a_write_waits_for_a_person(run: Command, hotmart: SimulatedHotmart) -> None:
    code, before = refundable(hotmart), writes(hotmart)
    ended = run("action", "run", "sales.refund", "-p", f"transaction_code={code}", "--json")
    assert ended.exit_code == UNCONFIRMED
    told = error(ended)
    assert told["code"] == "confirmation_needed"
    assert told["command"] == f"hotmart approve {told['plan']['plan']}"
    assert writes(hotmart) == before
    approved = run("approve", told["plan"]["plan"], "--yes", "--json")
    assert approved.exit_code == DONE, approved
    assert writes(hotmart) == before + 1
    again = run("approve", told["plan"]["plan"], "--yes", "--json")
    assert (again.exit_code, error(again)["code"]) == (MISUSED, "plan_refused")
    assert writes(hotmart) == before + 1
    lines = run("audit", "--json").json["data"]
    assert [line["happening"] for line in lines] == ["planned", "sending", "done"]


def test_a_plan_is_shown_and_not_sent(run: Command, hotmart: SimulatedHotmart) -> None:
    code, before = refundable(hotmart), writes(hotmart)
    ended = run("action", "run", "sales.refund", "-p", f"transaction_code={code}", "--dry-run")
    assert ended.exit_code == DONE
    assert code in ended.stdout
    assert "cannot be undone" in ended.stdout
    assert "Nothing was sent" in ended.stdout
    assert writes(hotmart) == before
    assert run("audit", "--json").json["data"] == []


def test_a_lost_answer_is_told_and_settled(run: Command, hotmart: SimulatedHotmart) -> None:
    code = refundable(hotmart)
    hotmart.fail("lost:1@refund")
    ended = run("action", "run", "sales.refund", "-p", f"transaction_code={code}", "--yes", "--json")
    hotmart.calm()
    assert (ended.exit_code, error(ended)["code"]) == (UNKNOWN, "outcome_unknown")
    assert error(ended)["retryable"] is False
    assert len(run("audit", "--json").json["meta"]["unknown"]) == 1
    settled = run("audit", "settle", "--json")
    assert settled.exit_code == DONE
    assert [one["done"] for one in settled.json["data"]] == [True]
    assert run("audit", "--json").json["meta"]["unknown"] == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("args", "code", "kind"),
    [
        (["action", "get", "sales.refnd"], MISUSED, "invalid_argument"),
        (["action", "run", "sales.nothing"], MISUSED, "invalid_argument"),
        (["action", "run", "sales.history", "-p", "status=APPROVED"], MISUSED, "wrong_call"),
        (["action", "run", "sales.history", "-p", "start_date=yesterdy"], MISUSED, "invalid_argument"),
        (["action", "run", "sales.history", "-p", "transaction"], MISUSED, "invalid_argument"),
        (["action", "run", "sales.history", "--input", "[1]"], MISUSED, "invalid_argument"),
        (["action", "run", "sales.history", "--input", "{"], MISUSED, "invalid_argument"),
        (["action", "run", "sales.history", "--input", "@nowhere.json"], 1, "system"),
        (["action", "run", "sales.history", "-p", "product_id=abc"], MISUSED, "invalid_argument"),
        (["action", "run", "sales.refund"], MISUSED, "wrong_call"),
        ([*REFUND, "-p", "transaction_code=HP0000000000"], NOT_FOUND, "not_found"),
        ([*EVERYTHING, "-p", "transaction=HP0000000000"], NOT_FOUND, "not_found"),
        ([*REFUND, "-p", "transaction_code=a/b"], MISUSED, "invalid_argument"),
        ([*REFUND, "-p", "transaction_code=HP1", "-p", "amount=10"], MISUSED, "wrong_call"),
        ([*LINK, "-p", "currency=BRL", "-p", "value=1,000"], MISUSED, "invalid_argument"),
        (["action", "run", "person.sales"], MISUSED, "wrong_call"),
        (["action", "run", "ask", "-p", "sq=SELECT 1"], MISUSED, "wrong_call"),
        (["action", "run", "products.offers", "-p", "ucode=00000000-0000-0000-0000-000000000000"], NOT_FOUND,
         "not_found"),
        (["action", "list", "--reads", "--writes"], MISUSED, "usage"),
        (["request", "GET", "https://example.org/x"], MISUSED, "invalid_argument"),
        (["request", "GET", "//example.org/x"], MISUSED, "invalid_argument"),
        (["request", "GET", "x"], MISUSED, "invalid_argument"),
        (["request", "GET", "/a/../b"], MISUSED, "invalid_argument"),
        (["request", "FETCH", "/x"], MISUSED, "invalid_argument"),
        (["request", "GET", "/x", "--body", "{}"], MISUSED, "invalid_argument"),
        (["request", "POST", "/x", "--body", "{"], MISUSED, "invalid_argument"),
        (["request", "GET", "/x/{id}"], MISUSED, "invalid_argument"),
        (["request", "GET", "/x", "-P", "id=1"], MISUSED, "invalid_argument"),
        (["request", "GET", "/x", "-q", "a"], MISUSED, "invalid_argument"),
        (["request", "GET", "/x", "-H", "authorization: Bearer x"], MISUSED, "invalid_argument"),
        (["request", "GET", "/payments/api/v1/nothing"], 1, "unexpected_answer"),
        (["approve", "zzzzzzzz"], MISUSED, "plan_refused"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["en", "pt"])
def test_bad_input_is_a_sentence_and_an_exit_code_and_sends_nothing(
    args: list[str],
    code: int,
    kind: str,
    language: str,
    run: Command,
    hotmart: SimulatedHotmart,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HOTMART_LANG", language)
    before = writes(hotmart)
    ended = run(*args, "--json")
    assert (ended.exit_code, error(ended)["code"]) == (code, kind), ended
    assert error(ended)["message"]
    assert writes(hotmart) == before
    assert hotmart.environment["HOTMART_CLIENT_SECRET"] not in ended.stdout + ended.stderr


def test_without_a_credential_the_exit_code_says_so(
    run: Command, hotmart: SimulatedHotmart, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HOTMART_CLIENT_ID", "HOTMART_CLIENT_SECRET", "HOTMART_BASIC"):
        monkeypatch.delenv(name)
    ended = run("action", "run", "user.me", "--json")
    assert (ended.exit_code, error(ended)["code"]) == (NO_CREDENTIALS, "credentials")
    monkeypatch.setenv("HOTMART_CLIENT_ID", "nobody")
    monkeypatch.setenv("HOTMART_CLIENT_SECRET", "wrong")
    ended = run("action", "run", "user.me", "--json")
    assert (ended.exit_code, error(ended)["code"]) == (NO_CREDENTIALS, "authentication")


def test_hotmart_that_does_not_answer_has_an_exit_code(run: Command, hotmart: SimulatedHotmart) -> None:
    hotmart.fail("503:1@products")
    ended = run("action", "run", "products.list", "--json")
    assert (ended.exit_code, error(ended)["retryable"]) == (DOWN, True)


def test_a_raw_read_is_paged(run: Command, hotmart: SimulatedHotmart) -> None:
    path = "/payments/api/v1/sales/history"
    told = ("-q", "start_date=1672531200000", "-q", "end_date=1703980800000", "-q", "max_results=20")
    one = run("request", "GET", path, *told, "--json").json["data"]["output"]
    assert len(one["items"]) == 20
    every = run("request", "GET", path, *told, "--paginate", "--json").json["data"]["output"]
    assert len(every) == one["page_info"]["total_results"]
    few = run("request", "GET", path, *told, "--paginate", "--max-pages", 2, "--json").json["data"]["output"]
    assert len(few) == 40
    raw = run("request", "GET", hotmart.environment["HOTMART_API_URL"] + path, *told, "--raw")
    assert json.loads(raw.stdout)["items"] == one["items"]


def test_a_raw_write_is_guarded_as_its_action_is(run: Command, hotmart: SimulatedHotmart) -> None:
    code, before = refundable(hotmart), writes(hotmart)
    ended = run(
        "request", "PUT", "/payments/api/v1/sales/{transaction}/refund", "-P", f"transaction={code}", "--json"
    )
    assert ended.exit_code == UNCONFIRMED
    assert error(ended)["plan"]["action"] == "sales.refund"
    assert error(ended)["plan"]["amounts"]
    unheard = run("request", "POST", "/payments/api/v9/new", "--body", '{"a": 1}', "--json")
    assert unheard.exit_code == UNCONFIRMED
    assert error(unheard)["plan"]["action"] == "request"
    assert writes(hotmart) == before


def test_an_intent_finds_actions_in_both_languages(run: Command) -> None:
    for intent, wanted in (
        ("quem cancelou a assinatura", "subscriptions.list"),
        ("refund a sale", "sales.refund"),
    ):
        found = run("action", "list", "--intent", intent, "--json").json
        assert wanted in [one["id"] for one in found["data"][:5]]
        assert found["meta"]["certainty"] in ("sure", "likely", "unsure")
        assert {"id", "name", "description", "inputSchema", "outputSchema", "effect", "examples"} <= found[
            "data"
        ][0].keys()
    assert "sales.history" in run("action", "list", "--reads").stdout
    assert "sales.refund" not in run("action", "list", "--reads").stdout


def test_what_a_refusal_advises_can_be_typed(run: Command, hotmart: SimulatedHotmart) -> None:
    body = json.dumps({"codes": [f"X{number}" for number in range(11)]})
    told = ("request", "POST", "/payments/api/v9/new", "--body", body, "--dry-run")
    refused = error(run(*told, "--json"))
    assert (refused["code"], refused["field"]) == ("too_many_changes", "max_changes")
    assert "--max-changes 11" in refused["hint"]
    assert run(*told, "--max-changes", 11).exit_code == DONE
