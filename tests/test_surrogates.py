from __future__ import annotations

import json

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from hotmart.surrogates import without_lone_surrogates


@given(text=st.text(st.characters() | st.sampled_from("\\ud8D\ud800\udc00")))
def test_half_a_surrogate_pair_spoils_one_letter_and_no_more(text: str) -> None:
    read = msgspec.json.decode(without_lone_surrogates(json.dumps(text).encode()))
    assert read == text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


@given(text=st.text())
def test_what_has_no_half_stays_as_it_came(text: str) -> None:
    for body in (json.dumps(text).encode(), msgspec.json.encode(text)):
        assert without_lone_surrogates(body) == body
