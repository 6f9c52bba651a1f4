"""`import hotmart` costs nothing: what is heavy is imported when it is asked for."""

from __future__ import annotations

import subprocess
import sys

import pytest

import hotmart


def test_importing_hotmart_imports_nothing_heavy() -> None:
    code = "import hotmart, sys; print(*sys.modules.keys() & {'httpx2', 'duckdb', 'msgspec', 'asyncio'})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_a_name_that_is_not_exported_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="sailes"):
        hotmart.sailes  # type: ignore[attr-defined]  # noqa: B018  # asking for it is the test


def test_dir_shows_what_is_exported() -> None:
    assert dir(hotmart) == sorted(hotmart.__all__)
