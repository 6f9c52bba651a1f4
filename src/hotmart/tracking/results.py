"""What came of each ad, day by day and in each currency: its cost, and the sales that name it.

An ad is known by its id, or else by its name within its campaign; of those that only one side tells an id
of, the name finds it, where it is one ad's alone. Cost and revenue stand in one row only where they are in
one currency; what was sold in another stands in a row of its own, and is counted beside the cost.
"""

from __future__ import annotations

from hotmart.warehouse.sql import literal, quoted

_MONEY = "DECIMAL(18,4)"

# Paid is what stands so now: a sale that was refunded brought nothing.
_SOLD = """
SELECT t.transaction, CAST(timezone({zone}, s.purchase_order_date) AS DATE) AS day,
  s.purchase_price_currency_code AS currency_code, s.purchase_price_value AS price,
  s.purchase_commission_as AS part, t.campaign_id, t.campaign, t.content_id AS ad_id, t.content AS ad
FROM {tracking} t JOIN {sales} s ON s.purchase_transaction = t.transaction
WHERE s.purchase_status IN ('APPROVED', 'COMPLETE')
  AND coalesce(t.campaign_id, t.campaign, t.content_id, t.content) IS NOT NULL"""
_NAMED = """
SELECT DISTINCT campaign_id, campaign, ad_id, ad FROM (
  SELECT campaign_id, campaign, ad_id, ad FROM sold
  UNION ALL SELECT campaign_id, campaign, ad_id, ad FROM {spend})"""
_CAMPAIGN_IDS = """
SELECT lower(campaign) AS name, min(campaign_id) AS id FROM named
WHERE campaign IS NOT NULL AND campaign_id IS NOT NULL GROUP BY 1 HAVING count(DISTINCT campaign_id) = 1"""
_IN_CAMPAIGNS = """
SELECT n.*, coalesce(n.campaign_id, c.id, lower(n.campaign)) AS campaign_key
FROM named n LEFT JOIN campaign_ids c ON n.campaign_id IS NULL AND c.name = lower(n.campaign)"""
_AD_IDS = """
SELECT lower(ad) AS name, campaign_key, min(ad_id) AS id FROM in_campaigns
WHERE ad IS NOT NULL AND ad_id IS NOT NULL GROUP BY 1, 2 HAVING count(DISTINCT ad_id) = 1"""
# An ad whose campaign one side does not tell: by its name alone, if no other ad is called so.
_LOOSE_IDS = """
SELECT lower(ad) AS name, min(ad_id) AS id, bool_or(campaign_key IS NULL) AS is_loose FROM in_campaigns
WHERE ad IS NOT NULL AND ad_id IS NOT NULL GROUP BY 1 HAVING count(DISTINCT ad_id) = 1"""
_AS_ADS = """
SELECT n.*, coalesce(n.ad_id, a.id, l.id, lower(n.ad)) AS ad_key
FROM in_campaigns n
LEFT JOIN ad_ids a ON n.ad_id IS NULL AND a.name = lower(n.ad)
  AND a.campaign_key IS NOT DISTINCT FROM n.campaign_key
LEFT JOIN loose_ids l ON n.ad_id IS NULL AND l.name = lower(n.ad)
  AND (l.is_loose OR n.campaign_key IS NULL)"""
_CAMPAIGN_OF = """
SELECT ad_key, min(campaign_key) AS campaign_key FROM as_ads
WHERE ad_key IS NOT NULL AND campaign_key IS NOT NULL GROUP BY 1 HAVING count(DISTINCT campaign_key) = 1"""
_ADS = """
SELECT n.campaign_id, n.campaign, n.ad_id, n.ad, n.ad_key,
  coalesce(n.campaign_key, c.campaign_key) AS campaign_key
FROM as_ads n LEFT JOIN campaign_of c ON c.ad_key = n.ad_key"""
_SAME = """x.campaign_id IS NOT DISTINCT FROM a.campaign_id AND x.campaign IS NOT DISTINCT FROM a.campaign
  AND x.ad_id IS NOT DISTINCT FROM a.ad_id AND x.ad IS NOT DISTINCT FROM a.ad"""
# Whoever has the part that a sale says is ours, most often alone, is us (dossier §4.1).
_OWN = """
SELECT ucode FROM (
  SELECT lower(c.user_ucode) AS ucode, count(*) OVER (PARTITION BY c.transaction) = 1 AS alone
  FROM {sales} s JOIN {commissions} c
    ON c.transaction = s.purchase_transaction AND c.source = s.purchase_commission_as)
WHERE ucode IS NOT NULL GROUP BY 1 ORDER BY count(*) FILTER (alone) DESC, count(*) DESC, 1 LIMIT 1"""
_SHARES = """
SELECT s.transaction, s.day, s.campaign_id, s.campaign, s.ad_id, s.ad,
  coalesce(c.commission_currency_code, s.currency_code) AS currency_code,
  c.commission_value AS net, c.transaction IS NULL AS is_unknown
FROM sold s LEFT JOIN {commissions} c ON c.transaction = s.transaction
WHERE c.transaction IS NULL OR coalesce(lower(c.user_ucode) = (SELECT ucode FROM own), c.source = s.part)"""
_NO_SHARES = f"""
SELECT transaction, day, campaign_id, campaign, ad_id, ad, currency_code,
  NULL::{_MONEY} AS net, true AS is_unknown
FROM sold"""
_EACH = f"""
SELECT x.day, x.currency_code, a.campaign_key, a.ad_key, x.platform, x.amount AS cost,
  0 AS sale, NULL::{_MONEY} AS price, NULL::{_MONEY} AS net, false AS is_unknown
FROM {{spend}} x JOIN ads a ON {_SAME}
UNION ALL BY NAME SELECT x.day, x.currency_code, a.campaign_key, a.ad_key, 1 AS sale, x.price,
  false AS is_unknown
FROM sold x JOIN ads a ON {_SAME}
UNION ALL BY NAME SELECT x.day, x.currency_code, a.campaign_key, a.ad_key, 0 AS sale, x.net, x.is_unknown
FROM shares x JOIN ads a ON {_SAME}"""
_SUMS = """
SELECT day, currency_code, campaign_key, ad_key, min(platform) AS platform,
  sum(cost) AS cost, sum(sale) AS sales, coalesce(sum(price), 0) AS revenue, coalesce(sum(net), 0) AS net,
  coalesce(bool_or(is_unknown), false) AS is_unknown
FROM each GROUP BY ALL"""
_DAYS = """
SELECT *, bool_or(is_unknown) OVER ad_day AS lacks_net, sum(sales) OVER ad_day - sales AS other_currency_sales
FROM sums WINDOW ad_day AS (PARTITION BY day, campaign_key, ad_key)"""
_LABELS = """
SELECT campaign_key, ad_key, max(ad_id) AS ad_id,
  coalesce(max(ad) FILTER (ad_id IS NOT NULL), max(ad)) AS ad FROM ads GROUP BY ALL"""
_CAMPAIGN_LABELS = """
SELECT campaign_key, max(campaign_id) AS campaign_id,
  coalesce(max(campaign) FILTER (campaign_id IS NOT NULL), max(campaign)) AS campaign FROM ads GROUP BY ALL"""
_AD_RESULTS = f"""
SELECT d.day, d.platform, c.campaign_id, c.campaign, l.ad_id, l.ad, d.currency_code,
  CAST(d.cost AS {_MONEY}) AS cost, CAST(d.sales AS BIGINT) AS sales, CAST(d.revenue AS {_MONEY}) AS revenue,
  CAST(CASE WHEN NOT d.lacks_net THEN d.net END AS {_MONEY}) AS net,
  CAST(d.other_currency_sales AS BIGINT) AS other_currency_sales,
  CAST(d.cost / nullif(d.sales, 0) AS {_MONEY}) AS cpa,
  CAST(d.revenue / nullif(d.cost, 0) AS {_MONEY}) AS roas,
  CAST(CASE WHEN NOT d.lacks_net THEN d.net - d.cost END AS {_MONEY}) AS profit
FROM days d
JOIN labels l ON l.campaign_key IS NOT DISTINCT FROM d.campaign_key AND l.ad_key IS NOT DISTINCT FROM d.ad_key
JOIN campaign_labels c ON c.campaign_key IS NOT DISTINCT FROM d.campaign_key"""
_CAMPAIGN_RESULTS = f"""
SELECT day, min(platform) AS platform, campaign_id, campaign, currency_code,
  CAST(sum(cost) AS {_MONEY}) AS cost, CAST(sum(sales) AS BIGINT) AS sales,
  CAST(sum(revenue) AS {_MONEY}) AS revenue,
  CAST(CASE WHEN NOT bool_or(net IS NULL) THEN sum(net) END AS {_MONEY}) AS net,
  CAST(sum(other_currency_sales) AS BIGINT) AS other_currency_sales,
  CAST(sum(cost) / nullif(sum(sales), 0) AS {_MONEY}) AS cpa,
  CAST(sum(revenue) / nullif(sum(cost), 0) AS {_MONEY}) AS roas,
  CAST(CASE WHEN NOT bool_or(net IS NULL) THEN sum(net) - sum(cost) END AS {_MONEY}) AS profit
FROM {{results}} GROUP BY day, campaign_id, campaign, currency_code"""


def of_ads(tracking: str, sales: str, commissions: str | None, spend: str, time_zone: str) -> str:
    """A SELECT of the results of each ad, day and currency; days are those of the zone.

    Without `commissions` nobody knows what was earned.
    """
    names = {
        "tracking": quoted(tracking), "sales": quoted(sales), "commissions": quoted(commissions or ""),
        "spend": quoted(spend), "zone": literal(time_zone),
    }  # fmt: skip
    steps = {
        "sold": _SOLD, "named": _NAMED, "campaign_ids": _CAMPAIGN_IDS, "in_campaigns": _IN_CAMPAIGNS,
        "ad_ids": _AD_IDS, "loose_ids": _LOOSE_IDS, "as_ads": _AS_ADS,
        "campaign_of": _CAMPAIGN_OF, "ads": _ADS,
        **({"own": _OWN, "shares": _SHARES} if commissions else {"shares": _NO_SHARES}),
        "each": _EACH, "sums": _SUMS, "days": _DAYS, "labels": _LABELS, "campaign_labels": _CAMPAIGN_LABELS,
    }  # fmt: skip
    told = ", ".join(f"{name} AS ({sql.format_map(names).strip()})" for name, sql in steps.items())
    return f"WITH {told} {_AD_RESULTS.strip()}"


def of_campaigns(results: str) -> str:
    """A SELECT of the same by campaign, from the view of `of_ads`: its ads, and what it cost as a whole."""
    return _CAMPAIGN_RESULTS.format(results=quoted(results)).strip()
