from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from hotmart.cli.aligned import aligned

WORDS = st.text(st.characters(codec="latin-1", exclude_categories=["Cc", "Cf", "Zs", "Zl"]), max_size=12)
ROWS = st.integers(1, 5).flatmap(
    lambda many: st.lists(st.lists(WORDS, min_size=many, max_size=many), min_size=1)
)


@given(ROWS, st.sets(st.integers(0, 4)))
def test_every_text_is_whole_and_every_line_as_long(rows: list[list[str]], numbers: set[int]) -> None:
    heading, *others = rows
    lines = aligned(heading, others, numbers, 10_000)
    assert lines is not None
    assert len({cell_len(line) for line in lines}) == 1
    assert [line.split() for line in lines] == [" ".join(row).split() for row in rows]


def test_numbers_stand_to_the_right() -> None:
    assert aligned(["name", "n"], [["Violão", "7"], ["a", "1250"]], [1], 80) == [
        "name       n",
        "Violão     7",
        "a       1250",
    ]


def test_what_does_not_fit_or_has_several_lines_is_left_to_others() -> None:
    assert aligned(["a"], [["12345"]], [], 4) is None
    assert aligned(["a"], [["1\n2"]], [], 80) is None
