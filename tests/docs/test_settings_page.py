"""The page of hotmart.toml is what the settings say of themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import pytest
from msgspec import Meta, Struct

from hotmart.accounts.checking import verified
from hotmart.config.settings import Config, SyncConfig

from .pages import page
from .scripts import script

PAGE = page("docs/reference/hotmart-toml.md")


@pytest.fixture(scope="module")
def settings() -> Iterator[Any]:
    with script("settings_page") as module:
        yield module


def keys(settings: Any, table: type[Struct]) -> set[str]:
    """The keys of a table, and of those inside it."""
    inner = [one for hint in settings.hints(table).values() for one in settings.structs(hint)]
    return {*table.__struct_fields__}.union(*(keys(settings, one) for one in inner))


def test_every_table_and_every_key_has_a_row(settings: Any) -> None:
    rows = set(re.findall(r"^\| `(\w+)` \|", PAGE.text, re.MULTILINE))
    for name, annotation in settings.hints(Config).items():
        if not settings.structs(annotation):
            assert name in rows
            continue
        assert any(words.startswith(f"`[{name}") for _, words in PAGE.headings), name
        assert keys(settings, settings.struct_of(annotation)) - rows == set(), name


def test_a_key_that_is_not_explained_in_both_languages_stops_the_writing(settings: Any) -> None:
    class Untold(Struct):
        key: Annotated[str, Meta(description="In English only.")]

    with pytest.raises(SystemExit, match="do not explain in both languages: key"):
        settings.key_of(settings.Voice("en"), Untold, "key", "untold")


def test_the_file_at_the_end_is_right_and_names_every_key_with_an_example(settings: Any) -> None:
    config, _ = verified(PAGE.blocks[-1].text, Path("hotmart.toml"))
    assert config.sources
    assert {*settings.examples_of(SyncConfig)} == {*SyncConfig.__struct_fields__}
    assert all(getattr(config.sync, name) for name in SyncConfig.__struct_fields__)


def test_a_default_that_the_streams_have_is_told(settings: Any) -> None:
    assert settings.default_of(settings.Voice("en"), settings.StreamRules, "lookback") == '`"8 days"`'
    assert settings.default_of(settings.Voice("en"), settings.StreamRules, "window") == "–"
    assert {*settings.UNLESS_TOLD} <= {*settings.StreamRules.__struct_fields__}
