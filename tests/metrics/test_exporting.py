"""The definitions for other tools: what they name is in the views, and no division of it is left out."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from hotmart.metrics.bases import Tables
from hotmart.metrics.exporting import by_fact, export
from hotmart.metrics.facts import BESIDE, with_facts
from hotmart.metrics.views import VIEWS, view_of


@pytest.fixture
def views() -> dict[str, set[str]]:
    """The columns of every view, of a warehouse without any table."""
    with duckdb.connect() as con:
        return {
            view_of(fact): {
                row[0]
                for row in con.execute(
                    f"DESCRIBE {with_facts(fact, Tables({}))} SELECT * FROM {fact}"
                ).fetchall()
            }
            for fact in VIEWS
        }


def rill(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(path.read_text(encoding="utf-8")) for path in export("rill", folder)]


def test_a_division_that_the_view_has_is_named_and_no_other(
    tmp_path: Path, views: dict[str, set[str]]
) -> None:
    (osi,) = export("osi", tmp_path)
    (model,) = json.loads(osi.read_text(encoding="utf-8"))["semantic_model"]
    for dataset, metrics in zip(model["datasets"], by_fact().values(), strict=True):
        named = {one["name"] for one in dataset["fields"]}
        assert named >= {name for one in metrics for name in one.by if name not in BESIDE}
        columns = {one["expression"]["dialects"][0]["expression"] for one in dataset["fields"]}
        assert columns <= views[dataset["source"]]
    for view in rill(tmp_path):
        assert {one["column"] for one in view["dimensions"]} | {view["timeseries"]} <= views[view["model"]]


def test_a_measure_is_counted_by_its_own_moment(tmp_path: Path) -> None:
    counted = {one["name"]: view["timeseries"] for view in rill(tmp_path) for one in view["measures"]}
    assert counted == {one.name: one.when for metrics in by_fact().values() for one in metrics}


def test_titles_and_definitions_are_in_the_language_of_the_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOTMART_LANG", "pt")
    shown = {one["name"]: one["display_name"] for view in rill(tmp_path) for one in view["measures"]}
    assert shown["net_revenue"] == "Faturamento líquido"
    export("evidence", tmp_path)
    page = (tmp_path / "pages" / "index.md").read_text(encoding="utf-8")
    assert "## Faturamento líquido" in page
    assert "A soma das comissões desta conta" in page
