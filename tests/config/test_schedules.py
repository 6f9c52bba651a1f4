"""`[schedules]` in hotmart.toml: what is read, and what is said of what cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from hotmart.accounts.checking import verified
from hotmart.config.findings import ConfigError
from hotmart.config.schedules import ScheduleConfig


def wrong(text: str, tmp_path: Path) -> str:
    with pytest.raises(ConfigError) as error:
        verified(text, tmp_path / "hotmart.toml", {})
    return str(error.value)


def test_a_schedule_needs_only_a_time(tmp_path: Path) -> None:
    text = '[schedules.morning]\nwhen = "todo dia às 06:30"\n'
    config, warnings = verified(text, tmp_path / "hotmart.toml", {})
    assert config.schedules == {"morning": ScheduleConfig(when="todo dia às 06:30")}
    assert (config.schedules["morning"].what, warnings) == ("sync", [])


def test_all_of_it_is_checked_at_once_with_its_lines(tmp_path: Path) -> None:
    text = (
        '[connections.shop]\nclient_id = "file:a"\nclient_secret = "file:b"\n'
        '[schedules.Morning]\nwhen = "every day"\nwhat = "sinc"\nconnections = ["shpo"]\nzone = "Marte"\n'
    )
    said = wrong(text, tmp_path)
    for line, told in (
        (4, "no schedule can be called so"),
        (5, '"every day" tells no time of the day'),
        (6, "Did you mean sync?"),
        (7, "Did you mean shop?"),
        (8, "a time zone by its name"),
    ):
        assert any(f"hotmart.toml:{line}: " in one and told in one for one in said.splitlines()), said


def test_a_time_is_not_optional(tmp_path: Path) -> None:
    assert "when is missing" in wrong('[schedules.morning]\nwhat = "sync"\n', tmp_path)


def test_without_connections_the_one_of_the_environment_is_main(tmp_path: Path) -> None:
    told = '[schedules.morning]\nwhen = "every hour"\nconnections = ["{}"]\n'
    assert verified(told.format("main"), tmp_path / "hotmart.toml", {})
    assert "there is no connection 'other'" in wrong(told.format("other"), tmp_path)


def test_a_schedule_of_a_flow_names_one_that_there_is(tmp_path: Path) -> None:
    flow = '[flows.slips]\naction = "sales.history"\n'
    told = flow + '[schedules.morning]\nwhen = "every hour"\n{}\n'
    good, _ = verified(told.format('what = "flow"\nflow = "slips"'), tmp_path / "hotmart.toml", {})
    assert good.schedules["morning"].flow == "slips"
    assert "flow is missing" in wrong(told.format('what = "flow"'), tmp_path)
    assert 'needs what = "flow"' in wrong(told.format('flow = "slips"'), tmp_path)
    assert "Did you mean slips?" in wrong(told.format('what = "flow"\nflow = "slip"'), tmp_path)
