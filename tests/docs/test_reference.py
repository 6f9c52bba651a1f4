"""The reference is what the declarations say."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from .pages import ROOT, Page
from .scripts import script

FOLDER = ROOT / "docs" / "reference"


@pytest.fixture(scope="module")
def reference() -> Iterator[Any]:
    with script("reference") as module:
        yield module


@pytest.mark.slow
def test_the_reference_is_fresh(reference: Any) -> None:
    made = reference.pages()
    assert {file.name for file in FOLDER.iterdir()} == made.keys()
    assert [name for name, text in made.items() if Path(FOLDER / name).read_text("utf-8") != text] == []


@pytest.mark.slow
def test_every_sentence_of_the_catalogue_of_portuguese_is_used(reference: Any) -> None:
    english = "".join(text for name, text in reference.pages().items() if "pt-BR" not in name)
    flat = " ".join(english.split())
    assert [
        one
        for one in import_module("voice").portuguese()
        if one.replace(".md", "") not in flat.replace(".md", "")
    ] == []


def test_every_operation_and_parameter_is_told(reference: Any) -> None:
    for endpoint in reference.CATALOGUE:
        page = Page(FOLDER / f"{endpoint.group}.md")
        assert endpoint.id in page.names
        assert {param.name for param in endpoint.params} <= page.names
