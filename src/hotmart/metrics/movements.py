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

# How each subscription stands by whichever charge of it was told last, paid or not.
STATES = """
SELECT code, arg_max_null(cancelled_at, told_at) AS cancelled_at,
  regexp_matches(upper(arg_max_null(told_state, told_at)), '^(CANCEL|OVERDUE|INACTIVE|EXPIRED)') AS has_ended
FROM (SELECT *, coalesce(updated_at, ordered_at, approved_at, 'epoch') AS told_at FROM base_charges)
GROUP BY 1
"""
# The charges of a plan that is converted all have the price of the first of them. A day has 24 hours here,
# whatever clocks do, so that levels are the same in every time zone. A number breaks ties sooner than a code.
LEVELS = f"""
SELECT p.account, p.code, p.customer, p.product_id, p.product, p.plan, p.starts_at,
  CASE WHEN next_at IS NULL
         THEN CASE WHEN has_ended THEN greatest(coalesce(s.cancelled_at, paid_to), starts_at) END
       WHEN next_at > paid_to + INTERVAL {24 * LAPSED} HOUR THEN greatest(paid_to, starts_at)
       ELSE next_at END AS ends_at,
  next_at,
  currency, CAST(round(price / months, 4) AS DECIMAL(18,4)) AS monthly,
  net_currency, CAST(round(net / months, 4) AS DECIMAL(18,4)) AS monthly_net
FROM (
  SELECT account, code, coalesce(customer, code) AS customer, product_id, product, plan, months,
    CASE WHEN row_number() OVER by_payment = 1 THEN began_at ELSE approved_at END AS starts_at,
    lead(approved_at) OVER by_payment AS next_at,
    max(pays_to) OVER so_far AS paid_to,
    currency, net_currency,
    coalesce(last_value(usual_price IGNORE NULLS) OVER so_far, price) AS price,
    coalesce(last_value(usual_net IGNORE NULLS) OVER so_far, net) AS net
  FROM (SELECT *, CASE WHEN is_usual THEN price END AS usual_price,
          CASE WHEN is_usual THEN net END AS usual_net
        FROM (SELECT c.* REPLACE (coalesce(a.price, c.price) AS price), hash(transaction) AS tie,
                approved_at + to_hours(24 * c.days) AS pays_to,
                CASE WHEN number > 1 THEN least(coalesce(adopted_at, approved_at), approved_at)
                     ELSE approved_at END AS began_at,
                coalesce(kind, '') NOT IN ('NEGOTIATION', 'ANTICIPATION') AS is_usual
              FROM charges c
              LEFT JOIN agreed a
                ON c.conversion <> 1 AND a.code = c.code AND a.currency = c.currency AND a.days = c.days
                  AND a.plan IS NOT DISTINCT FROM c.plan AND a.offer IS NOT DISTINCT FROM c.offer
              WHERE is_subscription AND was_paid AND approved_at IS NOT NULL AND c.price > 0 AND c.days > 0))
  WINDOW by_payment AS (PARTITION BY code ORDER BY approved_at, tie),
    so_far AS (PARTITION BY code ORDER BY approved_at, tie ROWS UNBOUNDED PRECEDING)
) p
JOIN states s ON s.code = p.code
"""

# A customer comes and goes with all subscriptions, in whichever currency each is.
MOVEMENTS = """
SELECT account, customer, currency, moved_at, delta, before, before + delta AS after,
  CASE WHEN any_before IS NULL THEN 'new'
       WHEN any_before = 0 THEN 'reactivation'
       WHEN any_after = 0 THEN 'churn'
       WHEN delta > 0 THEN 'expansion' ELSE 'contraction' END AS movement
FROM (
  SELECT *,
    coalesce(sum(delta) OVER (PARTITION BY account, customer, currency ORDER BY moved_at
                              ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before,
    sum(delta) OVER (so_far GROUPS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS any_before,
    sum(delta) OVER (so_far GROUPS UNBOUNDED PRECEDING) AS any_after
  FROM (
    SELECT account, customer, currency, moved_at, sum(delta) AS delta FROM (
      SELECT account, customer, currency, unnest([starts_at, ends_at]) AS moved_at,
        unnest([monthly, -monthly]) AS delta
      FROM levels)
    WHERE moved_at IS NOT NULL GROUP BY ALL HAVING sum(delta) <> 0)
  WINDOW so_far AS (PARTITION BY account, customer ORDER BY moved_at)
)
"""
