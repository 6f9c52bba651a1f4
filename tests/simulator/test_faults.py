"""Faults on request."""

from __future__ import annotations

import json
from email.utils import parsedate_to_datetime
from typing import Any

import pytest

from hotmart.simulator import Settings, Simulator
from hotmart.simulator.clock import DAY
from hotmart.simulator.faults import FAULTS, Faults, FaultSpecError
from simulator.visitor import PRODUCTS, SALES, SUBSCRIPTIONS, Reply, Visitor, canonical


def change(visitor: Visitor, *specs: str) -> Reply:
    body = json.dumps({"faults": specs}).encode()
    return visitor.send("POST", "/_simulator/faults", {}, headers={}, body=body)


@pytest.fixture(scope="module")
def shaky() -> Visitor:
    return Visitor(sales=1_500)


@pytest.mark.parametrize("code", ["429", "500", "502", "503"])
def test_an_error_code_is_answered_as_json(shaky: Visitor, code: str) -> None:
    change(shaky, f"{code}:1")
    reply = shaky.get(PRODUCTS)
    assert reply.status == int(code)
    assert reply.json["error"]
    assert "ratelimit-remaining" in reply.headers


def test_bodies_can_be_html_empty_cut_short_or_not_json(shaky: Visitor) -> None:
    def body(kind: str) -> Reply:
        change(shaky, f"{kind}:1")
        reply = shaky.get(f"{SALES}/history")
        assert reply.status == 200
        return reply

    assert body("html").headers["content-type"].startswith("text/html")
    assert body("empty").body == b""
    for kind in ("notjson", "truncated"):
        with pytest.raises(json.JSONDecodeError):
            body(kind).json  # noqa: B018 - reading it is the test


def test_a_cut_connection_is_an_error_in_process(shaky: Visitor) -> None:
    change(shaky, "cut:1")
    with pytest.raises(ConnectionResetError):
        shaky.get(PRODUCTS)


def test_an_expired_token_stays_expired_until_the_next_login(shaky: Visitor) -> None:
    change(shaky, "expired:1")
    assert shaky.get(PRODUCTS).json["error"] == "token_expired"
    change(shaky)
    assert shaky.get(PRODUCTS).status == 401
    shaky.token = shaky.login().json["access_token"]
    assert shaky.get(PRODUCTS).status == 200


def test_a_token_that_was_taken_back_is_none_until_the_next_login(shaky: Visitor) -> None:
    change(shaky, "revoked:1")
    assert shaky.get(PRODUCTS).json["error"] == "invalid_token"
    change(shaky)
    assert shaky.get(PRODUCTS).json["error"] == "invalid_token"
    shaky.token = shaky.login().json["access_token"]
    assert shaky.get(PRODUCTS).status == 200


def test_the_clock_of_an_answer_can_jump_by_an_hour(shaky: Visitor) -> None:
    change(shaky, "clock_jump:1")
    jumps = {
        round(parsedate_to_datetime(shaky.get(PRODUCTS).headers["date"]).timestamp() - shaky.now / 1000)
        for _ in range(12)
    }
    assert jumps == {3600, -3600}
    change(shaky)
    assert parsedate_to_datetime(shaky.get(PRODUCTS).headers["date"]) == shaky.simulator.now


def test_what_was_listed_a_moment_ago_can_be_gone_and_stays_so(shaky: Visitor) -> None:
    ucodes = [product["ucode"] for product in shaky.all(PRODUCTS)]

    def asked() -> list[int]:
        return [shaky.get(f"{PRODUCTS}/{ucode}/offers").status for ucode in ucodes]

    change(shaky, "gone_parent:0.5")
    first = asked()
    assert set(first) == {200, 404}
    assert asked() == first
    assert shaky.get(PRODUCTS).status == 200
    change(shaky, "gone_parent:1@/club/")
    assert set(asked()) == {200}
    area = {"subdomain": shaky.simulator.subdomain}
    reply = shaky.get("/club/api/v1/users/ABCDEFGHIJ/lessons", **area)
    assert (reply.status, [*reply.json]) == (404, ["code", "message"])


def test_a_fault_can_be_meant_for_some_paths_only(shaky: Visitor) -> None:
    change(shaky, "500:1@/products", "503:1@*/subscriptions", "heavy:30@sales/users")
    assert shaky.get(PRODUCTS).status == 500
    assert shaky.get(SUBSCRIPTIONS).status == 503
    assert shaky.get(f"{SUBSCRIPTIONS}/summary").status == 200
    long = {"start_date": shaky.now - 40 * DAY, "end_date": shaky.now}
    assert shaky.get(f"{SALES}/users", **long).status == 502
    assert shaky.get(f"{SALES}/history", **long).status == 200


def test_login_can_fail(shaky: Visitor) -> None:
    change(shaky, "login:1")
    assert shaky.login().status == 503


def test_rows_can_shift_between_pages(shaky: Visitor) -> None:
    change(shaky, "shift:1")
    seen = [row["transaction"] for row in shaky.all(f"{SALES}/users", max_results=7)]
    change(shaky)
    true = [row["transaction"] for row in shaky.all(f"{SALES}/users")]
    assert seen != true
    assert set(seen) <= set(true)


def test_long_windows_can_be_too_heavy(shaky: Visitor) -> None:
    change(shaky, "heavy:30")

    def asked(days: float) -> int:
        return shaky.get(
            f"{SALES}/history", start_date=shaky.now - round(days * DAY), end_date=shaky.now
        ).status

    assert [asked(29), asked(30), asked(31), asked(300)] == [200, 200, 502, 502]


def test_a_lost_answer_leaves_the_deed_done_and_spares_reads() -> None:
    visitor = Visitor(sales=800)
    rows = visitor.all(f"{SALES}/history", transaction_status="APPROVED", commission_as="PRODUCER")
    code = rows[-1]["purchase"]["transaction"]
    change(visitor, "lost:1")
    with pytest.raises(ConnectionResetError):
        visitor.put(f"{SALES}/{code}/refund")
    assert visitor.get(f"{SALES}/history", transaction=code).items[0]["purchase"]["status"] == "PROTESTED"


def test_a_write_that_was_refused_did_nothing() -> None:
    visitor = Visitor(sales=800)
    rows = visitor.all(f"{SALES}/history", transaction_status="APPROVED", commission_as="PRODUCER")
    code = rows[-1]["purchase"]["transaction"]
    for kind in ("429", "500", "502", "503"):
        change(visitor, f"{kind}:1")
        assert visitor.put(f"{SALES}/{code}/refund").status == int(kind)
    change(visitor)
    assert visitor.get(f"{SALES}/history", transaction=code).items[0]["purchase"]["status"] == "APPROVED"


def test_slow_answers_wait_as_long_as_settings_say() -> None:
    visitor = Visitor(sales=10, faults=("slow:1",), slow_ms=1)
    assert visitor.get(PRODUCTS).status == 200


def test_the_same_seed_fails_the_same_requests() -> None:
    def fate(seed: int) -> list[Any]:
        faults = Faults(seed, ["500:0.3", "cut:0.2"])
        return [faults.strike() for _ in range(50)]

    assert fate(1) == fate(1) != fate(2)


def test_faults_may_be_over_after_some_requests() -> None:
    faults = Faults(1, ["500:1@sales", "heavy:30"], calls=2)
    assert faults.specs == ["500:1@sales", "heavy:30"]
    kinds = [set(faults.strike("/sales/users").kinds) for _ in range(4)]
    assert kinds == [{"500"}, {"500"}, set(), set()]
    assert faults.specs == []
    assert not faults.too_heavy("", 400 * DAY)


def test_a_login_has_a_fault_of_its_own_and_does_not_use_up_the_others() -> None:
    faults = Faults(1, ["500:1"], calls=1)
    assert not faults.strike(login=True).kinds
    assert faults.strike().kinds == {"500"}
    faults = Faults(1, ["login:1"], calls=1)
    assert not faults.strike().kinds
    assert faults.strike(login=True).kinds == {"login"}
    assert not faults.strike(login=True).kinds


@pytest.mark.parametrize(
    "spec", ["500", "500:", "500:2", "500:-1", "500:nan", "500@club", "500:x@club", "teapot:0.1", ""]
)
def test_a_fault_that_does_not_exist_is_named_in_two_languages(spec: str) -> None:
    with pytest.raises(FaultSpecError, match="KIND:RATE") as caught:
        Faults(1, [spec])
    assert "TIPO:TAXA" in str(caught.value)


def test_a_fault_that_does_not_exist_is_said_before_the_world_is_built() -> None:
    with pytest.raises(FaultSpecError):
        Simulator(Settings(sales=10**9, faults=("teapot:1",)))


def test_the_simulators_own_paths_are_never_hit(shaky: Visitor) -> None:
    change(shaky, *(f"{kind}:1" for kind in FAULTS))
    assert shaky.send("GET", "/_simulator/now", {}, headers={}).json == {"now": shaky.now}
    assert set(shaky.send("GET", "/_simulator/faults", {}, headers={}).json["kinds"]) == set(FAULTS)
    assert change(shaky, "teapot:1").status == 400
    assert change(shaky).json == {"faults": []}


def test_without_faults_answers_do_not_change_while_the_clock_stands_still(hotmart: Visitor) -> None:
    first = [canonical(row) for row in hotmart.get(f"{SALES}/history", max_results=100).items]
    assert first == [canonical(row) for row in hotmart.get(f"{SALES}/history", max_results=100).items]
