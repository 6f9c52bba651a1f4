from __future__ import annotations

from pathlib import Path

from hotmart.accounts.showing import effective, shown
from hotmart.config.reading import parsed
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


def test_a_secret_is_not_shown_but_where_it_is() -> None:
    told = shown(parsed(TEXT, Path("/folder")), STREAMS)
    assert "s3cr3t" not in told
    assert "Bearer env:TOKEN" in told
    assert "size = 5" in told
