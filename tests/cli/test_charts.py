from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from hotmart.cli.charts import bar, sparkline

MONEY = st.decimals(0, 10**9, places=2)


@given(MONEY, MONEY, st.integers(1, 60))
def test_a_bar_is_never_longer_than_its_space_and_the_largest_fills_it(
    one: Decimal, other: Decimal, width: int
) -> None:
    small, large = sorted((one, other))
    assert len(bar(small, large, width)) <= width
    assert bar(large, large, width) == ("█" * width if large else "")


@given(st.lists(MONEY, max_size=40))
def test_a_sparkline_has_one_mark_per_value_and_none_is_lost(values: list[Decimal]) -> None:
    line = sparkline(values)
    assert len(line) == len(values)
    assert all((mark == "·") == (value == 0) for mark, value in zip(line, values, strict=True))
