"""A model tells the columns of its rows, or is refused."""

from __future__ import annotations

import pytest

from hotmart.model import Model
from hotmart.tables.columns import fields_of


class Odd(Model):
    code: str
    weight: complex | None = None


def test_a_field_that_no_column_can_hold_is_refused_by_its_name() -> None:
    with pytest.raises(TypeError, match="weight: the warehouse has no column for"):
        fields_of(Odd)
