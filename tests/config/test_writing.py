from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import tomlkit
from hypothesis import given, settings

from hotmart.config.reading import parsed
from hotmart.config.settings import Config
from hotmart.config.writing import document, written

from .documents import documents

FOLDER = Path("/folder")
OPTION = re.compile(r"#[\w\"\[]")


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(documents)
def test_what_is_written_reads_back_the_same(data: dict[str, Any]) -> None:
    config = parsed(tomlkit.dumps(data), FOLDER)
    assert parsed(written(data), FOLDER) == config
    assert parsed(written(document(config, FOLDER)), FOLDER) == config


def test_nothing_chosen_is_all_the_defaults() -> None:
    text = written({})
    assert parsed(text, FOLDER) == parsed("", FOLDER)
    assert not [line for line in text.splitlines() if line and line[0] not in "#["]


@pytest.mark.parametrize("language", ["en", "pt"])
def test_every_option_stands_there_explained_and_can_be_uncommented(
    monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    monkeypatch.setenv("HOTMART_LANG", language)
    lines = written({}).splitlines()
    options = [line for line in lines if OPTION.match(line)]
    assert len(options) > 35
    assert all(len(line) <= 100 for line in lines)
    text = "\n".join(line[1:] if OPTION.match(line) else line for line in lines)
    config = parsed(text, FOLDER)
    assert config.connections["main"].client_id == "env:HOTMART_CLIENT_ID"
    assert config.streams["sales_history"].table == "vendas"
    assert config.privacy.columns == {"sales_history.buyer_email": "hash"}
    assert config.sources["tickets"].key == "id"


def test_each_option_works_alone() -> None:
    lines = written({}).splitlines()
    last = lines.index("#[flows.unpaid-slips]")  # no flow, schedule or source can do with one alone
    for position, line in enumerate(lines[:last]):
        if OPTION.match(line):
            alone = [*lines[:position], line[1:], *lines[position + 1 :]]
            headers = [n for n in range(position) if lines[n].lstrip("#").startswith("[")]
            for header in headers[-1:]:  # the first keys of the file stand in no table
                alone[header] = lines[header].lstrip("#")
            parsed("\n".join(alone), FOLDER)


def test_a_schedule_works_with_the_moment_of_its_example() -> None:
    text = written({}).replace("#[schedules.daily]", "[schedules.daily]").replace("#when =", "when =")
    assert parsed(text, FOLDER).schedules["daily"].when == "every day at 06:30"


def test_it_speaks_the_readers_language(monkeypatch: pytest.MonkeyPatch) -> None:
    english = {line for line in written({}).splitlines() if line.startswith("# ")}
    monkeypatch.setenv("HOTMART_LANG", "pt")
    portuguese = {line for line in written({}).splitlines() if line.startswith("# ")}
    assert english.isdisjoint(portuguese)


def test_a_second_connection_is_not_explained_again() -> None:
    text = written({"connections": {"one": {"client_id": "env:A"}, "two": {"client_id": "env:B"}}})
    assert text.count("#sandbox") == 1
    assert list(parsed(text, FOLDER).connections) == ["one", "two"]


def test_a_path_inside_the_folder_is_written_relative_to_it() -> None:
    config = parsed('[warehouse]\npath = "data/copy.duckdb"\npublish = "/srv/masked.duckdb"\n', FOLDER)
    assert document(config, FOLDER)["warehouse"] == {
        "path": "data/copy.duckdb",
        "raw": "120 days",
        "publish": "/srv/masked.duckdb",
    }
    assert document(Config(), FOLDER)["warehouse"]["path"] == "hotmart.duckdb"
