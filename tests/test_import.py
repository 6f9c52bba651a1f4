"""What an import costs: whatever is heavy is imported when it is asked for."""

from __future__ import annotations

import subprocess
import sys

import pytest

import hotmart

ENGINE = {"duckdb", "click", "rich", "pyarrow", "tomlkit", "starlette"}
LATER = {"asyncio", "concurrent.futures", "subprocess", "filelock", "platformdirs"}
"""What a client needs when it first calls, or is awaited, and not before."""


def loaded(code: str, beside: str = "pass") -> set[str]:
    """The modules that a fresh Python loads for this, beside those that it loads for something else."""
    told = f"import sys; {beside}; before = {{*sys.modules}}; {code}; print(*{{*sys.modules}} - before)"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    return {*done.stdout.split()}


def installed(modules: set[str]) -> set[str]:
    """The packages among these that are neither Python's nor ours."""
    return {name.partition(".")[0] for name in modules} - sys.stdlib_module_names - {"hotmart"}


def test_importing_hotmart_imports_nothing_heavy() -> None:
    modules = loaded("import hotmart")
    assert installed(modules) == set()
    assert modules.isdisjoint(LATER)


def test_the_client_needs_nothing_of_the_warehouse_and_nothing_of_the_command_line() -> None:
    modules = loaded("from hotmart import Hotmart")
    assert modules.isdisjoint(ENGINE)
    rooms = {name.split(".")[1] for name in modules if name.startswith("hotmart.")}
    assert rooms.isdisjoint({"warehouse", "streams", "sync", "accounts", "config", "cli", "simulator"})


def test_the_client_loads_httpx2_and_msgspec_and_little_beside() -> None:
    modules = loaded("from hotmart import Hotmart", beside="import httpx2, msgspec")
    assert installed(modules) == set()
    assert modules.isdisjoint(LATER)


def test_the_errors_and_the_models_load_no_client() -> None:
    assert "httpx2" not in loaded("from hotmart import HotmartError, Sale")


def test_an_operation_is_read_when_it_is_first_asked_for() -> None:
    code = "from hotmart.api import Sales; print(*vars(Sales.history))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "facts" in told.split()
    assert {"signature", "written", "params"}.isdisjoint(told.split())


def test_a_name_that_is_not_exported_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="sailes"):
        hotmart.sailes  # type: ignore[attr-defined]  # noqa: B018  # asking for it is the test


def test_dir_shows_what_is_exported() -> None:
    assert {*hotmart.__all__} <= {*dir(hotmart)}
