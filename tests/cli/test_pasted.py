"""The commands that are told for a plan, or a write whose outcome is unknown, work as they are pasted."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hotmart.api.choices import SaleStatus, SubscriptionStatus
from hotmart.client import Hotmart
from hotmart.errors import NotFoundError
from hotmart.request import Request
from hotmart.testing import SimulatedHotmart, simulated

from .conftest import RUN, Command, Outcome

DONE, MISUSED, UNCONFIRMED, NOT_FOUND, UNKNOWN, STOPPED = 0, 2, 3, 5, 9, 130
NOT_THERE = 404
TOML = """
[writes]
max_changes = 1
[connections.loja]
client_id = "env:LOJA_ID"
client_secret = "env:LOJA_SECRET"
api_url = "{api}"
auth_url = "{auth}"
[connections.outra]
client_id = "env:OUTRA_ID"
client_secret = "env:OUTRA_SECRET"
api_url = "{other_api}"
auth_url = "{other_auth}"
"""


@pytest.fixture(scope="module")
def shared() -> Iterator[SimulatedHotmart]:
    with simulated(sales=300, months=5, quota=1_000_000, reactivations_accepted=0) as account:
        yield account


@pytest.fixture(scope="module")
def another() -> Iterator[SimulatedHotmart]:
    with simulated(sales=10, months=2, quota=1_000_000, seed=9) as account:
        yield account


@pytest.fixture
def hotmart(
    shared: SimulatedHotmart, another: SimulatedHotmart, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[SimulatedHotmart]:
    """An account of two that a file in a folder of another place tells."""
    for name, told in (("LOJA", shared.environment), ("OUTRA", another.environment)):
        monkeypatch.setenv(f"{name}_ID", told["HOTMART_CLIENT_ID"])
        monkeypatch.setenv(f"{name}_SECRET", told["HOTMART_CLIENT_SECRET"])
    text = TOML.format(
        api=shared.environment["HOTMART_API_URL"],
        auth=shared.environment["HOTMART_AUTH_URL"],
        other_api=another.environment["HOTMART_API_URL"],
        other_auth=another.environment["HOTMART_AUTH_URL"],
    )
    (tmp_path / "my lojas").mkdir()
    (tmp_path / "my lojas" / "hotmart.toml").write_text(text)
    yield shared
    shared.calm()


WHERE = ["--connection", "loja", "--config", "my lojas/hotmart.toml"]


def refund(client: Hotmart) -> list[str]:
    found = client.sales.history(
        start_date=client.server_time.date().replace(year=client.server_time.year - 1)
        if client.server_time
        else None,
        transaction_status=[SaleStatus.APPROVED],
        commission_as="PRODUCER",
    )
    code = [one.purchase.transaction for one in found][-1]
    return ["action", "run", "sales.refund", "-p", f"transaction_code={code}"]


def a_refund(hotmart: SimulatedHotmart) -> list[str]:
    client = hotmart.client()
    next(iter(client.products.list()), None)  # which tells the time there
    return refund(client)


def several(hotmart: SimulatedHotmart) -> list[str]:
    found = hotmart.client().subscriptions.list(
        accession_date=hotmart.now.date().replace(year=2011), status=SubscriptionStatus.ACTIVE
    )
    codes = [one.subscriber_code for one in found if not one.trial][:2]
    return ["action", "run", "subscriptions.cancel", "-p", f"subscriber_code={','.join(codes)}"]


def pasted(run: Command, command: str, *more: str) -> Outcome:
    program, *words = shlex.split(command)
    assert program == "hotmart"
    return run(*words, *more)


def test_a_plan_is_agreed_to_by_the_command_that_is_told(run: Command, hotmart: SimulatedHotmart) -> None:
    ended = run(*a_refund(hotmart), *WHERE, "--json")
    assert ended.exit_code == UNCONFIRMED
    told = ended.json["error"]
    assert told["command"] == told["plan"]["approve"]
    assert told["hint"].endswith(f": {told['command']}")
    assert "--max-changes" not in told["command"]
    assert pasted(run, told["command"], "--yes").exit_code == DONE


def test_a_plan_of_many_is_agreed_to_by_the_command_that_is_told(
    run: Command, hotmart: SimulatedHotmart
) -> None:
    ended = run(*several(hotmart), *WHERE, "--max-changes", 5, "--json")
    command = ended.json["error"]["command"]
    assert "--max-changes 5" in command
    again = pasted(run, command, "--json")  # whoever is not at a keyboard is told the same
    assert (again.exit_code, again.json["error"]["command"]) == (UNCONFIRMED, command)
    assert pasted(run, command, "--yes").exit_code == DONE


def test_a_plan_of_another_account_names_the_connection_it_was_made_for(
    run: Command, hotmart: SimulatedHotmart, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = run(*a_refund(hotmart), *WHERE, "--json").json["error"]["plan"]["plan"]
    monkeypatch.setenv("HOTMART_CONFIG", str(tmp_path / "my lojas" / "hotmart.toml"))
    refused = run("approve", plan, "--yes", "--connection", "outra", "--json")
    assert refused.exit_code == MISUSED
    assert pasted(run, refused.json["error"]["command"], "--yes").exit_code == DONE


def test_a_dry_run_tells_no_command(run: Command, hotmart: SimulatedHotmart) -> None:
    args = a_refund(hotmart)
    for more in ([], ["--json"]):
        ended = run(*args, *WHERE, "--dry-run", *more)
        assert ended.exit_code == DONE
        assert "hotmart approve" not in ended.stdout + ended.stderr


def test_where_there_is_one_account_nothing_more_is_typed(
    run: Command, shared: SimulatedHotmart, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in shared.environment.items():
        monkeypatch.setenv(name, value)
    told = run(*a_refund(shared), "--json").json["error"]
    assert told["command"] == f"hotmart approve {told['plan']['plan']}"


def test_a_lost_answer_is_settled_by_the_command_that_is_told(
    run: Command, hotmart: SimulatedHotmart
) -> None:
    hotmart.fail("lost:1@refund")
    ended = run(*a_refund(hotmart), *WHERE, "--yes", "--json")
    hotmart.calm()
    assert ended.exit_code == UNKNOWN
    settled = pasted(run, ended.json["error"]["command"], "--json")
    assert (settled.exit_code, settled.json["data"][0]["done"]) == (DONE, True)


@pytest.mark.parametrize("lang", ["en", "pt"])
@pytest.mark.parametrize("as_json", [True, False], ids=["json", "text"])
def test_who_stops_while_it_is_sent_is_told_the_command(
    lang: str, *, as_json: bool, run: Command, hotmart: SimulatedHotmart, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> bytes:
        raise KeyboardInterrupt

    args = a_refund(hotmart)
    monkeypatch.setenv("HOTMART_LANG", lang)
    monkeypatch.setattr("hotmart.client.Hotmart.fetch", stopped)
    ended = run(*args, *WHERE, "--yes", *(["--json"] if as_json else []))
    assert ended.exit_code == STOPPED
    command = ended.json["error"]["command"] if as_json else ended.stderr.strip().rpartition(": ")[2]
    assert {"en": "may have been done", "pt": "pode ter sido feito"}[lang] in ended.stdout + ended.stderr
    monkeypatch.undo()
    assert "--connection loja" in command
    assert command.startswith("hotmart audit settle ")


@pytest.mark.parametrize(
    "args",
    [
        ["action", "run", "products.configure", "-p", "is_allowed_to_email_the_buyer=true"],
        ["request", "PUT", "/products/api/v9/{who}", "-P", "who=rita@example.org"],
    ],
    ids=["no read tells", "an unknown path"],
)
def test_what_no_read_tells_is_settled_by_whoever_looked(
    args: list[str], run: Command, hotmart: SimulatedHotmart, monkeypatch: pytest.MonkeyPatch
) -> None:
    if args[0] == "action":
        product = next(iter(hotmart.client().products.list(status="ACTIVE"))).id
        args = [*args, "-p", f"product_id={product}"]
    send = Hotmart.fetch

    def losing(self: Hotmart, request: Request) -> bytes:
        if not request.reads:
            hotmart.fail(f"lost:1@{request.path}")
        return send(self, request)

    monkeypatch.setattr(Hotmart, "fetch", losing)
    ended = run(*args, *WHERE, "--yes", "--json")
    hotmart.calm()
    assert ended.exit_code == UNKNOWN, ended
    assert "example.org" not in ended.stdout
    settled = pasted(run, ended.json["error"]["command"])
    assert settled.exit_code == UNKNOWN
    assert "panel" in settled.stdout
    noted = settled.stdout.partition(": hotmart audit settle ")[2].split()[0]
    assert run("audit", "settle", noted, "--done").exit_code == DONE
    shown = run("audit")
    assert "was done, as a person saw" in shown.stdout
    assert "Of some nobody knows" not in shown.stdout


def test_the_audit_names_the_connection_that_can_settle(
    run: Command, hotmart: SimulatedHotmart, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hotmart.fail("lost:1@refund")
    lost = run(*a_refund(hotmart), *WHERE, "--yes", "--json").json["error"]["command"].split()[3]
    hotmart.calm()
    monkeypatch.setenv("HOTMART_CONFIG", str(tmp_path / "my lojas" / "hotmart.toml"))
    assert "came out: hotmart audit settle --connection loja\n" in run("audit").stdout
    other = run("audit", "settle", "--connection", "outra")
    assert other.exit_code == DONE
    assert "of connection loja" in other.stdout
    assert "Nothing is unknown" not in other.stdout
    (told,) = run("audit", "settle", "--connection", "outra", "--json").json["meta"]["elsewhere"]
    assert told["command"] == f"hotmart audit settle {lost} --connection loja"
    refused = run("audit", "settle", lost, "--connection", "outra", "--json")
    assert refused.exit_code == MISUSED
    assert refused.json["error"]["command"] == told["command"]
    assert pasted(run, told["command"], "--json").json["data"][0]["done"] is True


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no such device")
def test_an_answer_that_cannot_be_written_is_told_as_done(
    run: Command, shared: SimulatedHotmart, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in shared.environment.items():
        monkeypatch.setenv(name, value)
    args = a_refund(shared)
    for more in ([], ["--json"]):
        with open("/dev/full", "w") as full:  # noqa: PTH123
            ended = subprocess.run(
                [sys.executable, "-c", RUN, *args, *more, "--yes"],
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                cwd=tmp_path,
                check=False,
            )
        assert ended.returncode != DONE
        assert "was asked for" in ended.stderr
        assert "Do not run it again" in ended.stderr
        assert "hotmart audit" in ended.stderr
        args = a_refund(shared)
    happened = [line["happening"] for line in run("audit", "--json").json["data"]]
    assert happened.count("done") == 2


def test_what_others_wrote_gives_the_terminal_no_orders(
    run: Command, shared: SimulatedHotmart, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in shared.environment.items():
        monkeypatch.setenv(name, value)
    told = {"name": "Aula\x1b[2J\x9b31m\nGives \u202eback", "value": 90, "currency": "BRL"}
    args = ["action", "run", "links.create", "--input", json.dumps(told)]
    ended = run(*args)
    assert r"name: Aula\u001b[2J\u009b31m\u000aGives \u202eback" in ended.stderr
    done = run(*args, "--yes")
    assert done.exit_code == DONE, done
    assert r"Payment link Aula\u001b[2J" in done.stdout
    everything = ended.stderr + done.stdout + done.stderr + run("audit").stdout
    assert [one for one in everything if not one.isprintable() and one != "\n"] == []


def test_a_refusal_of_a_raw_request_names_nobody(
    run: Command, hotmart: SimulatedHotmart, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(_: Hotmart, request: Request) -> bytes:
        raise NotFoundError(request, NOT_THERE)

    monkeypatch.setattr(Hotmart, "fetch", refused)
    args = ["request", "PUT", "/products/api/v9/{who}", "-P", "who=rita@example.org", *WHERE, "--yes"]
    for more in ([], ["--json"]):
        ended = run(*args, *more)
        assert ended.exit_code == NOT_FOUND, ended
        assert "PUT /products/api/v9/…: HTTP 404" in ended.stdout + ended.stderr
        assert "example.org" not in ended.stdout + ended.stderr
    assert "example.org" not in run("audit", "--json").stdout


def error_of(ended: Outcome) -> dict[str, Any]:
    found: dict[str, Any] = ended.json["error"]
    return found


def test_done_and_not_done_are_of_a_plan(run: Command) -> None:
    ended = run("audit", "settle", "--done", "--json")
    assert (ended.exit_code, error_of(ended)["message"]) == (
        MISUSED,
        "Name the plan that you looked at.",
    )
    ended = run("audit", "settle", "zzzzzzzz", "--not-done", "--json")
    assert (ended.exit_code, error_of(ended)["code"]) == (MISUSED, "plan_refused")
