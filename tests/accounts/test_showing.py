from __future__ import annotations

from pathlib import Path

from hotmart.accounts.account import Account
from hotmart.accounts.describing import mode
from hotmart.accounts.showing import effective, shown
from hotmart.accounts.tailoring import shaped
from hotmart.config.accounts import accounts
from hotmart.config.reading import parsed
from hotmart.config.settings import Config
from hotmart.streams.known import STREAMS

TEXT = """
[connections.one]
client_id = "env:ID"
[warehouse]
prefix = "x_"
[sync]
streams = ["products", "tickets"]
[defaults]
history = "90 days"
[streams.products]
table = "produtos"
[sources.tickets]
url = "https://api.example.org/tickets"
key = "id"
headers = {Authorization = "Bearer env:TOKEN", X-Key = "s3cr3t"}
query = {key = "s3cr3t", size = 5}
"""


def test_what_runs_by_itself_how_links_are_tracked_and_what_is_saved_is_shown_too() -> None:
    more = """
[schedules.morning]
when = "every day at 06:30"
connections = ["one"]
[tracking]
separator = "|"
order = ["source", "medium"]
[questions.days]
sql = "SELECT 1"
[flows.late]
action = "sales.history"
[notify]
urls = ["env:WHERE"]
"""
    told = shown(parsed(TEXT + more, Path("/folder")), STREAMS)
    again = parsed(told, Path("/folder"))
    assert (again.schedules["morning"].when, again.schedules["morning"].what) == (
        "every day at 06:30",
        "sync",
    )
    assert again.tracking.order == ["source", "medium"]
    assert again.questions["days"].sql == "SELECT 1"
    assert again.flows["late"].action == "sales.history"
    assert [str(one) for one in again.notify.urls] == ["env:WHERE"]


def test_every_default_is_filled_in() -> None:
    found = effective(parsed(TEXT, Path("/folder")), STREAMS)
    assert found["connections"]["one"] == {
        "client_id": "env:ID",
        "warehouse": "/folder/hotmart.duckdb",
        "schema": "one",
        "prefix": "x_",
        "streams": ["products", "tickets"],
        "club": [],
    }
    assert list(found["streams"]) == ["products", "tickets"]
    assert found["streams"]["products"]["table"] == "produtos"
    assert found["streams"]["tickets"]["history"] == "90 days"
    assert found["warehouse"]["raw"] == "120 days"


def test_what_is_shown_reads_back_and_comes_to_the_same() -> None:
    config = parsed(TEXT.partition("[sources")[0].replace(', "tickets"', ""), Path("/folder"))
    again = parsed(shown(config, STREAMS), Path("/elsewhere"))
    assert shown(again, STREAMS) == shown(config, STREAMS)


ALL = """
time_zone = "Europe/Lisbon"
[sync]
streams = ["*"]
club = ["my-course"]
[defaults]
settle = "60 days"
[streams.sales_history]
lookback = "3 days"
full_every = "30 days"
window = "30 days"
[streams.subscriptions]
mode = "full_table"
[sources.calls]
url = "https://api.example.org/calls"
key = "id"
window = {field = "at", start = "from", end = "to", longest = "7 days"}
columns = {at = "time"}
"""


def test_the_lengths_that_a_stream_goes_by_are_filled_in() -> None:
    everything = effective(parsed(ALL, Path("/folder")), STREAMS)
    assert everything["time_zone"] == "Europe/Lisbon"
    found = everything["streams"]
    lengths = ("lookback", "settle", "full_every", "window")
    told = {name: tuple(one.get(length) for length in lengths) for name, one in found.items()}
    assert told["sales_history"] == ("3 days", "60 days", "30 days", "30 days")
    assert told["sales_commissions"] == ("8 days", "60 days", "90 days", "365 days")
    assert told["calls"] == ("8 days", "60 days", "90 days", "7 days")
    assert told["subscriptions"][3] == "365 days"
    assert effective(Config(), STREAMS)["streams"]["sales_history"]["settle"] == "90 days"


def test_what_is_shown_and_the_list_of_streams_say_the_same() -> None:
    config = parsed(ALL, Path("/folder"))
    found = effective(config, STREAMS)
    (connection,) = found["connections"].values()
    account = Account(accounts(config)[0], config)
    listed = {one["stream"]: one for one in account.describe()}
    assert connection["streams"] == [stream for stream, one in listed.items() if one["synced"]]
    for stream, one in listed.items():
        read = "full_table" if one["mode"] == "full_table" else "incremental"
        assert (stream, found["streams"][stream]["mode"]) == (stream, read)


def test_what_is_shown_has_every_stream_read_the_same_way() -> None:
    config = parsed(ALL, Path("/folder"))
    again = parsed(shown(config, STREAMS), Path("/elsewhere"))
    before, after = (shaped(one, accounts(one)[0]) for one in (config, again))
    for name in before:
        old, new = before[name], after[name]
        assert (name, new.ladder, mode(new)) == (name, old.ladder, mode(old))


def test_the_rules_for_writes_are_shown_and_read_back() -> None:
    """Whoever is refused by them is sent here."""
    told = '[writes]\nforbid = ["sales.refund"]\nmax_amount = {BRL = 500, USD = 99.9}\n'
    config = parsed(told, Path("/folder"))
    wanted = {"forbid": ["sales.refund"], "max_changes": 10, "max_amount": {"BRL": 500, "USD": 99.9}}
    assert effective(config, STREAMS)["writes"] == wanted
    assert parsed(shown(config, STREAMS), Path("/elsewhere")).writes == config.writes
    assert effective(Config(), STREAMS)["writes"] == {"forbid": [], "max_changes": 10}


def test_a_secret_is_not_shown_but_where_it_is() -> None:
    told = shown(parsed(TEXT, Path("/folder")), STREAMS)
    assert "s3cr3t" not in told
    assert "Bearer env:TOKEN" in told
    assert "size = 5" in told
