"""A plan writes nothing: no key, no table, no file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from hotmart.cli.group import hotmart
from hotmart.simulator import Simulator

from .conftest import Command

PLANS = {
    "hotmart sync": ("sync", "--plan"),
    "hotmart agent setup": ("agent", "setup", "--client", "claude", "--plan"),
    "hotmart privacy forget": ("privacy", "forget", "--email", "rita@example.org", "--plan"),
}
FIRST = """
[connections.atelier]
client_id = "env:HOTMART_CLIENT_ID"
client_secret = "env:HOTMART_CLIENT_SECRET"
"""
SECOND = FIRST.replace("atelier", "loja") + 'schema = "loja"\n'
HASHED = '[privacy]\npersonal = "hash"\n'


def planning(group: click.Command, name: str = "hotmart") -> Iterator[str]:
    """The commands that have a plan."""
    if isinstance(group, click.Group):
        context = click.Context(group)
        for below in group.list_commands(context):
            command = group.get_command(context, below)
            assert command
            yield from planning(command, f"{name} {below}")
    elif any("--plan" in one.opts for one in group.params):
        yield name


def changed(now: dict[str, bytes | None], before: dict[str, bytes | None]) -> set[str]:
    """The files that are others, new or gone."""
    return {name for name in now.keys() | before.keys() if now.get(name, b"?") != before.get(name, b"?")}


def bytes_of(folder: Path) -> dict[str, bytes | None]:
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


def test_every_command_that_plans_is_looked_at() -> None:
    assert {*planning(hotmart)} == PLANS.keys()


@pytest.mark.slow
@pytest.mark.oldest
@pytest.mark.parametrize("settings", ["", HASHED, FIRST + HASHED, FIRST + SECOND + HASHED])
@pytest.mark.parametrize("command", PLANS)
def test_a_plan_leaves_the_folder_as_it_was(
    run: Command, account: Simulator, tmp_path: Path, command: str, settings: str
) -> None:
    Path("hotmart.toml").write_text(settings)
    before = bytes_of(tmp_path)
    run(*PLANS[command])  # where there is no warehouse yet
    assert changed(bytes_of(tmp_path), before) == set()
    Path("hotmart.toml").write_text("")  # an account that is in the file, and others that are not there yet
    assert run("sync", "products").exit_code == 0
    Path("hotmart.toml").write_text(settings)
    before = bytes_of(tmp_path)
    planned = run(*PLANS[command], "--json")
    assert planned.exit_code == 0, planned.stdout
    assert changed(bytes_of(tmp_path), before) == set()
