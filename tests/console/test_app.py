"""The door of the console, its frame, and what it refuses."""

from __future__ import annotations

import csv
import io
import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from console.looking import HOST, Looker, words
from hotmart.console.app import inside
from hotmart.console.house import House
from hotmart.console.page import Page, pages_of_house
from hotmart.console.session import IDLE, Sessions
from simulated import Account


def test_the_link_lets_in_and_leaves_no_token_in_the_address(house: House) -> None:
    looker = Looker(house, enters=False)
    answer = looker.ask("GET", f"/vendas?from=2024-01-01&token={house.sessions.token}")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/vendas?from=2024-01-01"
    assert "HttpOnly" in answer.headers["set-cookie"] and "SameSite=lax" in answer.headers["set-cookie"]


def test_whoever_comes_without_the_link_is_told_how_to_get_it(house: House) -> None:
    looker = Looker(house, enters=False)
    assert "hotmart console" in looker.page("/", 401)
    assert "hotmart console" in looker.page("/?token=wrong", 403)


def test_a_session_that_was_idle_for_long_has_expired() -> None:
    now = 0.0
    sessions = Sessions(lambda: now)
    cookie = sessions.enter(sessions.token)
    assert cookie and sessions.of(cookie)
    now = IDLE + 1
    assert sessions.of(cookie) is None


def test_nobody_chooses_the_cookie_beforehand(house: House) -> None:
    looker = Looker(house, enters=False)
    looker.ask("GET", "/", cookie=f"hotmart-console-{house.port}=chosen")
    entered = looker.ask(
        "GET", f"/?token={house.sessions.token}", cookie=f"hotmart-console-{house.port}=chosen"
    )
    assert "=chosen" not in entered.headers["set-cookie"]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"host": "hotmart.example:4680"}, 421),
        ({"host": "127.0.0.1:1"}, 421),
        ({"sec_fetch_site": "cross-site"}, 403),
        ({"sec_fetch_site": "same-site"}, 403),
    ],
)
def test_a_request_from_elsewhere_is_refused(looker: Looker, headers: dict[str, str], status: int) -> None:
    assert looker.ask("GET", "/vendas", **headers).status_code == status


def test_a_link_from_elsewhere_leads_to_the_first_page_alone(looker: Looker) -> None:
    elsewhere = {"sec_fetch_site": "cross-site", "sec_fetch_mode": "navigate"}
    assert looker.ask("GET", "/", **elsewhere).status_code == 200
    assert looker.ask("GET", "/vendas", **elsewhere).status_code == 403


@pytest.mark.parametrize("origin", ["http://hotmart.example", "null", "http://127.0.0.1:1", ""])
def test_a_form_of_another_origin_is_refused(looker: Looker, origin: str) -> None:
    assert looker.ask("POST", "/choose", {"reveals": "on"}, origin=origin).status_code == 403


def test_no_other_page_can_hold_it_in_a_frame_and_nothing_comes_from_elsewhere(looker: Looker) -> None:
    headers = looker.ask("GET", "/").headers
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"  # with none, a browser's own forms name no origin


@pytest.mark.parametrize("where", ["//hotmart.example", "/\\hotmart.example", "https://hotmart.example", ""])
def test_a_choice_leads_back_to_this_console_only(where: str) -> None:
    assert inside(where) == "/"


@pytest.mark.parametrize(
    "path", ["/assets/../app.py", "/assets/%2e%2e/app.py", "/assets/__init__.py", "/assets/x.js"]
)
def test_only_the_files_of_pages_are_given_out(looker: Looker, path: str) -> None:
    assert looker.ask("GET", path).status_code == 404


@pytest.mark.parametrize("page", pages_of_house(), ids=lambda page: page.slug or "home")
@pytest.mark.parametrize("language", ["pt-BR", "en"])
def test_every_page_answers_in_both_languages(house: House, page: object, language: str) -> None:
    looker = Looker(house, language=language)
    html = looker.page(f"/{page.slug}")  # type: ignore[attr-defined]
    assert f'lang="{language}"' in html
    assert str(page.title.pt if language == "pt-BR" else page.title.en) in html  # type: ignore[attr-defined]


def test_the_first_page_tells_the_figures_of_the_command(looker: Looker, house: House) -> None:
    (account,) = house.accounts
    told = {(one["metric"], one["currency"]): one["value"] for one in looker.data("/", "month")}
    for one in account.metrics("gross_revenue", "net_revenue", "sales"):
        for figure in one.figures:
            assert Decimal(str(told[one.metric.key, figure.currency])) == figure.value
    assert told


def test_a_table_is_a_csv_at_the_same_address(looker: Looker) -> None:
    answer = looker.ask("GET", "/?of=month&as=csv")
    rows = list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))
    assert {row["metric"] for row in rows} >= {"gross_revenue", "sales"}
    assert "attachment" in answer.headers["content-disposition"]


def test_a_part_that_is_not_there_is_said_so(looker: Looker) -> None:
    assert "no such part" in looker.page("/?of=nothing&as=csv", 400)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("from=yesterday", "is not a day"),
        ("from=0001-01-01", "is not a day"),
        ("to=9999-12-31", "is not a day"),
        ("from=2024-02-01&to=2024-01-01", "before it begins"),
        ("account=nobody", "no account"),
    ],
)
def test_what_cannot_be_meant_is_said_with_what_to_do(looker: Looker, asked: str, said: str) -> None:
    assert said in words(looker.page(f"/vendas?{asked}", 400))


def test_without_a_warehouse_the_page_helps(tmp_path: Path) -> None:
    house = House(warehouse=tmp_path / "none.duckdb")
    try:
        html = Looker(house).page("/", 409)
        assert "hotmart sync" in words(html)
    finally:
        house.close()


def test_personal_data_is_shown_once_it_is_asked_for_and_hidden_again(looker: Looker) -> None:
    assert "Show personal data" in looker.page("/")
    answer = looker.does("/choose", reveals="on", next="/vendas")
    assert answer.headers["location"] == "/vendas"
    assert "Hide personal data" in looker.page("/")
    looker.does("/choose", reveals="")
    assert "Show personal data" in looker.page("/")


def test_the_language_is_chosen_for_this_browser(looker: Looker) -> None:
    looker.does("/choose", language="pt")
    assert 'lang="pt-BR"' in looker.page("/")


@pytest.mark.parametrize("page", pages_of_house(), ids=lambda page: page.slug or "home")
def test_a_choice_made_where_a_form_was_sent_to_leads_back_to_its_page(looker: Looker, page: Page) -> None:
    for name in page.does:
        where = looker.does("/choose", language="pt", next=f"/{page.slug}/{name}").headers["location"]
        assert looker.ask("GET", where).status_code in (200, 303, 400)


def test_an_answer_names_no_other_host(looker: Looker) -> None:
    for page in pages_of_house():
        html = looker.page(f"/{page.slug}")
        assert "http://" not in html.replace(HOST, "").replace("http://www.w3.org", "")
        assert "https://" not in html


def test_what_somebody_else_writes_into_hotmart_toml_holds_at_once(tmp_path: Path) -> None:
    file = tmp_path / "hotmart.toml"
    file.write_text("[writes]\nmax_changes = 5\n")
    house = House(file=file)
    try:
        assert house.accounts[0].config.writes.max_changes == 5
        file.write_text("[writes]\nmax_changes = 1  # from now on\n")
        assert house.accounts[0].config.writes.max_changes == 1
        file.write_text("[writes\n")
        assert "hotmart config check" in words(Looker(house).page("/feito", 409))
        file.write_text("[writes]\nmax_changes = 2\n")
        assert house.accounts[0].config.writes.max_changes == 2
    finally:
        house.close()


def test_an_account_without_tables_is_told_by_its_own_file(synced: Account, tmp_path: Path) -> None:
    shutil.copy(synced.warehouse.path, tmp_path / "all.duckdb")
    connection = 'client_id = "env:A"\nclient_secret = "env:B"\nwarehouse = "all.duckdb"\n'
    file = tmp_path / "hotmart.toml"
    file.write_text(f"[connections.one]\nschema = 'main'\n{connection}[connections.two]\n{connection}")
    house = House(file=file)
    try:
        looker = Looker(house)
        for told in (words(looker.page("/?account=two", 409)), words(looker.page("/"))):
            assert str(tmp_path / "all.duckdb") in told
            assert "hotmart-console-" not in told
    finally:
        house.close()
