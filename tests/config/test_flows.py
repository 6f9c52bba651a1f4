"""`[flows]` in hotmart.toml: what is read, and what is said of what cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from hotmart.accounts.checking import verified
from hotmart.config.findings import ConfigError
from hotmart.config.flows import FlowConfig


def test_a_flow_is_an_action_with_what_it_is_asked_for(tmp_path: Path) -> None:
    text = '[flows.slips]\naction = "sales.history"\n[flows.slips.parameters]\nperiod = "30d"\n'
    config, warnings = verified(text, tmp_path / "hotmart.toml")
    assert config.flows == {"slips": FlowConfig(action="sales.history", parameters={"period": "30d"})}
    assert warnings == []


def test_all_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    text = '[flows."Boletos em aberto"]\naction = "sales.history"\nconnection = "shpo"\nparameter = 1\n'
    with pytest.raises(ConfigError) as error:
        verified(text, tmp_path / "hotmart.toml")
    assert "Did you mean parameters" in str(error.value)
    with pytest.raises(ConfigError) as error:
        verified(text.replace("parameter = 1\n", ""), tmp_path / "hotmart.toml")
    told = str(error.value)
    assert "no flow can be called so" in told
    assert "there is no connection 'shpo'" in told


def test_a_flow_without_an_action_is_none(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="action is missing"):
        verified("[flows.slips]\n", tmp_path / "hotmart.toml")
