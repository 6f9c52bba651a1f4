from __future__ import annotations

import pytest

from hotmart.config.lines import line_of

TEXT = '''\
# sync, since: words in a comment are no keys
[sync]
after = ["""
since = 1
""",
  "x"]
since = 2024-01-01

streams = [
]
[streams.products]  # and its rules
drift = "fail"
[privacy.columns]
a.b = "hash"
"c.d" = "hash"
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("sync",), 2),
        (("sync", "after"), 3),
        (("sync", "after", 0), 3),
        (("sync", "since"), 7),
        (("sync", "streams"), 9),
        (("streams",), 11),
        (("streams", "products"), 11),
        (("streams", "products", "drift"), 12),
        (("privacy", "columns", "a.b"), 14),
        (("privacy", "columns", "c.d"), 15),
        (("sync", "club"), None),
        ((), None),
    ],
)
def test_a_key_begins_on_its_line(path: tuple[str | int, ...], line: int | None) -> None:
    assert line_of(TEXT, path) == line


def test_a_key_whose_value_never_ends_is_on_no_line() -> None:
    assert line_of('[sync]\nsince = "2024"\nclub = [\n', ("sync", "club")) is None
