"""Over all commands: no secret gets out by any way, and no buyer by another than the answer asked for."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple
from urllib.request import urlopen

import pytest
from click.testing import CliRunner

from hotmart.cli.group import hotmart
from hotmart.testing import SimulatedHotmart, simulated

from .test_bad_input import COMMANDS

BEGAN = date(2023, 1, 1)
EXPORTED = "person"
SALE, REPORT = "{sale}", "{report}"
# Every command as it is meant to be used, one after the other in one folder.
USES: tuple[tuple[str, ...], ...] = (
    ("demo", "--sales", "30", "--months", "1"),
    ("init", "--yes", "--streams", "sales_*,products,subscriptions"),
    ("connect",),
    ("connection ensure", "--json"),
    ("connection ensure", "another", "--json"),
    ("connection list", "--json"),
    ("connection get", "--json"),
    ("connection test", "--json"),
    ("connection remove", "another", "--yes"),
    ("login complete", "K7QW-3ZP9"),
    ("whoami", "--json"),
    ("doctor", "--json"),
    ("config check",),
    ("config schema",),
    ("config set", "sync.since", "2023-01-01"),
    ("config unset", "sync.since"),
    ("config show", "--json"),
    ("sync", "--json"),
    ("sync", "products"),
    ("verify", "--json"),
    ("verify", "--against", REPORT),
    ("verify", "--against", REPORT, "--json"),
    ("panel import", REPORT, "--json"),
    ("runs", "--json"),
    ("streams", "--json"),
    ("streams", "sales_history"),
    ("sql", "SELECT * FROM sales_history", "--json"),
    ("metrics show", "--json"),
    ("metrics show", "commissions", "--by", "product"),
    ("metrics list", "--json"),
    ("metrics views",),
    ("metrics export", "--to", "osi", "--out", "osi"),
    ("history", "sales_history", SALE, "--json"),
    ("spend import", "spend.csv", "--json"),
    ("replay", "--json"),
    ("rewrite",),
    ("source list",),
    ("source template", "recent_commissions"),
    ("source test", "nothing"),
    ("privacy show",),
    ("privacy export", "--transaction", SALE, "--out", EXPORTED, "--json"),
    ("privacy requests add", "--transaction", SALE),
    ("privacy requests confirm", "1"),
    ("privacy requests answer", "1", "--json"),
    ("privacy requests list", "--all"),
    ("privacy forget", "--email", "nobody@example.org", "--plan"),
    ("privacy forget", "--email", "nobody@example.org", "--yes"),
    ("openapi", "--out", "api.json"),
    ("skill print",),
    ("skill install", "--folder", "skills"),
    ("agent setup", "--client", "claude", "--yes"),
    ("completion bash",),
    ("completion zsh",),
    ("completion fish",),
    ("completion powershell",),
    ("completion install", "--shell", "bash"),
    ("action list", "--json"),
    ("action get", "sales.refund", "--json"),
    ("action run", "sales.history", "-p", "period=2023-01..2023-12", "--all", "--json"),
    ("action run", "sales.participants", "-p", "period=2023-01..2023-12"),
    ("action run", "transaction.everything", "-p", f"transaction={SALE}"),
    ("action run", "sales.refund", "-p", f"transaction_code={SALE}", "--dry-run"),
    ("action run", "sales.refund", "-p", f"transaction_code={SALE}", "--json"),
    ("action run", "sales.refund", "-p", f"transaction_code={SALE}", "--yes"),
    ("request", "GET", "/payments/api/v1/sales/users", "-q", "start_date=1672531200000"),
    ("request", "POST", "/payments/api/v9/new", "--body", '{"a": 1}'),
    ("approve", "zzzzzzzz"),
    ("audit", "--json"),
    ("audit settle", "--json"),
    ("simulate", "--fail", "nothing"),
    ("schedule add", "every hour", "--no-timer", "--yes", "--json"),
    ("schedule list", "--json"),
    ("schedule run", "sync", "--json"),
    ("schedule logs", "sync", "--json"),
    ("run-due", "--json"),
    ("schedule remove", "sync", "--yes", "--json"),
    ("schedule serve", "--config", "nowhere.toml"),
    ("console", "--connection", "nobody"),
    ("mcp serve",),
)
ANSWERS_WITH_PEOPLE = {"action run", "request", "sql", "history"}
"""Those whose answer is what was asked for, buyers and all."""


class Said(NamedTuple):
    """What a command said, and every program that it started."""

    use: tuple[str, ...]
    stdout: str
    stderr: str
    started: list[str]
    exit_code: int


class House(NamedTuple):
    """What every command said, and the folder with all that they keep."""

    said: list[Said]
    folder: Path
    secrets: set[str]
    people: set[str]


@pytest.fixture(scope="module")
def account() -> Iterator[SimulatedHotmart]:
    with simulated(sales=40, months=2, quota=1_000_000) as account:
        yield account


@pytest.fixture(scope="module")
def house(account: SimulatedHotmart, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    folder = tmp_path_factory.mktemp("house")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in account.environment.items():
            patch.setenv(name, value)
        for name in ("CACHE", "STATE", "CONFIG"):
            patch.setenv(f"HOTMART_{name}_DIR", str(folder / name.lower()))
        patch.setenv("HOME", str(folder / "home"))
        patch.chdir(folder)
        (folder / "home").mkdir()
        (folder / "spend.csv").write_text("date,ad,amount,currency\n2023-01-02,x,1.50,BRL\n")
        started: list[str] = []
        _overhear(patch, started)
        sale = _sale(account)
        people = _people(account)
        report = _report(account, tmp_path_factory.mktemp("panel"))
        words = [[word.replace(SALE, sale).replace(REPORT, report) for word in use] for use in USES]
        said = [_used(typed, use, started) for typed, use in zip(words, USES, strict=True)]
        yield House(said, folder, _secrets(account), people)


def _overhear(patch: pytest.MonkeyPatch, started: list[str]) -> None:
    """Have every program that is started told, with its arguments: anybody on the machine can list them."""
    start = subprocess.Popen.__init__

    def told(self: Any, args: Any, *others: Any, **more: Any) -> None:
        started.append(repr(args))
        start(self, args, *others, **more)

    patch.setattr(subprocess.Popen, "__init__", told)


def _used(words: list[str], use: tuple[str, ...], started: list[str]) -> Said:
    before = len(started)
    ended = CliRunner().invoke(hotmart, [*words[0].split(), *words[1:]], prog_name="hotmart")
    assert not isinstance(ended.exception, Exception), ended.exception
    return Said(use, ended.stdout, ended.stderr, started[before:], ended.exit_code)


def _report(account: SimulatedHotmart, folder: Path) -> str:
    """A report of the panel, which is of its buyers and lies elsewhere."""
    path = folder / "report.csv"
    with urlopen(f"{account.environment['HOTMART_API_URL']}/_simulator/panel.csv") as answer:  # noqa: S310
        path.write_bytes(answer.read())
    return str(path)


def _sale(account: SimulatedHotmart) -> str:
    found = account.client().sales.history(start_date=BEGAN, commission_as="PRODUCER")
    return next(one.purchase.transaction for one in found if one.purchase.status == "APPROVED")


def _people(account: SimulatedHotmart) -> set[str]:
    """The address of every buyer, and the name of whoever has a surname."""
    buyers = [one.buyer for one in account.client().sales.history(start_date=BEGAN) if one.buyer]
    return {one.email for one in buyers if one.email} | {
        one.name for one in buyers if one.name and " " in one.name
    }


def _secrets(account: SimulatedHotmart) -> set[str]:
    known = account.simulator.credentials
    return {known.client_secret, known.basic, *account.simulator._server.gate._expiry}


def kept(house: House) -> Iterator[Path]:
    """Every file that is left, but the copy of the account, which is made of what its buyers did, and what
    was written for one of them to have."""
    files = (path for path in house.folder.rglob("*") if path.is_file() and path.suffix != ".duckdb")
    return (path for path in files if house.folder / EXPORTED not in path.parents)


def test_every_command_is_used() -> None:
    assert {" ".join(words) for words in COMMANDS} | {"audit"} == {use[0] for use in USES}


@pytest.mark.slow
@pytest.mark.parametrize("number", range(len(USES)), ids=[" ".join(use) for use in USES])
def test_no_command_says_a_secret_or_hands_one_on(number: int, house: House) -> None:
    said = house.said[number]
    told = "\n".join((said.stdout, said.stderr, *said.started))
    assert [secret for secret in house.secrets if secret in told] == []


@pytest.mark.slow
@pytest.mark.parametrize("number", range(len(USES)), ids=[" ".join(use) for use in USES])
def test_no_command_speaks_of_a_buyer_unless_asked_for_what_they_bought(number: int, house: House) -> None:
    said = house.said[number]
    told = "\n".join((said.stderr, *said.started))
    if said.use[0] not in ANSWERS_WITH_PEOPLE:
        told += said.stdout
    assert [person for person in house.people if person in told] == []


@pytest.mark.slow
def test_what_is_kept_holds_no_buyer_and_no_secret_but_the_token_for_its_user_alone(house: House) -> None:
    words = [word.encode() for word in house.secrets | house.people]
    found = [path for path in kept(house) if any(word in path.read_bytes() for word in words)]
    assert {path.parent for path in found} == {house.folder / "cache" / "tokens"}
    assert {path.stat().st_mode & 0o777 for path in found} == {0o600}


@pytest.mark.slow
def test_what_is_written_for_a_person_is_there_for_its_user_alone(house: House) -> None:
    files = [path for path in (house.folder / EXPORTED).rglob("*") if path.is_file()]
    assert any(person.encode() in path.read_bytes() for path in files for person in house.people)
    assert {path.stat().st_mode & 0o777 for path in files} == {0o600}


@pytest.mark.slow
def test_what_is_looked_for_was_there_to_be_found(house: House) -> None:
    told = "".join(one.stdout for one in house.said if one.use[0] in ANSWERS_WITH_PEOPLE)
    assert any(person in told for person in house.people)
    ended = {" ".join(one.use[:2]): one.exit_code for one in house.said}
    assert {use: code for use, code in ended.items() if code not in (0, 3)} == {
        "connect": 4,
        "connection ensure another": 4,
        "login complete K7QW-3ZP9": 4,
        "source test nothing": 1,
        "approve zzzzzzzz": 2,
        "simulate --fail": 2,
        "console --connection": 2,
        "schedule serve --config": 1,
    }
