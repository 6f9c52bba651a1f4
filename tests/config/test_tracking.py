"""What `[tracking]` may say of the links of an account."""

from __future__ import annotations

from pathlib import Path

import pytest

from hotmart.accounts.checking import verified
from hotmart.config.findings import ConfigError
from hotmart.config.tracking import TrackingConfig


def read(text: str) -> TrackingConfig:
    return verified(f"[tracking]\n{text}", Path("hotmart.toml"))[0].tracking


def test_a_separator_and_an_order_are_read() -> None:
    told = read('separator = "|"\norder = ["source", "skip", "skip", "content_id"]')
    assert told == TrackingConfig(separator="|", order=["source", "skip", "skip", "content_id"])
    assert read("") == TrackingConfig()


@pytest.mark.parametrize(("text", "line", "said"), [
    ('separator = ""', 2, "must be a text"),
    ("separator = 1", 2, "must be a text"),
    ('order = ["source"]', 2, "must name two parts or more"),
    ('order = ["source", "campaign", "source"]', 2, "source is told twice"),
    ('order = ["source", "ad"]', 2, "must be one of"),
    ('seperator = "|"', 2, "there is no such key"),
])  # fmt: skip
def test_what_nobody_could_unpack_by_is_refused(text: str, line: int, said: str) -> None:
    with pytest.raises(ConfigError, match=said) as refused:
        read(text)
    (finding,) = refused.value.findings
    assert finding.line == line
    assert finding.path[0] == "tracking"
