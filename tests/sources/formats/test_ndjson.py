from __future__ import annotations

import pytest

from hotmart.sources.formats import GarbledError
from hotmart.sources.formats.ndjson import parsed


def test_each_line_is_a_value_and_blank_ones_are_nothing() -> None:
    assert parsed(b'{"id":1}\r\n\n{"id":2}\n') == [{"id": 1}, {"id": 2}]
    assert parsed(b"") == []


def test_a_line_that_is_cut_short_spoils_the_answer() -> None:
    with pytest.raises(GarbledError):
        parsed(b'{"id":1}\n{"id":')


def test_a_separator_of_lines_within_a_text_parts_nothing() -> None:
    assert parsed('{"name":"a\u2028b\u0085c"}\n'.encode()) == [{"name": "a\u2028b\u0085c"}]
