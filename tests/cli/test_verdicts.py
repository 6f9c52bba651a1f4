from __future__ import annotations

import io
from collections.abc import Sequence
from decimal import Decimal

import pytest
from rich.console import Console

from hotmart.cli import verdicts
from hotmart.sync.document import findings
from hotmart.sync.report import Report, StreamReport
from hotmart.warehouse.ledger.notes import WHOLE, Check
from hotmart.warehouse.merge import Merged
from sync.reports import bad, good, report


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


def test_what_was_compared_is_told_in_portuguese_too(monkeypatch: pytest.MonkeyPatch) -> None:
    part = StreamReport("sales_history")
    part.checks = [
        Check("sales_history", "commission", "BRL", None, None, Decimal(2), Decimal(1)),
        Check("sales_history", "count", "APPROVED", None, None, 2, 1),
        Check("sales_history", "count", WHOLE, None, None, 2, 1),
    ]
    told = findings(report(part))
    assert [one.en.partition(":")[0] for one in told] == [
        "sales_history commission BRL",
        "sales_history count APPROVED",
        "sales_history count of all",
    ]
    assert [one.pt.partition(":")[0] for one in told] == [
        "sales_history comissão BRL",
        "sales_history contagem APPROVED",
        "sales_history contagem de tudo",
    ]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("differs", "≠ sales_commissions", "Nothing is missing, but a sum differs")),
        ("pt", ("difere", "≠ sales_commissions", "Não falta nada, mas uma soma difere")),
    ],
)
def test_a_sum_that_differs_is_no_lack(
    language: str, words: Sequence[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOTMART_LANG", language)
    told = drawn(report(good(), StreamReport("sales_commissions", checks=bad().checks)))
    assert all(word in told for word in words)
    assert "hotmart verify --explain" in told
    assert "hotmart sync" not in told


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
