"""The columns of the table and the views of tracking, and their types."""

from __future__ import annotations

from hotmart.tracking.spend import SHAPE, SPEND
from hotmart.tracking.unpacking import COLUMNS
from hotmart.tracking.views import CAMPAIGNS, RESULTS, TRACKING

_NAMED = ("platform", "campaign_id", "campaign", "ad_id", "ad", "currency_code")
_MONEY = "DECIMAL(18,4)"
_COUNTS = ("sales", "other_currency_sales")
_FIGURES = {
    name: "BIGINT" if name in _COUNTS else _MONEY
    for name in ("cost", "sales", "revenue", "net", "other_currency_sales", "cpa", "roas", "profit")
}
_RESULTS = {"day": "DATE", **dict.fromkeys(_NAMED, "VARCHAR"), **_FIGURES}
SHAPES = {
    TRACKING: {name: "BOOLEAN" if name == "is_cut" else "VARCHAR" for name in COLUMNS},
    SPEND: SHAPE,
    RESULTS: _RESULTS,
    CAMPAIGNS: {name: kind for name, kind in _RESULTS.items() if name not in ("ad_id", "ad")},
}
"""By the names that they have after the prefix of an account."""
