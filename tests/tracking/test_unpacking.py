"""What trackers pack into `src`, `sck` and `xcod` is unpacked (dossier §23), by one SELECT."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotmart.config.tracking import Part, TrackingConfig
from hotmart.tracking.packing import packings
from hotmart.tracking.unpacking import COLUMNS, unpacked

from .by_hand import PARTS, SEPARATOR, UTMIFY, Told, pack, unpack

ROWS = 'SELECT $src::VARCHAR AS "transaction", $src AS src, $sck AS sck, $xcod AS xcod'
CLICK = "jLj6836f8808389a36f8805c9bc"
AD = ("FB", "Vendas | frio|120211", "Interesse|120212", "Vídeo 01 - a/b|120213", "Instagram_Feed")
AS_PARTS = {
    "source": "FB", "campaign": "Vendas | frio", "campaign_id": "120211", "medium": "Interesse",
    "medium_id": "120212", "content": "Vídeo 01 - a/b", "content_id": "120213", "term": "Instagram_Feed",
}  # fmt: skip


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as opened:
        yield opened


def told(
    con: duckdb.DuckDBPyConnection,
    src: str | None = None,
    sck: str | None = None,
    xcod: str | None = None,
    config: TrackingConfig | None = None,
) -> Told:
    """What the library finds, with the parts that are there."""
    query = unpacked(ROWS, packings(config or TrackingConfig()))
    return as_told(con.execute(query, {"src": src, "sck": sck, "xcod": xcod}).fetchone() or ())


def as_told(row: Sequence[Any]) -> Told:
    found = dict(zip(COLUMNS, row, strict=True))
    parts = {name: found[name] for name in COLUMNS[7:] if found[name] is not None}
    return Told(parts, found["unpacked_from"], found["is_cut"], found["click_id"])


@pytest.mark.oldest
def test_what_utmify_packs_comes_apart_into_names_and_ids(con: duckdb.DuckDBPyConnection) -> None:
    assert told(con, xcod=pack(AD)) == Told(AS_PARTS, "xcod")


@pytest.mark.parametrize("field", ["src", "sck", "xcod"])
def test_each_of_the_three_may_hold_it_and_it_is_told_which(
    con: duckdb.DuckDBPyConnection, field: str
) -> None:
    src, sck, xcod = (
        pack(("FB", "a|1", "", "", "")) if one == field else None for one in ("src", "sck", "xcod")
    )
    assert told(con, src, sck, xcod) == Told({"source": "FB", "campaign": "a", "campaign_id": "1"}, field)


def test_the_field_with_the_most_parts_counts_and_of_equal_ones_the_one_that_nothing_cuts(
    con: duckdb.DuckDBPyConnection,
) -> None:
    whole = pack(AD)
    assert told(con, sck=whole[:30], xcod=whole) == Told(AS_PARTS, "xcod")
    assert told(con, sck=whole, xcod=whole[:30]).unpacked_from == "sck"
    assert told(con, src=whole, sck=whole, xcod=whole).unpacked_from == "xcod"
    assert told(con, src=whole, sck=whole).unpacked_from == "sck"


def test_empty_parts_stay_in_place(con: duckdb.DuckDBPyConnection) -> None:
    assert told(con, xcod=pack(("", "", "c|3", "", "e"))) == Told(
        {"medium": "c", "medium_id": "3", "term": "e"}, "xcod"
    )
    assert told(con, xcod=pack(("organic", "", "", "", ""))) == Told({"source": "organic"}, "xcod")


def test_the_id_of_a_click_is_put_aside(con: duckdb.DuckDBPyConnection) -> None:
    assert told(con, xcod=pack(("organic" + CLICK, "", "", "", ""))) == Told(
        {"source": "organic"}, "xcod", click_id=CLICK
    )
    assert told(con, xcod=pack((CLICK, "", "", "", ""))) == Told({}, "xcod", click_id=CLICK)
    assert told(con, xcod=CLICK) == Told({}, click_id=CLICK)
    assert told(con, src="bio", xcod="jLj6abc") == Told({"source": "bio"}, click_id="jLj6abc")
    assert told(con, sck=f"{CLICK}hQw", xcod=pack(AD)) == Told(AS_PARTS, "xcod", click_id=CLICK)


@pytest.mark.parametrize(("values", "id", "name"), [
    (("FB", "a|b|12"), "12", "a|b"),
    (("FB", "|12"), "12", None),
    (("FB", "frio|"), None, "frio"),
    (("FB", "frio|quente"), None, "frio|quente"),
    (("FB", "frio|quente 2"), None, "frio|quente 2"),
    (("FB", "ação | ad-7x"), None, "ação | ad-7x"),
    (("FB", "ação|ad-7x"), "ad-7x", "ação"),
])  # fmt: skip
def test_an_id_is_what_stands_behind_the_last_sign_and_has_a_digit(
    con: duckdb.DuckDBPyConnection, values: Sequence[str], id: str | None, name: str | None
) -> None:
    parts = told(con, xcod=pack((*values, "", "", ""))).parts
    assert (parts.get("campaign"), parts.get("campaign_id")) == (name, id)


def test_a_sck_of_about_30_characters_is_told_to_be_cut_and_its_last_id_is_not_believed(
    con: duckdb.DuckDBPyConnection,
) -> None:
    whole = pack(("FB", "Camp|120211222333444", "Interesse|5", "Ad|6", ""))
    assert told(con, sck=whole[:30]) == Told(
        {"source": "FB", "campaign": "Camp|1202112223334"}, "sck", is_cut=True
    )
    assert told(con, sck="uma-campanha-de-nome-comprido-") == Told(
        {"source": "uma-campanha-de-nome-comprido-"}, is_cut=True
    )
    assert not told(con, sck=whole).is_cut
    assert not told(con, sck="x" * 27).is_cut
    assert not told(con, src="bio", sck="x" * 30).is_cut, "the source is src, which nothing cut"


def test_where_a_cut_went_through_a_separator_the_part_before_it_is_whole(
    con: duckdb.DuckDBPyConnection,
) -> None:
    assert told(con, sck="FBhQwK21wXxRCamp|12hQwK21") == Told(
        {"source": "FB", "campaign": "Camp", "campaign_id": "12"}, "sck", is_cut=True
    )
    assert told(con, sck=(f"FB{CLICK}{SEPARATOR}")[:30]) == Told(
        {"source": "FB"}, is_cut=True, click_id=CLICK
    )


def test_what_was_encoded_for_a_url_is_decoded(con: duckdb.DuckDBPyConnection) -> None:
    encoded = "FBhQwK21wXxRA%C3%A7%C3%A3o+quente%7C12hQwK21wXxRhQwK21wXxRa%2Bb"
    assert told(con, xcod=encoded) == Told(
        {"source": "FB", "campaign": "Ação quente", "campaign_id": "12", "content": "a+b"}, "xcod"
    )
    for whole in ("Black 50%DE desconto", "100% + frete", "a+b", "%zz"):
        assert told(con, src=whole) == Told({"source": whole}), "what is no such code stays"


def test_what_nobody_can_unpack_is_left_whole(con: duckdb.DuckDBPyConnection) -> None:
    assert told(con, "ig_bio", "lp-2", "cx-81") == Told({"source": "ig_bio"})
    assert told(con, sck="bio|organico|lp2") == Told({"source": "bio|organico|lp2"})
    many = pack([*"abcdef"])
    assert told(con, xcod=many) == Told({"source": many})
    assert told(con, sck="hmac:0123456789abcdef0123456789abcdef").parts["source"].startswith("hmac:")
    assert told(con) == told(con, "", " ", "") == Told({})


@pytest.mark.parametrize(("separator", "value"), [
    ("|", "bio|organico|lp2"), ("_", "bio_organico_lp2"), ("-", "bio-organico-lp2"),
    (" / ", "bio / organico / lp2"),
    (".*", "bio.*organico.*lp2"), ("'", "bio'organico'lp2"),
])  # fmt: skip
def test_others_join_by_a_sign_and_in_an_order_of_their_own(
    con: duckdb.DuckDBPyConnection, separator: str, value: str
) -> None:
    config = TrackingConfig(separator=separator, order=["source", "medium", "content"])
    parts = {"source": "bio", "medium": "organico", "content": "lp2"}
    assert told(con, sck=value, config=config) == Told(parts, "sck")
    assert told(con, sck=value, xcod=pack(AD), config=config) == Told(AS_PARTS, "xcod"), "UTMify goes before"
    usual = TrackingConfig(separator=separator)
    assert told(con, sck=value, config=usual).parts == {
        "source": "bio",
        "campaign": "organico",
        "medium": "lp2",
    }


def test_an_order_may_have_ids_apart_and_leave_something_out(con: duckdb.DuckDBPyConnection) -> None:
    order: list[Part] = ["skip", "campaign", "campaign_id", "skip", "content_id"]
    config = TrackingConfig(separator="|", order=order)
    assert told(con, src="x|Camp|12|y|77", config=config) == Told(
        {"campaign": "Camp", "campaign_id": "12", "content_id": "77"}, "src"
    )
    swapped = TrackingConfig(order=["source", "medium", "campaign", "content", "term"])
    assert told(con, xcod=pack([*"abcde"]), config=swapped).parts == dict(
        zip(("source", "medium", "campaign", "content", "term"), "abcde", strict=True)
    )


def test_the_sck_of_a_payment_link_is_such_a_value(con: duckdb.DuckDBPyConnection) -> None:
    """The `sckPaymentLink` of a webhook that a seller showed."""
    config = TrackingConfig(separator="|", order=["source", "medium", "content"])
    found = told(con, sck="bio|organico|lp2", config=config)
    assert found.parts == {"source": "bio", "medium": "organico", "content": "lp2"}


NAME = st.text("ab c|áé-_[]/1&", max_size=12).map(str.strip)
ID = st.from_regex(r"[0-9]{1,18}", fullmatch=True)


@pytest.mark.slow
@settings(deadline=None)
@given(st.lists(st.tuples(NAME, ID), min_size=5, max_size=5))
def test_what_is_packed_comes_out_the_same(
    con: duckdb.DuckDBPyConnection, parts: list[tuple[str, str]]
) -> None:
    packed = pack([f"{name}|{id}" for name, id in parts])
    named = {name: value for name, (value, _) in zip(PARTS, parts, strict=True) if value}
    ids = {f"{name}_id": id for name, (_, id) in zip(PARTS, parts, strict=True)}
    assert told(con, xcod=packed) == Told(named | ids, "xcod")


PIECE = st.sampled_from([
    SEPARATOR, SEPARATOR[:5], SEPARATOR[:2], "|", "|12", "a", "Ação", " ", "+", "%20", "%7C", "%FF", "%", "_",
    "-", CLICK, "jLj6", "jLj", "7x", "x" * 9,
])  # fmt: skip
FIELD = st.none() | st.lists(PIECE, max_size=9).map("".join)
OWN = TrackingConfig(separator="|", order=["source", "campaign", "campaign_id"])


@pytest.mark.slow
@settings(deadline=None)
@given(st.lists(st.tuples(FIELD, FIELD, FIELD), min_size=1, max_size=20))
@pytest.mark.parametrize(("config", "ways"), [
    (TrackingConfig(), (UTMIFY,)), (OWN, (UTMIFY, ("|", ("source", "campaign", "campaign_id")))),
])  # fmt: skip
def test_any_values_come_apart_as_by_hand(
    con: duckdb.DuckDBPyConnection,
    config: TrackingConfig,
    ways: Sequence[tuple[str, Sequence[str]]],
    values: list[tuple[str | None, str | None, str | None]],
) -> None:
    rows = 'SELECT i::VARCHAR AS "transaction", v[1] AS src, v[2] AS sck, v[3] AS xcod FROM (SELECT'
    rows += " unnest($values::VARCHAR[][]) AS v, generate_subscripts($values::VARCHAR[][], 1) AS i)"
    query = f'SELECT * FROM ({unpacked(rows, packings(config))}) ORDER BY "transaction"::INTEGER'
    found = con.execute(query, {"values": [list(one) for one in values]}).fetchall()
    assert [as_told(row) for row in found] == [unpack(*one, ways) for one in values]
