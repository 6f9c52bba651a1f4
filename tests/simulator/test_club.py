"""The members area: modules, pages, students and their lessons (dossier §8)."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import Any

import pytest

from hotmart.simulator.clock import DAY
from simulator.visitor import PRODUCTS, SUBSCRIPTIONS, Visitor, canonical

CLUB = "/club/api/v1"
TAUGHT = ("ONLINE_COURSE", "COMMUNITY")
PAID = {"APPROVED", "COMPLETE", "PROTESTED", "PARTIALLY_REFUNDED", "REFUNDED", "CHARGEBACK"}


def inside(account: Visitor) -> dict[str, str]:
    return {"subdomain": account.simulator.subdomain}


def modules(account: Visitor) -> list[dict[str, Any]]:
    """The regular ones and the extra ones, which takes two calls."""
    found: list[dict[str, Any]] = []
    for extra in ("false", "true"):
        found += account.get(f"{CLUB}/modules", **inside(account), is_extra=extra).json
    return found


def students(account: Visitor, **query: Any) -> dict[str, dict[str, Any]]:
    return {it["user_id"]: it for it in account.all(f"{CLUB}/users", **inside(account), **query)}


def lessons(account: Visitor, user_id: str) -> list[dict[str, Any]]:
    reply = account.get(f"{CLUB}/users/{user_id}/lessons", **inside(account))
    assert reply.status == 200, reply.body
    found: list[dict[str, Any]] = reply.json["lessons"]
    return found


def product_of(account: Visitor, module_id: str) -> int:
    found: list[int] = [
        product["id"]
        for product in account.all(PRODUCTS)
        if account.get(f"/club/api/v2/modules/{module_id}/pages", product_id=product["id"]).status == 200
    ]
    (product,) = found
    return product


def test_extra_modules_have_to_be_asked_for(hotmart: Visitor) -> None:
    regular = hotmart.get(f"{CLUB}/modules", **inside(hotmart)).json
    extra = hotmart.get(f"{CLUB}/modules", **inside(hotmart), is_extra="true").json
    assert isinstance(regular, list)
    assert regular
    assert {it["is_extra"] for it in regular} == {False}
    assert {it["is_extra"] for it in extra} <= {True}
    assert not {it["module_id"] for it in regular} & {it["module_id"] for it in extra}
    assert len(regular) + len(extra) == hotmart.truth["rows"]["club_modules"]
    assert all(len(it["module_id"]) == 10 and it["classes"] for it in regular)


def test_a_simulator_may_tell_of_all_modules_at_once() -> None:
    account = Visitor(sales=0, months=1, extra_modules_apart=False)
    every = account.get(f"{CLUB}/modules", **inside(account)).json
    assert canonical(sorted(every, key=canonical)) == canonical(sorted(modules(account), key=canonical))
    assert {it["is_extra"] for it in every} == {True, False}


def test_both_versions_tell_of_the_same_pages_in_their_own_words(hotmart: Visitor) -> None:
    seen = 0
    for module in modules(hotmart):
        product = product_of(hotmart, module["module_id"])
        old = hotmart.get(f"{CLUB}/modules/{module['module_id']}/pages", **inside(hotmart)).json
        new = hotmart.get(f"/club/api/v2/modules/{module['module_id']}/pages", product_id=product).json
        assert len(old) == len(new) == module["total_pages"]
        for before, after in zip(old, new, strict=True):
            assert (before["page_id"], before["name"], before["is_published"]) == (
                after["page_id"],
                after["name"],
                after["published"],
            )
            assert {**before, **after} == before  # version 1 says all that version 2 says, and some more
            assert after["type"] in ("CONTENT", "ADVERTISEMENT", "QUIZ", "WEBINAR")
            assert_dripping_agrees(before, after["dripping_configs"])
        seen += len(new)
    assert seen == hotmart.truth["rows"]["club_pages"]


def assert_dripping_agrees(before: dict[str, Any], configs: list[dict[str, Any]]) -> None:
    """What version 1 says of when a page opens and closes, against what version 2 says."""
    liberation = configs[0].get("liberation", {}) if configs else {}
    assert ("liberation_type" in before) == bool(liberation)
    assert (
        before["has_duration"] == ("days_of_duration" in before) == any("expiration" in it for it in configs)
    )
    if liberation.get("type") == "BY_DATE":
        when = datetime.strptime(liberation["liberation_date"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
        assert when.timestamp() == before["liberation_date"] // 1000
    if liberation.get("type") == "BY_DAYS":
        assert liberation["liberation_days"] == before["liberation_days"]
    if liberation.get("type") == "BY_QUIZ":
        assert len(liberation["page_id"]) == 10
    for config in configs:
        assert [room["default_class"] for room in config["classes"]] == [True]


def test_rates_average_what_they_say(hotmart: Visitor) -> None:
    rated = set()
    for module in [it["module_id"] for it in modules(hotmart)[:2]]:
        query = {"product_id": product_of(hotmart, module)}
        for page in hotmart.get(f"/club/api/v2/modules/{module}/pages", **query).json:
            voters = sum(it["total"] for it in page["rates"])
            rated.add(voters > 0)
            if voters:
                mean = sum(it["rate"] * it["total"] for it in page["rates"]) / voters
                assert abs(float(page["rates_average"]) - mean) < 0.01
            else:
                assert page["rates_average"] == 0
    assert rated == {True, False}


def test_students_are_the_buyers_whose_payment_went_through_and_some_who_did_not_pay(
    hotmart: Visitor,
) -> None:
    taught = {it["id"] for it in hotmart.all(PRODUCTS) if it["format"] in TAUGHT}
    buyers = {
        sale["buyer"]["email"]
        for sale in hotmart.all_sales()
        if sale["product"]["id"] in taught and "approved_date" in sale["purchase"]
    }
    trying = {
        it["subscriber"]["email"]
        for it in hotmart.all(SUBSCRIPTIONS, accession_date=0)
        if it["trial"] and it["product"]["id"] in taught
    }
    found = students(hotmart)
    by_type = Counter(it["type"] for it in found.values())
    assert buyers <= {it["email"] for it in found.values() if it["type"] == "BUYER"} <= buyers | trying
    assert by_type.keys() == {"BUYER", "FREE", "IMPORTED", "OWNER", "GUEST"}
    assert by_type["OWNER"] == 1
    assert all(("purchase_date" in it) == (it["type"] == "BUYER") for it in found.values())
    assert len(found) == hotmart.truth["rows"]["club_students"]


def test_a_page_of_students_counts_them_all(hotmart: Visitor) -> None:
    page = hotmart.get(f"{CLUB}/users", **inside(hotmart), max_results=500).json
    assert page["page_info"]["total_results"] == len(students(hotmart, max_results=70))
    assert page["page_info"]["results_per_page"] == 500
    assert len(hotmart.get(f"{CLUB}/users", **inside(hotmart)).items) == hotmart.settings.page_size


def test_a_part_of_an_address_finds_students(hotmart: Visitor) -> None:
    everyone = students(hotmart)
    found = students(hotmart, email="SOUZA.1")
    assert found
    assert found.keys() == {key for key, it in everyone.items() if "souza.1" in it["email"]}
    assert students(hotmart, email="ninguém") == {}


def test_dates_that_never_were_are_absent(hotmart: Visitor) -> None:
    for it in students(hotmart).values():
        visited = it["access_count"] > 0
        assert ("first_access_date" in it) == ("last_access_date" in it) == visited
        assert (it["engagement"] == "NONE") == (not visited)
        if visited:
            assert it["first_access_date"] <= it["last_access_date"] <= hotmart.now
            assert it["last_access_date"] > 10**12  # milliseconds, whatever the samples show
        assert None not in it.values()


def test_lessons_agree_with_progress(hotmart: Visitor) -> None:
    ids = {page["page_id"]: page for module in modules(hotmart) for page in pages(hotmart, module)}
    for it in [*students(hotmart).values()][::25]:
        found = lessons(hotmart, it["user_id"])
        done = [lesson for lesson in found if lesson["is_completed"]]
        progress = it["progress"]
        assert (progress["total"], progress["completed"]) == (len(found), len(done))
        assert progress["completed_percentage"] == (100 * len(done) // len(found) if found else 0)
        assert {lesson["page_id"] for lesson in found} <= ids.keys()
        assert all(ids[lesson["page_id"]]["is_published"] for lesson in found)
        assert all(("completed_date" in lesson) == lesson["is_completed"] for lesson in found)
        if done:
            dates = [lesson["completed_date"] for lesson in done]
            assert it["first_access_date"] < min(dates)
            assert max(dates) <= it["last_access_date"]


def pages(account: Visitor, module: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = account.get(
        f"{CLUB}/modules/{module['module_id']}/pages", **inside(account)
    ).json
    return found


def test_nobody_completes_a_page_before_it_opens(hotmart: Visitor) -> None:
    opens = {
        page["page_id"]: page["liberation_days"]
        for module in modules(hotmart)
        for page in pages(hotmart, module)
        if page.get("liberation_type") == "BY_DAYS"
    }
    seen = 0
    for it in [*students(hotmart).values()][::10]:
        for lesson in lessons(hotmart, it["user_id"]) if it["type"] == "BUYER" else []:
            if lesson["is_completed"] and lesson["page_id"] in opens:
                days = (lesson["completed_date"] - it["purchase_date"]) / DAY
                assert days >= opens[lesson["page_id"]]
                seen += 1
    assert seen


def test_progress_grows_with_the_clock_and_never_shrinks() -> None:
    account = Visitor(sales=800, months=6)
    before = students(account)
    order = [*before]
    for _ in range(4):
        account.simulator.advance(15)
        after = students(account)
        assert [*after][: len(order)] == order  # whoever comes later is at the end
        for key, it in before.items():
            now = after[key]
            if it["progress"]["total"] == now["progress"]["total"]:
                assert it["progress"]["completed_percentage"] <= now["progress"]["completed_percentage"]
            assert it["progress"]["completed"] <= now["progress"]["completed"]
            assert it["access_count"] <= now["access_count"]
            assert it.get("last_access_date", 0) <= now.get("last_access_date", 0)
            assert it.get("purchase_date") == now.get("purchase_date")
        before, order = after, [*after]
    assert len(before) > 50


def test_a_refund_closes_the_door() -> None:
    account = Visitor(sales=600, months=6)
    taught = {it["id"] for it in account.all(PRODUCTS) if it["format"] == "ONLINE_COURSE"}
    sales = account.all_sales()
    bought = Counter(sale["buyer"]["email"] for sale in sales if "email" in sale["buyer"])
    sale = next(
        it
        for it in reversed(sales)
        if it["product"]["id"] in taught
        and it["purchase"]["status"] == "APPROVED"
        and bought[it["buyer"]["email"]] == 1
        and it["purchase"]["warranty_expire_date"] > account.now
        and student(account, it)["status"] == "ACTIVE"
    )
    code = sale["purchase"]["transaction"]
    assert account.put(f"/payments/api/v1/sales/{code}/refund").status == 200
    assert student(account, sale)["status"] == "ACTIVE"  # a refund takes its time
    account.simulator.advance(5)
    assert student(account, sale)["status"] == "BLOCKED"
    stopped = student(account, sale)["progress"]
    account.simulator.advance(20)
    assert student(account, sale)["progress"] == stopped


def student(account: Visitor, sale: dict[str, Any]) -> dict[str, Any]:
    (found,) = students(account, email=sale["buyer"]["email"]).values()
    return found


def test_students_whose_subscription_ended_are_locked_out(hotmart: Visitor) -> None:
    community = next(it["id"] for it in hotmart.all(PRODUCTS, format="COMMUNITY"))
    status = {it["email"]: it["status"] for it in students(hotmart).values()}
    held = Counter(
        sale["buyer"]["email"]
        for sale in hotmart.all_sales()
        if "email" in sale["buyer"] and sale["purchase"].get("recurrency_number", 1) == 1
    )
    query = {"product_id": community, "accession_date": 0}
    for it in hotmart.all(SUBSCRIPTIONS, **query, status="CANCELLED_BY_CUSTOMER"):
        if held[it["subscriber"]["email"]] == 1:
            assert status[it["subscriber"]["email"]] == "BLOCKED"
    late = [it["subscriber"]["email"] for it in hotmart.all(SUBSCRIPTIONS, **query, status="DELAYED")]
    assert "OVERDUE" in {status[email] for email in late if held[email] == 1}


@pytest.mark.parametrize("path", ["modules", "modules/ABCDEFGHIJ/pages", "users", "users/ABCDEFGHIJ/lessons"])
def test_nothing_is_told_without_the_right_subdomain(hotmart: Visitor, path: str) -> None:
    assert hotmart.get(f"{CLUB}/{path}").status == 422
    reply = hotmart.get(f"{CLUB}/{path}", subdomain="pagina-publica")
    assert reply.status == 404
    assert reply.json.keys() == {"code", "message"}
    assert reply.json["code"] == "0006"


def test_version_2_asks_for_the_product_and_not_for_the_subdomain(hotmart: Visitor) -> None:
    module = modules(hotmart)[0]["module_id"]
    assert hotmart.get(f"/club/api/v2/modules/{module}/pages", **inside(hotmart)).status == 422
    assert hotmart.get(f"/club/api/v2/modules/{module}/pages", product_id=1).status == 404
    assert hotmart.get(f"/club/api/v2/modules/{module}/pages", product_id="abc").status == 400


def test_unknown_modules_and_students_are_not_found(hotmart: Visitor) -> None:
    for path in ("modules/ABCDEFGHIJ/pages", "users/ABCDEFGHIJ/lessons"):
        reply = hotmart.get(f"{CLUB}/{path}", **inside(hotmart))
        assert (reply.status, [*reply.json]) == (404, ["code", "message"])
    assert hotmart.get(f"{CLUB}/modules", **inside(hotmart), is_extra="sim").status == 400


@pytest.mark.parametrize("path", ["students", "students/progress", "pages"])
def test_the_paths_that_circulate_are_web_pages(hotmart: Visitor, path: str) -> None:
    reply = hotmart.get(f"{CLUB}/{path}", **inside(hotmart))
    assert (reply.status, reply.headers["content-type"]) == (200, "text/html; charset=utf-8")


def test_select_keeps_a_part_of_an_array_and_of_an_object(hotmart: Visitor) -> None:
    some = hotmart.get(f"{CLUB}/modules", **inside(hotmart), select="name,classes").json
    assert all(it.keys() == {"name", "classes"} for it in some)
    user = next(key for key, it in students(hotmart).items() if it["progress"]["total"])
    path = f"{CLUB}/users/{user}/lessons"
    found = hotmart.get(path, **inside(hotmart), select="lessons.page_id").json
    assert found["lessons"][0].keys() == {"page_id"}
    page = hotmart.get(f"{CLUB}/users", **inside(hotmart), select="progress.total").json
    assert page["page_info"]["total_results"]
    assert page["items"][0].keys() == {"progress"}


def test_the_same_seed_has_the_same_students() -> None:
    one, other = Visitor(sales=300, months=3), Visitor(sales=300, months=3)
    one.simulator.advance(40)
    for days in (3, 0.5, 36.5):
        other.simulator.advance(days)
    assert canonical(students(one)) == canonical(students(other))
    assert canonical(modules(one)) == canonical(modules(other))


@pytest.mark.slow
def test_bonus_modules_come_and_go_with_the_seasons() -> None:
    account = Visitor(sales=0, months=12)
    seen: dict[str, dict[str, Any]] = {}
    came, went, grew, renamed = 0, 0, 0, 0
    for _ in range(24):
        account.simulator.advance(10)
        now = {it["module_id"]: it for it in modules(account)}
        came += len(now.keys() - seen.keys()) if seen else 0
        went += len(seen.keys() - now.keys())
        for key, it in now.items():
            assert it["total_pages"] == len(pages(account, it))
            grew += it["total_pages"] > seen.get(key, it)["total_pages"]
            renamed += it["name"] != seen.get(key, it)["name"]
        for key in seen.keys() - now.keys():
            assert seen[key]["is_extra_paid"]
            assert account.get(f"{CLUB}/modules/{key}/pages", **inside(account)).status == 404
        seen = now
    assert min(came, went, grew, renamed) >= 5


def test_guests_of_long_ago_are_taken_off_the_list() -> None:
    account = Visitor(sales=0, months=1)
    before = students(account)
    account.simulator.advance(300)
    gone = before.keys() - students(account).keys()
    assert gone
    assert {before[key]["type"] for key in gone} == {"FREE"}
    assert account.get(f"{CLUB}/users/{min(gone)}/lessons", **inside(account)).status == 404
