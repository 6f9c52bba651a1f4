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


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the log of requests is kept."""
    monkeypatch.setenv("HOTMART_STATE_DIR", str(tmp_path / "state"))
    return tmp_path / "state"


TOLD = """
[privacy]
controller = "Ateliê Barro Ltda."
contact = "privacidade@example.org"
purpose = "entregar os cursos"
legal_basis = "execução de contrato"
shared_with = ["Hotmart"]
kept_for = "5 anos"
"""


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "pt"])
def test_all_that_is_held_of_a_person_is_handed_over_and_none_of_it_said(
    run: Command, held: Warehouse, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("HOTMART_LANG", language)
    email = someone(held)
    done = run("privacy", "export", "--email", email, "--out", "first")
    assert done.exit_code == 0
    assert "sales_participants" in done.stdout
    assert "controller, contact, purpose, legal_basis, shared_with, kept_for" in done.stderr.replace(
        "\n", " "
    )
    Path("hotmart.toml").write_text(TOLD, encoding="utf-8")
    told = run("privacy", "export", "--email", email, "--out", "person", "--json")
    assert (told.json["meta"]["not_told"], told.json["warnings"]) == ([], [])
    assert {row["name"] for row in told.json["data"]} == {"sales_history", "sales_participants"} | {
        "sales_participants_user_documents"
    }
    assert told.json["meta"]["rows"] == sum(row["rows"] for row in told.json["data"])
    page = Path(told.json["meta"]["statement"]).read_text(encoding="utf-8")
    assert "Declaração de dados pessoais" in page  # whatever is spoken here
    assert "entregar os cursos" in page
    assert email not in done.stdout + done.stderr + told.stdout + told.stderr
    english = run("privacy", "export", "--email", email, "--out", "english", "--language", "en")
    assert "Statement of personal data" in Path("english/declaracao.html").read_text(encoding="utf-8")
    assert english.exit_code == 0


@pytest.mark.slow
def test_nobody_and_a_folder_that_is_there_are_told(run: Command, held: Warehouse) -> None:
    nobody = run("privacy", "export", "--email", "nobody@example.org", "--out", "person", "--json")
    assert (nobody.exit_code, nobody.json["error"]["code"]) == (5, "not_found")
    assert "hotmart.duckdb" in nobody.json["error"]["message"]
    assert not Path("person").exists()
    Path("person").mkdir()
    there = run("privacy", "export", "--email", someone(held), "--out", "person")
    assert there.exit_code == 2
    assert not [*Path("person").iterdir()]


@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "pt"])
def test_what_stays_for_the_tax_authority_is_said_before_and_after(
    run: Command, held: Warehouse, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("HOTMART_LANG", language)
    ((email,),) = held.rows(
        "SELECT min(user_email) FROM sales_participants p JOIN sales_participants_user_documents d"
        " ON d.transaction = p.transaction AND d._parent_index = p._index JOIN sales_history s"
        " ON s.purchase_transaction = p.transaction AND s.purchase_status = 'COMPLETE'"
        " AND s.purchase_commission_as = 'PRODUCER' WHERE p.role = 'BUYER' AND p.user_email LIKE '%@%'"
    )
    forget = ("privacy", "forget", "--email", email)
    held.rows("UPDATE sales_history SET purchase_order_date = now()")  # so that the years are not over
    planned = run(*forget, "--keep-fiscal", "--plan", "--json").json
    assert planned["meta"]["sales_kept"] > 0
    (kept,) = planned["warnings"]
    assert planned["meta"]["kept_until"] in kept
    done = run(*forget, "--keep-fiscal", "--yes")
    assert {"en": "stay in _fiscal", "pt": "ficam em _fiscal"}[language] in done.stdout.replace("\n", " ")
    again = run(*forget, "--plan", "--json").json
    assert [row["table"] for row in again["data"]] == ["_fiscal"]
    gone = run(*forget, "--yes", "--json").json
    assert (gone["data"], gone["meta"]["sales_kept"], gone["warnings"]) == (again["data"], 0, [])
    assert held.rows("SELECT count(*) FROM _fiscal") == [(0,)]


@pytest.mark.parametrize("language", ["en", "pt"])
def test_requests_are_logged_from_the_asking_to_the_answer(
    run: Command, elsewhere: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("HOTMART_LANG", language)
    nothing = run("privacy", "requests", "list")
    assert (nothing.exit_code, nothing.stderr) == (0, "")
    run("privacy", "requests", "add", "--email", "rita@example.org", "--asked", "2026-01-02")
    run("privacy", "requests", "add", "--document", "111.222.333-00", "--kind", "erasure")
    listed = run("privacy", "requests", "list", "--json")
    assert (listed.exit_code, listed.json["ok"]) == (1, False)
    assert listed.json["error"]["code"] == "requests_overdue"
    assert [one["overdue"] for one in listed.json["data"]] == [True, False]
    told = run("privacy", "requests", "list")
    assert told.exit_code == 1
    assert told.stderr.strip().endswith("hotmart privacy requests answer 1")
    assert run("privacy", "requests", "confirm", "1").exit_code == 0
    done = run("privacy", "requests", "answer", "1", "--outcome", "nothing_held", "--json")
    assert (done.exit_code, done.json["data"]["outcome"]) == (0, "nothing_held")
    assert run("privacy", "requests", "list").exit_code == 0
    of_one = run("privacy", "requests", "list", "--all", "--email", "Rita@example.org", "--json").json
    assert [one["number"] for one in of_one["data"]] == [1]
    assert run("privacy", "requests", "answer", "1").exit_code == 1
    assert run("privacy", "requests", "answer", "9", "--json").json["error"]["code"] == "not_found"
    assert {path.stat().st_mode & 0o777 for path in elsewhere.iterdir()} == {0o600}
    assert b"rita" not in b"".join(path.read_bytes() for path in elsewhere.iterdir()).lower()
