from __future__ import annotations

import socket
import threading
from datetime import UTC, datetime, timedelta

import pytest

from hotmart.connections.doctor import there
from hotmart.connections.refusals import CredentialRefusedError, WrongEnvironmentError
from hotmart.connections.trying import Domain, Trial
from hotmart.credentials import Credential
from hotmart.errors import ConnectionFailedError
from hotmart.language import Text

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
MINE = Credential("an-id", "a-secret")
WORKS = (Domain("account", True), Domain("payments", True))


@pytest.mark.parametrize(
    ("off", "verdict"),
    [
        (0, "ok"),
        (59, "ok"),
        (-61, "warning"),
        (61, "warning"),
        (299, "warning"),
        (301, "problem"),
        (-9_000, "problem"),
    ],
)
def test_a_clock_may_be_off_by_a_minute(off: int, verdict: str) -> None:
    trial = Trial(MINE, WORKS, server_time=NOW, at=NOW + timedelta(seconds=off))
    assert there.clock(trial).verdict == verdict


def test_the_clock_of_a_simulator_is_its_own() -> None:
    elsewhere = Credential("an-id", "a-secret", api_url="http://127.0.0.1:1")
    trial = Trial(elsewhere, WORKS, server_time=NOW, at=NOW + timedelta(days=900))
    assert there.clock(trial).verdict == "untried"
    assert there.clock(Trial(MINE, WORKS)).verdict == "warning"


@pytest.mark.parametrize(("left", "verdict"), [(500, "ok"), (50, "ok"), (49, "warning"), (0, "warning")])
def test_a_quota_that_is_nearly_spent_is_a_warning(left: int, verdict: str) -> None:
    (found,) = there.quota(Trial(MINE, WORKS, left=(left, 500)))
    assert found.verdict == verdict


def test_what_works_and_what_does_not_is_told_part_by_part() -> None:
    said = Text("GET /club: HTTP 404.", "GET /club: HTTP 404.")
    trial = Trial(
        MINE,
        (*WORKS, Domain("club", False, said), Domain("events", None, said)),
        left=(1, 1),
        server_time=NOW,
        at=NOW,
    )
    found = {one.name: one for one in there.asked("main", trial)}
    assert {name: one.verdict for name, one in found.items()} == {
        "login": "ok",
        "environment": "ok",
        "clock": "ok",
        "quota": "ok",
        "account": "ok",
        "payments": "ok",
        "club": "warning",
        "events": "untried",
    }
    assert (found["club"].command or "").startswith("hotmart config set sync.club")


def test_a_mix_up_of_sandbox_and_production_is_a_problem_with_its_command() -> None:
    for sandbox in (True, False):
        trial = Trial(MINE, problem=WrongEnvironmentError(sandbox=sandbox))
        (found,) = there.asked("main", trial)
        assert (found.name, found.verdict) == ("environment", "problem")
        assert found.command == "hotmart connect main" + (" --sandbox" if sandbox else "")


def test_a_refusal_asks_for_another_credential_and_a_silence_does_not() -> None:
    said = Text("no", "não")
    (refused,) = there.asked("main", Trial(MINE, problem=CredentialRefusedError(said)))
    assert (refused.verdict, refused.command) == ("problem", "hotmart connect main")
    (silent,) = there.asked("main", Trial(MINE, problem=ConnectionFailedError("https://x.example", said)))
    assert (silent.verdict, silent.command) == ("problem", None)


def test_what_was_put_right_is_a_warning() -> None:
    first, *_ = there.asked("main", Trial(MINE, WORKS, remarks=(Text("swapped", "trocados"),)))
    assert (first.name, first.verdict) == ("login", "warning")


def test_the_hosts_are_those_that_would_be_spoken_to(monkeypatch: pytest.MonkeyPatch) -> None:
    assert there.hosts(None) == ["developers.hotmart.com", "api-sec-vlc.hotmart.com"]
    assert there.hosts(Credential(sandbox=True))[0] == "sandbox.hotmart.com"
    assert there.hosts(Credential(api_url="http://127.0.0.1:1", auth_url="http://127.0.0.1:2")) == [
        "127.0.0.1"
    ]
    monkeypatch.setenv("HOTMART_API_URL", "https://proxy.example/x")
    assert there.hosts(MINE)[0] == "proxy.example"


def test_a_name_that_nobody_knows_is_a_problem_unless_a_proxy_may_know_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror

    for name in there._PROXIES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("socket.getaddrinfo", unknown)
    assert there.names(["hotmart.example"]).verdict == "problem"
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example")
    assert there.names(["hotmart.example"]).verdict == "warning"


def test_a_name_is_not_waited_for_forever(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = threading.Event()
    monkeypatch.setattr(there, "PATIENCE", 0.01)
    monkeypatch.setattr("socket.getaddrinfo", lambda *_, **__: [ended.wait(30)])
    assert there.names(["hotmart.example"]).verdict in ("problem", "warning")
    ended.set()
