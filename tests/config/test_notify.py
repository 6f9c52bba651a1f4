"""What `[notify]` may say of whom to write to."""

from __future__ import annotations

from pathlib import Path

import pytest

from hotmart.accounts.checking import verified
from hotmart.config.findings import ConfigError
from hotmart.config.notify import NotifyConfig, findings_in_notify
from hotmart.config.values import Reference


def read(text: str) -> NotifyConfig:
    return verified(f"[notify]\n{text}", Path("hotmart.toml"))[0].notify


def test_places_of_addresses_and_a_language_are_read() -> None:
    told = read('urls = ["env:HOTMART_NOTIFY_URL"]\nlanguage = "pt"')
    assert told == NotifyConfig(urls=[Reference("env:HOTMART_NOTIFY_URL")], language="pt")
    assert read("") == NotifyConfig()


def test_a_file_counts_from_the_folder_of_the_settings(tmp_path: Path) -> None:
    told = verified('[notify]\nurls = ["file:slack"]', tmp_path / "hotmart.toml")[0].notify
    assert told.urls == [f"file:{tmp_path / 'slack'}"]


@pytest.mark.parametrize("address", ["mailto://ana:s3cret@example.org", "slack://s3cret/x"])
def test_an_address_itself_is_refused_and_not_repeated(address: str) -> None:
    with pytest.raises(ConfigError, match="never the secret") as refused:
        read(f'urls = ["{address}"]')
    assert "s3cret" not in str(refused.value)


@pytest.mark.parametrize("text", ['language = "fr"', 'urls = "env:X"', 'url = ["env:X"]'])
def test_what_is_misspelt_is_refused(text: str) -> None:
    with pytest.raises(ConfigError):
        read(text)


def test_a_place_without_an_address_and_one_that_is_named_twice_are_remarked_on() -> None:
    told = NotifyConfig(urls=[Reference("env:A"), Reference("env:B"), Reference("env:A")])
    found = [*findings_in_notify(told, {"A": "json://example.org"})]
    assert [(one.path, one.text.en, one.warning) for one in found] == [
        (("notify", "urls", 1), "there is nothing in env:B", True),
        (("notify", "urls", 2), "env:A is told twice", True),
    ]
