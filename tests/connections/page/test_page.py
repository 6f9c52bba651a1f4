"""The page, asked by a browser without manners: what it lets in, what it refuses, and how it ends."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from hotmart.connections import opened
from hotmart.connections.page import app
from hotmart.connections.page import visit as visits
from hotmart.credentials import Credential, kept
from hotmart.credentials.notes import path_of
from hotmart.simulator import Served, Settings, Simulator

from ..hosted import Hosted, hosting

CANARY = "canary-5e97c0de-do-not-show"


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with Simulator(Settings(sales=60, months=3, quota=1_000_000)).serve() as served:
        yield served


@pytest.fixture
def page(served: Served, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hosted]:
    monkeypatch.setattr(app, "LINGER", 0.0)
    with hosting(served) as hosted:
        yield hosted


def good(served: Served) -> dict[str, str]:
    return {"client_id": served.client_id, "client_secret": served.client_secret}


def test_a_credential_is_tried_and_kept_and_the_page_ends(page: Hosted, served: Served) -> None:
    assert page.enter().status == 200
    assert 'type="password"' in page.look().text
    assert page.send(**good(served)).status == 204
    said = page.look(Accept_Language="en").text
    assert "“main” is connected" in said
    assert said.count('class="yes"') == 4
    visit = page.ended()
    assert visit.stage == "done"
    assert kept("main") == Credential(
        served.client_id, served.client_secret, api_url=served.api_url, auth_url=served.auth_url
    )
    assert opened.noted("main") is None
    assert opened.the_end_of("main") is None


def test_a_wrong_credential_is_said_and_asked_for_again(page: Hosted, served: Served) -> None:
    page.enter()
    page.send(client_id=served.client_id, client_secret=CANARY)
    said = page.look(Accept_Language="pt-BR").text
    assert "não aceita esta credencial" in said
    assert 'role="alert"' in said
    assert kept("main") is None
    page.send(**good(served))
    assert "is connected" in page.look(Accept_Language="en").text


def test_what_is_missing_is_said_and_nobody_is_asked(page: Hosted) -> None:
    page.enter()
    page.send(client_id="", client_secret="")
    assert "Nothing was pasted" in page.look(Accept_Language="en").text


def test_the_link_lets_in_once(page: Hosted) -> None:
    assert page.enter().status == 200
    assert page.ask("POST", "/enter", page.link).status == 403
    assert page.ask("POST", "/enter", "another").status == 403


def test_without_the_cookie_or_with_another_nothing_is_to_be_seen(page: Hosted) -> None:
    page.enter()
    for cookie in (None, f"hotmart-{page.port}=another", f"hotmart-{page.port}="):
        assert page.ask("GET", page.room, Cookie=cookie).status == 403
        assert page.ask("POST", page.room, "client_id=x", Cookie=cookie).status == 403
    assert page.ask("GET", "/another-room/").status == 403
    assert kept("main") is None


def test_nobody_is_in_before_anybody_entered(page: Hosted) -> None:
    assert page.ask("GET", "/x/", Cookie=f"hotmart-{page.port}=").status == 403


def test_the_cookie_is_for_this_page_and_no_script(page: Hosted) -> None:
    told = page.enter().headers["set-cookie"]
    assert "HttpOnly" in told
    assert "SameSite=strict" in told
    assert f"Path={page.room}" in told


@pytest.mark.slow
@pytest.mark.parametrize(
    "host",
    [
        "localhost:{port}",
        "127.0.0.1",
        "evil.example",
        "evil.example:{port}",
        "127.0.0.1:1",
        "[::1]:{port}",
        "",
    ],
)
def test_a_host_that_is_not_this_address_is_refused(page: Hosted, host: str) -> None:
    for method, path in (("GET", "/"), ("POST", "/enter"), ("GET", "/control")):
        answer = page.ask(method, path, page.link, Host=host.format(port=page.port))
        assert answer.status in (400, 421)
        assert page.link not in answer.text
    assert page.enter().status == 200  # the link was not spent by it


@pytest.mark.slow
@pytest.mark.parametrize(
    "origin", [None, "null", "http://evil.example", "http://localhost:{port}", "http://127.0.0.1:1"]
)
def test_another_origin_is_refused(page: Hosted, origin: str | None) -> None:
    told = origin and origin.format(port=page.port)
    assert page.ask("POST", "/enter", page.link, Origin=told).status == 403
    page.enter()
    assert page.ask("POST", page.room, "client_id=x", Origin=told).status == 403


def test_another_site_may_lead_to_the_door_and_no_further(page: Hosted) -> None:
    leads = {"Sec_Fetch_Site": "cross-site", "Sec_Fetch_Mode": "navigate"}
    assert page.ask("GET", "/", **leads).status == 200
    assert page.ask("GET", "/", Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="no-cors").status == 403
    page.enter()
    for site in ("cross-site", "same-site"):
        assert page.look(Sec_Fetch_Site=site, Sec_Fetch_Mode="navigate").status == 403
    assert page.look(Sec_Fetch_Site="same-origin", Sec_Fetch_Mode="navigate").status == 200


@pytest.mark.slow
@pytest.mark.parametrize("method", ["OPTIONS", "PUT", "DELETE", "TRACE", "PATCH"])
def test_no_other_method_and_no_word_for_other_origins(page: Hosted, method: str) -> None:
    answer = page.ask(method, "/", Origin="http://evil.example")
    assert answer.status == 405
    assert not [name for name in answer.headers if name.startswith("access-control")]


def test_a_body_has_a_limit_whether_or_not_it_says_how_long_it_is(page: Hosted) -> None:
    page.enter()
    assert page.send(client_id="x" * 20_000).status == 413
    assert page.send(client_id="x" * 10_000).status == 204


def test_every_answer_says_that_nothing_may_be_kept_framed_or_loaded(page: Hosted) -> None:
    page.ask("GET", "/")
    page.enter()
    page.look()
    page.ask("GET", "/nothing")
    page.ask("GET", "/", Host="evil.example")
    for answer in page.known:
        policy = answer.headers["content-security-policy"]
        assert policy.startswith("default-src 'none';")
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["cache-control"] == "no-store"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "server" not in answer.headers


def test_the_page_has_nothing_from_elsewhere_and_no_handler_in_its_tags(page: Hosted) -> None:
    page.enter()
    for said in (page.ask("GET", "/").text, page.look().text):
        assert not re.findall(r'(?:src|action)="', said)
        assert not re.findall(r"\son\w+=", said)
        assert not re.findall(r"\sstyle=", said)
        assert {*re.findall(r'href="([^"?]*)', said)} <= {
            "data:,",
            "",
            "https://app-vlc.hotmart.com/tools/credentials",
        }


@pytest.mark.slow
@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ({"Accept_Language": "en-US,en;q=0.9,pt;q=0.8"}, "en"),
        ({"Accept_Language": "pt-BR,pt;q=0.9,en;q=0.8"}, "pt-BR"),
        ({"Accept_Language": "fr,en;q=0.5,pt;q=0.7"}, "pt-BR"),
        ({"Accept_Language": "ja"}, "pt-BR"),
        ({"Accept_Language": ";;q=,q=x"}, "pt-BR"),
        ({}, "pt-BR"),
    ],
)
def test_it_speaks_the_language_of_the_browser_and_else_portuguese(
    page: Hosted, asked: dict[str, str], language: str
) -> None:
    assert f'<html lang="{language}">' in page.ask("GET", "/", **asked).text
    assert '<html lang="en">' in page.ask("GET", "/?lang=en", Accept_Language="pt").text
    assert '<html lang="pt-BR">' in page.ask("GET", "/?lang=pt", Accept_Language="en").text


def test_nothing_that_was_pasted_comes_back_or_lies_anywhere_but_in_the_one_file(
    page: Hosted, served: Served
) -> None:
    page.enter()
    page.send(client_id=CANARY, client_secret=CANARY + "2", basic="")
    page.look()
    page.send(client_id=CANARY, client_secret="")
    page.look()
    page.send(**good(served))
    page.look()
    secrets = (CANARY, served.client_secret, page.page.key)
    shown = "".join(f"{answer.headers} {answer.text}" for answer in page.known)
    assert not any(secret in shown for secret in secrets)
    visit = page.ended()
    assert served.client_secret not in repr(vars(visit))
    files = [one for one in path_of("main").parents[1].rglob("*") if one.is_file()]
    assert [one for one in files if served.client_secret in one.read_text()] == [path_of("main")]
    assert stat.S_IMODE(path_of("main").stat().st_mode) == 0o600


def test_a_command_of_this_user_is_told_how_it_stands_and_a_browser_is_not(page: Hosted) -> None:
    told = page.page.asked()
    assert told
    assert (told["name"], told["stage"], told["problem"]) == ("main", "asked", None)
    assert 0 < told["ends_in"] <= 600
    key = page.page.key
    assert page.ask("GET", "/control").status == 403
    assert page.ask("GET", "/control", X_Hotmart_Control="another").status == 403
    assert page.ask("GET", "/control", X_Hotmart_Control=key).status == 200
    assert page.ask("GET", "/control", X_Hotmart_Control=key, Sec_Fetch_Site="same-origin").status == 403
    assert page.ask("POST", "/control", "do=end", X_Hotmart_Control=key).status == 403  # it has an Origin
    assert page.page.asked()


def test_after_its_time_it_ends_and_says_so_to_whoever_asks(served: Served) -> None:
    with hosting(served, lifetime=0.01) as hosted:
        visit = hosted.ended()
    assert visit.stage == "failed"
    ended = opened.the_end_of("main")
    assert ended
    assert "ten minutes" in ended.text.en
    assert "dez minutos" in ended.text.pt


def test_a_keyring_or_disk_that_fails_is_said_on_the_page(
    page: Hosted, served: Served, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    page.enter()
    before = path_of("main").parents[1]
    (tmp_path / "file").touch()
    monkeypatch.setenv("HOTMART_CONFIG_DIR", str(tmp_path / "file"))
    page.send(**good(served))
    assert "The system refused" in page.look(Accept_Language="en").text
    monkeypatch.setenv("HOTMART_CONFIG_DIR", str(before))


def test_where_the_page_cannot_be_noted_it_is_not_served(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("HOTMART_CONFIG_DIR", str(tmp_path / "file"))
    with hosting() as hosted:
        hosted.thread.join(10)
        assert isinstance(hosted.result[0], OSError)


def test_a_page_takes_the_place_of_another_of_its_connection_and_is_not_forgotten_with_it(
    page: Hosted, served: Served
) -> None:
    with hosting(served) as other:
        assert page.ended().stage == "asked"
        assert opened.noted("main") == other.page
        assert other.page.asked()
        opened.note_the_end("main", page.port, None)
        assert other.page.asked()


# The code: from a browser elsewhere


@pytest.fixture
def remote(served: Served, monkeypatch: pytest.MonkeyPatch) -> Iterator[Hosted]:
    monkeypatch.setattr(app, "LINGER", 0.0)
    monkeypatch.setattr(visits, "UNSEEN", 0.0)
    with hosting(served, with_code=True) as hosted:
        hosted.enter()
        hosted.send(**good(served))
        yield hosted


def code_on(page: Hosted) -> str:
    found = re.search(r'id="code">([A-Z2-9]{4}-[A-Z2-9]{4})<', page.look().text)
    assert found
    return found[1]


def test_from_elsewhere_nothing_is_kept_before_the_code_is_told(remote: Hosted, served: Served) -> None:
    code = code_on(remote)
    assert kept("main") is None
    told = remote.page.told(code=f" {code.lower().replace('-', ' ')} ")
    assert told
    assert told["outcome"] == "done"
    assert served.client_secret not in str(told)
    assert "@" not in str(told)
    assert kept("main")
    assert remote.ended().stage == "done"


def test_a_code_that_is_wrong_too_often_ends_it_all(remote: Hosted) -> None:
    code, page = code_on(remote), remote.page
    outcomes = [(page.told(code="AAAA-AAAA") or {}).get("outcome") for _ in range(visits.TRIES)]
    assert outcomes == ["wrong"] * (visits.TRIES - 1) + ["spent"]
    assert (page.told(code=code) or {"outcome": "none"})["outcome"] == "none"
    assert remote.ended().stage == "failed"
    assert kept("main") is None
    ended = opened.the_end_of("main")
    assert ended
    assert "wrong too often" in ended.text.en


def test_a_code_cannot_be_told_before_there_is_one(page: Hosted) -> None:
    assert (page.page.told(code="") or {})["outcome"] == "none"


def test_another_credential_cannot_be_put_in_the_place_of_the_one_that_was_tried(
    remote: Hosted, served: Served
) -> None:
    remote.send(client_id="another-id", client_secret="another-secret")
    remote.page.told(code=code_on(remote))
    assert (kept("main") or Credential()).client_id == served.client_id
