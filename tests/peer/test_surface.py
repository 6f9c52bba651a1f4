"""Whatever a program may use of hotmart-python is there in ours, under the same name."""

from __future__ import annotations

import inspect
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from msgspec import Struct

import hotmart
from hotmart import AsyncHotmart, Hotmart

from .differences import LOST, NOT_SENT, NOT_TAKEN, UNREAD
from .environment import ask

pytestmark = pytest.mark.slow

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    told: dict[str, Any] = ask("describe.py")
    return told


@pytest.fixture(params=[Hotmart, AsyncHotmart], ids=["Hotmart", "AsyncHotmart"])
def client(request: pytest.FixtureRequest) -> Any:
    return request.param("invented", "invented")


def test_every_public_name_is_there(described: dict[str, Any]) -> None:
    missing = [name for name in described["names"] if not hasattr(hotmart, name)]
    assert missing == []
    assert set(described["names"]) <= set(hotmart.__all__)


def test_every_model_has_the_same_fields(described: dict[str, Any]) -> None:
    missing = {
        name: {path for path in paths if not has(getattr(hotmart, name), path)}
        for name, paths in described["fields"].items()
    }
    assert {name: paths for name, paths in missing.items() if paths} == NOT_SENT


def test_every_enum_has_the_same_values(described: dict[str, Any]) -> None:
    for name, values in described["values"].items():
        known = {str(one) for one in getattr(hotmart, name)}
        assert set(values) <= known, name


def test_every_method_is_there_and_takes_the_same_parameters(described: dict[str, Any], client: Any) -> None:
    offers = described["clients"][type(client).__name__]["offers"]
    not_taken = {
        (operation, parameter["name"])
        for operation, parameters in offers.items()
        for parameter in parameters
        if not takes(method(client, operation), parameter)
    }
    assert not_taken == NOT_TAKEN.keys()


def test_no_method_needs_more_than_it_did(described: dict[str, Any], client: Any) -> None:
    differing = {operation for operation, _ in NOT_TAKEN}
    offers = described["clients"][type(client).__name__]["offers"]
    for operation, parameters in offers.items():
        if operation not in differing:
            assert required(method(client, operation)) <= needed(offers, operation, parameters), operation


def test_a_client_is_made_and_closed_as_it_was(described: dict[str, Any], client: Any) -> None:
    face = described["clients"][type(client).__name__]
    assert [one for one in face["takes"] if not takes(type(client), one)] == []
    assert {name for name in face["methods"] if not callable(getattr(client, name, None))} == set()


def test_the_migration_page_names_every_operation_that_differs() -> None:
    (page,) = DOCS.rglob("migrate-from-hotmart-python.md")
    said = page.read_text(encoding="utf-8")
    differing = {operation for operation, _ in NOT_TAKEN} | LOST.keys() | UNREAD
    assert {operation for operation in differing if operation not in said} == set()


def method(client: Any, operation: str) -> Any:
    group, name = operation.split(".")
    return getattr(getattr(client, group), name)


def has(kind: type, path: str) -> bool:
    """Whether things of this kind have what a path such as `purchase.price.value` leads to."""
    name, _, rest = path.partition(".")
    member = getattr(kind, name, None)
    hint = get_type_hints(kind).get(name)
    if isinstance(member, property):
        hint = get_type_hints(member.fget)["return"]
    return hint is not None and (not rest or any(has(part, rest) for part in models(hint)))


def models(hint: Any) -> list[type]:
    """The models in an annotation."""
    if isinstance(hint, type) and issubclass(hint, Struct):
        return [hint]
    return [one for part in get_args(hint) for one in models(part)]


def takes(function: Any, parameter: dict[str, Any]) -> bool:
    """Whether the parameter is taken under its name and, where it was, at its place without one."""
    parameters = inspect.signature(function).parameters
    found = parameters.get(parameter["name"])
    if found is None:
        return False
    return not parameter["positional"] or (
        found.kind is found.POSITIONAL_OR_KEYWORD and [*parameters].index(found.name) == parameter["place"]
    )


def required(function: Any) -> set[str]:
    return {
        name
        for name, it in inspect.signature(function).parameters.items()
        if it.default is inspect.Parameter.empty
    }


def needed(offers: dict[str, Any], operation: str, parameters: list[dict[str, Any]]) -> set[str]:
    """What the operation had to be given; its `*_autopaginate` hands what it is given to its twin."""
    twin = offers.get(operation.removesuffix("_autopaginate"), parameters)
    return {one["name"] for one in [*parameters, *twin] if one["required"]}
