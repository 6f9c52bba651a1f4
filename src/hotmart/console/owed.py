"""What people owe, person by person: late subscriptions, and boletos and PIX that wait for their payment.

Which they are is decided by the facts of the metrics, so that a list adds up to its figure.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hotmart.accounts.account import Account
from hotmart.metrics.bases import Base, base
from hotmart.metrics.facts import with_facts
from hotmart.metrics.known import known_of
from hotmart.warehouse.sql import literal

MOST = 100  # lines of a list that a page shows
ALL = 100_000  # lines of one that is saved
_BUYERS = Base(
    "sales_history",
    {
        "transaction": ("purchase_transaction", "VARCHAR"),
        "person": ("buyer_name", "VARCHAR"),
        "email": ("buyer_email", "VARCHAR"),
    },
)
_SUBSCRIBERS = Base(
    "subscriptions",
    {
        "code": ("subscriber_code", "VARCHAR"),
        "person": ("subscriber_name", "VARCHAR"),
        "email": ("subscriber_email", "VARCHAR"),
    },
)
_LATE = """{facts},
people AS ({people})
SELECT l.code, p.person, p.email, l.product, l.plan, l.currency, l.price * l.unpaid AS owed,
  CAST(l.unpaid AS INTEGER) AS unpaid, u.since,
  date_diff('day', u.since, {known_to}) AS days
FROM late l
LEFT JOIN (SELECT code, min(due_at) AS since FROM base_unpaid GROUP BY ALL) u ON u.code = l.code
LEFT JOIN (SELECT code, any_value(person) AS person, any_value(email) AS email FROM people GROUP BY ALL) p
  ON p.code = l.code
ORDER BY days DESC NULLS LAST, owed DESC, l.code
LIMIT {most}"""
_UNPAID = """{facts},
people AS ({people})
SELECT s.transaction, p.person, p.email, s.product, s.payment, s.status, s.currency, s.price, s.ordered_at,
  date_diff('day', s.ordered_at, {known_to}) AS days
FROM (SELECT * FROM sales WHERE is_waiting AND payment IN ('BILLET', 'PIX')
        AND ordered_at >= TIMESTAMPTZ '{start}' AND ordered_at < TIMESTAMPTZ '{end}'
      ORDER BY price DESC, transaction LIMIT {most}) s
LEFT JOIN (SELECT transaction, any_value(person) AS person, any_value(email) AS email FROM people
           SEMI JOIN sales USING (transaction) GROUP BY ALL) p ON p.transaction = s.transaction
ORDER BY s.price DESC, s.transaction"""


@dataclass(frozen=True)
class Owed:
    """Some lines, and how they were found."""

    sql: str
    rows: list[dict[str, Any]] = field(repr=False)
    more: bool


def late(account: Account, most: int = MOST) -> Owed:
    """Subscriptions that are late now, those that are so the longest first."""
    return _listed(account, most, _LATE, "late", _SUBSCRIBERS, "subscription_summaries", {}, "base_unpaid")


def unpaid(account: Account, start: date, end: date, most: int = MOST) -> Owed:
    """Boletos and PIX of these days that still wait for their payment, the largest first."""
    days = {"start": str(start), "end": str(end + timedelta(days=1))}
    return _listed(account, most, _UNPAID, "sales", _BUYERS, "sales_history", days)


def _listed(
    account: Account,
    most: int,
    sql: str,
    fact: str,
    people: Base,
    stream: str,
    told: Mapping[str, str],
    *more: str,
) -> Owed:
    with account.warehouse.opened(read_only=True) as con:
        con.execute(f"SET TimeZone = {literal(account.time_zone)}")
        known = known_of(con)
        read_to = known.read_to.get(stream) or datetime.now(UTC)
        told_sql = sql.format(
            facts=with_facts(fact, known.tables, None, *more),
            people=base(people, known.tables),
            known_to=f"TIMESTAMPTZ '{read_to.isoformat()}'",
            most=most + 1,
            **told,
        )
        found = con.execute(told_sql)
        names = [column[0] for column in found.description or []]
        rows = [dict(zip(names, row, strict=True)) for row in found.fetchall()]
    return Owed(told_sql, rows[:most], len(rows) > most)
