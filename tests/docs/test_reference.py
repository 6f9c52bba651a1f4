"""The reference is what the declarations say."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from .pages import ROOT, Page

FOLDER = ROOT / "docs" / "reference"


@pytest.fixture
def reference(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    before = set(sys.modules)
    yield import_module("reference")
    for name in set(sys.modules) - before:
        if str(getattr(sys.modules[name], "__file__", "")).startswith(str(ROOT / "scripts")):
            del sys.modules[name]


def test_the_reference_is_fresh(reference: Any) -> None:
    made = reference.pages()
    assert {file.name for file in FOLDER.iterdir()} == made.keys()
    assert [name for name, text in made.items() if Path(FOLDER / name).read_text("utf-8") != text] == []


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
