from __future__ import annotations

import asyncio
from pathlib import Path
from types import SimpleNamespace

import pytest

from hotmart.client import AsyncHotmart
from hotmart.simulator import Simulator
from hotmart.sync.run import sync
from hotmart.warehouse.store import Warehouse

from .conftest import Command


@pytest.fixture
def held(run: Command, account: Simulator) -> Warehouse:
    """The sales and the participants of the account."""
    warehouse = Warehouse(Path("hotmart.duckdb"))

    async def go() -> None:
        async with AsyncHotmart() as client:
            await sync(client, warehouse, ["sales_history", "sales_participants"])

    asyncio.run(go())
    return warehouse


def someone(held: Warehouse) -> str:
    ((email,),) = held.rows("SELECT min(buyer_email) FROM sales_history")
    return str(email)


@pytest.mark.slow
def test_a_person_is_looked_for_and_then_forgotten(run: Command, held: Warehouse) -> None:
    email = someone(held)
    looked = run("privacy", "forget", "--email", email, "--plan", "--json")
    assert looked.exit_code == 0
    assert not looked.json["meta"]["done"]
    assert {row["table"] for row in looked.json["data"]} >= {"sales_history", "sales_participants"}
    assert someone(held) == email
    done = run("privacy", "forget", "--email", email, "--yes", "--json")
    assert done.json["meta"]["done"]
    assert done.json["data"] == looked.json["data"]
    assert someone(held) != email
    assert email not in looked.stdout + looked.stderr + done.stdout + done.stderr


@pytest.mark.slow
def test_people_are_told_what_was_done(run: Command, held: Warehouse) -> None:
    outcome = run("privacy", "forget", "--email", someone(held), "--yes")
    assert outcome.exit_code == 0
    assert "sales_participants" in outcome.stdout
    assert "Later syncs keep this person out." in outcome.stdout
    again = run("privacy", "forget", "--email", "nobody@example.org", "--plan")
    assert "No table knows this person." in again.stdout


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "pt"])
def test_two_people_are_not_forgotten_as_if_they_were_one(
    run: Command, held: Warehouse, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("HOTMART_LANG", language)
    emails = "SELECT DISTINCT buyer_email FROM sales_history WHERE buyer_email SIMILAR TO '[^*]+@.+'"
    one, *_, other = [email for (email,) in held.rows(emails)]
    for flag in ("--plan", "--yes"):
        refused = run("privacy", "forget", "--email", one, "--email", other, flag)
        assert refused.exit_code == 2
        assert {"en": "one after the other", "pt": "uma pessoa de cada vez"}[language] in refused.stderr
    assert held.rows("FROM sales_history WHERE buyer_email IN (?, ?)", [one, other])


@pytest.mark.slow
def test_nothing_is_forgotten_without_a_yes(run: Command, held: Warehouse) -> None:
    email = someone(held)
    refused = run("privacy", "forget", "--email", email)
    assert refused.exit_code == 2
    assert "--plan" in refused.stderr
    assert someone(held) == email


@pytest.mark.slow
def test_at_a_terminal_only_a_yes_lets_anything_be_forgotten(
    run: Command, held: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = SimpleNamespace(stdin=SimpleNamespace(isatty=lambda: True))
    monkeypatch.setattr("hotmart.cli.forgetting.sys", terminal)
    email = someone(held)
    for answer in ("n\n", "\n", ""):
        kept = run("privacy", "forget", "--email", email, stdin=answer)
        assert kept.exit_code == 130
        assert "sales_participants" in kept.stdout
        assert someone(held) == email
    monkeypatch.setenv("HOTMART_LANG", "pt")
    gone = run("privacy", "forget", "--email", email, stdin="s\n")
    assert gone.exit_code == 0
    assert "Os próximos syncs não a trazem de volta." in gone.stdout
    assert someone(held) != email


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "pt"])
def test_of_somebody_nobody_knows_one_thing_is_said(
    run: Command, held: Warehouse, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("HOTMART_LANG", language)
    unknown, kept_out = {
        "en": ("No table knows this person.", "Later syncs keep this person out."),
        "pt": ("Nenhuma tabela conhece esta pessoa.", "Os próximos syncs não a trazem."),
    }[language]
    nobody = ("privacy", "forget", "--document", "00.ABC.000/0001-00")
    for flag, said in (("--plan", unknown), ("--yes", f"{unknown} {kept_out}")):
        told = run(*nobody, flag)
        assert (told.exit_code, told.stdout, told.stderr) == (0, f"{said}\n", "")
        as_json = run(*nobody, flag, "--json")
        assert (as_json.exit_code, as_json.json["data"], as_json.json["warnings"]) == (0, [], [said])


@pytest.mark.parametrize("language", ["en", "pt"])
@pytest.mark.parametrize(
    ("option", "text", "looks"),
    [
        ("--document", "123", "000.000.000-00"),
        ("--document", "rita@example.org", "00.ABC.000/0001-00"),
        ("--document", "Rita Fontes", "00.ABC.000/0001-00"),
        ("--email", "Rita", "rita@example.org"),
        ("--ucode", "rita@example.org", "00000000-0000-4000-8000-000000000000"),
    ],
)
def test_what_names_nobody_is_refused_before_anything_is_opened_and_it_is_said_what_does(
    run: Command, monkeypatch: pytest.MonkeyPatch, language: str, option: str, text: str, looks: str
) -> None:
    monkeypatch.setenv("HOTMART_LANG", language)
    Path("hotmart.toml").write_text("this is no TOML")  # nothing is opened, so nobody minds
    for flag in ("--plan", "--yes"):
        refused = run("privacy", "forget", option, text, flag)
        assert refused.exit_code == 2
        assert looks in refused.stderr
        assert ("A CPF has" in refused.stderr) == (option == "--document" and language == "en")
    assert [path.name for path in Path().iterdir()] == ["hotmart.toml"]


def test_nobody_named_is_a_misuse(run: Command) -> None:
    assert run("privacy", "forget", "--yes").exit_code == 2
    assert run("privacy", "forget", "--email", "Rita", "--yes").exit_code in (1, 2)


def test_the_personal_columns_are_shown_with_what_becomes_of_them(run: Command) -> None:
    Path("hotmart.toml").write_text('[privacy]\npersonal = "hash"\ncolumns = {"*.buyer_name" = "mask"}\n')
    told = {(row["table"], row["column"]): row for row in run("privacy", "show", "--json").json["data"]}
    assert told["sales_history", "buyer_email"]["policy"] == "hash"
    assert told["sales_history", "buyer_name"]["policy"] == "mask"
    assert told["sales_participants", "user_email"]["name"] == "sales_participants.users_user_email"
    assert told["sales_participants_user_documents", "value"]["policy"] == "hash"
    for tracked in ("source", "source_sck", "external_code"):
        assert told["sales_history", f"purchase_tracking_{tracked}"]["policy"] == "hash"
    assert ("sales_history", "purchase_status") not in told
    assert "buyer_email" in run("privacy", "show").stdout
