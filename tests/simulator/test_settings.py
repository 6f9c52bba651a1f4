"""What can be chosen about a simulated account."""

from __future__ import annotations

from typing import Any

import pytest

from hotmart.simulator import Settings


@pytest.mark.parametrize(
    "wrong",
    [
        {"sales": -1},
        {"months": 0},
        {"quota": 0},
        {"page_size": 0},
        {"latency_ms": -1},
        {"slow_ms": -1},
        {"token_seconds": -1},
        {"reactivations_accepted": 1.1},
        {"negotiations_paid": -0.1},
    ],
)
def test_what_no_account_can_be_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Settings(**wrong)
