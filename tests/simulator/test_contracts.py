"""Writes of subscriptions: cancel, ask back, due day, another plan (dossier §5.5-5.10)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from hotmart.simulator.clock import DAY
from simulator.visitor import SUBSCRIPTIONS, Reply, Visitor

CONTRACT = {
    "status",
    "subscriber_code",
    "creation_date",
    "current_recurrence",
    "date_last_recurrence",
    "date_next_charge",
    "due_day",
    "interval_type_between_charges",
    "interval_between_charges",
    "activation_date",
    "shopper",
}
NOT_RUNNING = "SUBSCRIPTION_ALREADY_CANCELED_OR_OVERDUE"


@pytest.fixture
def account() -> Visitor:
    """An account to write to, whose subscribers always come back when asked."""
    return Visitor(sales=1_500, months=12, reactivations_accepted=1)


def listed(visitor: Visitor, **query: Any) -> list[Any]:
    return visitor.all(SUBSCRIPTIONS, accession_date=visitor.truth["began"], **query)


def one(visitor: Visitor, code: str) -> Any:
    (row,) = visitor.get(SUBSCRIPTIONS, subscriber_code=code).items
    return row


def active(visitor: Visitor, **query: Any) -> list[str]:
    """Codes of monthly subscriptions that are charged again in time."""
    rows = listed(visitor, status="ACTIVE", **query)
    return [
        row["subscriber_code"]
        for row in rows
        if not row["trial"]
        and row["date_next_charge"] > visitor.now + 4 * DAY
        and row["plan"]["recurrency_period"] == 30
        and "max_charge_cycles" not in row["plan"]
    ]


def in_trial(visitor: Visitor) -> str:
    for row in listed(visitor, status="ACTIVE", trial="true"):
        if not visitor.get(f"{SUBSCRIPTIONS}/{row['subscriber_code']}/purchases").json:
            return str(row["subscriber_code"])
    raise AssertionError("nobody is in a trial")


def charges(visitor: Visitor, code: str) -> list[Any]:
    found: list[Any] = visitor.get(f"{SUBSCRIPTIONS}/{code}/purchases").json
    return found


def cancel(visitor: Visitor, code: str) -> Reply:
    return visitor.post(f"{SUBSCRIPTIONS}/{code}/cancel")


def test_cancelling_ends_a_subscription_now_and_for_good(account: Visitor) -> None:
    code = active(account)[0]
    reply = account.post(f"{SUBSCRIPTIONS}/{code}/cancel", {"send_mail": False})
    assert reply.status == 200
    assert set(reply.json) == CONTRACT
    assert (reply.json["status"], reply.json["subscriber_code"]) == ("INACTIVE", code)
    row = one(account, code)
    assert (row["status"], row["end_accession_date"]) == ("CANCELLED_BY_SELLER", account.now)
    paid = charges(account, code)
    account.simulator.advance(120)
    assert len(charges(account, code)) == len(paid)
    assert one(account, code)["status"] == "CANCELLED_BY_SELLER"


def test_the_contract_says_its_dates_as_text(account: Visitor) -> None:
    code = active(account)[0]
    row = one(account, code)
    contract = cancel(account, code).json
    for name, known in (("creation_date", "request_date"), ("activation_date", "accession_date")):
        said = datetime.strptime(contract[name], "%Y-%m-%d %H:%M:%S").replace(tzinfo=UTC)
        assert round(said.timestamp()) == row[known] // 1000
    assert contract["date_last_recurrence"] == 1  # recorded; a setting answers the documented date
    assert (contract["interval_type_between_charges"], contract["interval_between_charges"]) == ("MONTH", 1)
    assert contract["shopper"]["email"] == row["subscriber"]["email"]


def test_a_cancelled_subscription_cannot_be_cancelled_and_an_unknown_one_is_not_found(
    account: Visitor,
) -> None:
    code = active(account)[0]
    assert cancel(account, code).status == 200
    again = cancel(account, code)
    assert (again.status, again.json["error"]) == (400, "it_can_not_cancel_subscription_status")
    unknown = cancel(account, "NOBODY00")
    assert (unknown.status, unknown.json["error"]) == (404, "not_found")


@pytest.mark.slow
@pytest.mark.parametrize("status", ["INACTIVE", "OVERDUE", "CANCELLED_BY_CUSTOMER", "CANCELLED_BY_ADMIN"])
def test_what_does_not_run_cannot_be_cancelled(hotmart: Visitor, status: str) -> None:
    code = listed(hotmart, status=status)[0]["subscriber_code"]
    assert cancel(hotmart, code).json["error"] == "it_can_not_cancel_subscription_status"


def test_many_are_cancelled_at_once_and_each_failure_is_told(account: Visitor) -> None:
    first, second = active(account)[:2]
    gone = listed(account, status="CANCELLED_BY_CUSTOMER")[0]["subscriber_code"]
    body = {"subscriber_code": [first, gone, "NOBODY00", second, first]}
    reply = account.post(f"{SUBSCRIPTIONS}/cancel", body)
    assert [it["subscriber_code"] for it in reply.json["success_subscriptions"]] == [first, second]
    assert [(it["subscriber_code"], it["error"]) for it in reply.json["fail_subscriptions"]] == [
        (gone, NOT_RUNNING),
        ("NOBODY00", "SUBSCRIPTION_NOT_FOUND"),
        (first, NOT_RUNNING),
    ]
    assert {one(account, code)["status"] for code in (first, second)} == {"CANCELLED_BY_SELLER"}


def test_an_empty_list_is_absent_from_the_answer(account: Visitor) -> None:
    code = active(account)[0]
    done = account.post(f"{SUBSCRIPTIONS}/cancel", {"subscriber_code": [code], "send_mail": True})
    assert set(done.json) == {"success_subscriptions"}
    failed = account.post(f"{SUBSCRIPTIONS}/cancel", {"subscriber_code": [code]})
    assert set(failed.json) == {"fail_subscriptions"}


@pytest.mark.parametrize(
    "body",
    [
        None,
        {},
        {"subscriber_code": []},
        {"subscriber_code": "A"},
        {"subscriber_code": [1]},
        b"{",
        {"subscriber_code": ["A"], "send_mail": "yes"},
    ],
)
def test_a_list_that_is_none_answers_400(hotmart: Visitor, body: Any) -> None:
    reply = hotmart.post(f"{SUBSCRIPTIONS}/cancel", body)
    assert (reply.status, reply.json["error"]) == (400, "invalid_parameter")


def test_the_daily_summary_hears_of_a_cancellation_tomorrow(account: Visitor) -> None:
    def summary(code: str) -> Any:
        window = {"accession_date": account.truth["began"]}
        return account.get(f"{SUBSCRIPTIONS}/summary", subscriber_code=code, **window).items[0]

    code = active(account)[0]
    cancel(account, code)
    assert summary(code)["status"] == "ACTIVE"
    account.simulator.advance(1)
    assert summary(code)["status"] == "CANCELLED_BY_SELLER"


def test_select_keeps_a_part_of_what_a_write_answers(account: Visitor) -> None:
    code = active(account)[0]
    reply = account.post(f"{SUBSCRIPTIONS}/{code}/cancel", select="status,shopper.email")
    assert set(reply.json) == {"status", "shopper"}
    assert set(reply.json["shopper"]) == {"email"}


def test_a_reactivation_only_sends_a_link_until_the_subscriber_follows_it(account: Visitor) -> None:
    code = active(account)[0]
    cancel(account, code)
    reply = account.post(f"{SUBSCRIPTIONS}/{code}/reactivate", {"charge": False})
    assert (reply.status, reply.json["status"]) == (200, "INACTIVE")
    assert one(account, code)["status"] == "CANCELLED_BY_SELLER"
    paid, due = charges(account, code), one(account, code)["date_next_charge"]
    account.simulator.advance(3)
    row = one(account, code)
    assert (row["status"], row["date_next_charge"]) == ("ACTIVE", due)
    assert "end_accession_date" not in row
    assert charges(account, code) == paid
    assert account.truth["writes"]["reactivations"] == {"invited": 1, "accepted": 1}


def test_a_subscriber_who_does_not_follow_the_link_stays_away() -> None:
    account = Visitor(sales=1_500, months=12, reactivations_accepted=0)
    code = active(account)[0]
    cancel(account, code)
    assert account.post(f"{SUBSCRIPTIONS}/{code}/reactivate").status == 200
    account.simulator.advance(60)
    assert one(account, code)["status"] == "CANCELLED_BY_SELLER"
    assert account.truth["writes"]["reactivations"] == {"invited": 1, "accepted": 0}


def test_a_reactivation_with_a_charge_charges_when_it_is_accepted(account: Visitor) -> None:
    code = active(account)[0]
    paid = charges(account, code)
    cancel(account, code)
    account.post(f"{SUBSCRIPTIONS}/{code}/reactivate", {"charge": True})
    assert charges(account, code) == paid
    account.simulator.advance(3)
    assert charges(account, code)[-1]["recurrency_number"] == paid[-1]["recurrency_number"] + 1


def test_charges_go_on_after_a_return_without_those_that_were_missed(account: Visitor) -> None:
    back = [code for code in active(account) if cancel(account, code).status == 200][:12]
    before = {code: charges(account, code)[-1]["recurrency_number"] for code in back}
    account.simulator.advance(100)
    account.post(f"{SUBSCRIPTIONS}/reactivate", {"subscriber_code": back})
    account.simulator.advance(3)
    assert {code: charges(account, code)[-1]["recurrency_number"] for code in back} == before
    returned = [row for row in map(partial(one, account), back) if row["status"] == "ACTIVE"]
    assert len(returned) > len(back) // 2  # one or the other may have left again already
    assert all(row["date_next_charge"] > account.now - DAY for row in returned)
    account.simulator.advance(29)
    after = {code: charges(account, code)[-1]["recurrency_number"] for code in back}
    assert any(after[code] == before[code] + 1 for code in back)
    assert all(after[code] <= before[code] + 1 for code in back)


def test_only_what_was_cancelled_can_be_asked_back(account: Visitor) -> None:
    running = active(account)[0]
    ended = listed(account, status="OVERDUE")[0]["subscriber_code"]
    never = listed(account, status="INACTIVE")[0]["subscriber_code"]
    gone = listed(account, status="CANCELLED_BY_CUSTOMER")[0]["subscriber_code"]
    single = {code: account.post(f"{SUBSCRIPTIONS}/{code}/reactivate") for code in (running, ended, never)}
    assert [reply.status for reply in single.values()] == [400, 400, 400]
    assert single[running].json["error"] == "subscription_already_active"
    assert account.post(f"{SUBSCRIPTIONS}/NOBODY00/reactivate").status == 404
    body = {"subscriber_code": [running, ended, never, gone], "charge": True}
    reply = account.post(f"{SUBSCRIPTIONS}/reactivate", body).json
    assert [it["subscriber_code"] for it in reply["success_subscriptions"]] == [gone]
    assert [it["error"] for it in reply["fail_subscriptions"]] == [
        "SUBSCRIPTION_ALREADY_ACTIVE",
        NOT_RUNNING,
        NOT_RUNNING,
    ]


def test_a_due_day_moves_the_charges_after_the_next_one(account: Visitor) -> None:
    code = active(account)[0]
    due = one(account, code)["date_next_charge"]
    reply = account.patch(f"{SUBSCRIPTIONS}/{code}", {"due_day": 31})
    assert (reply.status, reply.body) == (200, b"")
    assert one(account, code)["date_next_charge"] == due
    account.simulator.advance((due - account.now) / DAY + 5)
    moved = one(account, code)["date_next_charge"]
    assert moved != due  # the next charge was paid
    following = datetime.fromtimestamp(moved / 1000, UTC)
    assert (following + timedelta(days=1)).day == 1
    assert following.hour == 12


def test_most_subscriptions_follow_their_due_day(account: Visitor) -> None:
    codes = active(account)
    for code in codes:
        assert account.patch(f"{SUBSCRIPTIONS}/{code}", {"due_day": 7}).status == 200
    account.simulator.advance(75)
    running = [row for code in codes if (row := one(account, code))["status"] == "ACTIVE"]
    assert len(running) > 5
    for row in running:
        assert datetime.fromtimestamp(row["date_next_charge"] / 1000, UTC).day == 7
    assert account.truth["writes"]["due_days"] == len(codes)


@pytest.mark.parametrize("body", [{"due_day": 0}, {"due_day": 32}, {"due_day": "5"}, {"due_day": 1.5}, {}])
def test_a_due_day_outside_of_a_month_answers_400(hotmart: Visitor, body: Any) -> None:
    code = active(hotmart)[0]
    assert hotmart.patch(f"{SUBSCRIPTIONS}/{code}", body).json["error"] == "invalid_parameter"


def test_a_trial_and_what_does_not_run_have_no_due_day_to_change(account: Visitor) -> None:
    trying = account.patch(f"{SUBSCRIPTIONS}/{in_trial(account)}", {"due_day": 5})
    assert (trying.status, trying.json["error"]) == (400, "subscription_in_trial_period")
    gone = listed(account, status="CANCELLED_BY_CUSTOMER")[0]["subscriber_code"]
    assert account.patch(f"{SUBSCRIPTIONS}/{gone}", {"due_day": 5}).json["error"] == "invalid_parameter"
    assert account.patch(f"{SUBSCRIPTIONS}/NOBODY00", {"due_day": 5}).status == 404


def targets(visitor: Visitor, code: str) -> list[Any]:
    (row,) = visitor.get(f"{SUBSCRIPTIONS}/switch-plan/plans", subscriber_codes=code).items
    assert row["subscriber_code"] == code
    found: list[Any] = row["plans"]
    return found


def test_the_plans_to_switch_to_are_those_of_the_same_product(account: Visitor) -> None:
    code = active(account)[0]
    row = one(account, code)
    ucode = row["product"]["ucode"]
    offered = {plan["code"] for plan in account.all(f"/products/api/v1/products/{ucode}/plans")}
    plans = targets(account, code)
    assert {plan["offer"]["key"] for plan in plans} < offered
    assert [plan["name"] for plan in plans if plan["current"]] == [row["plan"]["name"]]
    assert len(plans) > 1


def test_a_switched_plan_is_what_is_charged_next(account: Visitor) -> None:
    def yearly(code: str) -> Any:
        return next(plan for plan in targets(account, code) if plan["recurrency_period"] == 360)

    codes = active(account, product_id=one(account, active(account)[0])["product"]["id"])
    assert len(codes) > 5
    for code in codes:
        plan, before = yearly(code), one(account, code)
        reply = account.post(
            f"{SUBSCRIPTIONS}/switch-plan", {"subscriber_code": code, "offer_code": plan["offer"]["key"]}
        )
        assert reply.status == 200
        assert reply.json["plan"] == {"id": plan["id"], "name": plan["name"]}
        assert reply.json["offer"] == {"code": plan["offer"]["key"]}
        assert reply.json["date_next_charge"] == before["date_next_charge"]
        row = one(account, code)
        assert (row["plan"]["name"], row["plan"]["id"]) == (plan["name"], plan["id"])
        assert row["price"] == plan["price"] == reply.json["price"]
        assert row["transaction"] == before["transaction"]
    account.simulator.advance(40)
    running = [code for code in codes if one(account, code)["status"] == "ACTIVE"]
    assert running
    for code in running:
        assert charges(account, code)[-1]["price"]["value"] >= yearly(code)["price"]["value"]
        assert one(account, code)["date_next_charge"] > account.now + 300 * DAY
    assert account.truth["writes"]["plan_switches"] == len(codes)


def test_switching_back_and_forth_leaves_the_plan_as_it_was(account: Visitor) -> None:
    code = active(account)[0]
    before = one(account, code)
    plans = sorted(targets(account, code), key=lambda plan: plan["current"])
    for plan in (plans[0], plans[-1]):
        body = {"subscriber_code": code, "offer_code": plan["offer"]["key"]}
        assert account.post(f"{SUBSCRIPTIONS}/switch-plan", body).status == 200
    assert one(account, code) == before


def test_a_switch_that_makes_no_sense_is_refused(account: Visitor) -> None:
    code = active(account)[0]
    current = next(plan["offer"]["key"] for plan in targets(account, code) if plan["current"])
    gone = listed(account, status="CANCELLED_BY_CUSTOMER")[0]["subscriber_code"]

    def refused(**body: Any) -> tuple[int, str]:
        reply = account.post(f"{SUBSCRIPTIONS}/switch-plan", body)
        return reply.status, reply.json["error"]

    assert refused(subscriber_code=code, offer_code=current) == (400, "invalid_parameter")
    assert refused(subscriber_code=code, offer_code="nonesuch") == (400, "invalid_parameter")
    assert refused(subscriber_code=code) == refused(offer_code=current) == (400, "invalid_parameter")
    assert refused(subscriber_code=gone, offer_code=current) == (400, "invalid_parameter")
    assert refused(subscriber_code="NOBODY00", offer_code=current) == (404, "not_found")
    trying = refused(subscriber_code=in_trial(account), offer_code=current)
    assert trying == (400, "subscription_in_trial_period")


def test_plans_are_asked_for_by_code_and_paged(account: Visitor) -> None:
    codes = active(account)[:5]
    path = f"{SUBSCRIPTIONS}/switch-plan/plans"
    rows = account.all(path, subscriber_codes=codes, max_results=2)
    assert [row["subscriber_code"] for row in rows] == codes
    assert "total_results" not in account.get(path, subscriber_codes=codes).json["page_info"]
    assert account.get(path).status == 400
    assert account.get(path, subscriber_codes=[*codes, "NOBODY00"]).status == 404
    gone = listed(account, status="CANCELLED_BY_CUSTOMER")[0]["subscriber_code"]
    assert targets(account, gone) == []
