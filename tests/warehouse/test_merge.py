"""Merging writes what changed, keeps what it replaced, and can be done again without harm."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotmart.warehouse import merge as merging
from hotmart.warehouse.extent import Extent
from hotmart.warehouse.merge import Merged
from hotmart.warehouse.oddities import Oddity
from warehouse.sample import AT, EXPLODED, NESTED, Landing, item, page

LATER = AT + timedelta(days=45)


def test_an_item_becomes_a_row_of_exact_typed_columns(tmp_path: Path) -> None:
    landing = Landing(tmp_path)
    landing.land(item(moment=1_767_225_600_123, rate=Decimal("0.0990000001"), open=True, tags=["x"]))
    ((at, rate, price, currency, is_open, tags),) = landing.rows(
        "SELECT epoch_ms(moment), rate, price_value, price_currency_code, open, tags FROM items"
    )
    assert (at, rate, price, currency) == (
        1_767_225_600_123,
        Decimal("0.0990000001"),
        Decimal("197.5"),
        "BRL",
    )
    assert (is_open, tags) == (True, ["x"])


def test_the_largest_amount_keeps_its_last_cent(tmp_path: Path) -> None:
    landing = Landing(tmp_path)
    landing.land(item(price={"value": Decimal("99999999999999.99")}))
    assert landing.rows("SELECT price_value FROM items") == [(Decimal("99999999999999.9900"),)]


@pytest.mark.parametrize("written", ["1.23456", "123456789012345678", "1e30"])
def test_a_number_its_column_would_round_or_refuse_is_kept_whole_in_extra(
    tmp_path: Path, written: str
) -> None:
    landing = Landing(tmp_path)
    number = Decimal(written)
    landing.land(item(price={"value": number}), item("A2", shares=[{"amount": {"value": number}}]))
    rows = dict(landing.rows("SELECT code, _extra::VARCHAR FROM items"))
    assert Decimal(rows["A1"].split('"')[3]) == number
    assert str(number) in rows["A2"]


def test_a_time_in_seconds_is_the_same_moment(tmp_path: Path) -> None:
    landing = Landing(tmp_path)
    landing.land(item("ms", moment=1_767_225_600_000), item("s", moment=1_767_225_600))
    assert len(landing.rows("SELECT DISTINCT moment FROM items")) == 1


def test_an_array_becomes_child_rows_and_an_array_in_it_grandchild_rows(tmp_path: Path) -> None:
    landing = Landing(tmp_path)
    papers = [{"type": "CPF", "value": "000"}, {"type": "RG", "value": "1"}]
    landing.land(item(shares=[{"role": "B"}, {"role": "A", "user": {"ucode": "u", "papers": papers}}]))
    assert landing.rows("SELECT code, _index, role FROM items_shares ORDER BY 2") == [
        ("A1", 1, "A"),
        ("A1", 2, "B"),
    ]
    grandchildren = "SELECT _parent_index, _index, type FROM items_shares_user_papers ORDER BY ALL"
    assert landing.rows(grandchildren) == [(1, 1, "CPF"), (1, 2, "RG")]


def test_an_exploded_stream_has_a_row_per_element_and_one_even_when_there_is_none(tmp_path: Path) -> None:
    landing = Landing(tmp_path, EXPLODED)
    landing.land(item("A1", shares=[{"role": "A"}, {"role": "B"}]), item("A2", shares=[]), item("A3"))
    rows = landing.rows("SELECT code, price_value, role FROM shares ORDER BY ALL")
    price = Decimal("197.5")
    assert rows == [("A1", price, "A"), ("A1", price, "B"), ("A2", price, None), ("A3", price, None)]


def test_what_did_not_change_is_not_written_again(tmp_path: Path) -> None:
    landing = Landing(tmp_path)
    assert landing.land(item("A1"), item("A2")) == Merged(new=2)
    assert landing.land(item("A1"), item("A2", state="REFUNDED"), item("A3")) == Merged(1, 1, 1)


@pytest.mark.parametrize(
    "same",
    [
        {"price": {"value": 100, "currency_code": "BRL"}},
        {"price": {"currency_code": "BRL", "value": Decimal("100.00")}},
        {"price": {"value": Decimal("1E+2"), "currency_code": "BRL"}},
    ],
)
def test_a_number_written_another_way_is_no_change(tmp_path: Path, same: dict[str, Any]) -> None:
    landing = Landing(tmp_path)
    landing.land(item(price={"value": Decimal("100.0"), "currency_code": "BRL"}))
    assert landing.land(item(**same)) == Merged(unchanged=1)


def test_the_elements_of_an_array_in_another_order_are_no_change(tmp_path: Path) -> None:
    landing = Landing(tmp_path)
    landing.land(item(shares=[{"role": "A"}, {"role": "B"}]))
    assert landing.land(item(shares=[{"role": "B"}, {"role": "A"}])) == Merged(unchanged=1)


def test_the_version_that_is_replaced_goes_to_history_with_its_children(tmp_path: Path) -> None:
    landing = Landing(tmp_path)
    landing.land(item(shares=[{"role": "A"}]))
    landing.land(item(state="REFUNDED", shares=[]), at=LATER)
    assert landing.rows("SELECT state FROM items") == [("REFUNDED",)]
    assert landing.rows("SELECT state, _valid_from, _valid_to FROM items_history") == [
        ("APPROVED", AT, LATER)
    ]
    assert landing.rows("SELECT role, _valid_from, _valid_to FROM items_shares_history") == [("A", AT, LATER)]
    assert landing.rows("SELECT * FROM items_shares") == []


def test_of_two_readings_of_a_key_in_one_commit_the_later_wins(tmp_path: Path) -> None:
    landing = Landing(tmp_path)
    merged = landing.land_pages(page(item(state="APPROVED")), page(item(state="REFUNDED")))
    assert merged == Merged(new=1)
    assert landing.rows("SELECT state FROM items") == [("REFUNDED",)]


def test_a_column_that_the_model_gains_later_makes_no_old_row_look_changed(tmp_path: Path) -> None:
    landing = Landing(tmp_path)
    landing.land(item())
    with landing.warehouse.transaction() as con:  # a table as an older release left it
        con.execute("ALTER TABLE items DROP COLUMN rate; ALTER TABLE items_history DROP COLUMN rate")
    again = Landing(tmp_path)
    assert again.land(item()) == Merged(unchanged=1)
    assert again.rows("SELECT rate FROM items") == [(None,)]


def test_what_changes_by_itself_every_day_is_written_and_makes_no_version(tmp_path: Path) -> None:
    landing = Landing(tmp_path, replace(NESTED, volatile=frozenset({"count"})))
    landing.land(item(count=1, shares=[{"role": "A"}]))
    assert landing.land(item(count=2, shares=[{"role": "A"}]), at=LATER) == Merged(unchanged=1)
    assert landing.rows("SELECT count, _synced_at FROM items") == [(2, AT)]
    assert landing.rows("SELECT role, _synced_at FROM items_shares") == [("A", AT)]
    assert landing.rows("SELECT * FROM items_history") == []
    assert landing.land(item(count=3, state="REFUNDED"), at=LATER) == Merged(changed=1)
    assert landing.rows("SELECT count, state, _valid_from FROM items_history") == [(2, "APPROVED", AT)]


def test_an_answer_that_lags_behind_never_replaces_a_newer_one(tmp_path: Path) -> None:
    landing = Landing(tmp_path, replace(NESTED, version="moment"))
    landing.land(item(moment=2_000_000_000_000, state="REFUNDED"))
    assert landing.land(item(moment=1_900_000_000_000), at=LATER) == Merged(unchanged=1)
    assert landing.rows("SELECT state FROM items") == [("REFUNDED",)]
    assert landing.land(item(moment=2_000_000_000_000), at=LATER) == Merged(changed=1)


def test_columns_that_were_not_chosen_are_not_there_and_the_needed_ones_are(tmp_path: Path) -> None:
    chosen = replace(NESTED, selected=("price_*", "shares_role"), needed=frozenset({"moment"}))
    landing = Landing(tmp_path, chosen)
    landing.land(item(shares=[{"role": "A", "user": {"ucode": "u"}}]))
    assert set(landing.layout.main.shape) >= {"code", "moment", "price_value", "price_currency_code"}
    assert {"state", "tags", "rate"}.isdisjoint(landing.layout.main.shape)
    assert landing.rows("SELECT role FROM items_shares") == [("A",)]
    assert landing.rows("SELECT _extra FROM items") == [(None,)]


def test_a_value_no_enum_documents_is_stored_and_counted(tmp_path: Path) -> None:
    landing = Landing(tmp_path)
    landing.land(item("A1"), item("A2", state="FORGIVEN"), item("A3", state="FORGIVEN"))
    assert landing.rows("SELECT count(*) FROM items WHERE state = 'FORGIVEN'") == [(2,)]
    assert landing.oddities == {Oddity("state", "new_value", "FORGIVEN"): 2}


def test_a_text_with_quotes_newlines_and_emoji_comes_back_as_it_went(tmp_path: Path) -> None:
    landing = Landing(tmp_path)
    text = 'it\'s "so"\n\t\\ 🎉 ção'
    landing.land(item(shares=[{"role": text}]), item("A2", state=text))
    assert landing.rows("SELECT role FROM items_shares") == [(text,)]
    assert landing.rows("SELECT state FROM items WHERE code = 'A2'") == [(text,)]


codes = st.sampled_from(["A", "B", "C", "D"])
shares = st.lists(st.fixed_dictionaries({"role": st.sampled_from(["x", "y"])}), max_size=3)
items = st.builds(
    lambda code, state, cents, shares: item(
        code, state=state, price={"value": Decimal(cents) / 100}, shares=shares
    ),
    codes,
    st.sampled_from(["APPROVED", "REFUNDED"]),
    st.integers(0, 3),
    shares,
)
pages = st.lists(items, max_size=6, unique_by=lambda one: str(one["code"])).map(lambda found: page(*found))


@pytest.mark.slow
@settings(max_examples=10, deadline=None)
@given(st.lists(pages, min_size=1, max_size=3))
@pytest.mark.parametrize("layout", [NESTED, EXPLODED], ids=["nested", "exploded"])
def test_merging_is_idempotent_and_one_commit_equals_several(layout: Any, read: list[bytes]) -> None:
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as two:
        apart, together = Landing(Path(one), layout), Landing(Path(two), layout)
        for body in read:
            apart.land_pages(body)
        before = apart.everything()
        assert apart.land_pages(read[-1]).changed == apart.land_pages(read[-1]).new == 0
        assert apart.everything() == before
        together.land_pages(*read)
        after = together.everything()
        for table in layout.tables:
            assert after[table.name] == before[table.name]


@pytest.mark.slow
@pytest.mark.oldest
@settings(max_examples=10, deadline=None)
@given(st.lists(items, max_size=5), pages)
@pytest.mark.parametrize("layout", [NESTED, EXPLODED], ids=["nested", "exploded"])
def test_what_is_staged_in_portions_is_what_is_staged_at_once(
    layout: Any, read: list[dict[str, Any]], before: bytes
) -> None:
    came, told = [page(one) for one in read], []
    for portion in (1, merging.PORTION):
        with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
            patch.setattr(merging, "PORTION", portion)
            landing = Landing(Path(folder), layout)
            landing.land_pages(before)
            merged = landing.land_pages(*came, at=AT + timedelta(days=1), speaks_for=Extent())
            told.append((merged, landing.everything(), landing.oddities))
    assert told[0] == told[1]


@pytest.mark.slow
@settings(max_examples=10, deadline=None)
@given(st.lists(pages, min_size=1, max_size=4))
def test_no_key_is_ever_held_twice_and_every_version_is_in_history_once(read: list[bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        landing = Landing(Path(folder))
        for day, body in enumerate(read):
            landing.land_pages(body, at=AT + timedelta(days=day))
        assert landing.rows("SELECT code FROM items GROUP BY code HAVING count(*) > 1") == []
        twice = "SELECT code FROM items_history GROUP BY code, _valid_from HAVING count(*) > 1"
        assert landing.rows(twice) == []
        broken = (
            "WITH lives AS (SELECT code, _valid_from AS f, _valid_to AS t FROM items_history"
            " UNION ALL SELECT code, _synced_at, NULL FROM items)"
            " SELECT * FROM (SELECT t, lead(f) OVER (PARTITION BY code ORDER BY f) AS n FROM lives)"
            " WHERE t <> n"
        )
        assert landing.rows(broken) == []
