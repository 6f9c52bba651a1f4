from __future__ import annotations

import pytest

from hotmart.cli.streams import PROOFS
from hotmart.sync.streams import STREAMS

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
