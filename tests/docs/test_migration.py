"""What the page for those who come from hotmart-python says is so."""

from __future__ import annotations

import re
from datetime import date, datetime

import pytest

from hotmart import Hotmart, InvalidArgumentError

from .pages import page

MIGRATION = page("docs/how-to/migrate-from-hotmart-python.md")


def refused() -> list[str]:
    """The calls in the table of what is refused."""
    _, _, after = MIGRATION.text.partition("## What is refused now")
    table, _, _ = after.partition("\n## ")
    cells = re.findall(r"^\| (`.+?`) \| ", table, re.MULTILINE)
    return [call for cell in cells for call in re.findall(r"`([^`]+)`", cell)]


def test_the_table_is_found_whole() -> None:
    assert len(refused()) >= 15


@pytest.mark.slow
@pytest.mark.parametrize("call", refused())
def test_what_is_said_to_be_refused_is_refused_and_nothing_is_sent(call: str) -> None:
    client = Hotmart("invented", "invented")
    names = {"client": client, "date": date, "datetime": datetime}
    with pytest.raises(InvalidArgumentError):
        eval(f"client.{call}", names)  # noqa: S307  # our own words
    assert client.calls == 0
