"""The facts that metrics are made of: each a SELECT over the tables of an account, by way of their bases.

What is the same in every metric is decided here and nowhere else: which sale is paid, whose share is ours,
what is a subscription, and what is a month of it worth.
"""

from __future__ import annotations

from collections.abc import Mapping

from hotmart.metrics.bases import BASES, Tables, base
from hotmart.metrics.movements import LEVELS, MOVEMENTS, STATES
from hotmart.metrics.standing import CUSTOMERS, MONTHLY, PAID_IN_A_YEAR, RETAINED, RUNNING, STANDING
from hotmart.warehouse.sql import literal

# Statuses are told in more than one spelling (dossier §13.1, §16).
_STATUS = """CASE upper(told_status)
  WHEN 'COMPLETED' THEN 'COMPLETE' WHEN 'CANCELED' THEN 'CANCELLED'
  WHEN 'UNDER_ANALYSIS' THEN 'UNDER_ANALISYS' WHEN 'BILLET_PRINTED' THEN 'PRINTED_BILLET'
  WHEN 'DELAYED' THEN 'OVERDUE' WHEN 'DISPUTE' THEN 'PROTESTED'
  ELSE upper(told_status) END"""
_WAS_PAID = "'APPROVED', 'COMPLETE', 'PROTESTED', 'REFUNDED', 'PARTIALLY_REFUNDED', 'CHARGEBACK'"
_FLAGS = f"""status IN ('APPROVED', 'COMPLETE') AS is_paid,
  status IN ({_WAS_PAID}) AS was_paid,
  status IN ('REFUNDED', 'PARTIALLY_REFUNDED') AS is_refunded,
  status = 'CHARGEBACK' AS is_charged_back,
  status IN ('PRINTED_BILLET', 'WAITING_PAYMENT', 'STARTED', 'PROCESSING_TRANSACTION', 'UNDER_ANALISYS',
             'PRE_ORDER') AS is_waiting"""

SALES = f"""
SELECT *, {_FLAGS}, coalesce(buyer_ucode, lower(buyer_email)) AS buyer,
  dayofweek(ordered_at) AS weekday, hour(ordered_at) AS hour
FROM (SELECT *, {_STATUS} AS status FROM base_sales
      QUALIFY account IS NULL
        OR row_number() OVER (PARTITION BY transaction ORDER BY read_in DESC, account) = 1)
"""
# Whoever has the part that a sale says is ours, most often alone, is us (dossier §4.1). The latest tell it.
OWN = """
SELECT account, first(ucode ORDER BY alone DESC, often DESC, ucode) AS ucode FROM (
  SELECT account, ucode, count(*) FILTER (is_alone) AS alone, count(*) AS often FROM (
    SELECT s.account, lower(c.person_ucode) AS ucode,
      count(*) OVER (PARTITION BY s.account, s.transaction) = 1 AS is_alone
    FROM (SELECT * FROM base_sales ORDER BY ordered_at DESC LIMIT 10000) s
    JOIN base_shares c ON c.transaction = s.transaction AND c.account IS NOT DISTINCT FROM s.account
     AND c.role = s.part)
  WHERE ucode IS NOT NULL GROUP BY ALL)
GROUP BY ALL
"""
SHARES = """
SELECT s.* EXCLUDE (account, part), c.account, s.part, c.net, c.net_currency, c.rate, c.person, c.role,
  {ours} AS is_ours
FROM base_shares c JOIN sales s ON s.transaction = c.transaction
{own}
{once}
"""
# Of a sale that two accounts took part in, each tells the shares of both.
ONCE = """QUALIFY row_number() OVER (
  PARTITION BY c.transaction, c.person_ucode, c.role, c.net_currency ORDER BY is_ours DESC, c.account) = 1"""
# The price of a sale is one, however many of its shares are ours: of one account or of two.
EARNED_TWICE = "SELECT transaction FROM base_shares{ours} GROUP BY ALL HAVING count(*) > 1"
PAID_OUT = """
SELECT *, CASE WHEN rate = 1 THEN CAST(price AS DECIMAL(18,2)) ELSE CAST(price * rate AS DECIMAL(18,2)) END
  AS price_paid_out
FROM (
  SELECT * FROM shares ANTI JOIN earned_twice USING (transaction) WHERE is_ours
  UNION ALL
  SELECT * FROM shares SEMI JOIN earned_twice USING (transaction) WHERE is_ours
  QUALIFY row_number() OVER (
    PARTITION BY transaction ORDER BY role = 'PRODUCER' DESC, account, role, net_currency) = 1)
"""
COUNTRIES = """
SELECT transaction, any_value(nullif(country, '')) AS country FROM base_people
WHERE role = 'BUYER' GROUP BY 1
"""
ADS = """
SELECT transaction, any_value(campaign) AS campaign, any_value(ad_set) AS ad_set, any_value(ad) AS ad,
  any_value(placement) AS placement
FROM base_tracking GROUP BY 1
"""
# An order bump names the sale it was added to, which only the panel's report tells (dossier §22). A renewal
# is told as a main product too, and nobody is offered anything with it.
MAIN_SALES = """
SELECT m.*, EXISTS (SELECT 1 FROM told b WHERE b.bump_of = m.transaction AND b.is_paid) AS has_bump
FROM told m WHERE m.sold_as = 'MAIN_PRODUCT' AND coalesce(m.number, 1) <= 1
QUALIFY m.account IS NULL OR row_number() OVER (PARTITION BY m.transaction ORDER BY m.account) = 1
"""
TOLD = f"SELECT *, {_FLAGS} FROM (SELECT *, {_STATUS} AS status FROM base_panel)"
# A plan by the code of its offer: what is told with charges, and what is on sale for those never told so.
PLANS = """
SELECT offer, arg_max(days, told_at) AS days, arg_max(plan, told_at) AS plan FROM (
  SELECT offer, days, plan, coalesce(updated_at, ordered_at, 'epoch') AS told_at FROM base_charges
  UNION ALL
  SELECT offer, CASE periodicity WHEN 'WEEKLY' THEN 7 WHEN 'MONTHLY' THEN 30 WHEN 'BIMONTHLY' THEN 60
      WHEN 'QUARTERLY' THEN 90 WHEN 'BIANNUAL' THEN 180 WHEN 'ANNUAL' THEN 360 END, plan, '-infinity'
  FROM base_plans)
WHERE offer IS NOT NULL AND days > 0 GROUP BY 1
"""
# After a switch of plan, old charges may be told with the plan of now: what was charged, the sale still says.
SWITCHED = """
SELECT c.transaction, any_value(p.offer) AS offer, any_value(p.days) AS days, any_value(p.plan) AS plan
FROM base_charges c JOIN base_sales s ON s.transaction = c.transaction AND s.offer <> c.offer
JOIN plans p ON p.offer = s.offer
GROUP BY 1
"""
BOUGHT = """
SELECT c.* REPLACE (coalesce(w.offer, c.offer) AS offer, coalesce(w.days, c.days) AS days,
                    coalesce(w.plan, c.plan) AS plan)
FROM base_charges c LEFT JOIN switched w ON w.transaction = c.transaction
"""
# A charge is told once for each currency it was paid out in: the latest counts, and of two told at once that
# which needs no conversion. Few are told twice, so those are found first: to rank all takes far longer.
TOLD_TWICE = "SELECT transaction FROM base_charges GROUP BY ALL HAVING count(*) > 1"
TOLD_LAST = """
SELECT * FROM bought SEMI JOIN told_twice USING (transaction)
QUALIFY row_number() OVER (
  PARTITION BY transaction
  ORDER BY updated_at DESC NULLS LAST, conversion <> 1, currency, net_currency, account) = 1
"""
# A month of a subscription is 30 days, a year twelve of them.
CHARGES = f"""
SELECT *{{whose}}, {_FLAGS}, coalesce(billing, 'SUBSCRIPTION') = 'SUBSCRIPTION' AS is_subscription,
  CASE WHEN days % 30 = 0 THEN days / 30 WHEN days IN (365, 366) THEN 12 ELSE days / 30.4375 END AS months
FROM (SELECT *, {_STATUS} AS status FROM (
  SELECT * FROM bought ANTI JOIN told_last USING (transaction) UNION ALL SELECT * FROM told_last))
"""
# What a plan that Hotmart converts cost when it was first paid, where it was paid again.
AGREED = f"""
SELECT code, currency, plan, offer, days, arg_min(price, approved_at) AS price
FROM (SELECT *, {_STATUS} AS status FROM bought)
WHERE conversion <> 1 AND price > 0 AND approved_at IS NOT NULL AND status IN ({_WAS_PAID})
  AND coalesce(billing, 'SUBSCRIPTION') = 'SUBSCRIPTION'
GROUP BY ALL HAVING count(*) > 1
"""
# A subscription that two accounts share is of one of them, whichever tells a charge of it.
WHOSE = " REPLACE (min(account) OVER (PARTITION BY code) AS account)"
# Whoever switches the plan, or whose product gets another name, began once.
BEGUN = """
SELECT account, code, arg_min_null(product_id, starts_at) AS product_id,
  arg_min_null(product, starts_at) AS product, arg_min_null(plan, starts_at) AS plan,
  min(starts_at) AS starts_at
FROM levels GROUP BY ALL
"""
# Smart instalments have cycles, and so have subscriptions that end: only the summary tells which is which.
LATE = """
SELECT s.code, s.product_id, s.product, s.plan, s.price, s.currency, coalesce(u.unpaid, 1) AS unpaid
FROM base_subscriptions s
LEFT JOIN (SELECT code, any_value(billing) AS billing FROM base_summaries GROUP BY ALL) b ON b.code = s.code
LEFT JOIN (SELECT code, count(DISTINCT number) AS unpaid FROM base_unpaid GROUP BY ALL) u ON u.code = s.code
WHERE upper(s.told_state) = 'DELAYED'
  AND coalesce(b.billing, CASE WHEN s.cycles IS NULL THEN 'SUBSCRIPTION' END) = 'SUBSCRIPTION'
QUALIFY s.account IS NULL OR row_number() OVER (PARTITION BY s.code ORDER BY s.account) = 1
"""
FACTS = {
    "sales": SALES,
    "own": OWN,
    "shares": SHARES,
    "earned_twice": EARNED_TWICE,
    "paid_out": PAID_OUT,
    "countries": COUNTRIES,
    "ads": ADS,
    "told": TOLD,
    "main_sales": MAIN_SALES,
    "plans": PLANS,
    "switched": SWITCHED,
    "bought": BOUGHT,
    "told_twice": TOLD_TWICE,
    "told_last": TOLD_LAST,
    "charges": CHARGES,
    "agreed": AGREED,
    "states": STATES,
    "levels": LEVELS,
    "movements": MOVEMENTS,
    "begun": BEGUN,
    "late": LATE,
    "running": RUNNING,
    "standing": STANDING,
    "customers": CUSTOMERS,
    "monthly": MONTHLY,
    "paid_in_a_year": PAID_IN_A_YEAR,
    "retained": RETAINED,
}
"""Each fact, after all that it stands on."""
STANDS_ON = {
    "sales": ("base_sales",),
    "own": ("base_sales", "base_shares"),
    "shares": ("base_shares", "sales", "own"),
    "earned_twice": ("base_shares",),
    "paid_out": ("shares", "earned_twice"),
    "countries": ("base_people",),
    "ads": ("base_tracking",),
    "told": ("base_panel",),
    "main_sales": ("told",),
    "plans": ("base_charges", "base_plans"),
    "switched": ("base_charges", "base_sales", "plans"),
    "bought": ("base_charges", "switched"),
    "told_twice": ("base_charges",),
    "told_last": ("bought", "told_twice"),
    "charges": ("bought", "told_last"),
    "agreed": ("bought",),
    "states": ("base_charges",),
    "levels": ("charges", "agreed", "states"),
    "movements": ("levels",),
    "begun": ("levels",),
    "late": ("base_subscriptions", "base_summaries", "base_unpaid"),
    "running": ("levels",),
    "standing": ("levels",),
    "customers": ("standing",),
    "monthly": ("levels",),
    "paid_in_a_year": ("charges",),
    "retained": ("levels",),
}
IN_BUCKETS = frozenset({"running", "standing", "customers", "monthly", "paid_in_a_year"})
"""Those that tell, for each bucket of time, what there was at its end. The buckets are a CTE beside them."""


BESIDE = {
    "country": "countries",
    **dict.fromkeys(("campaign", "ad_set", "ad", "placement"), "ads"),
}
"""What stands in another fact than the sale it is of, and is only looked up where somebody divides by it."""


def with_facts(wanted: str, tables: Tables, made: Mapping[str, str] | None = None, *more: str) -> str:
    """The WITH clause that a SELECT over a fact, and more beside it, needs over the tables that there are.

    `made` are facts that are there already, as tables of these names.
    """
    needed: dict[str, str] = {}
    for one in (*more, wanted):
        needed |= _needed(one, tables, made or {})
    told = [f"{name} AS {_once(name)}({sql.strip()})" for name, sql in needed.items()]
    return "WITH " + ",\n".join(told)


def _once(name: str) -> str:
    """Some are read anew by each fact: to scan a few columns costs less than to keep all for two."""
    return "NOT MATERIALIZED " if name in BASES or name in ("shares", "bought") else ""


def stands_on(wanted: str, fact: str) -> bool:
    """Whether a fact is made of another, or is it."""
    return wanted == fact or any(stands_on(one, fact) for one in STANDS_ON.get(wanted, ()))


def _needed(wanted: str, tables: Tables, made: Mapping[str, str]) -> dict[str, str]:
    """Each fact that it stands on, in the order in which they can be told."""
    if wanted in made:
        return {wanted: f"SELECT * FROM {made[wanted]}"}
    found: dict[str, str] = {}
    for name in STANDS_ON.get(wanted, ()):
        found |= _needed(name, tables, made)
    return found | {wanted: _told(wanted, tables)}


def _told(fact: str, tables: Tables) -> str:
    if fact in BASES:
        return base(BASES[fact], tables)
    if fact == "charges":
        return CHARGES.format(whose=WHOSE if _of_several(tables, "subscription_transactions") else "")
    known = ", ".join(map(literal, tables.own))
    if fact == "earned_twice":
        return EARNED_TWICE.format(ours=f" WHERE lower(person_ucode) IN ({known})" if known else "")
    if fact != "shares":
        return FACTS[fact]
    once = ONCE if _of_several(tables, "sales_commissions") else ""
    if known:  # to hold each share against a word takes half the time of looking it up
        return SHARES.format(ours=f"coalesce(lower(c.person_ucode) IN ({known}), false)", own="", once=once)
    ours = "coalesce(lower(c.person_ucode) = o.ucode, c.role = s.part)"
    own = "LEFT JOIN own o ON o.account IS NOT DISTINCT FROM c.account"
    return SHARES.format(ours=ours, own=own, once=once)


def _of_several(tables: Tables, stream: str) -> bool:
    """Whether the rows of several accounts stand together in it."""
    table = tables.by_stream.get(stream)
    return table is not None and "account" in table.columns
