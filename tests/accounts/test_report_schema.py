"""What programs are told of a sync is held to a published schema, however the sync ended."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

import hotmart
from hotmart.accounts.outcome import Outcome, Outcomes
from hotmart.accounts.report_schema import schema, text
from hotmart.document import to_json
from hotmart.errors import HotmartError
from hotmart.language import Text
from hotmart.sync.counts import Share
from hotmart.sync.report import Report, StreamReport, Verification
from hotmart.warehouse.ledger.differences import Difference, Kind
from sync.reports import bad, good, report

FILE = Path(__file__).parents[2] / "docs" / "report.schema.json"
TWO = """
[connections.alpha]
client_id = "env:ID"
client_secret = "env:SECRET"
[connections.beta]
client_id = "env:ID"
client_secret = "env:SECRET"
"""
HELD = jsonschema_rs.validator_for(schema())


def held(told: dict[str, Any]) -> dict[str, Any]:
    """The document, once it is what the schema says, as a program gets it."""
    document: dict[str, Any] = json.loads(to_json(told))
    HELD.validate(document)
    return document


def test_the_published_schema_is_fresh() -> None:
    assert FILE.read_text(encoding="utf-8") == text()


@pytest.mark.parametrize("part", [good, bad], ids=["proved", "incomplete"])
def test_a_report_is_what_the_schema_says(part: Callable[[], StreamReport]) -> None:
    told = held(report(part()).as_dict())
    assert told["ok"] == (part is good)
    assert (told["data"][0]["stream"], told["meta"]["requests"]) == (part().stream, 12)


def test_the_rows_of_a_verification_are_its_comparisons() -> None:
    made = report(good(), bad())
    told = held(Verification(made.run, made.since, made.as_of, made.streams).as_dict())
    assert [(row["hotmart"], row["warehouse"]) for row in told["data"]] == [(7, 7), (1234.5, 1234.49)]


def test_what_makes_a_sum_differ_is_told_to_programs_with_the_shares_of_each_sale() -> None:
    at, figures = datetime(2026, 11, 30, tzinfo=UTC), (Decimal("10.01"), Decimal(10))
    sale = Difference("sales_commissions", Kind.SALE, "HP1", "BRL", 5, 6, *figures, explained_at=at)
    made = report(good(), StreamReport("sales_commissions", checks=bad().checks, known=[sale]))
    shares = {"HP1": [Share("PRODUCER", Decimal(10), "BRL", ours=True)]}
    verified = Verification(
        made.run, made.since, made.as_of, made.streams, explained=True, shares=shares
    ).as_dict()
    assert held(made.as_dict())["data"][1]["mismatches"][0]["differences"][0]["hotmart"] == 10.01
    told = held(verified)
    assert (told["error"]["code"], told["meta"]["verdict"]) == ("differs", "differs")
    (difference,) = told["data"][1]["differences"]
    assert (difference["kind"], difference["transaction"]) == ("sale", "HP1")
    assert difference["shares"] == [{"source": "PRODUCER", "value": 10, "currency": "BRL", "ours": True}]


def test_what_several_accounts_came_to_is_what_the_schema_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("hotmart.toml").write_text(TWO)
    alpha, beta = hotmart.open_all()
    failed: Outcome[Report] = Outcome(beta, error=HotmartError(Text("no", "não")))
    told = held(Outcomes([Outcome(alpha, report(good())), failed]).as_dict())
    assert told["error"]["connections"]["beta"]["message"] == "no"
    assert told["meta"]["connections"]["beta"]["verdict"] == "failed"
    assert told["data"][0]["connection"] == "alpha"


@pytest.mark.parametrize(
    "wrong", [{"ok": True}, {"ok": False, "data": []}, {"ok": True, "data": [{}], "meta": {}, "warnings": []}]
)
def test_anything_else_is_not(wrong: dict[str, Any]) -> None:
    assert not HELD.is_valid(wrong)
