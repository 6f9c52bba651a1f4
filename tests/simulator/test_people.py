"""People who cannot exist."""

from __future__ import annotations

import re
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from hotmart.simulator.chance import spread
from hotmart.simulator.people import BRAZIL, company_document, document, person


def first_check_digit(base: str, weights: list[int]) -> str:
    rest = sum((ord(digit) - 48) * weight for digit, weight in zip(base, weights, strict=True)) % 11
    return str(0 if rest < 2 else 11 - rest)


@given(st.integers(0, 2**64))
def test_no_cpf_is_valid(seed: int) -> None:
    someone = person(1, Random(seed).getrandbits, BRAZIL)
    paper = document(someone)
    assert len(paper) == 11
    assert paper.isdecimal()
    assert paper[9] != first_check_digit(paper[:9], [*range(10, 1, -1)])


@given(st.integers(0, 2**64))
def test_no_cnpj_is_valid(digits: int) -> None:
    paper = company_document(digits)
    assert re.fullmatch("[0-9A-Z]{12}[0-9]{2}", paper)
    assert paper[12] != first_check_digit(paper[:12], [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2])


def test_some_companies_have_letters_in_their_cnpj_and_some_have_none() -> None:
    drawn = [company_document(Random(seed).getrandbits(40)) for seed in range(200)]
    assert 60 < sum(paper.isdecimal() for paper in drawn) < 140


def test_two_people_never_share_an_address() -> None:
    draw = Random(1).getrandbits
    addresses = {person(number, draw, BRAZIL).email for number in range(5_000)}
    assert len(addresses) == 5_000
    assert all(address.isascii() and address.endswith("@example.org") for address in addresses)


@given(st.sets(st.integers(0, 10**9), max_size=50))
def test_spread_numbers_are_never_given_twice(ordinals: set[int]) -> None:
    assert len({spread(ordinal, 71_236_846_327_159, 10**14) for ordinal in ordinals}) == len(ordinals)
