from __future__ import annotations

import io
from collections import Counter
from decimal import Decimal

import pytest
from rich.console import Console

from hotmart.cli import verdicts
from hotmart.language import Text
from hotmart.streams.windows import DAY, Window
from hotmart.sync.document import check_row, findings, stream_row
from hotmart.sync.report import Gap, Report, StreamReport
from hotmart.warehouse.ledger.notes import Check
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
        gaps=[Gap("sales_commissions", Window(0, DAY), Text("HTTP 502", "HTTP 502"))],
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
    assert told.problem is None
    assert "✓ Proved as of 1970-01-31 00:00 UTC: every figure Hotmart gives is met. (1 compared" in drawn(
        told
    )


def test_every_gap_and_mismatch_is_listed_by_name() -> None:
    told = report(good(), bad())
    assert [str(one) for one in findings(told)] == [
        "sales_commissions, 1970-01-01 – 1970-01-02: not read: HTTP 502",
        "sales_commissions commission BRL, 1970-01-01 – 1970-01-02:"
        " Hotmart 1,234.50 BRL, warehouse 1,234.49 BRL",
    ]
    assert all(str(finding) in drawn(told) for finding in findings(told))
    assert "hotmart sync" in drawn(told)


def test_a_part_that_was_not_read_names_its_parent() -> None:
    gap = Gap("club_lessons", None, Text("HTTP 500", "HTTP 500"), ("my-course", "u1"))
    told = report(StreamReport("club_lessons", gaps=[gap], counted=False))
    assert [str(one) for one in findings(told)] == ["club_lessons my-course/u1: not read: HTTP 500"]
    assert stream_row(told.streams["club_lessons"])["gaps"][0]["owner"] == ["my-course", "u1"]


@pytest.mark.parametrize(
    ("odd", "words"),
    [
        (Oddity("brand.new", "new_field"), "brand.new is new (3×); it is kept in _extra."),
        (Oddity("brand.known", "new_field"), "brand.known is new (3×); it became the column brand_known."),
        (Oddity("status", "new_value", "THAWED"), "status has a new value, THAWED (3×); it is kept."),
        (Oddity("price", "odd_value"), "price holds a value nobody documented (3×); it is kept."),
        (Oddity("", "no_key"), "3 records came without their key; they are not in the table."),
    ],
)
def test_what_hotmart_never_documented_is_a_warning(odd: Oddity, words: str) -> None:
    part = StreamReport("products", oddities=Counter({odd: 3}), learned=["brand_known"])
    assert [str(one) for one in report(part).warnings()] == [f"products: {words}"]


def test_records_that_vanished_are_counted() -> None:
    told = drawn(report(StreamReport("coupons", 5, Merged(1, 2, 2, 42))))
    assert told.splitlines()[0].split() == ["stream", "read", "new", "changed", "gone", "verdict"]
    assert told.splitlines()[1].split()[:5] == ["coupons", "5", "1", "2", "42"]


@pytest.mark.parametrize("language", ["en", "pt"])
def test_the_summary_of_a_large_account_fits_a_terminal(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOTMART_LANG", language)
    merged = Merged(1_000_000, 100_000, 0, 10_000)
    told = report(StreamReport("subscription_transactions", 1_000_000, merged, counted=False))
    console = Console(file=io.StringIO(), width=200)
    verdicts.draw_streams(console, told)
    assert isinstance(console.file, io.StringIO)
    assert max(map(len, console.file.getvalue().splitlines())) <= 80


def test_without_figures_nothing_is_called_proved() -> None:
    assert "Hotmart gives no figure" in drawn(report(StreamReport("products", 3, counted=False)))


def test_one_stream_is_told_to_programs_with_all_that_is_wrong_in_it() -> None:
    assert stream_row(bad()) == {
        "stream": "sales_commissions",
        "read": 0,
        "new": 0,
        "changed": 0,
        "unchanged": 0,
        "gone": 0,
        "verdict": "incomplete",
        "checks": 1,
        "gaps": [
            {"start": "1970-01-01T00:00:00Z", "end": "1970-01-02T00:00:00Z", "owner": [], "why": "HTTP 502"}
        ],
        "mismatches": [check_row(bad().checks[0])],
        "new_fields": ["commissions.kind"],
        "new_columns": [],
        "new_values": [],
        "odd_values": [],
    }
