from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from hotmart.cli.demo import FILE, FOLDER, MARK, NotADemoError, made_ready, next_commands

from .conftest import Command

SMALL = ("--sales", 150, "--months", 5)


@pytest.mark.slow
def test_the_demo_proves_and_shows_a_business_and_its_commands_work(run: Command) -> None:
    outcome = run("demo", *SMALL)
    assert outcome.exit_code == 0
    assert "✓ Proved as of" in outcome.stdout
    assert "sales of before had changed" in outcome.stdout
    for word in ("BRL", "top products", "refunds", "chargebacks", "2023-06", "UTC"):
        assert word in outcome.stdout
    for command in next_commands(Path(FOLDER) / FILE):
        assert command in outcome.stdout
        done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=True)
        assert done.stdout


@pytest.mark.slow
def test_the_demo_can_be_run_again_in_portuguese_or_for_a_program(
    run: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOTMART_LANG", "pt")
    told = run("demo", *SMALL, "--keep", "here").stdout
    for words in ("✓ Provado em", "principais produtos", "reembolsos", "Experimente agora"):
        assert words in told
    outcome = run("demo", *SMALL, "--keep", "here", "--json")
    assert outcome.exit_code == 0
    answer = outcome.json
    assert answer["meta"]["verdict"] == "proved"
    assert len(answer["meta"]["next"]) == 3
    sections = {section["section"]: section for section in answer["data"]}
    assert sections["old_sales_changed"]["count"] > 0
    assert all(row["currency"] for row in sections["revenue_by_month"]["rows"])
    (sales, *_) = sections["first_sync"]["rows"]
    assert (sales["stream"], sales["verdict"]) == ("sales_history", "proved")
    assert Path("here", FILE).exists()


def test_what_an_earlier_demo_left_goes(tmp_path: Path) -> None:
    warehouse = made_ready(tmp_path / "demo")
    warehouse.write_text("old")
    Path(f"{warehouse}.raw", "sales_history").mkdir(parents=True)
    assert made_ready(tmp_path / "demo") == warehouse
    assert [path.name for path in warehouse.parent.iterdir()] == [".gitignore"]
    assert (warehouse.parent / ".gitignore").read_text() == MARK


def test_what_no_demo_made_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("mine")
    with pytest.raises(NotADemoError, match="--keep"):
        made_ready(tmp_path)
    assert (tmp_path / FILE).read_text() == "mine"
