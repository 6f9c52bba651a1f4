"""The events desk: the tickets of an event, who holds them and who came (dossier §9)."""

from __future__ import annotations

from collections import Counter
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmart.simulator.clock import DAY
from hotmart.simulator.tickets import HELD_EVERY, edition
from simulator.visitor import PRODUCTS, Visitor, canonical

EVENTS = "/events/api/v1"
NOBODY = {"id": None, "name": None, "email": None, "document": None, "phone": None}


def event(account: Visitor) -> dict[str, Any]:
    (found,) = account.all(PRODUCTS, format="ETICKET")
    return dict(found)


def tickets(account: Visitor, **query: Any) -> dict[int, dict[str, Any]]:
    path = f"{EVENTS}/{event(account)['id']}/participants"
    return {it["eticket"]["id"]: it for it in account.all(path, **query)}


def test_an_event_tells_its_dates_and_lots(hotmart: Visitor) -> None:
    product = event(hotmart)
    info = hotmart.get(f"{EVENTS}/{product['id']}/info").json
    assert info["product"] == {"id": product["id"], "name": product["name"]}
    assert hotmart.now < info["start_event_date"] < info["end_event_date"]
    offers = hotmart.all(f"{PRODUCTS}/{product['ucode']}/offers")
    assert [lot["name"] for lot in info["lots"]] == [offer["name"] for offer in offers]
    assert hotmart.get(f"{EVENTS}/{product['id']}/info", select="lots.id").json.keys() == {"lots"}


def test_only_tickets_are_events(hotmart: Visitor) -> None:
    others = [product["id"] for product in hotmart.all(PRODUCTS) if product["format"] != "ETICKET"]
    for number in [*others, 1, "abc"]:
        for path in ("info", "participants"):
            reply = hotmart.get(f"{EVENTS}/{number}/{path}")
            assert (reply.status, reply.json["error"]) == (404, "not_found")


def test_every_sale_that_was_paid_is_a_ticket_and_no_other_is(hotmart: Visitor) -> None:
    number = event(hotmart)["id"]
    bought = Counter(
        sale["buyer"]["email"]
        for sale in hotmart.all_sales(product_id=number)
        if "approved_date" in sale["purchase"]
    )
    paid = tickets(hotmart, ticket_type="PAID")
    assert Counter(it["buyer"]["email"] for it in paid.values()) == bought
    assert (
        Counter(it["eticket"]["ticket_status"] for it in tickets(hotmart).values())
        == (hotmart.truth["stock"]["event_tickets"])
    )


def test_a_ticket_follows_what_becomes_of_its_purchase(hotmart: Visitor) -> None:
    number = event(hotmart)["id"]
    states = {"REFUNDED": "REFUNDED", "CHARGEBACK": "CHARGEBACK"}
    expected = Counter(
        states.get(sale["purchase"]["status"], "SOLD")
        for sale in hotmart.all_sales(product_id=number)
        if "approved_date" in sale["purchase"]
    )
    found = tickets(hotmart, ticket_type="PAID").values()
    assert Counter(it["eticket"]["ticket_status"] for it in found) == expected
    assert all(it["eticket"]["is_blocked"] == (it["eticket"]["ticket_status"] != "SOLD") for it in found)


def test_what_a_ticket_does_not_have_is_null_and_not_absent(hotmart: Visitor) -> None:
    found = tickets(hotmart).values()
    unassigned = [it for it in found if it["participant"]["id"] is None]
    assert 0 < len(unassigned) < len(found)
    for it in found:
        assert it["participant"].keys() == NOBODY.keys()
        assert it["participant"] == NOBODY or None not in it["participant"].values()
        assert it["buyer"].keys() == {"ucode", "email", "name", "document", "phone"}
        assert it["buyer"]["document"] is None
        assert it["eticket"]["category"] is None
    number, some = event(hotmart)["id"], unassigned[0]["eticket"]["id"]
    (named,) = hotmart.all(
        f"{EVENTS}/{number}/participants", id_eticket=some, select="participant.email,eticket.id"
    )
    assert named == {"participant": {"email": None}, "eticket": {"id": some}}


def test_an_invitation_is_free_and_comes_from_the_account(hotmart: Visitor) -> None:
    me = hotmart.get("/user/api/v1/me").json
    free = tickets(hotmart, ticket_type="FREE").values()
    assert {it["eticket"]["ticket_status"] for it in free} == {"INVITE", "INVITE_CANCELED"}
    assert {it["buyer"]["ucode"] for it in free} == {me["ucode"]}


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("ticket_status", "ticket_status"),
        ("checkin_status", "checkin_status"),
        ("ticket_type", "ticket_type"),
        ("id_eticket", "id"),
        ("ticket_qr_code", "ticket_qr_code"),
    ],
)
def test_a_filter_finds_what_it_names(hotmart: Visitor, query: str, field: str) -> None:
    everything = tickets(hotmart)
    for value in [*{it["eticket"][field] for it in everything.values()}][:6]:
        expected = {key for key, it in everything.items() if it["eticket"][field] == value}
        assert tickets(hotmart, **{query: value}).keys() == expected


def test_people_and_lots_can_be_asked_for(hotmart: Visitor) -> None:
    everything = tickets(hotmart)
    some = next(
        it
        for it in everything.values()
        if it["participant"]["email"] not in (None, it["buyer"]["email"])
        and it["eticket"]["ticket_type"] == "PAID"
    )
    for query, person in (("buyer_email", "buyer"), ("participant_email", "participant")):
        email = some[person]["email"]
        found = tickets(hotmart, **{query: email.upper()})
        assert found.keys() == {key for key, it in everything.items() if it[person]["email"] == email}
    of_lot = tickets(hotmart, id_lot=some["lot"]["id"])
    assert of_lot.keys() == {key for key, it in everything.items() if it["lot"] == some["lot"]}
    assert tickets(hotmart, id_lot=1) == {}


def test_all_is_a_filter_that_filters_nothing(hotmart: Visitor) -> None:
    assert tickets(hotmart, ticket_type="ALL", checkin_status="ALL").keys() == tickets(hotmart).keys()
    both = tickets(hotmart, ticket_status=["SOLD", "INVITE"])
    assert {it["eticket"]["ticket_status"] for it in both.values()} == {"SOLD", "INVITE"}


@pytest.mark.parametrize(
    "query",
    [
        {"ticket_status": "PAID"},
        {"ticket_type": "SOLD"},
        {"checkin_status": "DONE"},
        {"last_update": "yesterday"},
        {"id_lot": "Lote 1"},
    ],
)
def test_a_word_that_is_no_filter_answers_400(hotmart: Visitor, query: dict[str, str]) -> None:
    assert hotmart.get(f"{EVENTS}/{event(hotmart)['id']}/participants", **query).status == 400


def test_a_page_of_tickets_counts_them_all(hotmart: Visitor) -> None:
    page = hotmart.get(f"{EVENTS}/{event(hotmart)['id']}/participants", max_results=7).json
    assert page["page_info"]["results_per_page"] == 7
    assert page["page_info"]["total_results"] == len(tickets(hotmart))


@cache
def advanced() -> tuple[Visitor, list[int], list[dict[int, dict[str, Any]]]]:
    """An account read every few days: the moments and the tickets of each."""
    account = Visitor(sales=3_000, months=4)
    moments, readings = [account.now], [tickets(account)]
    for days in (1, 2, 5, 0.5, 13, 40, 60):
        account.simulator.advance(days)
        moments.append(account.now)
        readings.append(tickets(account))
    return account, moments, readings


@pytest.mark.slow
def test_last_update_finds_every_ticket_that_changed() -> None:
    account, moments, readings = advanced()
    for moment, before in zip(moments, readings, strict=True):
        found = tickets(account, last_update=moment + 1)
        changed = {
            key
            for key, it in readings[-1].items()
            if key not in before or canonical(before[key]) != canonical(it)
        }
        assert changed == found.keys()
        assert found.keys() <= tickets(account, last_update=moment).keys()


def test_a_simulator_may_leave_out_the_very_millisecond_of_last_update() -> None:
    for inclusive in (True, False):
        account = Visitor(sales=500, months=3, last_update_inclusive=inclusive)
        latest = max(it["eticket"]["current_update"] for it in tickets(account).values())
        assert bool(tickets(account, last_update=latest)) == inclusive
        assert tickets(account, last_update=latest - 1)


@pytest.mark.slow
def test_a_change_always_moves_current_update_and_no_ticket_is_forgotten() -> None:
    _, _, readings = advanced()
    for before, after in pairwise(readings):
        assert [*after][: len(before)] == [*before]
        for key, it in before.items():
            later, earlier = after[key]["eticket"]["current_update"], it["eticket"]["current_update"]
            assert later >= earlier
            assert (later > earlier) == (canonical(after[key]) != canonical(it))


@pytest.mark.slow
def test_people_check_in_when_the_event_is_held() -> None:
    account, moments, readings = advanced()
    assert edition(account.truth["began"], moments[0])[1] < moments[-1]
    states = [Counter(it["eticket"]["checkin_status"] for it in reading.values()) for reading in readings]
    assert states[-1]["CONCLUDED"] > states[0]["CONCLUDED"]
    assert {"PENDING", "PARTIAL", "CONCLUDED"} == states[-1].keys()
    for it in readings[-1].values():
        if it["eticket"]["checkin_status"] != "PENDING":
            assert it["participant"]["id"] is not None


def test_a_refunded_ticket_lets_nobody_in() -> None:
    account = Visitor(sales=1_000, months=4)
    sold = account.all_sales(product_id=event(account)["id"], transaction_status=["APPROVED"])
    sale = sold[-1]
    assert account.put(f"/payments/api/v1/sales/{sale['purchase']['transaction']}/refund").status == 200
    email, since = sale["buyer"]["email"], account.now
    account.simulator.advance(4)
    found = tickets(account, buyer_email=email, last_update=since, ticket_status="REFUNDED").values()
    assert [it["eticket"]["is_blocked"] for it in found] == [True]


@given(began=st.integers(0, 10**12), after=st.integers(0, 10**11))
def test_the_next_edition_is_always_ahead_and_never_far(began: int, after: int) -> None:
    at = began + after
    start, end = edition(began, at)
    assert at < start < end
    assert start - at <= HELD_EVERY + DAY
    assert edition(began, start - 1) == (start, end)
    assert edition(began, start)[0] == start + HELD_EVERY


def test_the_same_seed_issues_the_same_tickets() -> None:
    one, other = Visitor(sales=500, months=3), Visitor(sales=500, months=3)
    one.simulator.advance(50)
    for days in (20, 0.1, 29.9):
        other.simulator.advance(days)
    assert canonical(tickets(one)) == canonical(tickets(other))


@pytest.mark.parametrize("path", ["/payments/api/v1/events/1", "/payments/api/v1/events/1/tickets"])
def test_the_paths_that_circulate_are_web_pages(hotmart: Visitor, path: str) -> None:
    assert hotmart.get(path).headers["content-type"] == "text/html; charset=utf-8"
