"""Several accounts side by side: one line for each, and each by itself one press away."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from console.looking import Looker, words
from hotmart.console.house import House
from hotmart.console.preparing import prepare
from hotmart.simulator import Served, Settings, Simulator

NAMES = {"padaria": (120, 3), "musica": (60, 9)}  # sales, and the seed of the world


@pytest.fixture(scope="module")
def agency(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Two accounts of two simulators in one hotmart.toml, each with tables of its own in one file."""
    folder, told, served = tmp_path_factory.mktemp("agency"), list[str](), list[Served]()
    with pytest.MonkeyPatch.context() as patch:
        for name, (sales, seed) in NAMES.items():
            one = Simulator(Settings(sales=sales, months=3, seed=seed, quota=1_000_000, slow_ms=1)).serve()
            served.append(one)
            patch.setenv(f"{name}_ID".upper(), one.client_id)
            patch.setenv(f"{name}_SECRET".upper(), one.client_secret)
            told.append(
                f'[connections.{name}]\nclient_id = "env:{name.upper()}_ID"\n'
                f'client_secret = "env:{name.upper()}_SECRET"\n'
                f'api_url = "{one.api_url}"\nauth_url = "{one.auth_url}"\n'
            )
        (folder / "hotmart.toml").write_text("\n".join(told))
        house = House(file=Path(folder / "hotmart.toml"))
        house.accounts.sync("sales_history", "sales_commissions", "subscriptions", "account")
        yield house
        house.close()
        for one in served:
            one.close()


@pytest.mark.slow
def test_each_account_has_its_own_figures_in_its_own_currencies(agency: House) -> None:
    rows = Looker(agency).data("/", "accounts")
    for account in agency.accounts:
        (gross,) = account.metrics("gross_revenue")
        mine = {row["currency"]: row["gross_revenue"] for row in rows if row["account"] == account.name}
        assert {c: Decimal(str(value)) for c, value in mine.items() if value} == {
            one.currency: one.value for one in gross.figures if one.value
        }
    assert {row["account"] for row in rows} == set(NAMES)


@pytest.mark.slow
def test_the_table_has_a_line_for_each_account_that_leads_to_it(agency: House) -> None:
    html = Looker(agency).page("/")
    block = html.split('id="accounts"')[1].split("</section>")[0].split("<details")[0]
    assert block.count("<tr>") == 1 + len(NAMES)
    assert 'href="/?account=musica"' in block
    assert "musica" in words(Looker(agency).page("/?account=musica"))


@pytest.mark.slow
def test_a_page_tells_the_account_that_was_chosen_and_so_do_its_links(agency: House) -> None:
    looker = Looker(agency)
    musica = next(one for one in agency.accounts if one.name == "musica")
    (sales,) = musica.metrics("sales")
    told = {row["metric"]: row["value"] for row in looker.data("/vendas?account=musica", "figures")}
    assert told["sales"] == sales.figures[0].value
    assert "/vendas?account=musica&amp;product=" in looker.page("/?account=musica")


@pytest.mark.slow
def test_the_pages_of_all_accounts_of_a_file_are_measured_beforehand(agency: House) -> None:
    prepare(agency, agency.accounts[0].settings.warehouse.absolute())
    agency.patience = 0.0
    try:
        for account in NAMES:
            Looker(agency).page(f"/vendas?account={account}")
    finally:
        agency.patience = None
