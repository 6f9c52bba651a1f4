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
# Of each of the twelve months before the end of a bucket: who was there at its start, and who at its end.
MONTHLY = f"""
SELECT bucket, month, currency, count(DISTINCT customer) FILTER (was_there) AS there,
  count(DISTINCT customer) FILTER (was_there AND NOT is_there) AS lost,
  count(DISTINCT customer) FILTER (is_there AND month = 0) AS customers,
  sum(monthly) FILTER (month = 0) AS monthly
FROM (
  SELECT b.bucket, m.month, l.currency, l.account, l.customer,
    bool_or({_at("b.ends_at - to_months(m.month + 1)")}) AS was_there,
    bool_or({_at("b.ends_at - to_months(m.month)")}) AS is_there,
    sum(l.monthly) FILTER ({_at("b.ends_at")}) AS monthly
  FROM buckets b CROSS JOIN (SELECT unnest(range(12))::INTEGER AS month) m
  JOIN levels l ON l.starts_at < b.ends_at - to_months(m.month)
   AND (l.ends_at IS NULL OR l.ends_at >= b.ends_at - to_months(m.month + 1))
  GROUP BY ALL)
GROUP BY ALL
"""
PAID_IN_A_YEAR = """
SELECT b.bucket, c.* FROM buckets b
JOIN charges c ON c.is_subscription AND c.is_paid AND c.approved_at < b.ends_at
 AND c.approved_at >= b.ends_at - INTERVAL 12 MONTH
"""
# A customer of a cohort once for each month that has gone by since: only those months that are over.
RETAINED = f"""
SELECT f.account, f.customer, f.joined_at, a.age,
  bool_or({_at("f.joined_at + to_months(a.age)")} OR a.age = 0) AS is_there
FROM (SELECT account, customer, min(starts_at) AS joined_at FROM levels GROUP BY ALL) f
CROSS JOIN (SELECT unnest(range(0, 37))::INTEGER AS age) a
JOIN levels l ON l.account IS NOT DISTINCT FROM f.account AND l.customer = f.customer
WHERE f.joined_at + to_months(a.age) < $known_to
GROUP BY ALL
"""
