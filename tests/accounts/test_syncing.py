"""What cannot be meant is refused before anything is done about it."""

from __future__ import annotations

from pathlib import Path

import pytest

import hotmart
from hotmart.errors import InvalidArgumentError


@pytest.mark.parametrize("verb", ["plan", "sync"])
def test_a_stream_that_does_not_exist_is_refused_before_a_credential_is_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    monkeypatch.chdir(tmp_path)
    ask = getattr(hotmart.open(warehouse="hotmart.duckdb"), verb)
    with pytest.raises(InvalidArgumentError, match="invoices"):
        ask("sales_history", "invoices")
    assert list(tmp_path.iterdir()) == []
