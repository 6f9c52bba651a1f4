from __future__ import annotations

from pathlib import Path

import pytest

from hotmart.accounts.selection import chosen
from hotmart.config.accounts import accounts
from hotmart.config.reading import parsed
from hotmart.config.templates import GROUPS, USUAL, Answers
from hotmart.config.writing import written
from hotmart.streams.known import STREAMS


def streams_of(answers: Answers) -> list[str]:
    (account,) = accounts(parsed(written(answers.tables()), Path("/folder")))
    return chosen(account, STREAMS)


def test_every_stream_is_in_one_group_unless_it_takes_a_request_per_row() -> None:
    groups = {name: streams_of(Answers(streams=[name], club=["my-course"])) for name in GROUPS}
    found = [stream for streams in groups.values() for stream in streams]
    assert sorted(found) == sorted(name for name, stream in STREAMS.items() if not stream.costly)


@pytest.mark.parametrize("club", [(), ("my-course",)])
def test_the_usual_groups_are_the_default_streams(club: tuple[str, ...]) -> None:
    every = (*USUAL, "club") if club else USUAL
    assert Answers(streams=every, club=club).tables()["sync"].get("streams") is None
    apart = [stream for name in every for stream in streams_of(Answers(streams=[name], club=club))]
    assert sorted(apart) == sorted(streams_of(Answers(club=club)))


def test_a_stream_can_be_named_beside_groups() -> None:
    assert streams_of(Answers(streams=["products", "sales_history"]))[0] == "sales_history"
    assert "coupons" in streams_of(Answers(streams=["products", "sales_history"]))


def test_what_was_not_answered_is_left_to_the_defaults() -> None:
    assert Answers().tables() == {
        "connections": {
            "main": {"client_id": "env:HOTMART_CLIENT_ID", "client_secret": "env:HOTMART_CLIENT_SECRET"}
        },
        "warehouse": {"path": "hotmart.duckdb"},
        "sync": {},
        "privacy": {"personal": "keep"},
    }
