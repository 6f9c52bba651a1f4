from __future__ import annotations

from pathlib import Path

import pytest

from hotmart.cli.streams import MODES, PROOFS
from hotmart.streams.choosing import chosen
from hotmart.streams.known import STREAMS

from .conftest import Command


def test_every_stream_is_described_to_programs(run: Command) -> None:
    answer = run("streams", "--json").json
    assert [one["stream"] for one in answer["data"]] == list(STREAMS)
    assert answer["meta"] == {"count": len(STREAMS)}
    for one in answer["data"]:
        assert one["description"]["en"] != one["description"]["pt"]
        assert one["table"] == one["tables"][0]
        assert one["key"]
        assert one["proof"] in PROOFS
        assert one["mode"] in MODES


@pytest.mark.parametrize(("language", "word"), [("en", "proof"), ("pt", "prova")])
def test_every_stream_is_described_to_people(
    run: Command, monkeypatch: pytest.MonkeyPatch, language: str, word: str
) -> None:
    monkeypatch.setenv("HOTMART_LANG", language)
    told = run("streams").stdout
    for stream in STREAMS.values():
        assert stream.name in told
        assert (stream.en if language == "en" else stream.pt) in told
    assert told.count(f"{word}: ") == len(STREAMS)


def test_commissions_are_also_proved_by_their_sums(run: Command) -> None:
    proofs = {one["stream"]: one["proof"] for one in run("streams", "--json").json["data"]}
    assert proofs["sales_commissions"] == "counts_and_sums"
    assert proofs["sales_history"] == "counts_by_status"
    assert proofs["products"] == "read_whole"
    assert proofs["club_students"] == "total"


def test_what_is_read_unasked_is_what_a_sync_reads(run: Command) -> None:
    told = run("streams", "--json").json["data"]
    unasked = {stream.name for stream in chosen(())}
    assert {one["stream"] for one in told if one["default"]} == unasked
    assert {one["stream"] for one in told if one["synced"]} == unasked
    assert {one["stream"] for one in told if one["costly"]} == {"subscription_purchases", "club_lessons"}
    assert {one["stream"] for one in told if one["needs_club"]} == {
        name for name in STREAMS if name.startswith("club_")
    }


def test_how_a_stream_is_read_is_told(run: Command) -> None:
    modes = {one["stream"]: one["mode"] for one in run("streams", "--json").json["data"]}
    assert (modes["sales_history"], modes["product_offers"]) == ("incremental", "children")
    assert modes["products"] == modes["account"] == "full_table"


def test_what_is_not_synced_says_how_to_get_it(run: Command) -> None:
    told = run("streams").stdout
    assert "hotmart sync subscription_purchases" in told
    assert "`club` under [sync]" in told


SETTINGS = """
[sync]
streams = ["sales_history", "cart_events", "club_modules"]
club = ["my-course"]
[streams.sales_history]
table = "vendas"
mode = "full_table"
[sources.cart_events]
url = "https://example.org/carts"
records = "items"
key = "id"
"""


def test_the_settings_and_the_sources_of_a_file_are_told(run: Command) -> None:
    Path("hotmart.toml").write_text(SETTINGS)
    told = {one["stream"]: one for one in run("streams", "--json").json["data"]}
    assert [*told] == [*STREAMS, "cart_events"]
    assert {name for name, one in told.items() if one["synced"]} == {
        "sales_history",
        "cart_events",
        "club_modules",
    }
    assert (told["sales_history"]["table"], told["sales_history"]["mode"]) == ("vendas", "full_table")
    assert (told["cart_events"]["source"], told["cart_events"]["key"]) == (True, ["id"])
    assert "leaves it out" in run("streams").stdout


def test_each_connection_is_told_by_itself(run: Command) -> None:
    Path("hotmart.toml").write_text(
        "[connections.alpha]\nbasic = 'env:A'\n[connections.beta]\nbasic = 'env:B'\nstreams = ['products']\n"
    )
    told = run("streams", "--json").json["data"]
    assert {one["connection"] for one in told} == {"alpha", "beta"}
    synced = [one["stream"] for one in told if one["synced"] and one["connection"] == "beta"]
    assert synced == ["products"]
    assert run("streams", "--connection", "beta").stdout.startswith("beta\n")


def test_a_stream_that_is_named_tells_what_every_column_means(run: Command) -> None:
    (told,) = run("streams", "sales_participants", "--json").json["data"]
    main, documents = told["described"]
    assert (main["table"], documents["table"]) == tuple(told["tables"])
    assert documents["key"] == ["transaction", "_parent_index", "_index"]
    assert {one["name"] for one in documents["columns"]} >= {"transaction", "value", "_synced_at"}
    assert all(one["description"]["en"] != "" != one["description"]["pt"] for one in main["columns"])
    assert "sales JOIN sales_participants USING (transaction)" in [one["sql"] for one in told["joins"]]
    assert any("empty text" in one["en"] for one in told["traps"])


@pytest.mark.parametrize(("language", "said"), [("en", "WITH taxes"), ("pt", "COM impostos")])
def test_people_are_told_it_in_their_language(
    run: Command, monkeypatch: pytest.MonkeyPatch, language: str, said: str
) -> None:
    monkeypatch.setenv("HOTMART_LANG", language)
    told = run("streams", "sales_history").stdout
    assert said in told
    assert "purchase_transaction" in told
    assert "sales JOIN sales_commissions USING (transaction)" in told
    assert "DELAYED" in told


def test_groups_and_patterns_are_named_as_in_a_sync(run: Command) -> None:
    told = run("streams", "products", "club_*", "--json").json["data"]
    assert [one["stream"] for one in told] == ["products", *(n for n in STREAMS if n.startswith("club_"))]
    assert "Did you mean sales_history" in run("streams", "sales_histroy").stderr


@pytest.mark.parametrize(
    ("name", "stream"),
    [
        ("hm_subscription_charges", "subscription_transactions"),
        ("hm_partes", "sales_commissions"),
        ("hm_coupons_history", "coupons"),
        ("HM_event_info_lots", "event_info"),
    ],
)
def test_a_table_or_a_view_tells_of_its_stream(run: Command, name: str, stream: str) -> None:
    Path("hotmart.toml").write_text(
        '[warehouse]\nprefix = "hm_"\n[streams.sales_commissions]\ntable = "partes"\n'
    )
    assert [one["stream"] for one in run("streams", name, "--json").json["data"]] == [stream]


def test_tables_of_other_names_join_under_those(run: Command) -> None:
    Path("hotmart.toml").write_text(
        '[warehouse]\nprefix = "hm_"\n[streams.sales_commissions]\ntable = "partes"\n'
    )
    (told,) = run("streams", "sales_commissions", "--json").json["data"]
    assert "hm_sales JOIN hm_partes USING (transaction)" in [one["sql"] for one in told["joins"]]


def test_a_source_says_where_its_columns_come_from(run: Command) -> None:
    Path("hotmart.toml").write_text(
        '[sources.carts]\nurl = "https://example.org/carts"\nrecords = "items"\nkey = "id"\n'
    )
    (told,) = run("streams", "carts", "--json").json["data"]
    (table,) = told["described"]
    assert table["description"]["en"] == "The records of the source carts of hotmart.toml"
    (column,) = [one for one in table["columns"] if one["name"] == "id"]
    assert column["description"]["pt"] == "O campo id da fonte carts"
