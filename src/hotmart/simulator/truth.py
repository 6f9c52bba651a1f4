"""What is true of a world, counted without the code that answers requests: for tests to compare with."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Any

from hotmart.simulator.answers.sales import earned
from hotmart.simulator.answers.subscriptions import changed_currency
from hotmart.simulator.clock import instant
from hotmart.simulator.money import amount
from hotmart.simulator.sale import Sale
from hotmart.simulator.stock import belongings, stock
from hotmart.simulator.terms import DEFAULT_STATUSES, UNPRICED_STATUSES
from hotmart.simulator.world import Happenings, World

Report = dict[str, Any]


def truth(world: World) -> Report:
    """Counts and sums of every stream at this moment. Money is text, exact; months are of the order date."""
    lag = world.settings.daily_lag
    known_charges = [sale for sale in world.recurring if not lag or sale.ordered < world.today]
    own = world.catalogue.own
    first = world.sales[0].ordered if world.sales else world.now
    last = world.sales[-1].ordered if world.sales else world.now
    return {
        "now": world.now,
        "began": world.began,
        "first_order_date": first,
        "last_order_date": last,
        "rows": {
            "sales_history": len(world.sales),
            "sales_participants": len(world.sales),
            "sales_commissions": len(world.sales),
            "sales_price_details": _priced(world),
            "subscriptions": len(world.subscriptions),
            "subscription_summaries": sum(
                1 for it in world.subscriptions if not lag or it.requested < world.today
            ),
            "subscription_purchases": sum(len(it.sales) for it in world.subscriptions),
            "subscription_transactions": len(known_charges) + sum(map(changed_currency, known_charges)),
            "products": len(own),
            "product_offers": sum(len(product.listed) for product in own),
            "product_plans": sum(len(product.listed) for product in own if product.is_subscription),
            **belongings(world),
        },
        "subdomains": [world.club.subdomain],
        "sales": _sales(world),
        "subscriptions": {
            "total": len(world.subscriptions),
            "by_status": dict(sorted(Counter(it.status for it in world.subscriptions).items())),
        },
        "stock": stock(world),
        "writes": _writes(world),
    }


def report(world: World, happenings: Happenings) -> Report:
    """What happened while the clock moved."""
    changes = sorted(happenings.status_changes.items())
    return {
        "now": world.now,
        "new_sales": happenings.new_sales,
        "new_subscriptions": happenings.new_subscriptions,
        "status_changes": {f"{before} > {after}": count for (before, after), count in changes},
        "old_sales_changed": len(happenings.old_sales),
        "oldest_sale_changed": min((sale.ordered for sale in happenings.old_sales), default=None),
    }


def _writes(world: World) -> Report:
    """What the seller did through the API, and what came of it."""
    subscriptions, links, negotiations = world.subscriptions, world.links.all, world.negotiations
    return {
        "boletos_reprinted": sum(sale.billets - 1 for sale in world.sales),
        "reactivations": {
            "invited": sum(it.invitations for it in subscriptions),
            "accepted": sum(it.returns for it in subscriptions),
        },
        "due_days": sum(1 for it in subscriptions if it.due_days),
        "plan_switches": sum(it.switches for it in subscriptions),
        "negotiations": {
            "total": len(negotiations),
            "by_status": dict(sorted(Counter(sale.status for sale in negotiations).items())),
        },
        "payment_links": {
            "total": len(links),
            "offers": sum(len(link.offers) for link in links),
            "plans": sum(len(link.plans) for link in links),
            "charges": sum(len(link.charges) for link in links),
        },
    }


def _priced(world: World) -> int:
    if not world.settings.strict:
        return len(world.sales)
    return sum(1 for sale in world.sales if sale.status not in UNPRICED_STATUSES)


def _sales(world: World) -> Report:
    by_month: defaultdict[str, list[Sale]] = defaultdict(list)
    for sale in world.sales:
        by_month[f"{instant(sale.ordered):%Y-%m}"].append(sale)
    settled = [sale for sale in world.sales if sale.status in DEFAULT_STATUSES]
    return {
        "total": len(world.sales),
        "by_status": dict(sorted(Counter(sale.status for sale in world.sales).items())),
        "by_commission_as": dict(sorted(Counter(sale.offer.product.role for sale in world.sales).items())),
        "gross": _sums((sale.price.currency, sale.price.total) for sale in world.sales),
        "commission": _commission(world, world.sales),
        "approved_and_complete": {
            "total": len(settled),
            "gross": _sums((sale.price.currency, sale.price.total) for sale in settled),
            "commission": _commission(world, settled),
        },
        "by_month": {
            month: {"total": len(sales), "commission": _commission(world, sales)}
            for month, sales in sorted(by_month.items())
        },
    }


def _commission(world: World, sales: Iterable[Sale]) -> dict[str, str]:
    return _sums((sale.price.payout, earned(sale, world.settings)) for sale in sales)


def _sums(amounts: Iterable[tuple[str, int]]) -> dict[str, str]:
    sums: defaultdict[str, int] = defaultdict(int)
    for currency, cents in amounts:
        sums[currency] += cents
    return {currency: amount(cents) for currency, cents in sorted(sums.items())}
