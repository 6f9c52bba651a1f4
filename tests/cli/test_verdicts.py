from __future__ import annotations

import io
from collections import Counter
from decimal import Decimal

import pytest
from rich.console import Console

from hotmart.cli import verdicts
from hotmart.sync.report import Gap, Report, StreamReport
from hotmart.sync.windows import DAY, Window
from hotmart.warehouse.ledger import Check
from hotmart.warehouse.merge import Merged
from hotmart.warehouse.oddities import Oddity


def report(*parts: StreamReport) -> Report:
    return Report(3, 0, 30 * DAY, {part.stream: part for part in parts}, requests=12, seconds=1.5)


def good() -> StreamReport:
    check = Check("sales_history", "count", "COMPLETE", 0, 30 * DAY, 7, 7)
    return StreamReport("sales_history", 7, Merged(4, 2, 1), checks=[check])


def bad() -> StreamReport:
    return StreamReport(
        "sales_commissions",
        gaps=[Gap("sales_commissions", Window(0, DAY), "HTTP 502")],
        checks=[
            Check("sales_commissions", "commission", "BRL", 0, DAY, Decimal("1234.50"), Decimal("1234.49"))
        ],
        oddities=Counter({Oddity("commissions.kind", "new_field"): 3}),
    )


def drawn(told: Report) -> str:
    console = Console(file=io.StringIO(), width=160)
    verdicts.draw_streams(console, told)
    verdicts.draw_verdict(console, told)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_a_proved_report_has_no_problem_and_says_as_of_when() -> None:
    told = report(good())
    assert verdicts.problem(told) is None
    assert "✓ Proved as of 1970-01-31 00:00 UTC: every figure Hotmart gives is met. (1 compared" in drawn(
        told
    )


def test_every_gap_and_mismatch_is_listed_by_name() -> None:
    told = report(good(), bad())
    assert verdicts.findings(told) == [
        "sales_commissions, 1970-01-01 – 1970-01-02: not read: HTTP 502",
        "sales_commissions commission BRL, 1970-01-01 – 1970-01-02:"
        " Hotmart 1,234.50 BRL, warehouse 1,234.49 BRL",
    ]
    assert all(finding in drawn(told) for finding in verdicts.findings(told))
    assert "hotmart sync" in drawn(told)


def test_a_field_hotmart_added_is_a_warning() -> None:
    (warning,) = verdicts.warnings(report(bad()))
    assert "commissions.kind" in warning
    assert "_extra" in warning


def test_without_figures_nothing_is_called_proved() -> None:
    assert "Hotmart gives no figure" in drawn(report(StreamReport("products", 3, counted=False)))


@pytest.mark.parametrize("as_json", [True, False])
def test_incomplete_is_exit_code_8(as_json: bool, capsys: pytest.CaptureFixture[str]) -> None:
    def exit_code(told: Report) -> int:
        return verdicts.answer(told, "w.duckdb", [], verdicts.draw_streams, as_json=as_json)

    assert exit_code(report(good(), bad())) == 8
    assert exit_code(report(good())) == 0
    assert capsys.readouterr().err == ""


def test_one_stream_is_told_to_programs_with_all_that_is_wrong_in_it() -> None:
    assert verdicts.stream_as_json(bad()) == {
        "stream": "sales_commissions",
        "read": 0,
        "new": 0,
        "changed": 0,
        "unchanged": 0,
        "verdict": "incomplete",
        "checks": 1,
        "gaps": [{"start": "1970-01-01T00:00:00Z", "end": "1970-01-02T00:00:00Z", "why": "HTTP 502"}],
        "mismatches": [verdicts.check_as_json(bad().checks[0])],
        "new_fields": ["commissions.kind"],
        "odd_values": [],
    }
