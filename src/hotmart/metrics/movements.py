"""What a month of every subscription is worth, from when to when, and what that changes for its customer.

A level begins with a paid charge and ends with the next, or with the subscription. What was paid late was
never lost; a gap of more than a month is, and who pays again after it has come back. A trial that nobody paid
begins nothing, so it ends nothing. Smart instalments are no subscriptions. What a plan costs in a currency
that Hotmart converts goes up and down by itself: while the plan stays, so does its level (dossier §24).
"""

from __future__ import annotations

LAPSED = 30
"""Days after the end of what was paid from which on a subscription is taken to have lapsed: cards are tried
again for less, and a Pix Automático for a week (dossier §13.2)."""

LEVELS = f"""
SELECT account, code, customer, product_id, product, plan, starts_at,
  CASE WHEN next_at IS NULL
         THEN CASE WHEN has_ended THEN greatest(coalesce(cancelled_at, paid_to), starts_at) END
       WHEN next_at > paid_to + INTERVAL {LAPSED} DAY THEN greatest(paid_to, starts_at)
       ELSE next_at END AS ends_at,
  currency, CAST(round(price / months, 4) AS DECIMAL(18,4)) AS monthly,
  net_currency, CAST(round(net / months, 4) AS DECIMAL(18,4)) AS monthly_net
FROM (
  SELECT account, code, coalesce(customer, code) AS customer, product_id, product, plan, months,
    CASE WHEN row_number() OVER by_payment = 1 AND number > 1
           THEN least(coalesce(adopted_at, approved_at), approved_at)
         ELSE approved_at END AS starts_at,
    lead(approved_at) OVER by_payment AS next_at,
    max(approved_at + to_days(days::INTEGER)) OVER (by_payment ROWS UNBOUNDED PRECEDING) AS paid_to,
    last_value(cancelled_at) OVER whole AS cancelled_at,
    regexp_matches(upper(last_value(told_state) OVER whole),
                   '^(CANCEL|OVERDUE|INACTIVE|EXPIRED)') AS has_ended,
    currency, net_currency,
    coalesce(last_value(CASE WHEN is_usual THEN price END IGNORE NULLS) OVER so_far, price) AS price,
    coalesce(last_value(CASE WHEN is_usual THEN net END IGNORE NULLS) OVER so_far, net) AS net
  FROM (SELECT * REPLACE (
            CASE WHEN conversion <> 1 THEN first_value(price) OVER as_agreed ELSE price END AS price),
          coalesce(kind, '') NOT IN ('NEGOTIATION', 'ANTICIPATION') AS is_usual
        FROM charges
        WHERE is_subscription AND was_paid AND approved_at IS NOT NULL AND price > 0 AND days > 0
        WINDOW as_agreed AS (PARTITION BY account, code, currency, plan, offer, days
                             ORDER BY approved_at, transaction))
  WINDOW by_payment AS (PARTITION BY account, code ORDER BY approved_at, transaction),
    so_far AS (PARTITION BY account, code ORDER BY approved_at, transaction ROWS UNBOUNDED PRECEDING),
    whole AS (PARTITION BY account, code ORDER BY updated_at NULLS FIRST, approved_at
              ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
)
"""

MOVEMENTS = """
SELECT account, customer, currency, moved_at, delta, before, before + delta AS after,
  CASE WHEN before = 0 THEN CASE WHEN is_first THEN 'new' ELSE 'reactivation' END
       WHEN before + delta = 0 THEN 'churn'
       WHEN delta > 0 THEN 'expansion' ELSE 'contraction' END AS movement
FROM (
  SELECT *, coalesce(sum(delta) OVER (so_far ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before,
    row_number() OVER (PARTITION BY account, customer ORDER BY moved_at, delta DESC) = 1 AS is_first
  FROM (
    SELECT account, customer, currency, moved_at, sum(delta) AS delta FROM (
      SELECT account, customer, currency, starts_at AS moved_at, monthly AS delta FROM levels
      UNION ALL
      SELECT account, customer, currency, ends_at, -monthly FROM levels WHERE ends_at IS NOT NULL)
    GROUP BY ALL HAVING sum(delta) <> 0)
  WINDOW so_far AS (PARTITION BY account, customer, currency ORDER BY moved_at)
)
"""
