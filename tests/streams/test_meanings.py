"""Every table and column means something in both languages, and nothing is told of what is not there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hotmart.language import Text
from hotmart.streams.known import STREAMS
from hotmart.streams.meanings import everything, meanings_of, meanings_of_ledger, of_column, places
from hotmart.streams.stream import Stream
from hotmart.tables.columns import Column
from hotmart.tables.layout import META, RETIRED, VERSION
from hotmart.warehouse.comments import BETWEEN
from hotmart.warehouse.ledger.notes import TABLES
from hotmart.warehouse.personal import DERIVED, OURS


@pytest.mark.parametrize("stream", STREAMS.values(), ids=STREAMS)
def test_every_column_of_every_table_means_something_in_both_languages(stream: Stream) -> None:
    told = meanings_of(stream)
    for table in stream.layout.tables:
        assert told[table.name].columns.keys() == table.shape.keys()
        assert told[table.history].columns.keys() == (table.shape | RETIRED).keys()
        for name in (table.name, table.history):
            for text in (told[name].table, *told[name].columns.values()):
                assert text.en.strip()
                assert text.pt.strip()


def test_every_table_of_the_ledger_means_something() -> None:
    told = meanings_of_ledger()
    assert told.keys() == {*TABLES, *(OURS - DERIVED)}
    for table, shape in TABLES.items():
        assert told[table].columns.keys() == shape.keys()


def test_nothing_is_told_of_what_is_not_there() -> None:
    used = set[tuple[str, str]]()
    for stream in STREAMS.values():
        for table in stream.layout.tables:
            for column in table.columns:
                used.add(next(place for place in places(stream.layout, table, column) if is_told(place)))
    told = {("shared", name) for name in everything()["shared"]}
    told |= {(model, name) for model, fields in everything()["fields"].items() for name in fields}
    assert told == used
    parts = {table.name for stream in STREAMS.values() for table in stream.layout.children}
    assert everything()["parts"].keys() == parts
    assert everything()["every"].keys() >= {*META, *VERSION, *RETIRED}


def is_told(place: tuple[str, str]) -> bool:
    section, name = place
    whole = everything()
    return name in (whole["shared"] if section == "shared" else whole["fields"].get(section, {}))


def test_no_text_is_said_twice_or_looks_like_two() -> None:
    fields = [tuple(said) for told in everything()["fields"].values() for said in told.values()]
    for en, pt in fields:
        assert BETWEEN not in en + pt
        assert not en.endswith(".")
        assert not pt.endswith(".")
    models = everything()["fields"]
    for name, said in everything()["shared"].items():
        again = [model for model, told in models.items() if told.get(name) == said]
        assert not again, f"{name} of {again} is told as shared already"


def test_a_field_is_told_by_its_model_before_what_is_shared() -> None:
    sales, charges = STREAMS["sales_history"], STREAMS["subscription_transactions"]
    told = {one.name: meanings_of(one)[one.name].columns for one in (sales, charges)}
    assert "WITH taxes" in told["sales_history"]["purchase_price_value"].en
    assert "WITHOUT" in told["subscription_transactions"]["purchase_price_value"].en
    assert told["sales_history"]["product_id"] == told["subscription_transactions"]["product_id"]


def test_a_table_of_another_name_means_the_same() -> None:
    documents = "sales_participants_user_documents"
    stream = STREAMS["sales_participants"]
    renamed = meanings_of(replace(stream, table="gente"))
    assert renamed["gente_user_documents"] == meanings_of(stream)[documents]


def test_a_column_that_was_learned_says_where_it_comes_from() -> None:
    new = Column("buyer_nickname", ("buyer", "nickname"), "text")
    stream = replace(STREAMS["sales_history"], learned=(new,))
    said = of_column(stream, stream.layout.main, new)
    assert said == Text(
        "The field buyer.nickname, which Hotmart sends and does not document; a column since it was noticed",
        "O campo buyer.nickname, que a Hotmart envia e não documenta; coluna desde que foi notado",
    )
