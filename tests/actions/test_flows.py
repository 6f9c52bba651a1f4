"""Flows that are saved: found, checked, and run as they were saved."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hotmart.accounts.opening import open_all
from hotmart.actions.flows import findings_in, flow_of, flows_of, read_flow
from hotmart.config.flows import FlowConfig
from hotmart.errors import InvalidArgumentError
from hotmart.testing import SimulatedHotmart, simulated


@pytest.fixture(scope="module")
def hotmart() -> Iterator[SimulatedHotmart]:
    with simulated(sales=20, months=2) as account:
        yield account


def test_what_could_not_be_run_is_found() -> None:
    flows = {
        "good": FlowConfig(action="sales.history", parameters={"period": "30d"}),
        "asked-later": FlowConfig(action="sales.refund"),
        "no-action": FlowConfig(action="sales.histroy"),
        "no-parameter": FlowConfig(action="sales.history", parameters={"perriod": "30d"}),
        "no-value": FlowConfig(action="sales.history", parameters={"period": "soon"}),
        "composed": FlowConfig(action="person.sales", parameters={"e-mail": "x"}),
    }
    found = {".".join(map(str, one.path[1:])): one for one in findings_in(flows)}
    assert {*found} == {
        "no-action.action",
        "no-parameter.parameters.perriod",
        "no-value.parameters.period",
        "composed",
    }
    assert "sales.history" in str(found["no-action.action"].advice)
    assert [one.name for one in flows_of(flows)] == [name for name in flows if name != "no-action"]


def test_a_flow_that_is_not_there_is_said_with_the_near_one() -> None:
    with pytest.raises(InvalidArgumentError, match="no flow 'slip'") as error:
        flow_of({"slips": FlowConfig(action="sales.history")}, "slip")
    assert "slips" in str(error.value.advice)


def test_a_flow_reads_and_never_writes(
    hotmart: SimulatedHotmart, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in hotmart.environment.items():
        monkeypatch.setenv(name, value)
    (account,) = open_all(warehouse=tmp_path / "none.duckdb")
    flows = {
        "all": FlowConfig(action="sales.history", parameters={"period": "2015..2030"}),
        "refund": FlowConfig(action="sales.refund", parameters={"transaction_code": "HP0123456789"}),
    }
    assert read_flow(flow_of(flows, "all"), account, 10).output
    before = len(hotmart.requests)
    with pytest.raises(InvalidArgumentError, match="changes something"):
        read_flow(flow_of(flows, "refund"), account, 10)
    assert len(hotmart.requests) == before
