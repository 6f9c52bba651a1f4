"""The report at the end of the demo: what was proved, what changed, and how the business fares."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.rule import Rule
from rich.text import Text as Styled

from hotmart.cli import verdicts
from hotmart.cli.charts import bar, sparkline
from hotmart.cli.screen import grid, screen
from hotmart.figures import amount, counted, duration, number, percent, stamp
from hotmart.language import say
from hotmart.metrics.business import Business, Change
from hotmart.sync.report import Report
from hotmart.warehouse.ledger.verdicts import VERDICTS

WIDTH = 96
BAR = 40
TOP = 5  # products
CHANGES = 6
LATER = 45  # days from the first sync to the second


@dataclass(frozen=True)
class Story:
    """What the demo did and found."""

    warehouse: Path
    first: Report
    second: Report
    changes: list[Change]
    verified: Report
    business: Business
    seconds: float


def draw(story: Story, commands: list[str]) -> None:
    """The whole report."""
    console = screen(WIDTH)
    _heading(console, say("Two syncs", "Dois syncs"))
    _draw_syncs(console, story)
    _draw_changes(console, story)
    _heading(console, say("The business", "O negócio"))
    _draw_revenue(console, story.business)
    _draw_products(console, story.business)
    _draw_lost(console, story.business)
    _heading(console, say("Proof", "Prova"))
    verdicts.draw_verdict(console, story.verified)
    _heading(console, say("Try next", "Experimente agora"))
    for command in commands:
        console.print(Styled(command, style="cyan"), soft_wrap=True)
    console.print(
        say(
            "And with your own account: export HOTMART_CLIENT_ID=… HOTMART_CLIENT_SECRET=… && hotmart sync",
            "E com a sua conta: export HOTMART_CLIENT_ID=… HOTMART_CLIENT_SECRET=… && hotmart sync",
        ),
        style="dim",
        soft_wrap=True,
    )


def _heading(console: Console, words: str) -> None:
    console.print()
    console.print(Rule(Styled(words, style="bold"), align="left", style="dim"))


def _draw_syncs(console: Console, story: Story) -> None:
    table = grid(
        "",
        say("items read", "itens lidos"),
        say("new", "novos"),
        say("changed", "alterados"),
        say("requests", "chamadas"),
        say("time", "tempo"),
        say("verdict", "veredito"),
        numbers=(1, 2, 3, 4, 5),
    )
    names = (say("first", "primeiro"), say(f"{LATER} days later", f"{LATER} dias depois"))
    for name, report in zip(names, (story.first, story.second), strict=True):
        parts = report.streams.values()
        verdict = str(report.verdict)
        table.add_row(
            name,
            number(sum(part.read for part in parts)),
            number(sum(part.merged.new for part in parts)),
            number(sum(part.merged.changed for part in parts)),
            number(report.requests),
            duration(report.seconds),
            Styled(str(VERDICTS[verdict]), style=verdicts.STYLES[verdict]),
        )
    console.print(table)


def _draw_changes(console: Console, story: Story) -> None:
    if not story.changes:
        return
    changed = sum(change.sales for change in story.changes)
    oldest = min(change.oldest for change in story.changes)
    console.print()
    console.print(
        say(
            f"{counted(changed, 'sale', 'sales')} of before had changed since, with no date that says so; "
            f"the oldest was ordered on {oldest:%Y-%m-%d}:",
            f"{counted(changed, 'venda de antes mudou', 'vendas de antes mudaram')} desde então, sem nenhuma "
            f"data que o diga; a mais antiga é de {oldest:%Y-%m-%d}:",
        )
    )
    table = grid("", "", "", numbers=(0,))
    for change in story.changes[:CHANGES]:
        what = change.is_now if change.was != change.is_now else say("other fields", "outros campos")
        table.add_row(number(change.sales), change.was, f"→ {what}")
    rest = sum(change.sales for change in story.changes[CHANGES:])
    if rest:
        table.add_row(number(rest), say("in other ways", "de outras formas"), "")
    console.print(table)


def _draw_revenue(console: Console, business: Business) -> None:
    console.print(
        say(
            f"What buyers paid in approved and complete sales, by month of the order ({business.time_zone}).",
            "O que os compradores pagaram em vendas aprovadas e completas, por mês do pedido "
            f"({business.time_zone}).",
        ),
        _period(business),
        style="dim",
    )
    console.print()
    first, *others = business.currencies or [""]
    largest = max(business.by_month(first), default=Decimal())
    table = grid(say("month", "mês"), first, "", numbers=(1,))
    for month, value in zip(business.months, business.by_month(first), strict=True):
        table.add_row(month, amount(value), Styled(bar(value, largest, BAR), style="green"))
    console.print(table)
    if others:
        console.print()
        _draw_other_currencies(console, business, others)


def _draw_other_currencies(console: Console, business: Business, currencies: list[str]) -> None:
    table = grid("", say("whole period", "período todo"), say("by month", "por mês"), numbers=(1,))
    for currency in currencies:
        months = business.by_month(currency)
        table.add_row(currency, amount(sum(months, Decimal())), Styled(sparkline(months), style="green"))
    console.print(table)


def _draw_products(console: Console, business: Business) -> None:
    first = next(iter(business.currencies), "")
    table = grid(
        say(f"top products in {first}", f"principais produtos em {first}"),
        say("sales", "vendas"),
        first,
        numbers=(1, 2),
    )
    for row in [row for row in business.products if row.currency == first][:TOP]:
        table.add_row(row.product, number(row.sales), amount(row.revenue))
    console.print()
    console.print(table)


def _draw_lost(console: Console, business: Business) -> None:
    table = grid(
        say("went back", "devolvido"),
        say("paid", "pagas"),
        say("refunds", "reembolsos"),
        "",
        say("value", "valor"),
        "chargebacks",
        "",
        say("value", "valor"),
        numbers=(1, 2, 3, 4, 5, 6, 7),
    )
    for row in business.lost:
        table.add_row(
            row.currency,
            number(row.settled),
            number(row.refunded),
            percent(row.refunded, row.settled),
            amount(row.refunded_value),
            number(row.chargebacks),
            percent(row.chargebacks, row.settled),
            amount(row.chargeback_value),
        )
    console.print()
    console.print(table)


def _period(business: Business) -> str:
    since = stamp(business.since) if business.since else "–"
    return say(
        f"{since} to {stamp(business.as_of)}, the moment of the last sync.",
        f"{since} a {stamp(business.as_of)}, o momento do último sync.",
    )


def as_sections(story: Story) -> list[dict[str, Any]]:
    """The same report for programs."""
    business = story.business
    return [
        {"section": "first_sync", "rows": [*story.first.rows()]},
        {"section": "second_sync", "rows": [*story.second.rows()]},
        {
            "section": "old_sales_changed",
            "count": sum(change.sales for change in story.changes),
            "rows": [change._asdict() for change in story.changes],
        },
        {
            "section": "revenue_by_month",
            "time_zone": business.time_zone,
            "rows": [row._asdict() for row in business.revenue],
        },
        {"section": "products", "rows": [row._asdict() for row in business.products]},
        {"section": "refunds_and_chargebacks", "rows": [row._asdict() for row in business.lost]},
    ]
