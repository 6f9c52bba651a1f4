"""A plan at the terminal: shown in words, agreed to or not, carried out, told, and found in the audit."""

from __future__ import annotations

import os
import pty
import re
import select
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from hotmart.actions.guard.who import who
from hotmart.api.choices import SaleStatus
from hotmart.testing import SimulatedHotmart, simulated

from .conftest import RUN, Command, Outcome

DONE, MISUSED, UNCONFIRMED, INCOMPLETE, UNKNOWN, STOPPED = 0, 2, 3, 8, 9, 130
guarding = import_module("hotmart.cli.guarding")
_numbers = count(1)


@pytest.fixture(scope="module")
def shared() -> Iterator[SimulatedHotmart]:
    with simulated(sales=300, months=5, quota=1_000_000, reactivations_accepted=0) as account:
        yield account


@pytest.fixture
def hotmart(shared: SimulatedHotmart, monkeypatch: pytest.MonkeyPatch) -> Iterator[SimulatedHotmart]:
    for name, value in shared.environment.items():
        monkeypatch.setenv(name, value)
    yield shared
    shared.calm()


@pytest.fixture
def keyboard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody who answers: what stands on stdin is typed."""
    monkeypatch.setattr(guarding, "at_a_keyboard", lambda: True)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells it in the environment alone")
def test_nobody_is_another_in_the_audit_by_a_word_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "somebody-else")
    assert "somebody-else" not in who("cli")


def refundable(hotmart: SimulatedHotmart) -> str:
    found = hotmart.client().sales.history(
        start_date=hotmart.now.date().replace(year=hotmart.now.year - 1),
        transaction_status=[SaleStatus.APPROVED],
        commission_as="PRODUCER",
    )
    return [one.purchase.transaction for one in found][-1]


def refund(hotmart: SimulatedHotmart) -> list[str]:
    return ["action", "run", "sales.refund", "-p", f"transaction_code={refundable(hotmart)}"]


def a_link() -> list[str]:
    told = {"name": f"Aula {next(_numbers)}", "value": "90,50", "currency": "BRL"}
    return [
        "action",
        "run",
        "links.create",
        *(part for pair in told.items() for part in ("-p", "=".join(pair))),
    ]


def writes(hotmart: SimulatedHotmart) -> int:
    return sum(one.method != "GET" and "oauth" not in one.path for one in hotmart.requests)


def happenings(run: Command) -> list[str]:
    return [line["happening"] for line in run("audit", "--json").json["data"]]


def planned(run: Command, *args: str) -> dict[str, Any]:
    """The plan of a write, as it waits for a yes."""
    ended = run(*args, "--json")
    assert ended.exit_code == UNCONFIRMED, ended
    found: dict[str, Any] = ended.json["error"]["plan"]
    return found


def test_the_text_and_the_json_tell_what_is_sent(run: Command, hotmart: SimulatedHotmart) -> None:
    product = next(iter(hotmart.client().products.list(status="ACTIVE")))
    told = {
        "product_id": str(product.id),
        "coupon_code": "DEZ",
        "discount": "0,1",
        "start_date": "2030-01-01",
        "end_date": "2030-01-31",
    }
    args = ["action", "run", "coupons.create"]
    args += [part for name, value in told.items() for part in ("-p", f"{name}={value}")]
    shown = run(*args, "--dry-run").stdout
    for line in (
        f"product: {product.id} ({product.name})",
        "code: DEZ",
        "discount: 10%",
        "valid from: 2030-01-01 00:00 America/Sao_Paulo",
        "valid until: 2030-01-31 23:59 America/Sao_Paulo",
        "offers: all of the product",
    ):
        assert f"  {line}\n" in shown
    plan = planned(run, *args)
    values = {one["name"]: (one["label"], one["value"]) for one in plan["values"]}
    assert values["discount"] == ("discount", "10%")
    assert (plan["arguments"]["discount"], plan["arguments"]["coupon_code"]) == (0.1, "DEZ")


def test_days_of_a_coupon_are_those_of_the_account(
    run: Command, hotmart: SimulatedHotmart, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOTMART_TIME_ZONE", "America/Bogota")
    product = next(iter(hotmart.client().products.list(status="ACTIVE")))
    args = ["action", "run", "coupons.create", "-p", f"product_id={product.id}", "-p", "coupon_code=B1"]
    args += ["-p", "discount=10", "-p", "start_date=2030-01-01"]
    assert "valid from: 2030-01-01 00:00 America/Bogota" in run(*args, "--dry-run").stdout
    assert run(*args, "--yes").exit_code == DONE
    (made,) = hotmart.client().coupons.list(product.id or 0, code="B1")
    assert made.start_date == datetime(2030, 1, 1, 5, tzinfo=UTC)


def test_a_plan_that_is_not_kept_names_no_command_to_agree_to_it(
    run: Command, hotmart: SimulatedHotmart
) -> None:
    ended = run(*refund(hotmart), "--dry-run", "--json")
    (plan,) = ended.json["data"]
    assert (plan["plan"], plan["approve"], plan["expires_at"]) == (None, None, None)
    assert "hotmart approve" not in ended.stdout
    assert plan["values"]


@pytest.mark.usefixtures("keyboard")
@pytest.mark.parametrize(("typed", "lang"), [("no", "en"), ("não", "pt"), ("N", "en"), ("", "pt")])
def test_a_no_is_a_no(
    typed: str, lang: str, run: Command, hotmart: SimulatedHotmart, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOTMART_LANG", lang)
    before = writes(hotmart)
    ended = run(*refund(hotmart), stdin=f"{typed}\n")
    assert ended.exit_code == UNCONFIRMED
    said = {"en": "You said no; nothing was sent.", "pt": "Você disse não; nada foi enviado."}
    assert ended.stdout == f"{said[lang]}\n"
    assert "approve" not in ended.stderr
    assert happenings(run) == ["planned", "declined"]
    plan = run("audit", "--json").json["data"][0]["plan"]
    refused = run("approve", plan, "--yes", "--json")
    assert (refused.exit_code, refused.json["error"]["code"]) == (MISUSED, "plan_refused")
    assert writes(hotmart) == before


@pytest.mark.usefixtures("keyboard")
def test_the_end_of_input_is_a_no(run: Command, hotmart: SimulatedHotmart) -> None:
    ended = run(*refund(hotmart), stdin="")
    assert (ended.exit_code, ended.stdout) == (UNCONFIRMED, "You said no; nothing was sent.\n")
    assert happenings(run) == ["planned", "declined"]


@pytest.mark.usefixtures("keyboard")
def test_ctrl_c_at_the_question_withdraws_the_plan(
    run: Command, hotmart: SimulatedHotmart, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted() -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr(guarding, "typed_line", interrupted)
    before = writes(hotmart)
    ended = run(*refund(hotmart))
    assert ended.exit_code == STOPPED
    assert "Nothing was sent, and the plan is withdrawn." in ended.stderr
    assert happenings(run) == ["planned", "declined"]
    assert writes(hotmart) == before


@pytest.mark.usefixtures("keyboard")
def test_a_slip_of_the_fingers_is_asked_again_and_the_word_is_a_yes(
    run: Command, hotmart: SimulatedHotmart
) -> None:
    args = refund(hotmart)
    code = args[-1].partition("=")[2]
    ended = run(*args, stdin=f"{code[:-1]}\n{code}\n")
    assert ended.exit_code == DONE, ended
    assert "That is not it." in ended.stderr
    assert f"The refund of sale {code} was asked for." in ended.stdout
    assert "PROTESTED" in ended.stdout
    assert happenings(run) == ["planned", "sending", "done"]


@pytest.mark.usefixtures("keyboard")
def test_what_is_never_the_word_is_a_no_in_the_end(run: Command, hotmart: SimulatedHotmart) -> None:
    ended = run(*refund(hotmart), stdin="yes\nyes\nyes\n")
    assert (ended.exit_code, happenings(run)) == (UNCONFIRMED, ["planned", "declined"])


@pytest.mark.usefixtures("keyboard")
def test_a_no_to_approve_withdraws_the_plan_of_whoever_made_it(
    run: Command, hotmart: SimulatedHotmart
) -> None:
    plan = planned(run, *refund(hotmart))
    ended = run("approve", plan["plan"], stdin="no\n")
    assert (ended.exit_code, ended.stdout) == (UNCONFIRMED, "You said no; nothing was sent.\n")
    assert "said no" in run("approve", plan["plan"], "--yes").stderr


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there is no such terminal")
def test_ctrl_c_in_a_real_terminal(run: Command, hotmart: SimulatedHotmart, tmp_path: Path) -> None:
    """As somebody types it there."""
    mine, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", RUN, *refund(hotmart)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=tmp_path,
    ) as process:
        os.close(theirs)
        until(mine, b"or no: ")
        process.send_signal(signal.SIGINT)
        until(mine, b"withdrawn")
        assert process.wait(20) == STOPPED
    assert happenings(run) == ["planned", "declined"]


def until(terminal: int, said: bytes) -> None:
    screen, end = b"", time.monotonic() + 30
    while said not in screen and time.monotonic() < end:
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                screen += os.read(terminal, 4096)
            except OSError:  # what Linux says of a terminal that nobody has open any more
                break
    assert said in screen


@pytest.mark.parametrize("lang", ["en", "pt"])
def test_a_second_refund_is_refused_before_it_is_planned_and_a_command_shows_why(
    lang: str, run: Command, hotmart: SimulatedHotmart, monkeypatch: pytest.MonkeyPatch
) -> None:
    args = refund(hotmart)
    assert run(*args, "--yes").exit_code == DONE
    monkeypatch.setenv("HOTMART_LANG", lang)
    before = writes(hotmart)
    again = run(*args, "--yes", "--json")
    assert again.exit_code == MISUSED
    assert again.json["error"]["code"] == "would_be_refused"
    assert "PROTESTED" in again.json["error"]["message"]
    shown = run(*shlex.split(again.json["error"]["command"])[1:], "--json")
    assert shown.json["data"]["output"][0]["purchase"]["status"] == "PROTESTED"
    assert writes(hotmart) == before


def test_a_refusal_of_hotmarts_names_a_command_and_no_call_in_python(
    run: Command, hotmart: SimulatedHotmart, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two who refund one sale at the same time: neither saw the other's."""
    approving = import_module("hotmart.actions.guard.approving")
    args = refund(hotmart)
    plan = planned(run, *args)
    monkeypatch.setattr(approving, "_look_again", unseen)
    assert run(*args, "--yes").exit_code == DONE
    refused = run("approve", plan["plan"], "--yes", "--json")
    told = refused.json["error"]
    assert told["upstream"]["error"] == "refund_request_already_exists"
    assert "(" not in told["hint"]
    assert run(*shlex.split(told["command"])[1:]).exit_code == DONE


def unseen(*_: object) -> dict[str, object]:
    return {}


def test_who_stops_while_it_is_sent_is_told_that_it_may_be_done(
    run: Command, hotmart: SimulatedHotmart, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*_: object) -> bytes:
        raise KeyboardInterrupt

    monkeypatch.setattr("hotmart.client.Hotmart.fetch", stopped)
    ended = run(*refund(hotmart), "--yes", "--json")
    assert ended.exit_code == STOPPED
    assert "may have been done" in ended.json["error"]["message"]
    assert ended.json["error"]["command"].startswith("hotmart audit settle ")
    assert happenings(run) == ["planned", "sending"]


def test_a_lost_answer_names_the_command_that_finds_out(run: Command, hotmart: SimulatedHotmart) -> None:
    hotmart.fail("lost:1@refund")
    ended = run(*refund(hotmart), "--yes", "--json")
    hotmart.calm()
    assert ended.exit_code == UNKNOWN
    command = ended.json["error"]["command"]
    assert re.fullmatch("hotmart audit settle [a-z0-9]{8}", command)
    assert run(*shlex.split(command)[1:]).exit_code == DONE


def test_the_same_is_not_sent_again_before_it_is_known_whether_it_was_done(
    run: Command, hotmart: SimulatedHotmart
) -> None:
    link, waiting = a_link(), a_link()
    early = planned(run, *link)
    hotmart.fail("lost:1@payments/api/v1/link")
    assert run(*link, "--yes", "--json").exit_code == UNKNOWN
    hotmart.calm()
    sent = writes(hotmart)
    for again in ([*link, "--yes"], link, ["approve", early["plan"], "--yes"]):
        ended = run(*again, "--json")
        assert ended.exit_code == MISUSED, ended
        assert "nobody knows yet whether it was done" in ended.json["error"]["message"]
        assert ended.json["error"]["command"].startswith("hotmart audit settle ")
    assert writes(hotmart) == sent
    assert run(*waiting, "--yes").exit_code == DONE
    assert run(*shlex.split(ended.json["error"]["command"])[1:]).exit_code == DONE
    assert run(*link, "--yes").exit_code == DONE


def test_of_several_those_that_were_left_are_told(run: Command, hotmart: SimulatedHotmart) -> None:
    client = hotmart.client()
    every = [*client.subscriptions.list(accession_date=hotmart.now.date().replace(year=2011))]
    active = [one.subscriber_code for one in every if one.status == "ACTIVE" and not one.trial][:2]
    over = next(one.subscriber_code for one in every if str(one.status).startswith("CANCELLED"))
    args = ["action", "run", "subscriptions.cancel", "-p", f"subscriber_code={active[0]},{over}"]
    plan = planned(run, *args)
    assert plan["records"] == 1
    assert any(over in one for one in plan["warnings"])
    ended = run(*args, "--yes", "--json")
    assert ended.exit_code == INCOMPLETE
    assert ended.json["error"]["left"] == {over: "SUBSCRIPTION_ALREADY_CANCELED_OR_OVERDUE"}
    assert "1 subscription cancelled" in ended.json["data"]["happened"]
    whole = run(*args[:-1], f"subscriber_code={active[1]}", "--yes")
    assert whole.exit_code == DONE
    assert f"Subscription {active[1]} was cancelled." in whole.stdout
    assert "left as it was" in run("audit").stdout


def columns(ended: Outcome) -> list[str]:
    return [line for line in ended.stdout.splitlines() if line and not line.startswith("    ")]


def test_the_audit_stands_in_columns_in_the_accounts_time_with_what_was_sent(
    run: Command, hotmart: SimulatedHotmart, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("audit").stdout == "Nothing was planned yet.\n"
    assert run(*a_link(), "--yes").exit_code == DONE
    assert run(*refund(hotmart), "--yes").exit_code == DONE
    monkeypatch.setenv("HOTMART_TIME_ZONE", "Asia/Tokyo")
    ended, data = run("audit"), run("audit", "--json").json["data"]
    heading, *lines = columns(ended)
    assert heading.startswith("when (Asia/Tokyo)")
    for title, values in (
        ("plan", [line["plan"] for line in data]),
        ("action", [line["action"] for line in data]),
        ("who", [line["who"] for line in data]),
    ):
        at = heading.index(f"  {title}") + 2
        assert [line[at:].split("  ")[0] for line in lines] == values
    assert data[0]["at"].endswith("Z")
    hour = (int(data[0]["at"][11:13]) + 9) % 24
    assert lines[0][11:13] == f"{hour:02}"
    assert "    name: Aula " in ended.stdout
    assert "price: BRL 90.50" in ended.stdout
    assert ended.stdout.count("sale: HP") == 1
    assert data[0]["told"]["values"][0]["label"] == "name"


@pytest.mark.parametrize(("lang", "line"), [("en", "lost writes"), ("pt", "alterações perdidas")])
def test_the_help_of_the_audit_is_whole(lang: str, line: str) -> None:
    told = subprocess.run(
        [sys.executable, "-c", RUN, "audit", "--help"],
        env=os.environ | {"HOTMART_LANG": lang, "COLUMNS": "80", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=True,
    ).stdout
    (settle,) = [it for it in told.splitlines() if it.startswith("  settle")]
    assert line in settle
    assert not settle.endswith("...")
    usage = subprocess.run(
        [sys.executable, "-c", RUN, "audit", "settle", "--help"], capture_output=True, text=True, check=True
    ).stdout
    assert "[PLAN]" in usage.splitlines()[0]
