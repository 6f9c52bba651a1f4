"""The documents as a site: both languages, no link broken, nothing from another host, a search offline."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt

from end_to_end.chromium import chromium

from .pages import ROOT
from .scripts import script
from .site import Html

PICTURE = "docs/pictures/console-1-home.png"
ABROAD = re.compile(r"^(?:[a-z]+:)?//")


@pytest.fixture(scope="module")
def building() -> Iterator[Any]:
    with script("build_site") as module:
        yield module


@pytest.fixture(scope="module")
def documents(building: Any, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """All there are, as they are now: somebody may be writing."""
    root: Path = tmp_path_factory.mktemp("repository")
    there = building.Documents(ROOT)
    for page in there.pages.values():
        for source in (page.source, *there.files(page)):
            shutil.copyfile(ROOT / source, building.written(root / source))
    building.written(root / PICTURE).write_bytes(b"")  # which nobody has to have taken
    return building.Documents(root)


@pytest.fixture(scope="module")
def site(building: Any, documents: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole site, built once."""
    needs_the_generator()
    out: Path = tmp_path_factory.mktemp("built") / "site"
    building.build(documents.root, out)
    return out


def needs_the_generator() -> None:
    if find_spec("zensical") is None:
        why = "the generator is not installed: make site sets it up"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(why)


@pytest.fixture(scope="module")
def pages(site: Path) -> list[Html]:
    return [Html(path) for path in sorted(site.rglob("*.html"))]


@pytest.mark.slow
def test_every_link_of_the_site_leads_somewhere(pages: list[Html]) -> None:
    anchors = {page.path.resolve(): page.anchors for page in pages}
    broken = []
    for page in pages:
        for link in page.links:
            to, anchor = page.leads_to(link)
            if not ABROAD.match(link) and not (to.is_file() and (not anchor or anchor in anchors[to])):
                broken.append((page.path.name, link))
        broken += [(page.path.name, one) for one in page.loaded if not page.leads_to(one)[0].is_file()]
    assert broken == []


@pytest.mark.slow
def test_no_page_loads_anything_from_another_host(pages: list[Html], site: Path) -> None:
    assert [(page.path.name, one) for page in pages for one in page.loaded if ABROAD.match(one)] == []
    styles = [path.read_text(encoding="utf-8") for path in site.rglob("*.css")]
    assert styles
    assert [
        found for text in styles for found in re.findall(r"(?:url\(|@import)\s*['\"]?(?:https?:)?//", text)
    ] == []
    drawn = [page.path.name for page in pages if "mermaid" in page.path.read_text(encoding="utf-8")]
    assert drawn == []  # the theme would load what draws them


@pytest.mark.slow
def test_the_tour_shows_the_pictures_there_are(pages: list[Html]) -> None:
    (tour,) = (page for page in pages if page.path.name == "tour.html")
    assert [one.endswith("pictures/console-1-home.png") for one in tour.loaded].count(True) == 1


@pytest.mark.slow
def test_each_page_switches_to_its_twin_and_back(site: Path, documents: Any) -> None:
    for page in documents.pages.values():
        twin = documents.twin(page)
        start = documents.pages["README.md" if page.language == "pt" else "README.pt-BR.md"]
        html = Html(site / page.address)
        expected = ("en" if page.language == "pt" else "pt-BR", (site / (twin or start).address).resolve())
        assert [(code, html.leads_to(link)[0]) for code, link in html.switches] == [expected]


@pytest.mark.slow
def test_a_page_says_on_the_site_what_it_says_on_github(site: Path, documents: Any, tmp_path: Path) -> None:
    """Two dialects of Markdown read a list, a table or a block of code otherwise where one is not careful."""
    github = MarkdownIt("commonmark").enable("table")
    for page in documents.pages.values():
        there = tmp_path / "there.html"
        there.write_text(f"<article>{github.render(documents.read(page))}</article>", encoding="utf-8")
        assert Html(site / page.address).said == Html(there).said, page.source


@pytest.mark.slow
@pytest.mark.parametrize(
    ("start", "asks", "typed", "found", "told"),
    [
        ("index.html", "Search", "refund", "reference/sales.html", "results"),
        ("pt-BR/index.html", "Buscar", "reembolso", "pt-BR/reference/sales.html", "resultados"),
        ("pt-BR/index.html", "Buscar", "transacao", "pt-BR/reference/sales.html", "resultados"),
    ],
)
def test_the_search_finds_pages_of_its_language_without_a_server_or_a_network(
    site: Path, start: str, asks: str, typed: str, found: str, told: str
) -> None:
    with chromium() as browser:
        context = browser.new_context(offline=True)
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto((site / start).as_uri())
        page.locator(".md-search__button").click()
        page.get_by_placeholder(asks).fill(typed)  # which waits until it can be filled
        results = page.locator("a[href*='?h=']")
        results.first.wait_for()
        links = [link.get_attribute("href") or "" for link in results.all()]
        assert any(found in link for link in links)
        assert {"/pt-BR/" in link for link in links} == {start.startswith("pt-BR")}
        assert page.get_by_role("status").filter(has_text=re.compile(rf"^\d+ {told}$")).is_visible()
        assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


@pytest.mark.slow
def test_an_anchor_that_is_not_there_stops_the_building(building: Any, tmp_path: Path) -> None:
    needs_the_generator()
    root = small(tmp_path / "root", "See [there](docs/a.md#nowhere).\n")
    with pytest.raises(SystemExit, match="nowhere"):
        building.build(root, tmp_path / "site")


def test_a_link_that_leads_nowhere_stops_it_too_and_leaves_the_last_site(
    building: Any, tmp_path: Path
) -> None:
    root = small(tmp_path / "root", "See [there](docs/b.md).\n")
    (tmp_path / "site").mkdir()
    (tmp_path / "site/index.html").write_text("the last one")
    with pytest.raises(SystemExit, match=r"README\.md links to docs/b\.md, which is not there"):
        building.build(root, tmp_path / "site")
    assert (tmp_path / "site/index.html").read_text() == "the last one"


def small(root: Path, readme: str = "", page: str = "") -> Path:
    """A repository of two pages, each in both languages, and one in English only."""
    (root / "docs/pictures").mkdir(parents=True)
    for name in ("README", "docs/a"):
        text = readme if name == "README" else page
        for ending in (".md", ".pt-BR.md"):
            (root / f"{name}{ending}").write_text(f"# {name}\n\n{text}", encoding="utf-8")
    (root / "docs/tour.md").write_text("# Tour\n\n## One call\n", encoding="utf-8")
    (root / "docs/data.json").write_text("{}", encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("source", "written", "becomes"),
    [
        ("README.md", "[a](docs/a.md#b)", "[a](a.md#b)"),
        ("README.md", "[a](docs/a.pt-BR.md)", "[a](pt-BR/a.html)"),
        ("README.pt-BR.md", "[a](docs/a.pt-BR.md)", "[a](a.md)"),
        ("README.pt-BR.md", "[t](docs/tour.md#one-call)", "[t](../tour.html#one-call)"),
        ("README.pt-BR.md", "[d](docs/data.json)", "[d](../data.json)"),
        ("docs/a.md", "[r](../README.md) [d](data.json) [h](#b)", "[r](index.md) [d](data.json) [h](#b)"),
        ("docs/a.md", "[e](https://example.org/a.md)", "[e](https://example.org/a.md)"),
        ("docs/a.md", "`[c](c.md)`", "`[c](c.md)`"),
        ("docs/a.md", "```\n[c](c.md)\n```", "```\n[c](c.md)\n```"),
        ("docs/a.md", "- a\n  - b\n    - c", "- a\n    - b\n        - c"),
        ("docs/a.md", "```\n- a\n  - b\n```", "```\n- a\n  - b\n```"),
        ("docs/a.md", r"| `a\|b` | a\|b |", r"| `a|b` | a\|b |"),
    ],
)
def test_what_holds_on_github_holds_on_the_site(
    building: Any, tmp_path: Path, source: str, written: str, becomes: str
) -> None:
    root = small(tmp_path)
    (root / source).write_text(written, encoding="utf-8")
    documents = building.Documents(root)
    assert documents.text(documents.pages[source]).split("---\n\n")[1] == becomes


def test_every_page_is_in_the_contents_of_each_language_once(building: Any, documents: Any) -> None:
    for language in ("en", "pt"):
        listed = [
            entry
            for section in building.contents(documents, language)
            for entries in section.values()
            for entry in entries
        ]
        places = [
            where.removeprefix("../").replace(".html", ".md") for entry in listed for where in entry.values()
        ]
        assert sorted(places) == sorted(page.place for page in documents.of("en"))
        for entry in listed:
            ((title, where),) = entry.items()
            assert where.startswith("../") == title.endswith("(em inglês)")
            assert title.strip("# ")


def test_pictures_are_shown_where_there_are_any_each_in_its_language(building: Any, tmp_path: Path) -> None:
    root = small(tmp_path, page="<!-- pictures: console -->\n")
    text = {
        page.source: building.Documents(root).text(page) for page in building.Documents(root).pages.values()
    }
    assert "![" not in text["docs/a.md"]
    for name in (
        "console-1-home.png",
        "console-2-one-sale.png",
        "console-1-inicio.pt-BR.png",
        "other-1-x.png",
    ):
        (root / "docs/pictures" / name).write_bytes(b"")
    documents = building.Documents(root)
    english, portuguese = (documents.pages[f"docs/a{ending}"] for ending in (".md", ".pt-BR.md"))
    assert re.findall(r"!.*", documents.text(english)) == [
        "![home](pictures/console-1-home.png)",
        "![one sale](pictures/console-2-one-sale.png)",
    ]
    assert re.findall(r"!.*", documents.text(portuguese)) == [
        "![inicio](../pictures/console-1-inicio.pt-BR.png)"
    ]
    building.stage(documents, "en", tmp_path / "staged")
    assert len([*(tmp_path / "staged/pictures").iterdir()]) == 3


def test_a_search_that_cannot_be_translated_stops_the_building(building: Any, tmp_path: Path) -> None:
    folder = tmp_path / "assets/javascripts"
    folder.mkdir(parents=True)
    (folder / "bundle.1.min.js").write_text('placeholder:"Find"')
    with pytest.raises(SystemExit, match="placeholder"):
        building.in_portuguese(tmp_path)


def test_the_script_of_others_is_as_they_published_it(building: Any) -> None:
    file = building.THEME / "assets/javascripts/iframe-worker.js"
    head, _, published = file.read_bytes().partition(b" */\n")
    told = re.search(rb"sha256 ([0-9a-f]{64})", head)
    assert told
    assert hashlib.sha256(published).hexdigest() == told[1].decode()
    assert b"Permission is hereby granted" in head


def test_the_generator_is_there_where_the_commands_say_so() -> None:
    """`make site` and `make test` set it up; without them nobody needs it."""
    made = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(r"^site: \.venv/site\.stamp$", made, re.MULTILINE)
    assert re.search(r"^test: .*\.venv/site\.stamp", made, re.MULTILINE)
    assert shutil.which("make")
