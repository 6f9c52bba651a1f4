"""`hotmart panel import` and `hotmart verify --against`: what they say, and how they end."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import jsonschema_rs
import pytest

from hotmart.accounts.report_schema import schema
from hotmart.simulator import Served, Settings, Simulator

from .conftest import Command, Outcome, connect

pytestmark = pytest.mark.slow

HELD = jsonschema_rs.validator_for(schema())
CONNECTION = """
[connections.shop]
client_id = "env:HOTMART_CLIENT_ID"
client_secret = "env:HOTMART_CLIENT_SECRET"
"""


@pytest.fixture
def served(run: Command, monkeypatch: pytest.MonkeyPatch) -> Iterator[Served]:
    """An account that was synced, and a report of its panel beside the copy."""
    with Simulator(Settings(sales=80, months=4, quota=1_000_000)).serve() as served:
        connect(served, monkeypatch)
        assert run("sync", "sales_history", "sales_commissions").exit_code == 0
        exported(served, "report.csv")
        yield served


def exported(served: Served, name: str, query: str = "") -> Path:
    path = Path(name)
    with urlopen(f"{served.api_url}/_simulator/panel{path.suffix}?{query}") as answer:  # noqa: S310  # loopback
        path.write_bytes(answer.read())
    return path


def held(outcome: Outcome) -> dict[str, object]:
    """The document, once it is what the schema says."""
    document: dict[str, object] = outcome.json
    HELD.validate(document)
    return document


def spoil(path: Path) -> str:
    """Let one sale of a report cost another amount; which it is."""
    lines = path.read_bytes().decode("utf-8-sig").split("\r\n")
    cells = lines[9].split(";")
    cells[11] = "1.234.567,89"
    lines[9] = ";".join(cells)
    path.write_bytes("\r\n".join(lines).encode("utf-8-sig"))
    return cells[0]


def test_an_import_says_what_became_of_each_file(run: Command, served: Served) -> None:
    exported(served, "english.xlsx", "language=en")
    document = run("panel", "import", "report.csv", "english.xlsx", "--json").json
    first, second = document["data"]
    assert (first["file"], first["language"], first["numbers"]) == ("report.csv", "pt", "comma")
    assert first["new"] == first["sales"] == served.simulator.truth()["sales"]["total"]
    assert (second["language"], second["numbers"], second["new"]) == ("en", None, 0)
    assert second["time_zone"] == "America/Sao_Paulo"
    kept = run("sql", "SELECT count(*) AS sales FROM panel_sales", "--json").json["data"]
    assert kept == [{"sales": first["sales"]}]


def test_people_are_told_what_was_kept_and_what_to_do_next(run: Command, served: Served) -> None:
    told = run("panel", "import", "report.csv").stdout
    assert "kept in panel_sales" in told and "hotmart verify --against" in told


def test_a_wrong_file_is_one_sentence_and_nothing_of_any_is_kept(run: Command, served: Served) -> None:
    report = Path("report.csv").read_bytes()
    total = b";" * 11 + b"9,99" + b";" * (report.partition(b"\n")[0].count(b";") - 11)
    Path("wrong.csv").write_bytes(report + total + b"\r\n")
    outcome = run("panel", "import", "report.csv", "wrong.csv", "--json")
    error = outcome.json["error"]
    lines = report.count(b"\r\n")
    assert (outcome.exit_code, error["code"], error["line"]) == (2, "panel_report", lines + 1)
    assert error["message"].startswith(f"wrong.csv, line {lines + 1}")
    assert "does not exist" in run("sql", "FROM panel_sales").stderr


def test_a_report_that_matches_is_proved_by_it(run: Command, served: Served) -> None:
    outcome = run("verify", "--against", "report.csv", "--json")
    document = held(outcome)
    meta = document["meta"]
    assert isinstance(meta, dict)
    assert (outcome.exit_code, document["ok"], meta["verdict"]) == (0, True, "matches")
    assert meta["compared"] == meta["sales"] == served.simulator.truth()["sales"]["total"]
    told = run("verify", "--against", "report.csv")
    assert told.exit_code == 0 and "✓ The report matches" in told.stdout


def test_a_difference_that_nothing_explains_ends_with_10_and_names_the_sale(
    run: Command, served: Served
) -> None:
    code = spoil(Path("report.csv"))
    outcome = run("verify", "--against", "report.csv", "--json")
    document = held(outcome)
    assert (outcome.exit_code, outcome.json["error"]["code"]) == (10, "differs")
    (row,) = [row for row in outcome.json["data"] if row["because"] is None]
    assert (row["transaction"], row["kind"], row["line"]) == (code, "value", 10)
    assert row["report"].startswith("1234567.89") and document["ok"] is False
    assert code in outcome.json["error"]["findings"][0]
    told = run("verify", "--against", "report.csv")
    assert told.exit_code == 10
    assert code in told.stdout and "≠ 1 difference between report.csv and the warehouse is not" in told.stdout


def test_it_speaks_portuguese(run: Command, served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOTMART_LANG", "pt")
    assert "✓ O relatório confere" in run("verify", "--against", "report.csv").stdout
    spoil(Path("report.csv"))
    told = run("verify", "--against", "report.csv").stdout
    assert "≠ 1 diferença entre report.csv e o armazém não tem explicação" in told


def test_it_asks_nothing_of_hotmart(run: Command, served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("API_URL", "AUTH_URL"):
        monkeypatch.setenv(f"HOTMART_{name}", "http://127.0.0.1:9")
    assert run("verify", "--against", "report.csv").exit_code == 0


def test_where_connections_have_names_each_row_says_whose_it_is(run: Command, served: Served) -> None:
    Path("hotmart.toml").write_text(CONNECTION)
    run("sync", "sales_history", "sales_commissions")
    spoil(Path("report.csv"))
    outcome = run("verify", "--against", "report.csv", "--json")
    document = held(outcome)
    assert outcome.exit_code == 10
    assert {row["connection"] for row in outcome.json["data"]} == {"shop"}
    assert json.dumps(document["meta"]).startswith('{"connections": {"shop"')


def test_a_long_list_is_cut_and_said_to_be(run: Command, served: Served) -> None:
    exported(served, "report.csv", "numbers=point")
    text = Path("report.csv").read_text(encoding="utf-8-sig").replace(";BRL;BRL;", ";USD;BRL;")
    Path("report.csv").write_text(text, encoding="utf-8-sig")
    told = run("verify", "--against", "report.csv").stdout
    assert "more; --json has all of them" in told
