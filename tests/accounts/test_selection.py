from __future__ import annotations

import re
from pathlib import Path

import pytest

from hotmart.accounts.selection import asked_for, chosen, selected
from hotmart.config.accounts import accounts
from hotmart.config.reading import parsed
from hotmart.errors import InvalidArgumentError
from hotmart.streams.known import STREAMS

KNOWN = ["sales_history", "sales_commissions", "products", "club_lessons"]
USUAL = KNOWN[:3]


@pytest.mark.parametrize(
    ("patterns", "taken"),
    [
        (None, USUAL),
        ([], []),
        (["*"], KNOWN),
        (["products", "sales_*"], USUAL),
        (["-products"], ["sales_history", "sales_commissions"]),
        (["*", "-sales_*"], ["products", "club_lessons"]),
        (["sales_*", "-sales_history", "sales_history"], ["sales_history", "sales_commissions"]),
        (["-*"], []),
        (["sales"], ["sales_history", "sales_commissions"]),
        (["-sales"], ["products"]),
        (["products"], ["products"]),  # the stream, and not all that Hotmart puts under products
        (["club"], ["club_lessons"]),
    ],
)
def test_patterns_take_streams_and_leave_them_out(patterns: list[str] | None, taken: list[str]) -> None:
    assert selected(patterns, KNOWN, USUAL) == taken


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [("sale", "sales"), ("produtcs", "products"), ("clb_*", "club_*"), ("-sales_histori", "sales_history")],
)
def test_what_speaks_of_nothing_is_refused_with_what_was_meant(wrong: str, meant: str) -> None:
    with pytest.raises(InvalidArgumentError, match=f"There is no stream .* Did you mean {re.escape(meant)}?"):
        asked_for(["products", wrong], STREAMS, USUAL)


def test_where_nothing_is_near_all_are_told() -> None:
    with pytest.raises(InvalidArgumentError, match="The streams are sales_history, "):
        asked_for(["zzz*"], STREAMS, USUAL)


def streams_of(text: str) -> list[str]:
    (account,) = accounts(parsed(text, Path("/folder")))
    return chosen(account, STREAMS, ["tickets"])


def test_unless_told_what_takes_a_request_per_row_is_left_out_and_sources_are_read() -> None:
    taken = streams_of("")
    assert {"sales_history", "products", "account", "tickets"} <= set(taken)
    assert not [name for name in taken if name.startswith("club_")]
    assert not [name for name in taken if name in STREAMS and STREAMS[name].costly]


def test_a_members_area_brings_its_streams() -> None:
    assert "club_students" in streams_of('[sync]\nclub = ["my-course"]')


def test_a_source_is_chosen_like_a_stream() -> None:
    assert streams_of('[sync]\nstreams = ["tick*"]') == ["tickets"]
