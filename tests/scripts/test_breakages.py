"""Breaking the code finds the same places wherever they are, and tells which breakages no test noticed."""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
EVERY_KIND = '''\
"""Á module."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    LIMIT = 7
LIMIT: int = 500


def sells(order, log, strict=True):
    """Whether it sells."""
    if order is None or not (order.paid and "é" in order.name) or 0 <= order.cents < LIMIT:
        raise ValueError(f"{order} and {1 < 2} or", 3)
    log.info("sold", 1)
    order.sold = True
    order.count += 1
    order.note("sold")
    return order.keep(
        copies=2,  # one for the buyer
        of=Text("1", 1),
    )


class Order:
    def __repr__(self):
        return f"{self.cents == 1}" or 1
'''
SOLD = """\
def fits(cents: int) -> bool:
    return cents <= 100


def is_large(cents: int) -> bool:
    return cents > 900
"""
NAMES = "def name(text: str) -> str:\n    return text.strip()\n"
TESTS = "from hotmart.shop.sold import fits\n\n\ndef test_fits():\n    assert fits(100) and not fits(101)\n"


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    yield import_module("breakages")
    del sys.modules["breakages"]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A project with one package, half of which is tested."""
    root = tmp_path / "project"
    write(
        root / "pyproject.toml", '[tool.pytest.ini_options]\naddopts = "-p no:hotmart -p no:schemathesis"\n'
    )
    write(root / "src/hotmart/__init__.py", "")
    write(root / "src/hotmart/shop/__init__.py", "")
    write(root / "src/hotmart/shop/sold.py", SOLD)
    write(root / "tests/shop/test_sold.py", TESTS)
    return root


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def all_of(root: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in root.rglob("*") if file.is_file()}


def test_every_kind_of_breakage_compiles_and_changes_the_tree(script: Any) -> None:
    places = [*script.places_in(EVERY_KIND)]
    assert {place.kind for place in places} == {
        *(
            "and/or",
            "boundary",
            "dropped",
            "flipped",
            "not dropped",
            "off by one",
            "returns None",
            "True/False",
        ),
    }
    for place in places:
        text = script.broken(EVERY_KIND.encode(), place).decode()
        assert ast.dump(ast.parse(text)) != ast.dump(ast.parse(EVERY_KIND)), place


def test_what_is_only_said_or_only_for_checkers_is_left_alone(script: Any) -> None:
    places = [*script.places_in(EVERY_KIND)]
    assert [place.before for place in places if place.kind == "off by one"] == ["500", "0", "1", "2"]
    assert {place.function for place in places} == {"", "sells"}
    assert not [place for place in places if place.kind == "dropped" and "log" in place.before]


def test_data_is_not_broken(script: Any) -> None:
    assert [*script.places_in("LIMIT = 500\n")] == []


def test_the_places_do_not_depend_on_paths(script: Any, checkout: Path) -> None:
    write(checkout / "src/hotmart/shop/names.py", NAMES)
    before = script.chosen(script.places_of(checkout), 3)
    write(checkout / "src/hotmart/store/desk/words.py", f"# Moved.\n\n{NAMES}")
    write(checkout / "src/hotmart/store/desk/checks.py", SOLD.replace("<= 100", "<= (\n        100\n    )"))
    for file in (checkout / "src/hotmart/shop").iterdir():
        file.unlink()
    after = script.chosen(script.places_of(checkout), 3)
    assert [place.key for place in before] == [place.key for place in after]
    assert {place.package for place in after} == {"store"}


def test_the_places_are_of_many_kinds_and_functions(script: Any, checkout: Path) -> None:
    for name in "abcdefgh":
        write(checkout / f"src/hotmart/shop/{name}.py", EVERY_KIND.replace("sells", f"sells_{name}"))
    places = script.chosen(script.places_of(checkout), 6)
    assert len({place.function for place in places}) == len({place.kind for place in places}) == 6


@pytest.mark.slow
def test_the_places_are_at_least_forty_in_all_packages_and_compile(script: Any) -> None:
    places = script.chosen(script.places_of(ROOT), 4)
    assert len(places) >= 40
    assert {place.package for place in places} == {
        "hotmart",
        *(file.parent.name for file in (ROOT / "src/hotmart").glob("*/__init__.py")),
    }
    for place in places:
        compile(script.broken((ROOT / place.file).read_bytes(), place), place.file, "exec")


def test_a_package_is_tested_by_its_folder_and_first_by_the_file_that_mirrors_the_module(
    script: Any, checkout: Path
) -> None:
    assert script.tests_of(checkout, "shop") == ["tests/shop"]
    assert script.tests_of(checkout, "unheard of") == ["tests"]
    place = script.places_of(checkout)[0]
    write(checkout / "tests/shop/test_sold_out.py", "")
    write(checkout / "tests/shop/test_soldiers.py", "")
    assert script.mirrors_of(checkout, place) == ["tests/shop/test_sold.py", "tests/shop/test_sold_out.py"]


@pytest.mark.slow
def test_every_excuse_is_of_a_breakage_that_there_is(script: Any) -> None:
    excused = {*script.EXCUSED}
    script.EXCUSED.clear()
    there = {(place.function, place.statement, place.after) for place in script.places_of(ROOT)}
    assert excused - there == set()


def test_the_tests_of_a_package_are_where_they_are_said_to_be(script: Any) -> None:
    named = {one for tests in script.HELD_IN.values() for one in tests}
    assert {one for one in named if not (ROOT / one).exists()} == set()
    packages = {file.parent.name for file in (ROOT / "src/hotmart").glob("*/__init__.py")}
    assert script.HELD_IN.keys() <= packages


@pytest.mark.slow
def test_what_is_noticed_is_told_and_what_nobody_noticed_too_and_nothing_stays_broken(
    script: Any, checkout: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    slow = TESTS.replace("def test_fits", "@pytest.mark.slow\ndef test_fits")
    write(checkout / "tests/shop/test_sold.py", f"import pytest\n{slow}")  # its own file is run whole
    before, results = all_of(checkout), tmp_path / "results.json"
    assert script.main(["--json", str(results)], checkout) == 1
    found = json.loads(results.read_text("utf-8"))["breakages"]
    assert {one["function"]: (one["verdict"], one["by"]) for one in found} == {
        "fits": ("noticed", "tests/shop/test_sold.py::test_fits"),
        "is_large": ("NOT NOTICED", ""),
    }
    assert "Nobody noticed, in is_large of src/hotmart/shop/sold.py:6:" in capsys.readouterr().out
    assert all_of(checkout) == before


def test_the_same_can_be_broken_again_after_a_move(
    script: Any, checkout: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    places = script.chosen(script.places_of(checkout), 4)
    earlier = tmp_path / "earlier.json"
    earlier.write_text(json.dumps({"breakages": [vars(one) | {"verdict": "noticed"} for one in places]}))
    (checkout / "src/hotmart/shop/sold.py").unlink()
    write(checkout / "src/hotmart/store/sizes.py", SOLD.partition("\n\n\n")[2])
    assert script.main(["--list", "--again", str(earlier)], checkout) == 0
    lost, found = capsys.readouterr().out.splitlines()
    assert lost.startswith("no longer there, or excused: shop  src/hotmart/shop/sold.py:2  fits")
    assert found.startswith("store  src/hotmart/store/sizes.py:2  is_large")


@pytest.mark.slow
def test_a_checkout_whose_tests_do_not_pass_is_refused(script: Any, checkout: Path) -> None:
    write(checkout / "tests/shop/test_sold.py", TESTS.replace("100", "101"))
    with pytest.raises(SystemExit, match="The tests of shop do not pass, with nothing broken"):
        script.main([], checkout)


@pytest.mark.slow
def test_a_breakage_that_never_ends_was_noticed(script: Any, checkout: Path) -> None:
    write(
        checkout / "tests/shop/test_sold.py", TESTS + "\n\ndef test_waits():\n    while True:\n        pass\n"
    )
    assert script.main(["--trust", "--timeout", "0.5"], checkout) == 0
