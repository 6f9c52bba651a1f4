"""No operation goes without being shown."""

from __future__ import annotations

from hotmart.api import CATALOGUE

from .cases import CASES, WRITES
from .reads import READS

# Of many subscriptions at once Hotmart refuses none, and `user.me` has nothing to refuse.
NEVER_REFUSED = {"subscriptions.cancel", "subscriptions.reactivate", "user.me"}


def test_every_operation_has_its_case() -> None:
    assert {*CASES} == {endpoint.id for endpoint in CATALOGUE}


def test_a_read_is_shown_as_a_read_and_a_write_as_a_write() -> None:
    assert {*READS} == {endpoint.id for endpoint in CATALOGUE if endpoint.effect == "reads"}
    assert {*WRITES} == {endpoint.id for endpoint in CATALOGUE if endpoint.effect != "reads"}


def test_every_operation_is_shown_to_be_refused() -> None:
    assert {id for id, case in CASES.items() if not case.failures} == NEVER_REFUSED
