"""What subscriptions there were at the start and at the end of each bucket of time, and how that wears off.

The buckets are a CTE of the question: `bucket`, `starts_at` and `ends_at`, the last of them no later than
what is known. What begins at the very end of a bucket belongs to the next.
"""

from __future__ import annotations


def _at(moment: str) -> str:
    return f"l.starts_at < {moment} AND (l.ends_at IS NULL OR l.ends_at >= {moment})"


# Of a subscription there is one level at a moment. What hands over to the next has not ended.
STANDING = f"""
SELECT b.bucket, l.account, l.code, l.customer, l.product, l.plan,
  {_at("b.starts_at")} AS was_there, {_at("b.ends_at")} AS is_there,
  coalesce(l.ends_at < b.ends_at AND (l.next_at IS NULL OR l.next_at >= b.ends_at), false) AS has_ended
FROM buckets b JOIN levels l ON l.starts_at < b.ends_at AND (l.ends_at IS NULL OR l.ends_at >= b.starts_at)
"""
RUNNING = f"""
SELECT b.bucket, l.* FROM buckets b JOIN levels l ON {_at("b.ends_at")}
"""
# A customer is lost with the last subscription, in whichever currency.
CUSTOMERS = """
SELECT bucket, account, customer, bool_or(was_there) AS was_there, bool_or(is_there) AS is_there
FROM standing WHERE was_there OR is_there GROUP BY ALL
"""
# Of each of the twelve months before the end of a bucket: who was there at its start, and who at its end. The
# months of one bucket are those of another as well, mostly, and are gone through once.
MONTHLY = f"""
SELECT b.bucket, b.month, t.currency, t.there, t.lost,
  CASE WHEN b.month = 0 THEN t.customers END AS customers, CASE WHEN b.month = 0 THEN t.monthly END AS monthly
FROM (SELECT bucket, month, ends_at - to_months(month + 1) AS since, ends_at - to_months(month) AS until
      FROM buckets CROSS JOIN (SELECT unnest(range(12))::INTEGER AS month)) b
JOIN (
  SELECT since, until, currency, count(*) FILTER (was_there) AS there,
    count(*) FILTER (was_there AND NOT is_there) AS lost, count(*) FILTER (is_there) AS customers,
    sum(monthly) AS monthly
  FROM (
    SELECT m.since, m.until, l.currency, l.customer,
      bool_or({_at("m.since")}) AS was_there, bool_or({_at("m.until")}) AS is_there,
      sum(l.monthly) FILTER ({_at("m.until")}) AS monthly
    FROM (SELECT DISTINCT ends_at - to_months(month + 1) AS since, ends_at - to_months(month) AS until
          FROM buckets CROSS JOIN (SELECT unnest(range(12))::INTEGER AS month)) m
    JOIN levels l ON l.starts_at < m.until AND (l.ends_at IS NULL OR l.ends_at >= m.since)
    GROUP BY ALL)
  GROUP BY ALL) t ON t.since = b.since AND t.until = b.until
"""
PAID_IN_A_YEAR = """
SELECT b.bucket, c.* FROM buckets b
JOIN charges c ON c.is_subscription AND c.is_paid AND c.approved_at < b.ends_at
 AND c.approved_at >= b.ends_at - INTERVAL 12 MONTH
"""
# A customer of a cohort once for each month that has gone by since: only those months that are over.
RETAINED = """
SELECT account, customer, joined_at, age,
  age = 0 OR len(list_filter(levels, lambda one: one.starts_at < moment AND one.ends_at >= moment)) > 0
    AS is_there
FROM (
  SELECT *, joined_at + to_months(age) AS moment FROM (
    SELECT *, unnest(range(least(months, 36) + 1))::INTEGER AS age FROM (
      SELECT account, customer, min(starts_at) AS joined_at,
        date_diff('month', min(starts_at), $known_to) AS months,
        list({'starts_at': starts_at, 'ends_at': coalesce(ends_at, 'infinity')}) AS levels
      FROM levels GROUP BY ALL)))
WHERE age < months OR moment < $known_to
"""
