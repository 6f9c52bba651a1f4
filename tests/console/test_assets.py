"""What pages load: files of others are those that their packages hold, and their licences are here."""

from __future__ import annotations

import hashlib
import tomllib

import pytest

from hotmart.console.assets import FOLDER, address, asset

VENDORED = tomllib.loads((FOLDER / "vendored.toml").read_text())
OURS = {"console.css", "console.js"}


@pytest.mark.parametrize("name", VENDORED)
def test_a_file_of_others_is_as_its_package_holds_it(name: str) -> None:
    told = VENDORED[name]
    assert hashlib.sha256((FOLDER / name).read_bytes()).hexdigest() == told["sha256"]
    assert told["integrity"].startswith("sha512-") and told["version"] and told["licence"]
    assert (FOLDER / told["licence_file"]).read_text().strip()


def test_no_file_is_loaded_that_nobody_accounts_for() -> None:
    loaded = {one.name for one in FOLDER.iterdir() if one.suffix in (".js", ".css")}
    assert loaded == OURS | set(VENDORED)


def test_another_content_has_another_address() -> None:
    assert address("console.css").startswith("/assets/console.css?")
    assert asset("console.css") and asset("vendored.toml") is None and asset("../app.py") is None
