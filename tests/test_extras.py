from __future__ import annotations

import json
import sys
from importlib.metadata import PackageNotFoundError
from typing import NamedTuple

import pytest

from hotmart.errors import ConfigurationError
from hotmart.extras import extra, installing


class Noted(NamedTuple):
    """What an installer noted of this library."""

    url: str | None
    installer: str

    def read_text(self, name: str) -> str | None:
        return {"direct_url.json": self.url, "INSTALLER": self.installer}[name]


def installed(monkeypatch: pytest.MonkeyPatch, url: object, installer: str = "pip") -> None:
    noted = Noted(None if url is None else json.dumps(url), installer)
    monkeypatch.setattr("importlib.metadata.distribution", {"hotmart": noted}.__getitem__)


def test_a_library_that_is_there_is_given() -> None:
    assert extra("json", "json").loads("[1]") == [1]


def test_one_that_is_missing_is_told_with_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    installed(monkeypatch, None)
    with pytest.raises(ConfigurationError) as missing:
        extra("pandas_of_tomorrow.frames", "pandas")
    assert str(missing.value) == (
        'pandas_of_tomorrow is not installed. Install it with: pip install "hotmart[pandas]"'
    )
    monkeypatch.setenv("HOTMART_LANG", "pt")
    assert str(missing.value) == (
        'pandas_of_tomorrow não está instalado. Instale com: pip install "hotmart[pandas]"'
    )


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        (None, 'pip install "hotmart[keyring]"'),
        ({"url": "file:///src/x%20y", "dir_info": {}}, 'pip install "/src/x y[keyring]"'),
        ({"url": "file:///src", "dir_info": {"editable": True}}, 'pip install --editable "/src[keyring]"'),
        (
            {"url": "https://example.org/x.git", "vcs_info": {"vcs": "git", "commit_id": "abc"}},
            'pip install "hotmart[keyring] @ git+https://example.org/x.git@abc"',
        ),
        (
            {"url": "https://example.org/hotmart.whl", "archive_info": {}},
            'pip install "hotmart[keyring] @ https://example.org/hotmart.whl"',
        ),
        ({"url": "file:///gone/hotmart.whl", "archive_info": {}}, 'pip install "hotmart[keyring]"'),
    ],
)
def test_an_extra_comes_from_where_the_library_itself_came(
    monkeypatch: pytest.MonkeyPatch, url: object, asked: str
) -> None:
    installed(monkeypatch, url)
    assert installing("keyring") == asked
    installed(monkeypatch, url, "uv\n")
    assert installing("keyring") == f"uv {asked}"


def test_what_nobody_noted_comes_from_the_index(monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(name: str) -> Noted:
        raise PackageNotFoundError(name)

    monkeypatch.setattr("importlib.metadata.distribution", nothing)
    assert installing("pandas") == 'pip install "hotmart[pandas]"'


def test_what_an_installed_library_lacks_itself_is_not_hidden(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("site")
    (folder / "half_installed.py").write_text("import what_it_needs\n")
    monkeypatch.setattr(sys, "path", [str(folder), *sys.path])
    with pytest.raises(ModuleNotFoundError, match="what_it_needs"):
        extra("half_installed", "half")
