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
    assert meta["window"] == {"start": "2023-01-01", "end": "2023-12-31", "of": "start_date"}
    assert meta["time_zone"] == "America/Sao_Paulo"
    assert meta["requests"] == 1
    assert meta["quota"].keys() == {"limit", "remaining"}
    went_on = run(
        "action", "run", "sales.history", "-p", YEAR, "-p",
        f"page_token={meta['next_cursor']}", "--limit", 3, "--json",
    )  # fmt: skip
    assert went_on.exit_code == DONE, went_on
    codes = [row["purchase"]["transaction"] for row in data["output"] + went_on.json["data"]["output"]]
    assert len({*codes}) == len(codes)


@pytest.mark.parametrize("language", ["en", "pt"])
def test_rows_that_are_left_are_told_with_the_way_to_them(
    language: str, run: Command, hotmart: SimulatedHotmart, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOTMART_LANG", language)
    told = ("action", "run", "sales.history", "-p", "period=2022..2024", "--limit", 3)
    cursor = run(*told, "--json").json["meta"]["next_cursor"]
    assert f"-p page_token={cursor}" in run(*told).stderr
    went_on = run(*told, "-p", f"page_token={cursor}", "--json")
    assert (went_on.exit_code, len(went_on.json["data"]["output"])) == (DONE, 3)
    club = next(one.id for one in hotmart.client().products.list() if one.is_subscription)
    composed = run("action", "run", "access.list", "-p", f"product_id={club}", "--limit", 1, "--json").json
    assert (composed["meta"]["complete"], composed["meta"]["next_cursor"]) == (False, None)
    assert "--all" in composed["warnings"][-1]


def test_nothing_found_is_told_with_its_window(run: Command, hotmart: SimulatedHotmart) -> None:
    ended = run("action", "run", "sales.history", "-p", "period=2019-01-01..2019-02-01", "--json")
    assert ended.json["data"]["output"] == []
    assert ended.json["warnings"] == [
        "Nothing was found among sales ordered from 2019-01-01 to 2019-02-01 (days of America/Sao_Paulo), "
        "with transaction_status APPROVED or COMPLETE.",
        "Only APPROVED and COMPLETE sales were looked at: without transaction_status Hotmart leaves out "
        "those that are refunded, cancelled or unpaid. All: -p transaction_status=ALL",
    ]


@pytest.mark.parametrize("form", ["csv", "ndjson", "table"])
def test_rows_are_written_in_each_form(form: str, run: Command, hotmart: SimulatedHotmart) -> None:
    ended = run("action", "run", "products.list", "--format", form, "--fields", "id,name")
    assert ended.exit_code == DONE, ended
    lines = ended.stdout.splitlines()
    if form == "ndjson":
        assert all(json.loads(line).keys() == {"id", "name"} for line in lines)
    else:
        assert lines[0].replace(",", " ").split() == ["id", "name"]


NOBODY = "nobody-of-that-name@example.org"


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (["sales.history", f"buyer_email={NOBODY}", "period=2023-06"], ["the buyer_email that was given"]),
        (["sales.history", f"buyer_email={NOBODY}"], ["about the last 30 days", "-p period=2026"]),
        (["sales.history", "transaction=HP0000000000"], ["with transaction HP0000000000."]),
        (["subscriptions.list", "period=2019"], ["subscriptions begun from 2019-01-01 to 2019-12-31"]),
        (
            ["subscriptions.list", "status=STARTED"],
            ["begun in about the last 30 days", "with status STARTED"],
        ),
        (["subscriptions.list", "cancelled=2019"], ["subscriptions cancelled from 2019-01-01 to 2019-12-31"]),
        (["products.list", "status=DRAFT", "id=1"], ["Nothing was found with id 1 and status DRAFT."]),
        (["person.sales", f"email={NOBODY}", "period=2019"], ["from 2019-01-01 to 2019-12-31", "any status"]),
        (["access.list", f"email={NOBODY}"], ["paid sales, subscriptions.", "hotmart.com/club/"]),
    ],
    ids=str,
)
def test_an_empty_answer_says_for_what_it_was_asked(
    told: list[str], said: list[str], run: Command, hotmart: SimulatedHotmart
) -> None:
    id, *pairs = told
    ended = run("action", "run", id, *(word for pair in pairs for word in ("-p", pair)))
    assert (ended.exit_code, ended.stdout) == (DONE, ""), ended
    assert [part for part in said if part not in ended.stderr] == []
    assert NOBODY not in ended.stderr


def test_what_hotmart_leaves_out_is_said_once_and_where_it_hides_nothing_not_at_all(
    run: Command, hotmart: SimulatedHotmart
) -> None:
    told = ("action", "run", "sales.history", "-p", "period=2023", "--limit", 3)
    assert run(*told).stderr.count("Only APPROVED and COMPLETE sales were looked at") == 1
    assert len(run(*told, "--json").json["warnings"]) == 1
    assert run(*told, "-p", "transaction_status=APPROVED", "--json").json["warnings"] == []
    states = run(
        "action",
        "run",
        "sales.history",
        "-p",
        "period=2023",
        "-p",
        "transaction_status=ALL",
        "--all",
        "--json",
    ).json["data"]["output"]
    assert {"REFUNDED", "COMPLETE"} < {row["purchase"]["status"] for row in states}


@pytest.mark.parametrize("status", ["REFUNDED", "chargeback,APPROVED", "ALL"])
def test_a_period_of_refunds_is_that_of_the_orders(
    status: str, run: Command, hotmart: SimulatedHotmart
) -> None:
    told = ("action", "run", "sales.history", "-p", f"transaction_status={status}")
    assert any("not of the refund" in one for one in run(*told, "-p", YEAR, "--json").json["warnings"])
    assert not any("not of the refund" in one for one in run(*told, "--json").json["warnings"])
    charges = run(
        "action", "run", "subscriptions.transactions", "-p", "period=2023", "-p", "purchase_status=REFUNDED",
        "--json",
    )  # fmt: skip
    assert any("refund_chargeback_date" in one for one in charges.json["warnings"])


@pytest.mark.slow
def test_a_cancellation_is_found_however_long_ago_the_subscription_began(
    run: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    with simulated(sales=150, months=6, quota=1_000_000, status_lifts_accession=False) as account:
        for name, value in account.environment.items():
            monkeypatch.setenv(name, value)
        ended = run("action", "run", "subscriptions.list", "-p", "cancelled=2023..2024", "--json")
    assert len(ended.json["data"]["output"]) > 3
    assert ended.json["meta"]["window"] == {
        "start": "2023-01-01",
        "end": "2024-12-31",
        "of": "cancelation_date",
    }


def test_chosen_fields_stay_where_they_were(run: Command, hotmart: SimulatedHotmart) -> None:
    told = ("action", "run", "sales.history", "-p", YEAR, "--limit", 2)
    fields = ("--fields", "buyer.email,purchase.price,purchase.status")
    (first, _) = run(*told, *fields, "--json").json["data"]["output"]
    assert first.keys() == {"buyer", "purchase"}
    assert first["buyer"].keys() == {"email"}
    assert first["purchase"].keys() == {"price", "status"}
    assert first["purchase"]["price"].keys() == {"value", "currency_code"}
    heading = run(*told, *fields, "--format", "csv").stdout.splitlines()[0]
    assert heading == "buyer.email,purchase.price.value,purchase.price.currency_code,purchase.status"
    code = refundable(hotmart)
    one = run(
        *EVERYTHING, "-p", f"transaction={code}", "--fields", "price,participants.users.role", "--json"
    ).json["data"]["output"]
    assert one.keys() == {"price", "participants"}
    assert {role for row in one["participants"] for user in row["users"] for role in user} == {"role"}
    assert run("action", "run", "user.me", "--fields", "time_zone").stdout == "time_zone  America/Sao_Paulo\n"


@pytest.mark.parametrize(
    ("id", "field", "near"),
    [
        ("sales.history", "status", "purchase.status"),
        ("sales.history", "purchase.stats", "purchase.status"),
        ("sales.history", "buyer_email", "buyer.email"),
        ("sales.history", "purchase.status.x.y", None),
        ("person.sales", "email", "buyer.email"),
        ("transaction.everything", "histry", "history"),
        ("access.list", "untill", "until"),
        ("user.me", "zzz", None),
    ],
)
def test_a_field_that_is_none_is_refused_before_anything_is_sent(
    id: str, field: str, near: str | None, run: Command, hotmart: SimulatedHotmart
) -> None:
    asked = len(hotmart.requests)
    ended = run("action", "run", id, "--fields", field, "--json")
    assert (ended.exit_code, error(ended)["field"]) == (MISUSED, "fields")
    assert "There are: " in error(ended)["hint"]
    assert near is None or f"Did you mean {near}" in error(ended)["hint"]
    assert len(hotmart.requests) == asked


def test_everything_about_a_transaction_has_a_heading_for_each_part(
    run: Command, hotmart: SimulatedHotmart, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOTMART_LANG", "pt")
    single = next(
        one.purchase.transaction
        for one in hotmart.client().sales.history(start_date=hotmart.now.date().replace(month=1))
        if not one.purchase.is_subscription
    )
    said = run(*EVERYTHING, "-p", f"transaction={single}").stdout
    lines = said.splitlines()
    headings = ["Venda", "Quem participa", "Quem recebe", "De que é feito o preço", "Assinatura"]
    assert [line for line in lines if line and line[0] != " "] == headings
    assert "Esta venda não é de assinatura." in said
    assert "{" not in said
    documents = [
        document.value
        for row in hotmart.client().sales.participants(transaction=single)
        for user in row.users or ()
        for document in (user.user and user.user.documents) or ()
    ]
    assert documents
    assert not [one for one in documents if one and one in said]


def test_who_has_access_is_told_with_the_product_and_why(
    run: Command, hotmart: SimulatedHotmart, tmp_path: Path
) -> None:
    products = hotmart.client().products.list()
    club = next(one.id for one in products if one.is_subscription)
    rows = run("action", "run", "access.list", "-p", f"product_id={club}", "--all", "--json")
    assert rows.exit_code == DONE, rows
    assert {row["product"]["id"] for row in rows.json["data"]["output"]} == {club}
    assert {row["by"] for row in rows.json["data"]["output"]} == {"subscription"}
    assert "club" in rows.json["warnings"][0]
    course = next(one.id for one in products if not one.is_subscription)
    (tmp_path / "hotmart.toml").write_text(
        f'[sync]\nclub = ["{hotmart.subdomain}"]\n', encoding="utf-8"
    )  # where the members area is then found
    told = run("action", "run", "access.list", "-p", f"product_id={course}", "--all", "--json").json["data"]
    reasons = {row["by"] for row in told["output"]}
    assert "sale" in reasons
    assert all(row["type"] != "BUYER" for row in told["output"] if row["by"] == "members_area")
    area = run("action", "run", "access.list", "-p", f"subdomain={hotmart.subdomain}", "--all", "--json")
    assert {row["by"] for row in area.json["data"]["output"]} == {"members_area"}
    assert {row["status"] for row in area.json["data"]["output"]} == {"ACTIVE"}


def test_a_person_is_found_by_a_document(run: Command, hotmart: SimulatedHotmart) -> None:
    found = [
        (row.transaction, document.value)
        for row in hotmart.client().sales.participants(start_date=hotmart.now.date().replace(month=1))
        for one in row.users or ()
        for document in (one.user and one.user.documents) or ()
        if one.role == "BUYER" and document.value and document.type == "CPF"
    ]
    code, document = found[0]
    assert document
    spelled = f"{document[:3]}.{document[3:6]}.{document[6:9]}-{document[9:]}"
    rows = run("action", "run", "person.sales", "-p", f"document={spelled}", "--json").json["data"]["output"]
    assert code in [row["purchase"]["transaction"] for row in rows]
    assert len({row["buyer"]["email"] for row in rows}) == 1
    nobody = run("action", "run", "person.sales", "-p", "document=000.000.000-00", "--json")
    assert nobody.json["data"]["output"] == []
    assert "000" not in nobody.json["warnings"][0].replace("2000", "")


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


def test_a_saved_flow_runs_with_what_it_says_and_what_is_told_here(
    run: Command, hotmart: SimulatedHotmart, tmp_path: Path
) -> None:
    file = tmp_path / "flows.toml"
    file.write_text(
        '[flows.sold]\naction = "sales.history"\n[flows.sold.parameters]\nperiod = "2011-01-01..2030-01-01"\n'
        f'[flows.back]\naction = "sales.refund"\n[flows.back.parameters]\n'
        f'transaction_code = "{refundable(hotmart)}"\n',
        encoding="utf-8",
    )
    flow = ["action", "run", "--config", str(file), "--json", "--flow"]
    every = run(*flow, "sold").json
    assert every["data"]["action"] == "sales.history"
    assert every["meta"]["window"]["start"] == "2011-01-01"
    assert run(*flow, "sold", "-p", "period=2012").json["data"]["output"] == []
    before = writes(hotmart)
    assert run(*flow, "back").exit_code == UNCONFIRMED
    assert writes(hotmart) == before
