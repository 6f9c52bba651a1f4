"""The quirks that no other test pins."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from hotmart import AuthenticationError, Hotmart, InvalidArgumentError
from hotmart.api import Coupons, Subscriptions, operation
from hotmart.api.choices import ChargeStatus, SaleStatus, SubscriptionStatus
from hotmart.request import Request
from hotmart.simulator import Served
from hotmart.streams.known import STREAMS
from hotmart.streams.ladder import EVERY_RUN
from hotmart.streams.origin import Listed
from hotmart.streams.stream import Stream
from hotmart.streams.windows import DAY, Window
from hotmart.sync.question import Question
from hotmart.words import milliseconds
from warehouse.sample import Landing

from .pages import PAGES, ROOT

WINDOW = Window(1_735_689_600_000, 1_738_368_000_000)


def test_under_analysis_is_spelt_as_each_operation_spells_it() -> None:
    assert "UNDER_ANALISYS" in {*SaleStatus}
    assert "UNDER_ANALYSIS" not in {*SaleStatus}
    assert "UNDER_ANALYSIS" in {*ChargeStatus}


@pytest.mark.parametrize(
    "stream", [one for one in STREAMS.values() if one.windowed], ids=lambda one: one.name
)
def test_no_question_leaves_the_window_to_hotmart(stream: Stream) -> None:
    question = Question(stream, WINDOW)
    for request in (*question.requests(), question.count()):
        asked = dict(request.query)
        assert [int(asked[bound]) for bound in bounds(stream)] == [WINDOW.start, WINDOW.end - 1]


def bounds(stream: Stream) -> tuple[str, str]:
    """The parameters of its window."""
    assert isinstance(stream.origin, Listed)
    window = stream.origin.declared().facts.window
    assert window
    return window


def test_the_window_of_subscriptions_is_on_accession() -> None:
    assert bounds(STREAMS["subscriptions"]) == ("accession_date", "end_accession_date")
    assert STREAMS["subscriptions"].origin.time == "accession_date"


def test_offers_and_plans_are_asked_for_by_ucode() -> None:
    for name in ("product_offers", "product_plans"):
        parent = STREAMS[name].parent
        assert parent
        assert [(taken.column, taken.argument) for taken in parent.taken] == [("ucode", "ucode")]


@pytest.mark.parametrize("size", [500, 5_000])
def test_a_page_larger_than_hotmart_gives_loses_no_row(served: Served, size: int) -> None:
    with Hotmart(
        served.client_id, served.client_secret, api_url=served.api_url, auth_url=served.auth_url
    ) as client:
        for year in (2023, 2024):
            sales = client.sales.history(
                start_date=served.simulator.now.replace(year=year),
                end_date=served.simulator.now.replace(year=year + 1),
                transaction_status=list(SaleStatus),
                max_results=size,
            )
            assert len({sale.purchase.transaction for sale in sales}) == sales.total()


def test_live_subscriptions_are_read_on_every_run() -> None:
    (sweep,) = STREAMS["subscriptions"].sweeps
    assert {SubscriptionStatus.ACTIVE, SubscriptionStatus.DELAYED, SubscriptionStatus.STARTED} < {
        *sweep.values
    }
    assert SubscriptionStatus.OVERDUE not in sweep.values


def test_what_is_a_day_old_is_read_again_when_it_is_not() -> None:
    assert STREAMS["subscription_summaries"].ladder == EVERY_RUN
    youngest = STREAMS["subscription_transactions"].ladder[0]
    assert youngest.staleness == 0
    assert youngest.age
    assert youngest.age > 2 * DAY


def test_a_charge_is_known_by_its_transaction_and_its_commission_currency() -> None:
    key = [column.name for column in STREAMS["subscription_transactions"].layout.key]
    assert key == ["purchase_transaction", "purchase_commission_currency"]


def test_one_person_paid_twice_for_a_sale_has_two_rows(tmp_path: Path) -> None:
    landing = Landing(tmp_path, STREAMS["sales_commissions"].layout)
    shares = [{"source": source, "user": {"ucode": "A1"}} for source in ("PRODUCER", "AFFILIATE")]
    landing.land({"transaction": "HP1", "commissions": shares})
    rows = landing.rows("SELECT transaction, user_ucode, source FROM sales_commissions ORDER BY source")
    assert rows == [("HP1", "A1", "AFFILIATE"), ("HP1", "A1", "PRODUCER")]


@pytest.mark.parametrize(
    ("said", "sent"), [(10, "0.1"), (10.0, "0.1"), (0.1, "0.1"), (1, "0.01"), (99, "0.99")]
)
def test_a_discount_is_percent_from_1_to_99_and_a_fraction_below_1(said: float, sent: str) -> None:
    body = Coupons.create.request(3344556, "DEZ", said).body
    assert body
    assert body["discount"] == Decimal(sent)


@pytest.mark.parametrize("said", [0, -1, 99.5, 100, 120])
def test_what_is_no_discount_is_refused(said: float) -> None:
    with pytest.raises(InvalidArgumentError, match="discount"):
        Coupons.create.request(3344556, "DEZ", said)


def test_the_offers_of_a_coupon_are_told_even_when_there_are_none() -> None:
    body = Coupons.create.request(3344556, "DEZ", 10).body
    assert body
    assert body["offer_ids"] == []


def test_the_charges_of_one_subscription_are_all_of_them() -> None:
    asked = dict(Subscriptions.transactions.request("K7QW3ZP9").query)
    assert asked["transaction_date"] == str(milliseconds(date(2011, 1, 1)))


def test_no_question_here_trusts_the_payment_method() -> None:
    asked = [block.text for page in PAGES if page.name != "docs/hotmart-api.md" for block in page.blocks]
    asked += [file.read_text(encoding="utf-8") for file in (ROOT / "src/hotmart/cli").glob("*.py")]
    assert not [text for text in asked if re.search(r"payment_method", text)]


def test_a_refused_credential_speaks_of_the_sandbox() -> None:
    request = Request(method="GET", path=operation("sales.history").path)
    assert "HOTMART_SANDBOX=1" in str(AuthenticationError(request, 401))
