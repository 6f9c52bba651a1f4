"""Imports run one way: each room may import those that are named for it, and nothing else of this library.

A room is a package, or a file at the door. What is imported for types alone counts like the rest between
rooms; within a room it is the one thing that may go in a circle.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest

import hotmart

SOURCE = Path(hotmart.__file__).parent
# What lies at the ground is a file each, and free to every room that does not lie there itself.
GROUND: dict[str, str] = {
    "version": "",
    "words": "",
    "language": "",
    "secrecy": "",
    "waiting": "",
    "glossary": "",
    "figures": "language",
    "request": "words secrecy glossary",
    "model": "words secrecy",
    "surrogates": "words",
    "cpf_cnpj": "secrecy",
    "errors": "language secrecy request cpf_cnpj",
    "logs": "language errors",
    "extras": "language errors",
    "errnos": "language",
    "deeds": "language errors",
    "sqlite_errors": "language errors",
    "document": "language secrecy errors errnos deeds sqlite_errors",
    "exit_codes": "document",
    "zone": "language errors",
    "recurrence": "language errors zone",  # a room, and at the ground all the same
    "credentials": "language secrecy errors errnos extras",  # a room, and at the ground all the same
}
ROOMS: dict[str, str] = {
    # the SDK
    "tables": "",
    "answers": "tables",
    "declaring": "answers",
    "api": "answers declaring",
    "transport": "answers declaring",
    "client": "answers declaring api transport",
    "tracing": "transport",
    "hotmart_python": "answers api",
    "models": "answers api hotmart_python",
    "webhooks": "api",
    "openapi": "answers declaring api transport webhooks",
    "simulator": "",
    "testing": "client simulator",
    # the warehouse, and what fills it
    "privacy": "tables",
    "warehouse": "tables privacy",
    "streams": "tables answers declaring api transport warehouse",
    "forgetting": "tables privacy warehouse streams",
    "config": "",
    "sources": "tables declaring api transport warehouse streams config",
    "panel": "tables privacy warehouse forgetting",
    "statement": "tables privacy warehouse streams panel forgetting",
    "sync": "tables declaring api warehouse streams forgetting",
    "tracking": "warehouse config",
    "metrics": "warehouse",
    "accounts": "tables transport client privacy warehouse streams config sources panel statement sync "
    "tracking metrics api forgetting",
    "actions": "answers declaring api client privacy config accounts metrics",
    "agents": "actions",
    "loopback": "",
    "copies": "warehouse accounts",
    "connections": "transport client warehouse config accounts loopback",
    "schedule": "transport config accounts actions sync",
    # the faces, and the door
    "console": "tables privacy warehouse streams config sources tracking metrics accounts actions loopback "
    "connections schedule forgetting panel statement copies agents",
    "mcp_server": "declaring api client privacy warehouse metrics accounts actions agents copies connections",
    "cli": "openapi client simulator warehouse streams forgetting config sources panel statement sync "
    "tracking metrics accounts actions agents credentials connections console schedule mcp_server",
    "": "transport client models warehouse sync accounts",
}
MAY_IMPORT: dict[str, set[str]] = {room: {*may.split()} for room, may in GROUND.items()} | {
    room: {*GROUND, *may.split()} for room, may in ROOMS.items()
}


class Import(NamedTuple):
    """One import of a file: the room and the file it reaches, and whether it is for types alone."""

    room: str
    module: str
    for_types: bool


class File(NamedTuple):
    """A file of the library, and what it imports of it."""

    room: str
    module: str
    imports: tuple[Import, ...]


@cache
def files() -> tuple[File, ...]:
    return tuple(read(path) for path in sorted(SOURCE.rglob("*.py")))


def read(path: Path) -> File:
    module = ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix("__init__").rstrip(".")
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typed = {id(below) for node in ast.walk(tree) for inside in for_types(node) for below in ast.walk(inside)}
    found = [
        Import(target.partition(".")[0], target, id(node) in typed)
        for node in ast.walk(tree)
        for target in targets(node)
    ]
    return File(module.partition(".")[0], module, tuple(found))


def for_types(node: ast.AST) -> list[ast.stmt]:
    """What only type checkers read of it: not what stands below its `else`."""
    if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
        return node.body
    return []


def targets(node: ast.AST) -> Iterator[str]:
    """The modules of the library that an import reaches, without the name of the library."""
    if isinstance(node, ast.Import):
        names = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom):
        assert node.level == 0, "imports are absolute here"
        whole = [f"{node.module}.{alias.name}" for alias in node.names]
        names = [name if is_module(name) else str(node.module) for name in whole]
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and is_module(node.value):
        names = [node.value]  # for `import_module`, or for nothing: a module is not named in passing
    else:
        return
    yield from (name.removeprefix("hotmart").lstrip(".") for name in names if name.split(".")[0] == "hotmart")


def is_module(name: str) -> bool:
    if not re.fullmatch(r"hotmart(\.\w+)+", name):
        return False
    path = SOURCE.joinpath(*name.split(".")[1:])
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()


def test_every_room_stands_in_the_table() -> None:
    assert {file.room for file in files()} == MAY_IMPORT.keys()


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_room_imports_only_what_the_table_allows(room: str) -> None:
    found = {
        f"{file.module} → {one.module}"
        for file in files()
        for one in file.imports
        if file.room == room and one.room not in MAY_IMPORT[room] | {room}
    }
    assert found == set()


def test_the_table_has_no_circle() -> None:
    TopologicalSorter(MAY_IMPORT).prepare()


def test_no_files_import_each_other_but_for_types() -> None:
    graph = {file.module: {one.module for one in file.imports if not one.for_types} for file in files()}
    try:
        TopologicalSorter({module: reached - {module} for module, reached in graph.items()}).prepare()
    except CycleError as circle:
        pytest.fail(f"these import each other: {circle.args[1]}")


@pytest.mark.parametrize(
    "code",
    [
        "import hotmart.cli.front as anything",
        "def late():\n    from hotmart.cli import front",
        "from importlib import import_module\nimport_module('hotmart.cli.front')",
        "if TYPE_CHECKING:\n    pass\nelse:\n    from hotmart.cli.front import page",
    ],
)
def test_no_way_of_importing_is_overlooked(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("test_rooms.SOURCE", tmp_path)
    (tmp_path / "cli").mkdir()
    for name in ("cli/front.py", "words.py"):
        (tmp_path / name).write_text(code)
    (found,) = read(tmp_path / "words.py").imports
    assert (found.room, found.for_types) == ("cli", False)


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_the_table_allows_nothing_that_nobody_needs(room: str) -> None:
    """What is allowed and never imported is leave for the next circle."""
    named = {*(GROUND | ROOMS)[room].split()}
    assert named - {one.room for file in files() if file.room == room for one in file.imports} == set()
