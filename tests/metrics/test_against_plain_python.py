"""Every metric is what plain Python makes of the same account, to the cent, in ten worlds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any, NamedTuple

import pytest

import hotmart
from hotmart.accounts.account import Account
from hotmart.metrics.figures import Measured
from hotmart.testing import simulated

from .plain import PAID, WAITING, WAS_PAID, Plain, Sale, months_of

pytestmark = pytest.mark.slow
ZONE = "America/Sao_Paulo"


class World(NamedTuple):
    """An account, its copy, and all of it in plain Python."""

    account: Account
    plain: Plain
    start: date
    """The first day of a month, some months before the end."""
    end: date
    """The last day of which anything is known."""

    @property
    def months(self) -> list[tuple[date, date]]:
        return [*months_of(self.start, 4)]

    def one(self, name: str, **asked: Any) -> Measured:
        """A metric of these four months, which are over."""
        asked.setdefault("start", self.months[0][0])
        asked.setdefault("end", self.months[-1][1])
        (found,) = self.account.metrics(name, **asked)
        return found

    @property
    def ordered(self) -> list[Sale]:
        return self.plain.ordered(self.months[0][0], self.months[-1][1])


# In the second half of 2018 a day has no first hour, in February one has it twice.
WORLDS = [(seed, date(2018, 8, 1) if seed % 3 == 0 else date(2023, 6, 1)) for seed in range(1, 11)]


@pytest.fixture(scope="module", params=WORLDS, ids=lambda world: f"seed {world[0]} in {world[1].year}")
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    seed, begins = request.param
    folder = tmp_path_factory.mktemp("world")
    with (
        simulated(
            seed=seed,
            sales=160,
            months=6,
            start=begins,
            quota=1_000_000,
            plan_of_a_charge="now" if seed % 2 else "then",
        ) as served,
        pytest.MonkeyPatch.context() as patch,
    ):
        for name, value in served.environment.items():
            patch.setenv(name, value)
        patch.chdir(folder)
        account = hotmart.open()
        if seed % 4 < 2:
            account.sync()  # of what is not read again the copy keeps the plan that was told before
        for days in (30, 25, 20):
            switch_plans(served.client(), seed)
            served.advance(days=days)
        account.sync()
        ends = served.now.date() - timedelta(days=2)
        first = (ends.replace(day=1) - timedelta(days=100)).replace(day=1)
        yield World(account, Plain(served.client(), ZONE), first, ends)


def switch_plans(client: hotmart.Hotmart, seed: int) -> None:
    """Let a third of those who may go over to another plan of their product, dearer or cheaper."""
    chance = Random(seed)
    running = sorted(one.subscriber_code for one in client.subscriptions.list(status=["ACTIVE"]))
    for code in chance.sample(running, len(running) // 3):
        (told,) = client.subscriptions.switch_plans(code)
        plans = [plan.offer for plan in told.plans or () if not plan.current]
        if offers := [offer.key for offer in plans if offer and offer.key]:
            client.subscriptions.switch_plan(code, chance.choice(offers))


def by_currency(found: Measured) -> dict[str | None, Any]:
    assert found.complete
    return {one.currency: one.value for one in found.figures if one.value}


def sums(pairs: Any) -> dict[Any, Decimal]:
    found: defaultdict[Any, Decimal] = defaultdict(Decimal)
    for currency, value in pairs:
        found[currency] += value
    return {currency: value for currency, value in found.items() if value}


def test_gross_and_net_revenue(world: World) -> None:
    paid = [one for one in world.ordered if one.status in PAID]
    assert by_currency(world.one("gross_revenue")) == sums((one.currency, one.price) for one in paid)
    assert by_currency(world.one("net_revenue")) == sums(share for one in paid for share in one.own)


def test_gross_revenue_in_the_currency_it_is_paid_out_in(world: World) -> None:
    paid_out = (
        (one.own[0][0], (one.price * one.rate).quantize(Decimal("0.01"), "ROUND_HALF_UP"))
        for one in world.ordered
        if one.status in PAID and one.own
    )
    assert by_currency(world.one("gross_revenue_paid_out")) == sums(paid_out)


def test_sales_buyers_and_the_average_ticket(world: World) -> None:
    paid = [one for one in world.ordered if one.status in PAID]
    assert [one.value for one in world.one("sales").figures] == [len(paid)]
    assert [one.value for one in world.one("buyers").figures] == [len({one.buyer for one in paid})]
    price, often = sums((one.currency, one.price) for one in paid), Counter(one.currency for one in paid)
    for currency, value in by_currency(world.one("average_ticket")).items():
        assert abs(value - price[str(currency)] / often[str(currency)]) <= Decimal("0.005")


def test_orders_and_those_that_were_ever_paid(world: World) -> None:
    assert [one.value for one in world.one("orders").figures] == [len(world.ordered)]
    ever = [one for one in world.ordered if one.status in WAS_PAID]
    assert [one.value for one in world.one("orders_paid").figures] == [len(ever)]


def test_sales_by_month_day_product_payment_and_country(world: World) -> None:
    paid = [one for one in world.ordered if one.status in PAID]
    local = Counter(one.ordered.astimezone(world.plain.zone).date() for one in paid)
    by_day = world.one("sales", by=["day"]).figures
    assert {one.start: one.value for one in by_day if one.value} == dict(local)
    by_month = {one.start: one.value for one in world.one("sales", by=["month"]).figures}
    assert by_month == {
        start: len([d for d in local.elements() if start <= d <= end]) for start, end in world.months
    }
    for name, of in (("product", lambda one: one.product), ("payment", lambda one: one.payment)):
        found = {one.by[name]: one.value for one in world.one("sales", by=[name]).figures}
        assert found == dict(Counter(map(of, paid)))
    found = {one.by["country"]: one.value for one in world.one("sales", by=["country"]).figures}
    assert found == dict(Counter(one.country for one in paid))


def test_rates_of_orders(world: World) -> None:
    def share(part: set[str], whole: list[Sale]) -> float | None:
        return len([one for one in whole if one.status in part]) / len(whole) if whole else None

    ever = [one for one in world.ordered if one.status in WAS_PAID]
    ended = [one for one in world.ordered if one.status not in WAITING]
    assert value(world, "approval_rate") == pytest.approx(share(WAS_PAID, ended))
    assert value(world, "refund_rate") == pytest.approx(share({"REFUNDED", "PARTIALLY_REFUNDED"}, ever))
    assert value(world, "chargeback_rate") == pytest.approx(share({"CHARGEBACK"}, ever))
    for name, payment in (("boleto_conversion", "BILLET"), ("pix_conversion", "PIX")):
        of_it = [one for one in ended if one.payment == payment]
        assert value(world, name) == (pytest.approx(share(WAS_PAID, of_it)) if of_it else None)


def value(world: World, name: str) -> Any:
    (one,) = world.one(name).figures
    return one.value


def test_what_went_back_and_what_waits(world: World) -> None:
    back = [one for one in world.ordered if one.status in ("REFUNDED", "PARTIALLY_REFUNDED")]
    assert by_currency(world.one("refunded_value")) == sums((one.currency, one.price) for one in back)
    end = world.end
    start = end - timedelta(days=20)
    waits = [
        one
        for one in world.plain.ordered(start, end)
        if one.status in WAITING and one.payment in ("BILLET", "PIX")
    ]
    assert [one.value for one in world.one("unpaid_orders", start=start, end=end).figures] == [len(waits)]
    unpaid = world.one("unpaid_value", start=start, end=end)
    assert by_currency(unpaid) == sums((one.currency, one.price) for one in waits)


def test_the_commissions_of_everybody_and_the_payment_mix(world: World) -> None:
    paid = [one for one in world.ordered if one.status in PAID]
    expected: defaultdict[Any, Decimal] = defaultdict(Decimal)
    for one in paid:
        for person, role, currency, share in one.shares:
            expected[person, role, currency] += share
    found = world.one("commissions").figures
    assert {(one.by["person"], one.by["role"], one.currency): one.value for one in found if one.value} == {
        key: share for key, share in expected.items() if share
    }
    whole = sums((one.currency, one.price) for one in paid)
    mix: dict[Any, Decimal] = sums(((one.currency, one.payment), one.price) for one in paid)
    for part in world.one("payment_mix").figures:
        currency = str(part.currency)
        assert part.value == pytest.approx(float(mix[currency, part.by["payment"]] / whole[currency]))


def test_mrr_and_active_subscriptions_at_the_end_of_each_month(world: World) -> None:
    found: dict[Any, dict[Any, Any]] = {"mrr:saas": {}, "mrr:panel": {}, "active_subscribers": {}}
    for name, values in found.items():
        for one in world.one(name, by=["month"]).figures:
            if one.value:
                values[one.start, one.currency] = one.value
    for start, end in world.months:
        after = world.plain.at(end + timedelta(days=1))
        saas = {currency: v for (day, currency), v in found["mrr:saas"].items() if day == start}
        panel = {currency: v for (day, currency), v in found["mrr:panel"].items() if day == start}
        assert saas == world.plain.mrr(after)
        assert panel == world.plain.net_mrr(after)
        assert found["active_subscribers"].get((start, None), 0) == len(world.plain.active(after))


def test_active_subscriptions_by_the_plan_they_were_charged_for(world: World) -> None:
    start, end = world.months[-2]
    after = world.plain.at(end + timedelta(days=1))
    expected = Counter(world.plain.plan_at(code, after) for code in world.plain.active(after))
    found = world.one("active_subscribers", start=start, end=end, by=["plan"]).figures
    assert {one.by["plan"]: one.value for one in found if one.value} == expected


def test_the_movements_are_each_what_they_are_and_add_up_to_the_change(world: World) -> None:
    kinds = ("new", "expansion", "contraction", "churn", "reactivation")
    for start, end in world.months:
        moved = {
            (kind, one.currency): one.value * (-1 if kind in ("contraction", "churn") else 1)
            for kind in kinds
            for one in world.one(f"mrr_{kind}", start=start, end=end).figures
            if one.value
        }
        assert moved == {key: delta for key, delta in world.plain.movements(start, end).items() if delta}
        before, after = (
            world.plain.mrr(world.plain.at(start)),
            world.plain.mrr(world.plain.at(end + timedelta(days=1))),
        )
        for currency in before.keys() | after.keys():
            change = after.get(currency, Decimal(0)) - before.get(currency, Decimal(0))
            assert sum(delta for (_, its), delta in moved.items() if its == currency) == change


def test_churn_has_none_in_its_denominator_who_came_later(world: World) -> None:
    for start, end in world.months:
        there = world.plain.customers(world.plain.at(start))
        left = there - world.plain.customers(world.plain.at(end + timedelta(days=1)))
        found = [one.value for one in world.one("churn_rate:saas", start=start, end=end).figures]
        if there:
            assert found == [pytest.approx(len(left) / len(there))]
        else:
            assert found in ([], [None])


def test_new_subscriptions_and_what_was_recovered(world: World) -> None:
    start, end = world.months[0][0], world.months[-1][1]
    falls = world.plain.within(start, end)
    begun = [one[0].adopted if one[0].number > 1 else one[0].paid for one in world.plain.paid.values()]
    assert [one.value for one in world.one("new_subscribers").figures] == [sum(map(falls, begun))]
    late = [
        (one.currency, one.price)
        for one in world.plain.charges
        if one.status in PAID and falls(one.paid) and (one.delay > 0 or one.kind == "NEGOTIATION")
    ]
    assert by_currency(world.one("recovered_value")) == sums(late)
    undone = [one for one in world.plain.charges if falls(one.undone)]
    assert [one.value for one in world.one("refunds_when_made").figures] == [len(undone)]
