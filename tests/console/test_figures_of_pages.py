"""Every figure of the pages of a business is the one that `hotmart metrics` tells, filtered or not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from console.equal import measured, told
from console.looking import Looker, words
from hotmart.accounts.account import Account as Opened
from hotmart.console.house import House
from hotmart.console.patterns import FUNNEL, MOVES

DAYS: dict[str, Any] = {"start": date(2023, 11, 1), "end": date(2023, 12, 31)}
ASKED = "from=2023-11-01&to=2023-12-31"
pytestmark = pytest.mark.slow
YEAR: dict[str, Any] = {"start": date(2023, 1, 1), "end": date(2023, 12, 31)}
PRODUCT = "Clube da Colher de Pau"
PARTS: list[tuple[str, str, tuple[str, ...], Mapping[str, Any]]] = [
    ("/", "month", ("gross_revenue", "mrr:saas", "overdue_value"), {"compare": "previous"}),
    ("/", "revenue", ("gross_revenue", "net_revenue"), {"by": ("day",)}),
    ("/vendas", "figures", ("gross_revenue", "buyers", "approval_rate"), {}),
    ("/vendas", "over-time", ("gross_revenue", "sales"), {"by": ("day",)}),
    ("/vendas", "funnel", FUNNEL, {}),
    ("/vendas", "payment", ("gross_revenue",), {"by": ("payment",)}),
    ("/vendas", "week", ("sales",), {"by": ("weekday", "hour")}),
    ("/vendas", "products", ("gross_revenue",), {"by": ("product",)}),
    ("/vendas", "countries", ("sales",), {"by": ("country",)}),
    ("/assinaturas", "figures", ("mrr:saas", "churn_rate:panel", "ltv:saas"), {}),
    ("/assinaturas", "over-time", ("mrr:saas", "active_subscribers"), {"by": ("month",), **YEAR}),
    ("/assinaturas", "movements", MOVES, {"by": ("month",), **YEAR}),
    ("/assinaturas", "cohorts", ("retention",), YEAR),
    ("/produtos", "course", ("gross_revenue",), {"by": ("day", "product")}),
    ("/produtos", "refunds", ("refunded_value",), {"by": ("product",)}),
    ("/recuperacao", "figures", ("unpaid_value", "recovered_value", "pix_conversion"), {}),
    ("/anuncios", "sources", ("sales",), {"by": ("source",)}),
]


@pytest.fixture
def account(house: House) -> Opened:
    return house.accounts[0]


@pytest.mark.parametrize(("page", "part", "names", "asked"), PARTS, ids=lambda one: str(one)[:24])
def test_a_part_of_a_page_has_the_figures_of_the_command(
    looker: Looker, account: Opened, page: str, part: str, names: tuple[str, ...], asked: Mapping[str, Any]
) -> None:
    found = told(looker.data(f"{page}?{ASKED}", part))
    expected = measured(account.metrics(*names, **{**DAYS, **asked}))
    assert expected
    assert {key: found.get(key, "nothing") for key in expected} == expected


def test_a_filter_leaves_out_everything_else_on_the_whole_page(looker: Looker, account: Opened) -> None:
    products = account.metrics("gross_revenue", by=("product",), **DAYS).measured[0].figures
    product = str(max(products, key=lambda one: float(one.value or 0)).by["product"])
    asked = f"/vendas?{ASKED}&product={product.replace(' ', '+')}&payment=CREDIT_CARD"
    only = {"product": product, "payment": "CREDIT_CARD"}
    for part, names, by in (
        ("figures", ("gross_revenue", "sales", "net_revenue"), ()),
        ("payment", ("gross_revenue",), ("payment",)),
        ("week", ("sales",), ("weekday", "hour")),
    ):
        found = told(looker.data(asked, part))
        expected = measured(account.metrics(*names, only=only, by=by, **DAYS))
        assert {key: found.get(key, "nothing") for key in expected} == expected
    assert {row["product"] for row in looker.data(asked, "products")} == {product}
    html = looker.page(asked)
    assert f'<option value="{product}" selected>' in html
    assert "payment=CREDIT_CARD" in html  # it stays where a bar leads on


def test_what_has_no_source_can_be_asked_for(looker: Looker, account: Opened) -> None:
    found = told(looker.data(f"/vendas?{ASKED}&source=-", "figures"))
    expected = measured(account.metrics("sales", only={"source": None}, **DAYS))
    assert {key: found[key] for key in expected} == expected


def test_of_one_product_only_what_can_be_told_of_it_is_shown(looker: Looker, account: Opened) -> None:
    plans = account.metrics("active_subscribers", by=("product",), **DAYS).measured[0].figures
    product = str(plans[0].by["product"])
    asked = f"/assinaturas?{ASKED}&product={product.replace(' ', '+')}"
    found = told(looker.data(asked, "figures"))
    expected = measured(account.metrics("mrr:saas", "churn_rate:panel", only={"product": product}, **DAYS))
    assert {key: found[key] for key in expected} == expected
    assert "churn_rate:saas" not in {key[0] for key in found}
    html = looker.page(asked)
    assert 'id="cohorts"' not in html
    assert "They are left out here" in words(html)


def test_products_stand_in_a_row_for_each_currency(looker: Looker, account: Opened) -> None:
    rows = looker.data(f"/produtos?{ASKED}", "each")
    gross = measured(account.metrics("gross_revenue", by=("product",), **DAYS))
    assert {
        (row["product"], row["currency"]): Decimal(str(row["gross_revenue"]))
        for row in rows
        if row["gross_revenue"]
    } == {(product, currency): value for (_, _, currency, product), value in gross.items() if value}
    sales = measured(account.metrics("sales", by=("product",), **DAYS))
    counted = {row["product"]: row["sales"] for row in rows if row["sales"] is not None}
    assert counted == {product: int(value) for (*_, product), value in sales.items()}


def test_codes_are_words_for_people_and_codes_in_data(house: House) -> None:
    looker = Looker(house, language="pt")
    html = looker.page(f"/vendas?{ASKED}")
    assert "Cartão de crédito" in html and "Segunda" in html
    assert "CREDIT_CARD" in {row["payment"] for row in looker.data(f"/vendas?{ASKED}", "payment")}
    english = Looker(house).page(f"/vendas?{ASKED}")
    assert "Credit card" in english and "Brazil" in english


def test_the_currency_of_most_sales_is_drawn_and_the_others_wait_for_a_click(looker: Looker) -> None:
    html = looker.page(f"/vendas?{ASKED}")
    block = html.split('id="over-time"')[1].split("</section>")[0]
    large, rest = block.split('<details class="others">')
    assert large.count("<svg") == 2 and "BRL" in large and "USD" not in large.split("<table")[0]
    assert rest.count("<svg") >= 2


def test_days_without_anything_are_said_to_have_nothing(looker: Looker) -> None:
    for page in ("/", "/vendas", "/assinaturas", "/produtos", "/anuncios", "/recuperacao"):
        html = looker.page(f"{page}?from=2015-01-01&to=2015-01-31")
        assert "Traceback" not in html and "None" not in words(html)
    assert "Nothing in these days" in words(looker.page("/vendas?from=2015-01-01&to=2015-01-31"))
    assert "hotmart sync" in words(looker.page("/assinaturas?from=2015-01-01&to=2015-01-31"))


def test_a_filter_that_names_html_stays_text(looker: Looker) -> None:
    html = looker.page(f"/vendas?{ASKED}&product=%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert" in html
