from __future__ import annotations

import sys

import pytest

from hotmart.errors import ConfigurationError
from hotmart.extras import extra


def test_a_library_that_is_there_is_given() -> None:
    assert extra("json", "json").loads("[1]") == [1]


def test_one_that_is_missing_is_told_with_the_command_that_installs_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(ConfigurationError) as missing:
        extra("pandas_of_tomorrow.frames", "pandas")
    assert str(missing.value) == (
        'pandas_of_tomorrow is not installed. Install it with: pip install "hotmart[pandas]"'
    )
    monkeypatch.setenv("HOTMART_LANG", "pt")
    assert str(missing.value) == (
        'pandas_of_tomorrow não está instalado. Instale com: pip install "hotmart[pandas]"'
    )


def test_what_an_installed_library_lacks_itself_is_not_hidden(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("site")
    (folder / "half_installed.py").write_text("import what_it_needs\n")
    monkeypatch.setattr(sys, "path", [str(folder), *sys.path])
    with pytest.raises(ModuleNotFoundError, match="what_it_needs"):
        extra("half_installed", "half")
