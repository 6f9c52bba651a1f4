from __future__ import annotations

from collections import Counter

import pytest

from hotmart.language import Text, speaking
from hotmart.sync.document import StreamRow, check_row, findings, stream_row
from hotmart.sync.report import Gap, StreamReport
from hotmart.warehouse.oddities import Oddity
from sync.reports import bad, report


def test_a_part_that_was_not_read_names_its_parent() -> None:
    gap = Gap("club_lessons", None, Text("HTTP 500", "HTTP 500"), ("my-course", "u1"))
    told = report(StreamReport("club_lessons", gaps=[gap], counted=False))
    assert [str(one) for one in findings(told)] == ["club_lessons my-course/u1: not read: HTTP 500"]
    assert stream_row(told.streams["club_lessons"])["gaps"][0]["owner"] == ["my-course", "u1"]


@pytest.mark.parametrize(
    ("odd", "words"),
    [
        (Oddity("brand.new", "new_field"), "brand.new is new (3×); it is kept in _extra."),
        (Oddity("brand.known", "new_field"), "brand.known is new (3×); it became the column brand_known."),
        (Oddity("status", "new_value", "THAWED"), "status has a new value, THAWED (3×); it is kept."),
        (Oddity("price", "odd_value"), "price holds a value nobody documented (3×); it is kept."),
        (
            Oddity("at", "no_zone"),
            "at holds times that name no zone (3×); UTC is assumed. Tell theirs in hotmart.toml: `zone`.",
        ),
        (
            Oddity("", "no_record"),
            "A last line without its key (3×) is no record but a total: it is left out.",
        ),
        (
            Oddity("{x}", "unfit"),
            "{x} holds amounts that do not fit its column (3×); their digits are kept in _extra.",
        ),
        (Oddity("", "no_key"), "3 records came without their key; they are not in the table."),
    ],
)
def test_what_hotmart_never_documented_is_a_warning(odd: Oddity, words: str) -> None:
    part = StreamReport("products", oddities=Counter({odd: 3}), learned=["brand_known"])
    assert [str(one) for one in report(part).warnings()] == [f"products: {words}"]


def test_one_record_without_its_key_is_told_as_one() -> None:
    (told,) = report(StreamReport("products", oddities=Counter({Oddity("", "no_key"): 1}))).warnings()
    assert told == Text(
        "products: 1 record came without its key; it is not in the table.",
        "products: 1 registro veio sem a chave; não está na tabela.",
    )


@pytest.mark.parametrize(
    ("read", "new", "undocumented"),
    [
        (
            5,
            "a is new (2×); it is kept in _extra, but for records without their key.",
            "id holds a value nobody documented (2×); it is kept, but for records without their key.",
        ),
        (
            0,
            "a is new (2×), in records that are not kept.",
            "id holds a value nobody documented (2×), in records that are not kept.",
        ),
    ],
)
def test_nothing_of_records_without_their_key_is_told_to_be_kept(
    read: int, new: str, undocumented: str
) -> None:
    oddities = Counter({Oddity("", "no_key"): 2, Oddity("a", "new_field"): 2, Oddity("id", "odd_value"): 2})
    told = report(StreamReport("products", read=read, oddities=oddities)).warnings()
    assert [str(one) for one in told][1:] == [f"products: {new}", f"products: {undocumented}"]


def test_what_is_wrong_is_told_in_the_language_of_whoever_asks() -> None:
    told = report(bad())
    with speaking("pt"):
        assert "armazém 1.234,49 BRL" in str(findings(told)[1])
        assert told.as_dict()["error"]["message"].startswith("O armazém está incompleto")
    assert "warehouse 1,234.49 BRL" in str(findings(told)[1])


def test_one_stream_is_told_to_programs_with_all_that_is_wrong_in_it() -> None:
    told: StreamRow = {
        "stream": "sales_commissions",
        "since": None,
        "read": 0,
        "new": 0,
        "changed": 0,
        "unchanged": 0,
        "gone": 0,
        "verdict": "incomplete",
        "checks": 1,
        "gaps": [
            {"start": "1970-01-01T00:00:00Z", "end": "1970-01-02T00:00:00Z", "owner": [], "why": "HTTP 502"}
        ],
        "mismatches": [check_row(bad().checks[0])],
        "new_fields": ["commissions.kind"],
        "new_columns": [],
        "new_values": [],
        "odd_values": [],
    }
    assert stream_row(bad()) == told
