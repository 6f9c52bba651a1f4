"""Um registro: what is found by one field, what is shown of it and masked, and what can be done about it."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest

from console.looking import Looker, words
from console.own_copy import console_of_a_copy
from hotmart.console.house import House
from hotmart.console.record.money import currency_of
from hotmart.console.record.sought import readings
from simulated import Account

pytestmark = pytest.mark.slow

NASTY = """<script>alert(1)</script>"'&<b>"""


class Somebody:
    """A buyer of the account, who has a document and a phone, and one of their sales."""

    def __init__(self, synced: Account) -> None:
        with duckdb.connect(str(synced.warehouse.path), read_only=True) as con:
            found = con.execute(
                "SELECT p.user_email, d.value, p.user_cellphone, p.user_ucode, p.transaction, p.user_name"
                " FROM sales_participants p JOIN sales_participants_user_documents d"
                " ON d.transaction = p.transaction AND d._parent_index = p._index"
                " WHERE p.role = 'BUYER' AND p.user_cellphone IS NOT NULL AND d.type = 'CPF'"
                " ORDER BY p.transaction LIMIT 1"
            ).fetchone()
        assert found
        self.email, self.document, self.phone, self.ucode, self.sale, self.name = map(str, found)

    @property
    def secrets(self) -> list[str]:
        return [self.email, self.document, self.phone, self.name]


@pytest.fixture(scope="module")
def somebody(synced: Account) -> Somebody:
    return Somebody(synced)


@pytest.fixture
def own(synced: Account, tmp_path: Path) -> Iterator[House]:
    with console_of_a_copy(synced, tmp_path) as house:
        yield house


def one(synced: Account, sql: str) -> Any:
    with duckdb.connect(str(synced.warehouse.path), read_only=True) as con:
        (row,) = con.execute(sql).fetchall()
    return row


def found(looker: Looker, what: str) -> str:
    """The address to which the field leads."""
    answer = looker.does("/registro/search", what=what)
    assert answer.status_code == 303, words(answer.text)
    where: str = answer.headers["location"]
    return where


@pytest.mark.parametrize(
    ("typed", "kinds"),
    [
        ("hp123456789012", ["transaction"]),
        (" HP1234567890123456 ", ["transaction"]),
        ("SL7SH3VF", ["subscription", "document"]),
        ("rita@example.org", ["email"]),
        ("00000000-0000-4000-8000-00000000000A", ["ucode"]),
        ("000.000.000-00", ["document", "phone"]),
        ("+55 (31) 90000-0001", ["document", "phone"]),
        ("zzz", []),
        ("", []),
        ("'; DROP TABLE sales_history; --", []),
    ],
)
def test_what_is_typed_is_read_as_all_that_it_may_be(typed: str, kinds: list[str]) -> None:
    assert [one.kind for one in readings(typed)] == kinds


def test_a_sale_is_found_by_its_code_however_it_is_typed(looker: Looker, somebody: Somebody) -> None:
    assert found(looker, f" {somebody.sale.lower()} ") == f"/registro?id={somebody.sale}"


def test_a_sale_tells_its_life_its_shares_and_who_took_part(
    looker: Looker, somebody: Somebody, synced: Account
) -> None:
    page = f"/registro?id={somebody.sale}"
    said = words(looker.page(page))
    assert "Ordered" in said and "Learnt in this warehouse" in said
    shares = {(row["source"], row["commission_currency_code"]): row for row in looker.data(page, "shares")}
    with duckdb.connect(str(synced.warehouse.path), read_only=True) as con:
        held = con.execute(
            "SELECT source, commission_currency_code, commission_value FROM sales_commissions"
            " WHERE transaction = ?",
            [somebody.sale],
        ).fetchall()
    assert {key: Decimal(str(row["commission_value"])) for key, row in shares.items()} == {
        (source, currency): value for source, currency, value in held
    }
    assert "BUYER" in {row["role"] for row in looker.data(page, "people")}


def test_each_field_says_what_it_means_and_whether_it_is_personal(looker: Looker, somebody: Somebody) -> None:
    rows = {row["field"]: row for row in looker.data(f"/registro?id={somebody.sale}", "sale")}
    assert rows["buyer_email"]["personal"] is True
    assert rows["product_name"]["personal"] is False
    assert rows["purchase_price_value"]["path"] == "purchase.price.value"
    assert all(row["meaning"] for row in rows.values())


def test_nothing_personal_is_seen_before_it_is_asked_for(looker: Looker, somebody: Somebody) -> None:
    places = [f"/registro?id={somebody.sale}", found(looker, somebody.email)]
    for place in places:
        html = looker.page(place)
        assert not [one for one in somebody.secrets if one in html], place
        for key in ("people", "documents", "sale", "life", "of-sales_history"):
            answer = looker.ask("GET", f"{place}&of={key}&as=json").text
            assert not [one for one in somebody.secrets if one in answer], key
    looker.does("/choose", reveals="on")
    assert somebody.email in looker.page(places[0])
    assert somebody.email in looker.page(places[1])


@pytest.mark.parametrize("by", ["email", "document", "phone", "ucode"])
def test_a_person_is_found_by_all_that_names_them_and_no_address_says_so(
    looker: Looker, somebody: Somebody, by: str
) -> None:
    text = getattr(somebody, by)
    where = found(looker, text)
    assert text not in where and somebody.email not in where
    sales = {row["purchase_transaction"] for row in looker.data(where, "of-sales_history")}
    assert somebody.sale in sales


def test_an_email_is_found_in_any_letters(looker: Looker, somebody: Somebody) -> None:
    assert found(looker, somebody.email.upper()).startswith("/registro?pessoa=")


def test_a_person_in_an_address_leaves_it_at_once(looker: Looker, somebody: Somebody) -> None:
    answer = looker.ask("GET", f"/registro?id={somebody.email}")
    assert answer.status_code == 303
    assert answer.headers["location"].startswith("/registro?pessoa=")


def test_the_link_to_a_person_is_good_for_one_browser(house: House, somebody: Somebody) -> None:
    where = found(Looker(house), somebody.email)
    assert "has ended" in words(Looker(house).page(where, 400))


def test_a_sale_leads_to_whoever_bought_it(looker: Looker, somebody: Somebody) -> None:
    answer = looker.does("/registro/buyer", id=somebody.sale)
    assert answer.headers["location"].startswith("/registro?pessoa=")
    sales = looker.data(answer.headers["location"], "of-sales_history")
    assert somebody.sale in {row["purchase_transaction"] for row in sales}


def test_a_subscription_tells_its_charges(looker: Looker, synced: Account) -> None:
    code, count = one(
        synced,
        "SELECT subscriber_code, count(*) FROM subscription_transactions"
        " GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 1",
    )
    assert found(looker, code.lower()) == f"/registro?id={code}"
    charges = looker.data(f"/registro?id={code}", "charges")
    assert len(charges) == count
    assert "The subscription began" in words(looker.page(f"/registro?id={code}"))


def test_a_subscription_leads_to_whoever_has_it(looker: Looker, synced: Account) -> None:
    code, email = one(
        synced,
        "SELECT subscriber_code, subscriber_email FROM subscriptions"
        " WHERE subscriber_email IS NOT NULL ORDER BY 1 LIMIT 1",
    )
    where = looker.does("/registro/buyer", id=code).headers["location"]
    assert email not in where
    assert code in {row["subscriber_code"] for row in looker.data(where, "of-subscriptions")}


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("HP0000000000000", "Nothing found as a sale"),
        ("nobody@example.org", "Nothing found as an e-mail"),
        ("zzz", "no code of a sale"),
    ],
)
def test_what_is_not_found_is_said_with_where_was_looked(looker: Looker, typed: str, said: str) -> None:
    html = looker.does("/registro/search", what=typed).text
    assert said in words(html)
    assert typed not in html
    if "Nothing" in said:
        assert "tables of this account" in words(html) and "Its sales go from" in words(html)


def test_values_are_no_part_of_a_question(looker: Looker) -> None:
    for typed in ("x'@example.org", "a@b.example' OR '1'='1", "HP1' OR '1'='1"):
        assert looker.does("/registro/search", what=typed).status_code == 200


def test_a_change_is_told_in_words_with_its_currency(own: House, somebody: Somebody) -> None:
    (account,) = own.accounts
    with account.warehouse.transaction() as con:
        con.execute(
            "INSERT INTO sales_history_history BY NAME SELECT * REPLACE"
            " ('WAITING_PAYMENT' AS purchase_status, 1.5 AS purchase_price_value),"
            " _synced_at - INTERVAL 2 DAY AS _valid_from, _synced_at AS _valid_to, false AS _gone"
            " FROM sales_history WHERE purchase_transaction = ?",
            [somebody.sale],
        )
    page = f"/registro?id={somebody.sale}"
    looker = Looker(own)
    details = [row["details"] for row in looker.data(page, "life") if row["what"] == "Changed"]
    assert len(details) == 1
    assert "status: waiting for payment (WAITING_PAYMENT) →" in details[0]
    assert "BRL 1.50 →" in details[0]


def test_what_the_panel_says_of_a_sale_stands_beside_it(own: House, somebody: Somebody) -> None:
    (account,) = own.accounts
    with account.warehouse.transaction() as con:
        con.execute(
            "CREATE TABLE panel_sales AS SELECT ? AS transaction, 'Aprovado' AS status_told,"
            " 97.5::DECIMAL(18,4) AS purchase_value, 'BRL' AS purchase_currency, ? AS buyer_email",
            [somebody.sale, somebody.email],
        )
    rows = {one["field"]: one for one in Looker(own).data(f"/registro?id={somebody.sale}", "panel")}
    assert rows["status_told"]["value"] == "Aprovado"
    assert rows["purchase_value"]["value"] == "BRL 97.50"
    assert (
        rows["buyer_email"]["personal"]
        and rows["buyer_email"]["value"] == f"{somebody.email[0]}***@example.org"
    )
    assert rows["status_told"]["meaning"]


def test_what_people_typed_stays_text(own: House, somebody: Somebody) -> None:
    (account,) = own.accounts
    with account.warehouse.transaction() as con:
        for table, column, key in (
            ("sales_history", "product_name", "purchase_transaction"),
            ("sales_history", "buyer_name", "purchase_transaction"),
            ("sales_participants", "user_name", "transaction"),
        ):
            con.execute(f"UPDATE {table} SET {column} = ? WHERE {key} = ?", [NASTY, somebody.sale])
    looker = Looker(own)
    looker.does("/choose", reveals="on")
    for place in (f"/registro?id={somebody.sale}", found(looker, somebody.email)):
        html = looker.page(place)
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert(1)" in html


def test_all_that_is_held_is_handed_over_as_one_file_and_stays_nowhere(
    looker: Looker, somebody: Somebody, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    where = found(looker, somebody.email)
    answer = looker.ask("GET", where.replace("/registro?", "/registro/export?"))
    assert answer.headers["content-type"] == "application/zip"
    assert somebody.email not in answer.headers["content-disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        names = archive.namelist()
        page = archive.read(next(name for name in names if name.endswith(".html"))).decode()
    assert somebody.email in page
    assert any(name.endswith("sales_history.csv") for name in names)
    assert not list(tmp_path.iterdir())


def test_forgetting_shows_what_it_would_do_and_takes_a_typed_yes(own: House, somebody: Somebody) -> None:
    looker = Looker(own)
    where = found(looker, somebody.email).replace("/registro?", "/registro/forget?")
    plan = looker.data(where, "found")
    assert {row["table"] for row in plan} >= {"sales_history", "sales_participants"}
    refused = looker.does(where, word="yes")
    assert 'aria-invalid="true"' in refused.text and "Nothing was changed" in words(refused.text)
    assert found(looker, somebody.email)
    copy = own.snapshots.of(own.accounts[0]).settings.warehouse
    done = looker.does(where, word=" Forget ")
    assert "Later syncs keep this person out" in words(done.text)
    assert not copy.exists()  # what the person still stands in
    assert "Nothing found" in words(looker.does("/registro/search", what=somebody.email).text)
    assert "has ended" in words(looker.page(where, 400))
    (account,) = own.accounts
    asked = f"SELECT count(*) FROM sales_history WHERE buyer_email = '{somebody.email}'"
    assert account.ask(asked).rows == [(0,)]


def test_fiscal_data_stays_where_that_is_asked_for(own: House, somebody: Somebody) -> None:
    looker = Looker(own)
    where = found(looker, somebody.email).replace("/registro?", "/registro/forget?")
    refused = looker.does(where, word="", fiscal="on")
    assert "checked" in refused.text
    assert "the tax authority may ask for them" in words(refused.text)


def test_a_mask_taken_off_after_a_search_leads_back_to_the_field(looker: Looker) -> None:
    assert looker.ask("GET", "/registro/search").headers["location"] == "/registro"


@pytest.mark.parametrize(
    ("name", "row", "currency"),
    [
        ("price_value", {"price_currency_code": "BRL"}, "BRL"),
        ("purchase_price_total_value", {"purchase_price_currency": "EUR"}, "EUR"),
        ("value", {"currency_code": "USD"}, "USD"),
        ("price_value", {"commission_currency_code": "BRL"}, None),
    ],
)
def test_an_amount_finds_the_currency_beside_it(name: str, row: dict[str, str], currency: str | None) -> None:
    assert currency_of(name, row) == currency


def test_json_keeps_the_codes_of_hotmart(looker: Looker, somebody: Somebody) -> None:
    rows = looker.data(found(looker, somebody.email), "of-sales_history")
    assert all(row["purchase_status"].isupper() for row in rows)
    assert json.dumps(rows)
