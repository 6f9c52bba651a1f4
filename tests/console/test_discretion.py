"""What sellers typed is shown; a person in it is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmart.console.discretion import discreet


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("meta_ads", "meta_ads"),
        ("[VENDAS] Curso | frio", "[VENDAS] Curso | frio"),
        ("120210000000000123", "120210000000000123"),  # the id of an ad
        ("de ana@example.org", "de a***@example.org"),
        ("zap (11) 90000-0000", "zap (***"),
        ("+55 11 90000 0000", "+55 …"),  # as it would hide a document
    ],
)
def test_what_names_a_person_is_masked_and_all_else_is_left(typed: str, shown: str) -> None:
    assert discreet(typed) == shown


@given(st.text())
def test_what_is_masked_stays_as_it_is(typed: str) -> None:
    assert discreet(discreet(typed)) == discreet(typed)
