"""Over a simulated account, whose sales tell which ad they are of by what a tracker packed."""

from __future__ import annotations

import shutil
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import duckdb
import pytest

import hotmart
from hotmart.accounts.account import Account
from hotmart.accounts.people import places_of
from hotmart.forgetting.forget import forget
from hotmart.simulator.clock import instant
from hotmart.simulator.sale import Ad, Sale
from hotmart.testing import SimulatedHotmart, simulated
from hotmart.tracking.errors import SpendFileError
from hotmart.tracking.unpacking import COLUMNS
from hotmart.warehouse.errors import NoWarehouseError, WarehouseBusyError
from hotmart.warehouse.lock import lock

from .by_hand import SEPARATOR, Told, unpack

PAID = ("APPROVED", "COMPLETE")
ZONE = ZoneInfo("America/Sao_Paulo")


@pytest.fixture(scope="module")
def here() -> Iterator[SimulatedHotmart]:
    with simulated(sales=600, months=4, quota=1_000_000) as account:
        yield account


@pytest.fixture(scope="module")
def synced(here: SimulatedHotmart, tmp_path_factory: pytest.TempPathFactory) -> Account:
    folder = tmp_path_factory.mktemp("synced")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in here.environment.items():
            patch.setenv(name, value)
        account = hotmart.open(warehouse=folder / "hotmart.duckdb")
        assert account.sync("sales_history", "sales_commissions").error is None
    return account


def sales(here: SimulatedHotmart) -> list[Sale]:
    return here.simulator._server.world.sales


def by_ad(here: SimulatedHotmart) -> dict[Ad, list[Sale]]:
    """The paid sales that tell the id of their ad: those of which it was not cut, and had one."""
    found: defaultdict[Ad, list[Sale]] = defaultdict(list)
    for sale in sales(here):
        tracking = sale.tracking
        if tracking and tracking.ad and sale.status in PAID and tracking.ad.ad[1] in tracking.external_code:
            found[tracking.ad].append(sale)
    return found


@pytest.mark.slow
def test_every_sale_comes_apart_as_by_hand(synced: Account) -> None:
    rows = synced.ask(
        "SELECT purchase_tracking_source, purchase_tracking_source_sck, purchase_tracking_external_code, t.*"
        " FROM sales_tracking t JOIN sales_history s ON t.transaction = s.purchase_transaction"
    ).rows
    for src, sck, xcod, *told in rows:
        found = dict(zip(COLUMNS, told, strict=True))
        parts = {name: found[name] for name in COLUMNS[7:] if found[name] is not None}
        assert Told(parts, found["unpacked_from"], found["is_cut"], found["click_id"]) == unpack(
            src, sck, xcod
        )
    kinds = Counter(
        (found, cut) for *_, found, cut in synced.ask("SELECT unpacked_from, is_cut FROM sales_tracking")
    )
    assert kinds.keys() >= {("xcod", False), ("sck", True), (None, False)}
    assert len(rows) == synced.ask("SELECT count(*) FROM sales_history").rows[0][0]


@pytest.mark.slow
def test_which_ad_sold_is_a_group_by_that_adds_up_to_the_truth(
    synced: Account, here: SimulatedHotmart
) -> None:
    asked = synced.ask(
        "SELECT content_id, content, campaign, purchase_price_currency_code, count(*),"
        " sum(purchase_price_value) FROM sales_tracking JOIN sales USING (transaction)"
        f" WHERE purchase_status IN {PAID} AND content_id IS NOT NULL GROUP BY ALL"
    )
    truth: defaultdict[tuple[str, ...], list[Sale]] = defaultdict(list)
    for ad, sold in by_ad(here).items():
        for sale in sold:
            truth[ad.ad[1], ad.ad[0], ad.campaign[0], sale.price.currency].append(sale)
    assert {row[:4]: row[4:] for row in asked.rows} == {
        key: (len(sold), Decimal(sum(sale.price.total for sale in sold)) / 100) for key, sold in truth.items()
    }
    assert len(asked.rows) > 3


def spend_file(folder: Path, ads: list[Ad], days: list[date]) -> Path:
    """What these ads cost, each 10 reais and some centavos a day."""
    lines = [
        f"{day},{ad.campaign[0]},{ad.campaign[1]},{ad.ad[0]},{ad.ad[1]},{10 + number}.25"
        for number, ad in enumerate(ads)
        for day in days
    ]
    path = folder / "spend.csv"
    head = "Day,Campaign name,Campaign ID,Ad name,Ad ID,Amount spent (BRL)"
    path.write_text("\n".join([head, *lines, ""]), encoding="utf-8")
    return path


def net_of(sold: list[Sale]) -> Decimal:
    return Decimal(sum(sale.price.mine for sale in sold if sale.price.payout == "BRL")) / 100


@pytest.mark.slow
def test_profit_by_ad_is_what_was_earned_less_what_it_cost(
    synced: Account, here: SimulatedHotmart, tmp_path: Path
) -> None:
    truth = by_ad(here)
    ads, days = list(truth), sorted({day_of(sale) for sold in truth.values() for sale in sold})
    done = synced.import_spend(spend_file(tmp_path, ads, days))
    assert (done.lines, done.new, done.replaced) == (len(ads) * len(days), len(ads) * len(days), 0)
    assert (done.since, done.until) == (days[0], days[-1])
    again = synced.import_spend(spend_file(tmp_path, ads, days))
    assert (again.new, again.replaced, again.totals) == (0, done.new, done.totals)
    asked = synced.ask(
        "SELECT ad_id, sum(cost), sum(sales), sum(revenue), sum(net), sum(profit) FROM ad_results"
        " WHERE currency_code = 'BRL' AND cost IS NOT NULL GROUP BY ALL"
    )
    expected = {}
    for number, (ad, sold) in enumerate(truth.items()):
        cost = (10 + number + Decimal("0.25")) * len(days)
        every = [*sold, *unnamed(here, ad, truth)]
        brl = [sale for sale in every if sale.price.currency == "BRL"]
        revenue = Decimal(sum(sale.price.total for sale in brl)) / 100
        expected[ad.ad[1]] = (cost, len(brl), revenue, net_of(every), net_of(every) - cost)
    assert {row[0]: row[1:] for row in asked.rows} == expected
    assert done.totals == {"BRL": sum((row[1] for row in asked.rows), Decimal())}


def unnamed(here: SimulatedHotmart, ad: Ad, truth: dict[Ad, list[Sale]]) -> list[Sale]:
    """The paid sales of an ad that tell its name alone, on the days on which there was any cost."""
    days = {day_of(sale) for sold in truth.values() for sale in sold}
    return [
        sale
        for sale in sales(here)
        if sale.tracking and sale.tracking.ad is ad and sale.status in PAID and day_of(sale) in days
        if ad.ad[1] not in sale.tracking.external_code and sale.tracking.external_code
    ]


def day_of(sale: Sale) -> date:
    return instant(sale.ordered).astimezone(ZONE).date()


@pytest.mark.slow
def test_what_ads_cost_and_the_views_outlive_a_replay_and_a_sync(
    synced: Account, here: SimulatedHotmart, tmp_path: Path
) -> None:
    synced.import_spend(spend_file(tmp_path, list(by_ad(here)), [date(2024, 1, 1)]))
    told = "SELECT * FROM ad_results ORDER BY ALL", "SELECT * FROM sales_tracking ORDER BY ALL"
    before = [synced.ask(one).rows for one in told]
    synced.replay()
    assert [synced.ask(one).rows for one in told] == before
    unsaid = "SELECT 1 FROM duckdb_columns() WHERE NOT internal AND comment IS NULL"
    assert synced.ask(unsaid).rows == []


@pytest.mark.slow
def test_of_a_bad_file_nothing_is_kept(synced: Account, tmp_path: Path) -> None:
    path = tmp_path / "spend.csv"
    path.write_text("date,ad,amount,currency\n1999-01-01,x,1.50,BRL\n1999-01-02,x,one,BRL\n")
    with pytest.raises(SpendFileError, match="line 3, column 3"):
        synced.import_spend(path)
    held = synced.ask("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'ad_spend'").rows[0][0]
    assert not held or synced.ask("SELECT 1 FROM ad_spend WHERE year(day) = 1999").rows == []


@pytest.mark.slow
def test_nothing_is_imported_before_a_sync_or_during_one(synced: Account, tmp_path: Path) -> None:
    path = tmp_path / "spend.csv"
    path.write_text("date,ad,amount,currency\n2024-01-01,x,1.50,BRL\n")
    with pytest.raises(NoWarehouseError):
        hotmart.open(warehouse=tmp_path / "none.duckdb").import_spend(path)
    assert not (tmp_path / "none.duckdb").exists()
    with lock(synced.warehouse), pytest.raises(WarehouseBusyError):
        synced.import_spend(path)


@pytest.mark.slow
def test_what_was_hashed_or_forgotten_is_so_in_the_view(
    here: SimulatedHotmart, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in here.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    Path("hotmart.toml").write_text(
        '[privacy]\npersonal = "mask"\n[privacy.columns]\n'
        '"sales_history.purchase_tracking_source" = "hash"\n"*.purchase_tracking_external_code" = "drop"\n'
    )
    account = hotmart.open()
    account.sync("sales_history")
    with duckdb.connect("hotmart.duckdb", read_only=True) as con:
        told = con.execute("SELECT DISTINCT src, sck, xcod, source, content FROM sales_tracking").fetchall()
    assert all(src is None or src.startswith("hmac:") for src, *_ in told)
    assert all(sck is None or sck.endswith("***") for _, sck, *_ in told)
    assert {(xcod, content) for *_, xcod, _, content in told} == {(None, None)}
    assert any(source and source.startswith("hmac:") for *_, source, _ in told)


@pytest.mark.slow
def test_the_views_have_a_past_and_tell_how_fresh_they_are(synced: Account, tmp_path: Path) -> None:
    path = tmp_path / "spend.csv"
    path.write_text("date,ad,amount,currency\n2024-01-01,x,1.50,BRL\n")
    synced.import_spend(path)
    (run,) = synced.runs(1)
    for query in ("SELECT count(*) FROM ad_results", "SELECT count(*) FROM sales_tracking"):
        now = synced.ask(query)
        assert now.as_of == run.as_of
        assert run.as_of is not None
        assert synced.ask(query, as_of=run.as_of).rows == now.rows


@pytest.mark.slow
def test_who_is_forgotten_is_gone_from_what_was_unpacked_and_the_views_stay(
    here: SimulatedHotmart, synced: Account, tmp_path: Path
) -> None:
    copy = tmp_path / "hotmart.duckdb"
    shutil.copy(synced.settings.warehouse, copy)
    person = next(sale.buyer.email for sale in sales(here) if sale.offer.product.role == "PRODUCER")
    with duckdb.connect(str(copy)) as con:
        told = f"FB{SEPARATOR}{person}|1{SEPARATOR}x"
        con.execute("UPDATE sales_history SET purchase_tracking_external_code = ? WHERE rowid = 1", [told])
        unpacked = con.execute("SELECT campaign FROM sales_tracking WHERE xcod = ?", [told]).fetchall()
        assert unpacked == [(person,)]
    account = hotmart.open(warehouse=copy)
    (place,) = places_of([account], one_by_one=False)
    forget(place.warehouse, [person], place.layouts, at=datetime.now(UTC))
    asked = account.ask("SELECT t::VARCHAR FROM sales_tracking t")
    assert asked.rows
    assert not [text for (text,) in asked if person in text]
