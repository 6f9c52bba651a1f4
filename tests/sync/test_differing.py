"""A sum that differs while all counts agree is a difference, and not a lack; what helps is said truly."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from hotmart.language import speaking
from hotmart.streams.known import STREAMS
from hotmart.streams.windows import DAY, Window
from hotmart.sync.differing import DiffersError
from hotmart.sync.document import stream_row
from hotmart.sync.report import Gap, IncompleteError, Report, StreamReport, Verdict
from hotmart.warehouse.ledger.differences import Difference, Kind
from hotmart.warehouse.ledger.notes import Check
from sync.reports import bad, good, report

AT = datetime(2026, 11, 30, tzinfo=UTC)
COMMISSIONS = "sales_commissions"
SUM = Check(COMMISSIONS, "commission", "BRL", 0, DAY, Decimal("1234.50"), Decimal("1234.00"))
OTHER = Check(COMMISSIONS, "commission", "BRL", DAY, 2 * DAY, Decimal(7), Decimal(5))
COUNT = Check(COMMISSIONS, "count", "whole", 0, DAY, 7, 7)
SHORT = Check(COMMISSIONS, "count", "whole", 0, DAY, 7, 6)
UNTOLD = Check(COMMISSIONS, "commission", "USD", 0, DAY, None, Decimal(3))
GAP = Gap(COMMISSIONS, Window(0, DAY), bad().gaps[0].why)


def differing(*checks: Check, gaps: tuple[Gap, ...] = (), known: tuple[Difference, ...] = ()) -> StreamReport:
    return StreamReport(COMMISSIONS, checks=[COUNT, *checks], gaps=[*gaps], known=[*known])


def named(
    by: str, kind: Kind = Kind.SALE, transaction: str | None = "HP1", at: int = 5, currency: str = "BRL"
) -> Difference:
    figures = Decimal(10) + Decimal(by), Decimal(10)
    return Difference(COMMISSIONS, kind, transaction, currency, at, at + 1, *figures, explained_at=AT)


def error(told: Report) -> DiffersError:
    assert isinstance(told.error, DiffersError)
    return told.error


def test_it_has_a_verdict_of_its_own_that_no_other_stream_hides() -> None:
    told = report(good(), differing(SUM))
    assert told.streams[COMMISSIONS].verdict is told.verdict is Verdict.DIFFERS
    assert stream_row(told.streams[COMMISSIONS])["verdict"] == "differs"
    assert error(told).code == "differs"
    assert "Nothing is missing" in str(error(told).text)


@pytest.mark.parametrize(
    "part",
    [differing(SUM, SHORT), differing(SUM, UNTOLD), differing(UNTOLD), differing(SUM, gaps=(GAP,))],
    ids=["a count", "a sum that Hotmart does not tell", "that alone", "a gap"],
)
def test_where_something_lacks_it_is_incomplete(part: StreamReport) -> None:
    told = report(good(), part)
    assert told.verdict is part.verdict is Verdict.INCOMPLETE
    assert isinstance(told.error, IncompleteError)


def test_a_sum_of_sales_that_are_missing_says_nothing_of_its_own() -> None:
    sales = StreamReport("sales_history", checks=[Check("sales_history", "count", "COMPLETE", 0, DAY, 7, 6)])
    told = report(sales, differing(SUM))
    told.relate([STREAMS["sales_history"], STREAMS[COMMISSIONS]], list)
    assert told.streams[COMMISSIONS].verdict is Verdict.INCOMPLETE


def test_a_person_is_told_to_run_again_only_what_helps() -> None:
    def step(*known: Difference, checks: tuple[Check, ...] = (SUM,)) -> str:
        advice = error(report(differing(*checks, known=known))).advice
        return str(advice)

    assert "hotmart verify --explain" in step()
    assert "hotmart verify --explain" in step(named("0.50"), checks=(SUM, OTHER))
    assert "goes on from there" in step(named("0.30"), named("0.20", Kind.OPEN, None, 9))
    assert "run: hotmart sync" in step(named("0.50", Kind.STALE))
    for known in (named("0.50"), named("0.50", Kind.PERIOD, None)):
        assert "contradict each other" in step(known)
        assert "hotmart sync" not in step(known)


@pytest.mark.parametrize(
    ("known", "is_known"),
    [
        ((named("0.50"),), True),
        ((named("0.30"), named("0.20", transaction="HP2", at=9)), True),
        ((named("0.50"), named("9", at=DAY)), True),
        ((named("0.50"), named("9", currency="USD")), True),
        ((named("0.30"),), False),
        ((named("0.50", currency="USD"),), False),
        ((named("0.50", at=DAY),), False),
        ((), False),
    ],
)
def test_it_is_known_for_as_long_as_what_was_found_makes_up_all_of_it(
    known: tuple[Difference, ...], *, is_known: bool
) -> None:
    told = report(differing(SUM, known=known))
    assert ("explained on 2026-11-30" in str(error(told).findings[0])) is is_known
    assert ("differences" in stream_row(told.streams[COMMISSIONS])["mismatches"][0]) is is_known
    assert told.verdict is Verdict.DIFFERS


def test_how_many_sales_it_is_is_said_in_both_languages() -> None:
    one = error(report(differing(SUM, known=(named("0.50"),)))).findings[0]
    two = error(report(differing(SUM, known=(named("0.30"), named("0.20", transaction="HP2"))))).findings[0]
    none = error(report(differing(SUM, known=(named("0.50", Kind.PERIOD, None),)))).findings[0]
    assert [str(text).split("; ")[1] for text in (one, two, none)] == [
        "explained on 2026-11-30: 1 sale",
        "explained on 2026-11-30: 2 sales",
        "explained on 2026-11-30: no sale accounts for it",
    ]
    with speaking("pt"):
        assert [str(text).split("; ")[1] for text in (one, two, none)] == [
            "explicado em 2026-11-30: 1 venda",
            "explicado em 2026-11-30: 2 vendas",
            "explicado em 2026-11-30: nenhuma venda explica",
        ]
