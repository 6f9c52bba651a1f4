"""Laws that no sequence of writes and days may break."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from hotmart.simulator.terms import SALE_STATUSES
from simulator.visitor import SALES, SUBSCRIPTIONS, Reply, Visitor

NOT_COLLECTED = {"CANCELLED", "EXPIRED", "DELAYED"}
ANYONE = st.integers(0, 10**6)
WRITTEN = {200, 400}


class Seller(RuleBasedStateMachine):
    """A seller who does anything to anyone, at any time."""

    @initialize(accepted=st.sampled_from([0.0, 0.5, 1.0]), paid=st.sampled_from([0.0, 0.5, 1.0]))
    def open(self, accepted: float, paid: float) -> None:
        self.hotmart = Visitor(
            sales=250, months=5, daily_lag=False, reactivations_accepted=accepted, negotiations_paid=paid
        )
        self.accepted = accepted
        self.ended: dict[str, int] = {}

    @rule(who=ANYONE, many=st.booleans())
    def cancel(self, who: int, many: bool) -> None:
        code = self.pick(who)["subscriber_code"]
        if many:
            reply = self.hotmart.post(f"{SUBSCRIPTIONS}/cancel", {"subscriber_code": [code]})
            done = "success_subscriptions" in reply.json
        else:
            done = self.write("POST", f"{SUBSCRIPTIONS}/{code}/cancel").status == 200
        if done and not self.accepted:
            self.ended[code] = self.automatic_charges()[code]

    @rule(who=ANYONE, charge=st.booleans())
    def ask_back(self, who: int, charge: bool) -> None:
        gone = [row for row in self.everyone() if row["status"].startswith("CANCELLED")]
        code = gone[who % len(gone)]["subscriber_code"]
        assert self.write("POST", f"{SUBSCRIPTIONS}/{code}/reactivate", {"charge": charge}).status == 200

    @rule(who=ANYONE, day=st.integers(1, 31))
    def move_due_day(self, who: int, day: int) -> None:
        self.write("PATCH", f"{SUBSCRIPTIONS}/{self.pick(who)['subscriber_code']}", {"due_day": day})

    @rule(who=ANYONE, which=ANYONE)
    def switch_plan(self, who: int, which: int) -> None:
        code = self.pick(who)["subscriber_code"]
        (row,) = self.hotmart.get(f"{SUBSCRIPTIONS}/switch-plan/plans", subscriber_codes=code).items
        if row["plans"]:
            offer = row["plans"][which % len(row["plans"])]["offer"]["key"]
            body = {"subscriber_code": code, "offer_code": offer}
            self.write("POST", f"{SUBSCRIPTIONS}/switch-plan", body)

    @rule(who=ANYONE, kind=st.sampled_from(["PIX", "BILLET"]))
    def negotiate(self, who: int, kind: str) -> None:
        late = [row for row in self.everyone("/summary") if "unpaid_recurrencies" in row]
        if late:
            row = late[who % len(late)]
            body = {
                "subscription_id": row["subscription_id"],
                "recurrences": [debt["number"] for debt in row["unpaid_recurrencies"]][:5],
                "payment_type": kind,
                "document": "12345678900",
            }
            self.write("POST", "/payments/api/v1/installments/negotiate", body)

    @rule(who=ANYONE, what=st.sampled_from(["refund", "billet"]))
    def give_back_or_print_again(self, who: int, what: str) -> None:
        status = "APPROVED" if what == "refund" else "PRINTED_BILLET"
        sales = self.hotmart.all(f"{SALES}/history", transaction_status=status, commission_as="PRODUCER")
        if sales:
            code = sales[who % len(sales)]["purchase"]["transaction"]
            self.write("PUT", f"{SALES}/{code}/{what}")

    @rule(days=st.sampled_from([0.01, 1, 3, 11, 31, 70]))
    def live_on(self, days: float) -> None:
        self.hotmart.simulator.advance(days)

    @invariant()
    def nothing_is_collected_twice(self) -> None:
        collected: Counter[tuple[str, str]] = Counter()
        for row in self.charges():
            if row["purchase"]["status"] not in NOT_COLLECTED:
                covered = row["recurrency"].get("number_list", str(row["recurrency"]["number"]))
                collected.update((row["subscriber_code"], number) for number in covered.split(", "))
        assert set(collected.values()) == {1}

    @invariant()
    def what_was_cancelled_is_not_charged_again(self) -> None:
        charged = self.automatic_charges()
        assert {code: charged[code] for code in self.ended} == self.ended

    @invariant()
    def every_list_agrees_with_the_truth(self) -> None:
        truth = self.hotmart.truth
        assert Counter(row["status"] for row in self.everyone()) == truth["subscriptions"]["by_status"]
        sales = self.hotmart.all_sales(transaction_status=list(SALE_STATUSES))
        assert Counter(row["purchase"]["status"] for row in sales) == truth["sales"]["by_status"]
        assert len({row["purchase"]["transaction"] for row in sales}) == len(sales)

    @invariant()
    def only_what_was_cancelled_has_an_end(self) -> None:
        for row in self.everyone():
            ended = row["status"].startswith("CANCELLED")
            assert ("end_accession_date" in row) == ended

    def everyone(self, path: str = "") -> list[Any]:
        return self.hotmart.all(SUBSCRIPTIONS + path, accession_date=1)

    def pick(self, who: int) -> Any:
        rows = self.everyone()
        return rows[who % len(rows)]

    def charges(self) -> list[Any]:
        rows = self.hotmart.all(f"{SUBSCRIPTIONS}/transactions", transaction_date=1)
        return list({row["purchase"]["transaction"]: row for row in rows}.values())

    def automatic_charges(self) -> Counter[str]:
        """How many charges nobody asked for each subscriber has."""
        kinds = ((row["subscriber_code"], row["recurrency"]["transaction_type"]) for row in self.charges())
        return Counter(code for code, kind in kinds if kind == "AUTOMATIC")

    def write(self, method: str, path: str, body: Any = None) -> Reply:
        reply: Reply = getattr(self.hotmart, method.lower())(path, body)
        assert reply.status in WRITTEN, reply.body
        return reply


TestSeller = pytest.mark.slow(Seller.TestCase)
TestSeller.settings = settings(max_examples=12, stateful_step_count=15, deadline=None)
