"""Documents that belong to nobody, in every spelling there is of them."""

from __future__ import annotations

from random import Random

from hypothesis import strategies as st

from hotmart.simulator.people import BRAZIL, company_document, document, person

SIGNS = ("", "", "", ".", "/", "-", " ", "\xa0", ". ", " - ")

cpfs = st.integers(0, 2**64).map(lambda seed: document(person(1, Random(seed).getrandbits, BRAZIL)))
cnpjs = st.integers(0, 2**64).map(company_document)
papers = cpfs | cnpjs
"""Documents in their normal form."""


@st.composite
def spelled(draw: st.DrawFn, paper: str) -> str:
    """Any spelling of a document."""
    written = paper.lower() if draw(st.booleans()) else paper
    signs = draw(st.lists(st.sampled_from(SIGNS), min_size=len(paper) + 1, max_size=len(paper) + 1))
    return signs[0] + "".join(one + sign for one, sign in zip(written, signs[1:], strict=True))


@st.composite
def written(draw: st.DrawFn) -> tuple[str, str]:
    """A document, and a spelling of it."""
    paper = draw(papers)
    return paper, draw(spelled(paper))


def usual(paper: str) -> list[str]:
    """The spellings that one meets: 000.000.000-00 and 00.ABC.000/0001-00, and what people make of them."""
    cuts, signs = ((3, 6, 9), "..-") if len(paper) == 11 else ((2, 5, 8, 12), "../-")
    parts = [paper[start:end] for start, end in zip((0, *cuts), (*cuts, None), strict=True)]
    full = parts[0] + "".join(sign + part for sign, part in zip(signs, parts[1:], strict=True))
    return [paper, paper.lower(), full, full.lower(), full.replace(".", ""), " ".join(parts), "-".join(parts)]
