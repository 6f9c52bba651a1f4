from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmart.sources.formats import FORMATS, GarbledError
from hotmart.sources.formats.json import parsed

whole = st.integers().map(str)
broken = st.builds(
    lambda sign, whole, part, power: f"{sign}{whole}{part}{power}",
    st.sampled_from(["", "-"]),
    st.integers(0, 10**30),
    st.from_regex(r"\.[0-9]{1,30}", fullmatch=True),
    st.from_regex(r"([eE][-+]?[0-9]{1,3})?", fullmatch=True),
)


@given(number=whole | broken)
def test_a_number_is_written_again_as_it_came(number: str) -> None:
    body = f'[{{"n":{number}}}]'.encode()
    assert msgspec.json.encode(parsed(body)) == body


def test_a_mark_before_the_first_letter_is_no_part_of_it() -> None:
    assert parsed(b"\xef\xbb\xbf[1]") == [1]


def test_half_a_surrogate_pair_spoils_one_letter_and_no_more() -> None:
    assert parsed(rb'{"name":"Meio \ud83d par"}') == {"name": "Meio \ufffd par"}


@pytest.mark.parametrize("body", [b"", b"<html></html>", b'{"items":[{"id":1}', b'"\xff"', b"[" * 100_000])
def test_what_is_no_json_to_its_end_is_told(body: bytes) -> None:
    with pytest.raises(GarbledError):
        parsed(body)


@pytest.mark.parametrize("format", ["json", "ndjson", "csv", "xml"])
def test_a_web_page_is_no_answer_in_any_format(format: str) -> None:
    page = b"<!DOCTYPE html><html><head><title>404</title></head><body><br>Not found</body></html>"
    with pytest.raises(GarbledError):
        dict(FORMATS)[format](page)  # type: ignore[index]  # the names of formats are literals
