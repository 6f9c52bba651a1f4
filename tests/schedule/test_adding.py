"""A schedule is added and removed whole: in hotmart.toml, in the system, in the book; or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hotmart.errors import ConfigurationError, InvalidArgumentError
from hotmart.recurrence.errors import WhenError
from hotmart.schedule import adding as adding_file
from hotmart.schedule import sight, timers
from hotmart.schedule.adding import add, adding, remove, removing
from hotmart.schedule.errors import NoScheduleError, UnseenCredentialError
from hotmart.schedule.schedule import schedules
from hotmart.schedule.system import installing
from hotmart.schedule.system.running import Ran
from hotmart.schedule.system.timer import SystemTimerError

from .system.machines import Ours, machine

SHOP = '# mine\n[connections.shop]\nclient_id = "file:id"\nclient_secret = "file:secret"\n'


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a hotmart.toml whose credential lies in files, of a user of whom nothing is known."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "hotmart.toml").write_text(SHOP, encoding="utf-8")
    (tmp_path / "id").write_text("invented", encoding="utf-8")
    (tmp_path / "secret").write_text("invented too", encoding="utf-8")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "home").mkdir()
    return tmp_path


@pytest.fixture
def system(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Ours]:
    """A machine with cron, that is not this one."""
    answers = Ours(crontab=b"MAILTO=ana@example.org\n")
    for module in (timers, installing):
        monkeypatch.setattr(module, "here", lambda: machine("cron", home / "home", run=answers))
    yield answers


def file() -> str:
    return Path("hotmart.toml").read_text(encoding="utf-8")


def test_without_a_timer_only_the_file_is_written_and_comments_stay(home: Path) -> None:
    change = adding("todo dia às 06:30", timer=False)
    assert (change.timer, file()) == (None, SHOP)
    assert '+when = "todo dia às 06:30"' in change.difference
    add(change)
    (found,) = schedules()
    assert (found.name, found.cron, found.zone) == ("sync", "30 6 * * *", "America/Sao_Paulo")
    assert file().startswith(SHOP)


@pytest.mark.slow
def test_the_timer_of_the_system_wakes_it_and_both_go_without_a_trace(home: Path, system: Ours) -> None:
    before = system.crontab
    change = adding("every hour", what="verify", connections=["shop"], zone="UTC")
    assert change.timer is not None
    assert system.crontab == before
    add(change)
    assert b"run-due --only verify --config " in (system.crontab or b"")
    assert timers.in_the_system(home / "hotmart.toml") == {"verify": "cron"}
    remove(removing("verify"))
    assert (system.crontab, file()) == (before, SHOP)
    assert list((home / "home").iterdir()) == []


@pytest.mark.slow
def test_where_the_system_refuses_the_file_is_as_it_was(home: Path, system: Ours) -> None:
    change = adding("every hour")
    system.answers["crontab -"] = Ran(1, err=b"crontab: you are not allowed")
    with pytest.raises(SystemTimerError):
        add(change)
    assert file() == SHOP


def test_a_timer_without_its_schedule_can_still_be_removed(home: Path, system: Ours) -> None:
    system.crontab = None
    change = adding("every hour", timer=False, name="lost")
    assert change.schedule is not None
    planned = timers.planned(change.schedule)
    assert planned is not None
    installing.install(planned)
    remove(removing("lost"))
    assert system.crontab is None


@pytest.mark.slow
@pytest.mark.parametrize(
    ("toml", "exported", "why"),
    [
        (SHOP.replace("file:secret", "file:nowhere"), {}, "no secret in file:.*nowhere"),
        (SHOP.replace("file:", "env:HOTMART_"), {"HOTMART_id": "x", "HOTMART_secret": "y"}, "env:HOTMART_id"),
        ("", {"HOTMART_CLIENT_ID": "x", "HOTMART_CLIENT_SECRET": "y"}, "in the environment"),
    ],
)
def test_a_credential_that_a_timer_would_not_see_is_refused_with_a_way_out(
    home: Path,
    system: Ours,
    monkeypatch: pytest.MonkeyPatch,
    toml: str,
    exported: dict[str, str],
    why: str,
) -> None:
    Path("hotmart.toml").write_text(toml, encoding="utf-8")
    for name, value in exported.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(UnseenCredentialError, match=why) as refused:
        adding("every hour")
    assert "file:PATH" in str(refused.value.advice)
    assert adding("every hour", timer=False)


def test_a_look_without_an_environment_finds_what_is_in_files(home: Path) -> None:
    assert sight.look(home / "hotmart.toml", ["shop"]) == []
    (home / "secret").unlink()
    assert sight.look(home / "hotmart.toml", ["shop"]) == ["shop"]


def test_variables_that_timers_do_not_see_are_named(
    home: Path, system: Ours, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adding_file, "check", lambda *_: None)
    monkeypatch.setenv("HOTMART_WAREHOUSE", "other.duckdb")
    (note,) = adding("every hour").notes
    assert "HOTMART_WAREHOUSE" in note.en


def test_where_there_are_no_timers_it_is_said_what_runs_it(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timers, "here", lambda: machine(None))
    (note,) = adding("every hour").notes
    assert "no timers" in note.en
    assert "hotmart schedule serve" in note.pt


@pytest.mark.parametrize(
    ("error", "asked"),
    [
        (WhenError, lambda: adding("soon", timer=False)),
        (InvalidArgumentError, lambda: adding("every hour", timer=False, name="Every Hour")),
        (InvalidArgumentError, lambda: adding("every hour", timer=False, connections=["shpo"])),
        (ConfigurationError, lambda: adding("every hour", timer=False, zone="Nowhere")),
        (NoScheduleError, lambda: removing("nothing")),
        (ConfigurationError, lambda: adding("every hour", file=Path("nowhere.toml"))),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    home: Path, system: Ours, error: type[Exception], asked: Callable[[], object]
) -> None:
    with pytest.raises(error):
        asked()
    assert file() == SHOP


def test_a_name_is_found_or_refused_where_it_is_taken(home: Path) -> None:
    for name in ("sync", "sync-2", "sync-3"):
        change = adding("every hour", timer=False)
        assert change.schedule is not None
        assert change.schedule.name == name
        add(change)
    with pytest.raises(InvalidArgumentError, match="hotmart schedule remove sync-2"):
        adding("every hour", timer=False, name="sync-2")
    remove(removing("sync-2"))
    assert [one.name for one in schedules()] == ["sync", "sync-3"]


def test_without_a_file_it_is_said_how_to_get_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigurationError, match="hotmart init"):
        adding("every hour")


def test_what_somebody_else_writes_meanwhile_is_not_written_over(home: Path) -> None:
    change = adding("every hour", timer=False)
    Path("hotmart.toml").write_text(SHOP + "# theirs\n", encoding="utf-8")
    with pytest.raises(ConfigurationError, match="changed meanwhile"):
        add(change)
    assert file().endswith("# theirs\n")


def test_a_flow_that_reads_is_scheduled_under_its_name_and_one_that_writes_is_not(home: Path) -> None:
    flows = (
        '[flows.slips]\naction = "sales.history"\n[flows.slips.parameters]\nperiod = "30d"\n'
        '[flows.back]\naction = "sales.refund"\n'
    )
    Path("hotmart.toml").write_text(SHOP + flows, encoding="utf-8")
    add(adding("every hour", what="flow", flow="slips", timer=False))
    (found,) = schedules()
    assert (found.name, found.what, found.flow) == ("slips", "flow", "slips")
    with pytest.raises(InvalidArgumentError, match="changes something"):
        adding("every hour", what="flow", flow="back", timer=False)
    with pytest.raises(InvalidArgumentError, match="no flow 'slip'"):
        adding("every hour", what="flow", flow="slip", timer=False)
    with pytest.raises(InvalidArgumentError, match="needs its name"):
        adding("every hour", what="flow", timer=False)
