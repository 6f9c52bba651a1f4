"""The streams of a run are made of those that are known, and no more of them is made anew than changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hotmart.streams.known import STREAMS
from hotmart.streams.remaking import remade, with_learned
from hotmart.streams.stream import Stream
from hotmart.warehouse.ledger.notes import Learned

NOTE = Learned("products", "note", "note", "text")


def test_a_stream_stands_on_what_was_made_of_the_one_it_needs() -> None:
    def renamed(stream: Stream) -> Stream:
        return replace(stream, table=f"shop_{stream.name}")

    made = remade([STREAMS["product_offers"]], renamed)
    offers = made["product_offers"]
    assert list(made) == ["products", "product_offers"]
    assert offers.parent
    assert offers.parent.stream is made["products"]


def test_only_what_changes_and_what_stands_on_it_is_made_anew() -> None:
    made = with_learned(STREAMS, [NOTE])
    anew = {name for name, stream in made.items() if stream is not STREAMS[name]}
    assert anew == {name for name, one in STREAMS.items() if name == "products" or needs(one, "products")}
    assert [column.name for column in made["products"].learned] == ["note"]


def test_columns_that_are_known_already_make_nothing_anew() -> None:
    knowing = with_learned(STREAMS, [NOTE])
    again = with_learned(knowing, [NOTE])
    assert all(stream is knowing[name] for name, stream in again.items())


@pytest.mark.parametrize(
    ("stream", "path", "kind", "personal"),
    [
        ("sales_history", "buyer.nickname", "text", True),
        ("sales_history", "buyer.home.city", "text", True),
        ("sales_history", "buyer.also", "texts", True),
        ("sales_history", "buyer.age", "integer", False),
        ("sales_history", "purchase.tracking.gclid", "text", True),
        ("sales_history", "purchase.channel", "text", False),
        ("sales_history", "channel", "text", False),
        ("club_students", "nickname", "text", True),
        ("products", "note", "text", False),
    ],
)
def test_a_new_text_beside_what_tells_of_a_person_tells_of_them_too(
    stream: str, path: str, kind: str, *, personal: bool
) -> None:
    new = [Learned(stream, path, path.replace(".", "_"), kind)]
    knowing = with_learned(STREAMS, new)
    (column,) = knowing[stream].learned
    assert column.personal is personal
    assert with_learned(knowing, new)[stream] is knowing[stream]


def needs(stream: Stream, name: str) -> bool:
    return any(needed.name == name or needs(needed, name) for needed in stream.needs)
