"""Names of timers, and what people read before one is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from hotmart.language import speaking
from hotmart.schedule.system.planning import plan
from hotmart.schedule.system.timer import KINDS, Kind, SystemTimerError, Timer, name_in, unit_of
from schedule.system.machines import COMMAND, machine, timer


def test_the_unit_of_a_schedule_tells_its_folder_apart_and_its_name_back() -> None:
    one, other = Path("/srv/loja"), Path("/srv/outra")
    assert unit_of("a-b", one) != unit_of("a-b", other)
    assert name_in(unit_of("a-b", one), one) == "a-b"
    assert name_in(unit_of("a-b", one), other) is None
    assert name_in("backup", one) is None


@pytest.mark.parametrize("name", ["", "Daily", "a b", "ação", "a/b", "-a", "a" * 41, "a%h"])
def test_a_name_that_no_unit_could_have_is_refused(name: str) -> None:
    with pytest.raises(SystemTimerError, match="name"):
        timer(name=name)


@pytest.mark.parametrize("folder", ["/srv/a\nb", "/srv/a\rb", "/srv/\x1b", "/srv/\udcff", "/srv/\u2028"])
def test_a_folder_that_no_system_could_write_down_is_refused(folder: str) -> None:
    with pytest.raises(SystemTimerError, match="folder"):
        Timer("daily", "0 6 * * *", "UTC", COMMAND, Path(folder))


@pytest.mark.parametrize("kind", KINDS)
def test_what_people_read_has_all_that_would_be_written_and_run(kind: Kind) -> None:
    planned = plan(timer(), machine(kind))
    for text in planned.text:
        lines = {line.strip() for line in text.splitlines()}
        for content in [*planned.files.values(), planned.crontab or ""]:
            assert {line.strip() for line in content.splitlines()} <= lines
        assert all(str(path) in text for path in planned.files)
        assert all(word in text for command in planned.commands for word in command)


def test_it_is_in_the_language_of_whoever_reads_it() -> None:
    planned = plan(timer(), machine("systemd"))
    with speaking("pt"):
        assert "e estes comandos:" in str(planned.text)
    with speaking("en"):
        assert "and these commands:" in str(planned.text)
