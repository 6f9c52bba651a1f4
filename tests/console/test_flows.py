"""Fluxos: forms of actions, what is wrong at its field, results, and flows that are saved."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from console.looking import Looker, agreement, words
from console.writing import TOML, console_of, planned, writes
from hotmart.actions.action import actions
from hotmart.console.flows.drafts import on_a_page
from hotmart.console.flows.fields import fields
from hotmart.console.flows.listing import ELSEWHERE
from hotmart.console.house import House
from hotmart.language import Text
from hotmart.testing import SimulatedHotmart, simulated

pytestmark = pytest.mark.slow
WHOLE = "2015-01-01..2030-01-01"


@pytest.fixture(scope="module")
def shared() -> Iterator[SimulatedHotmart]:
    with simulated(sales=120, months=4, quota=1_000_000) as account:
        yield account


@pytest.fixture
def house(shared: SimulatedHotmart, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    house = console_of(shared, tmp_path, monkeypatch)
    yield house
    house.close()


@pytest.fixture
def looker(house: House) -> Looker:
    return Looker(house)


def ran(looker: Looker, **form: str) -> str:
    """Where what was filled in leads."""
    answer = looker.does("/fluxos/rodar", **form)
    assert answer.status_code == 303
    where: str = answer.headers["location"]
    return where


@pytest.mark.parametrize("language", ["pt-BR", "en"])
def test_every_action_has_a_form_with_a_label_for_each_field(house: House, language: str) -> None:
    looker = Looker(house, language=language)
    listed = looker.page("/fluxos")
    for one in actions().values():
        if one.id in ELSEWHERE:
            continue
        assert f"/fluxos/acao?id={one.id}" in listed
        html = looker.page(f"/fluxos/acao?id={one.id}")
        for field in fields(one):
            assert f'for="p.{field.name}"' in html or f'name="p.{field.name}.' in html, (one.id, field.name)
        for described in re.findall(r'aria-describedby="([^"]+)"', html):
            assert all(f'id="{id}"' in html for id in described.split()), described


def test_an_action_is_found_by_what_somebody_wants_in_their_language(looker: Looker) -> None:
    html = looker.page("/fluxos?intent=quem+cancelou+este+m%C3%AAs")
    found = html[html.index("aria-live") :]
    assert "subscriptions.list" in found[: found.index('id="saved"')]


def test_what_the_api_cannot_do_is_said_with_what_comes_near(looker: Looker) -> None:
    html = words(looker.page("/fluxos?intent=schedule+a+payout+to+my+bank"))
    assert "Instead" in html or "Nothing fits well" in html


def test_the_form_of_sales_says_what_hotmart_hides_unless_it_is_asked_for_all(looker: Looker) -> None:
    assert "only 2 of the 17 states" in words(looker.page("/fluxos/acao?id=sales.history"))


def test_without_a_state_the_result_says_so_and_offers_all(looker: Looker) -> None:
    few = ran(looker, **{"id": "sales.history", "p.period": WHOLE, "limit": "500"})
    html = looker.page(few)
    assert "Only APPROVED and COMPLETE" in words(html)
    assert "-p " not in words(html)
    assert "The same with all states" in html
    told = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', html))
    every = ran(looker, **{name: value for name, value in told.items() if name not in ("next",)})
    assert "Only APPROVED" not in words(looker.page(every))
    assert len(looker.data(every, "rows")) > len(looker.data(few, "rows"))


def test_rows_have_money_beside_its_currency_and_people_masked(looker: Looker) -> None:
    where = ran(looker, **{"id": "sales.history", "p.period": WHOLE, "p.transaction_status.ALL": "on"})
    rows = looker.data(where, "rows")
    priced = next(row for row in rows if "purchase.price" in row)
    assert Decimal(str(priced["purchase.price"])) > 0
    assert re.fullmatch("[A-Z]{3}", priced["purchase.price.currency_code"])
    emails = [row["buyer.email"] for row in rows if row.get("buyer.email")]
    assert emails and all("***" in one for one in emails)
    looker.does("/choose", reveals="on")
    assert "***" not in str([row.get("buyer.email") for row in looker.data(where, "rows")])


def test_the_csv_of_a_result_has_every_column_and_asks_hotmart_nothing_again(
    looker: Looker, shared: SimulatedHotmart
) -> None:
    where = ran(looker, **{"id": "sales.history", "p.period": WHOLE})
    before = len(shared.requests)
    text = looker.ask("GET", f"{where}&of=rows&as=csv").text.removeprefix("\ufeff")
    header = next(csv.reader(io.StringIO(text)))
    assert {"purchase.transaction", "purchase.hotmart_fee.total", "product.id"} <= {*header}
    assert len(shared.requests) == before


def test_an_empty_answer_says_for_which_days_it_is_empty(looker: Looker) -> None:
    where = ran(looker, **{"id": "sales.history", "p.period": "2012-01-01..2012-01-31"})
    assert "Nothing was found among sales ordered from 2012-01-01" in words(looker.page(where))


def test_an_answer_of_several_parts_is_a_table_each(looker: Looker, shared: SimulatedHotmart) -> None:
    sale = next(iter(shared.client().sales.history(start_date=shared.now.date().replace(year=2015))))
    where = ran(looker, **{"id": "transaction.everything", "p.transaction": sale.purchase.transaction})
    html = words(looker.page(where))
    assert "Who takes part" in html
    assert "Who is paid" in html


@pytest.mark.parametrize(
    ("form", "field", "said"),
    [
        ({"p.period": "abc"}, "period", "is no day"),
        ({"p.product_id": "x"}, "product_id", "product_id"),
        ({"p.period": "30d", "p.start_date": "7d"}, "period", "say the same"),
    ],
)
def test_a_mistake_stands_at_its_field_and_nothing_is_lost(
    looker: Looker, form: dict[str, str], field: str, said: str
) -> None:
    where = ran(looker, id="sales.history", limit="500", **{"p.offer_code": "abc123", **form})
    html = looker.page(where)
    (wrong,) = re.findall(rf'id="p.{field}-wrong"[^>]*>([^<]*)', html)
    assert said in wrong
    at = next(tag for tag in re.findall(r"<(?:input|select)[^>]*>", html) if f'id="p.{field}"' in tag)
    assert 'aria-invalid="true"' in at
    for value in ("abc123", *form.values()):
        assert f'value="{value}"' in html


def test_what_is_needed_is_asked_for_before_anything_is_read(
    looker: Looker, shared: SimulatedHotmart
) -> None:
    before = len(shared.requests)
    html = looker.page(ran(looker, id="sales.refund"))
    assert "Fill in this field." in html
    assert len(shared.requests) == before


def test_a_result_that_is_not_kept_any_more_says_so(looker: Looker) -> None:
    first = ran(looker, id="products.list")
    for _ in range(5):
        ran(looker, id="products.list")
    assert "not kept any more" in words(looker.page(first))


def test_a_result_is_of_this_browser_alone(house: House, looker: Looker) -> None:
    where = ran(looker, id="products.list")
    assert "not kept any more" in words(Looker(house).page(where))


def test_a_flow_is_saved_after_its_difference_was_shown_and_comments_stay(
    looker: Looker, house: House
) -> None:
    assert house.file
    form = {"id": "sales.history", "p.period": "30d", "p.transaction_status.ALL": "on", "name": "all-sales"}
    answer = looker.does("/fluxos/guardar", **{**form, "p.buyer_email": "canary@example.org"})
    shown = looker.page(answer.headers["location"])
    assert "[flows.all-sales]" in words(shown)
    assert "canary" not in shown
    assert house.file.read_text() == TOML
    assert looker.does("/fluxos/gravar", word=agreement(shown)).status_code == 303
    text = house.file.read_text()
    assert text.startswith(TOML)
    assert "canary" not in text
    assert tomllib.loads(text)["flows"] == {
        "all-sales": {
            "action": "sales.history",
            "parameters": {"period": "30d", "transaction_status": "ALL"},
        }
    }
    assert "all-sales" in looker.page("/fluxos")
    opened = looker.page("/fluxos/acao?id=sales.history&flow=all-sales")
    assert 'value="30d"' in opened
    assert re.search(r'name="p.transaction_status.ALL"[^>]*checked', opened)
    assert ran(looker, flow="all-sales").startswith("/fluxos/resultado")


def test_a_flow_is_saved_anew_without_what_it_was_asked_before_and_taken_out(
    looker: Looker, house: House
) -> None:
    assert house.file
    house.file.write_text(
        TOML + '\n[flows.mine]\naction = "products.list"  # why\n[flows.mine.parameters]\nid = "5"\n'
    )
    looker.does("/fluxos/guardar", **{"id": "products.list", "p.status": "ACTIVE", "name": "mine"})
    looker.does("/fluxos/gravar", word=agreement(looker.page("/fluxos/diferenca")))
    told = tomllib.loads(house.file.read_text())["flows"]["mine"]
    assert told == {"action": "products.list", "parameters": {"status": "ACTIVE"}}
    assert "# why" in house.file.read_text()
    looker.does("/fluxos/apagar", flow="mine")
    looker.does("/fluxos/gravar", word=agreement(looker.page("/fluxos/diferenca")))
    assert "flows" not in tomllib.loads(house.file.read_text())
    assert house.file.read_text().startswith(TOML)


def test_a_name_that_cannot_be_is_said_at_its_field(looker: Looker) -> None:
    answer = looker.does("/fluxos/guardar", **{"id": "products.list", "name": "Não Pode!", "p.id": "7"})
    html = looker.page(answer.headers["location"])
    assert "small letters without accents" in html
    assert 'value="7"' in html


def test_what_somebody_else_has_changed_meanwhile_is_not_written_over(looker: Looker, house: House) -> None:
    assert house.file
    looker.does("/fluxos/guardar", id="products.list", name="mine")
    word = agreement(looker.page("/fluxos/diferenca"))
    house.file.write_text(TOML + "# somebody else\n")
    assert "changed meanwhile" in words(looker.does("/fluxos/gravar", word=word).text)
    assert house.file.read_text() == TOML + "# somebody else\n"


def test_a_yes_to_one_difference_does_not_write_that_of_another_tab(looker: Looker, house: House) -> None:
    assert house.file
    looker.does("/fluxos/guardar", id="products.list", name="first")
    first = agreement(looker.page("/fluxos/diferenca"))
    looker.does("/fluxos/guardar", id="products.list", name="second")
    for stale in ({"word": first}, {}):
        answer = looker.does("/fluxos/gravar", **stale)
        shown = looker.page(answer.headers["location"])
        assert "in another tab" in words(shown) and "[flows.second]" in words(shown)
        assert house.file.read_text() == TOML
    looker.does("/fluxos/gravar", word=agreement(shown))
    assert [*tomllib.loads(house.file.read_text())["flows"]] == ["second"]


def test_a_write_sends_nothing_and_leads_to_its_plan(looker: Looker, shared: SimulatedHotmart) -> None:
    before = writes(shared)
    plan = planned(looker, "links.create", name="Aula", value="90,50", currency="BRL")
    html = words(looker.page(f"/feito/plano?plan={plan}"))
    assert "BRL 90.50" in html
    assert writes(shared) == before


def test_more_records_than_hotmart_toml_allows_need_to_be_allowed(looker: Looker) -> None:
    form = {"id": "subscriptions.cancel", "p.subscriber_code": "AAAA1111,BBBB2222,CCCC3333"}
    html = looker.page(ran(looker, **form))
    assert "has no subscription" in words(html) or "a plan may change 2" in words(html)
    assert "AAAA1111" in html


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Only some. All: -p transaction_status=ALL", "Only some."),
        ("There are more: --all reads them.", None),
        ("Nothing was found.", "Nothing was found."),
        ("Write it like 10 or 10%.", "Write it like 10 or 10%."),
        ("Such as -p product_id=…; `hotmart action get x` tells all.", None),
    ],
)
def test_no_option_of_a_command_is_named_on_a_page(said: str, left: str | None) -> None:
    told = on_a_page(Text(said, said))
    assert (None if told is None else told.en) == left


def test_a_saved_flow_that_reads_can_run_by_itself_and_one_that_writes_cannot(
    looker: Looker, house: House
) -> None:
    assert house.file
    flows = '\n[flows.all]\naction = "products.list"\n[flows.back]\naction = "sales.refund"\n'
    house.file.write_text(TOML + flows)
    html = looker.page("/fluxos")
    (where,) = re.findall(r'href="(/fontes/agendamento[^"]*)"', html)
    form = looker.page(where)
    assert re.search(r'value="flow:all"[^>]*selected', form)
    assert "flow:back" not in form
    told = {"when": "every day at 06:30", "what": "flow:all", "no_timer": "on"}
    shown = looker.page(looker.does("/fontes/agendamento", **told).headers["location"])
    assert "flow = " in words(shown)
    assert "schedules" not in house.file.read_text()
    word = re.findall(r'name="word" value="([^"]+)"', shown)
    looker.does("/fontes/agendar", do="write", **({"word": word[0]} if word else {}))
    assert tomllib.loads(house.file.read_text())["schedules"]["all"]["flow"] == "all"


def test_a_flow_whose_action_is_gone_does_not_break_the_page(looker: Looker, house: House) -> None:
    assert house.file
    house.file.write_text(TOML + '\n[flows.old]\naction = "sales.histroy"\n')
    assert "sales.history" in looker.page("/fluxos")
    assert "no action" in words(looker.ask("POST", "/fluxos/rodar", {"flow": "old"}).text)
    assert "no flow" in words(looker.ask("POST", "/fluxos/rodar", {"flow": "<b>"}).text)


def test_html_in_what_is_typed_stays_text(looker: Looker) -> None:
    typed = '"><script>alert(1)</script>'
    where = ran(looker, **{"id": "sales.history", "p.offer_code": typed, "p.period": "abc"})
    assert "<script>alert" not in looker.page(where)
    assert "<script>alert" not in looker.page("/fluxos?intent=%3Cscript%3Ealert(1)%3C/script%3E")
