from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmart.cli.completing.words import Candidate, Index, Parameter, Takes, candidates, index


def parameter(*spelled: str, takes: Takes = None, many: bool = False) -> Parameter:
    return {"spelled": [*spelled], "takes": takes, "many": many, "en": "what it is", "pt": "o que é"}


HELP = parameter("-h", "--help")
KNOWN: Index = {
    "commands": {
        "": {"en": "all", "pt": "tudo", "inner": ["sync", "config"], "options": [HELP], "arguments": []},
        "sync": {
            "en": "Copy",
            "pt": "Copia",
            "inner": [],
            "options": [
                parameter("--connection", takes="connections", many=True),
                parameter("--personal", takes=["keep", "hash"]),
                parameter("-w", "--warehouse", takes="file"),
                parameter("--since", takes="text"),
                parameter("--full"),
            ],
            "arguments": [parameter(takes="streams", many=True)],
        },
        "config": {"en": "File", "pt": "Arquivo", "inner": ["set"], "options": [], "arguments": []},
        "config set": {
            "en": "Set",
            "pt": "Define",
            "inner": [],
            "options": [HELP],
            "arguments": [parameter(takes=["key"]), parameter(takes="folder")],
        },
    },
    "names": {"streams": {"sales_history": ["Every sale", "Todas as vendas"]}},
}


def named(kind: str) -> Iterable[Candidate]:
    return {"connections": [Candidate("main"), Candidate("shop")], "streams": [Candidate("tickets")]}.get(
        kind, []
    )


def told(*typed: str) -> list[str]:
    """What could be meant by the last of these words."""
    *before, word = typed
    return [one.value or one.kind for one in candidates(before, word, KNOWN, named)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ([""], ["sync", "config"]),
        (["s"], ["sync"]),
        (["-"], ["-h", "--help"]),
        (["config", ""], ["set"]),
        (["config", "set", ""], ["key"]),
        (["config", "set", "key", ""], ["folder"]),
        (["config", "set", "key", "here", ""], ["-h", "--help"]),
        (["sync", ""], ["sales_history", "tickets"]),
        (["sync", "tickets", "sales"], ["sales_history"]),
        (["sync", "--connection", ""], ["main", "shop"]),
        (["sync", "--connection", "main", "t"], ["tickets"]),
        (["sync", "--connection=s"], ["--connection=shop"]),
        (["sync", "--connection=main", "t"], ["tickets"]),
        (["sync", "--personal", "h"], ["hash"]),
        (["sync", "--warehouse", "x"], ["file"]),
        (["sync", "-w", "x"], ["file"]),
        (["sync", "--warehouse=x"], ["x"]),
        (["sync", "--since", ""], []),
        (["sync", "--full", "--f"], []),
        (["sync", "--connection", "main", "--c"], ["--connection"]),
        (["sync", "-w", "x", "--w"], []),
        (["sync", "--", "--f"], []),
        (["sync", "--", "t"], ["tickets"]),
        (["sync", "--unknown", "t"], ["tickets"]),
        (["sync", "--unknown=x"], []),
        (["dance", "s"], ["sync"]),
    ],
)
def test_what_could_be_meant(typed: list[str], expected: list[str]) -> None:
    assert told(*typed) == expected


def test_each_is_told_in_the_language_of_the_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOTMART_LANG", "pt")
    assert candidates([], "s", KNOWN, named) == [Candidate("sync", "Copia")]
    assert candidates(["sync"], "sales", KNOWN, named)[0].help == "Todas as vendas"


WORDS = [*index()["commands"], "--", "--json", "--client", "--client=c", "-", "=", "", "x", "--config"]


@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=4), max_size=5), st.sampled_from(WORDS) | st.text())
def test_whatever_is_typed_is_answered_with_what_begins_so(typed: list[str], word: str) -> None:
    for one in candidates(typed, word, index(), named):
        assert one.kind != "plain" or one.value.startswith(word)
