"""Where each document stands on the site: in which language, at which place, and what its links become there.

The sources stay as GitHub shows them. NAME.md and NAME.pt-BR.md have the same place, in two trees.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from site_markdown import for_python_markdown, outside_code, without_code

TWIN = ".pt-BR.md"
PATTERNS = ("*.md", "docs/**/*.md", "findings/README.md", "bench/README.md")
TREES = {"en": "", "pt": "pt-BR"}
"""The folder of the site in which the pages of a language are."""

AT_THE_ROOT = {"LICENSE": "license.txt", "SECURITY.md": "security-policy.md"}
"""Where files of the root stand that have a place of their own: docs/security.md is another page."""

_LINK = re.compile(r"(?<=\]\()(?P<path>[^)\s#:]+)(?P<anchor>#[^)\s]*)?(?=\))")
_PICTURES = re.compile(r"^<!-- pictures: (?P<name>[\w-]+) -->$", re.MULTILINE)


def place(source: str) -> str:
    """Where a file of the repository is in the tree of its language: `docs/tour.md` is `tour.md`."""
    inside = source.removeprefix("docs/").replace(TWIN, ".md")
    folder, name = posixpath.split(inside)
    if name == "README.md" and folder in ("findings", "bench"):
        return f"{folder}.md"  # no index: what is beside it there is no page
    if name == "README.md":
        name = "index.md"
    elif not folder:
        name = AT_THE_ROOT.get(name, name.lower())
    return posixpath.join(folder, name)


@dataclass(frozen=True)
class Document:
    """One page: its path in the repository."""

    source: str

    @property
    def language(self) -> str:
        return "pt" if self.source.endswith(TWIN) else "en"

    @property
    def place(self) -> str:
        return place(self.source)

    @property
    def address(self) -> str:
        """From the root of the site."""
        return posixpath.join(TREES[self.language], self.place.removesuffix(".md") + ".html")


class Documents:
    """All that becomes a page, by its path in the repository."""

    def __init__(self, root: Path) -> None:
        self.root = root

    @cached_property
    def pages(self) -> dict[str, Document]:
        paths = {path for pattern in PATTERNS for path in self.root.glob(pattern)}
        sources = sorted(path.relative_to(self.root).as_posix() for path in paths)
        return {source: Document(source) for source in sources}

    def of(self, language: str) -> list[Document]:
        """The pages of one language, in the order of their paths."""
        return [page for page in self.pages.values() if page.language == language]

    def twin(self, page: Document) -> Document | None:
        """The same page in the other language."""
        stem = page.source.removesuffix(TWIN).removesuffix(".md")
        return self.pages.get(stem + (".md" if page.language == "pt" else TWIN))

    def read(self, page: Document) -> str:
        """The page as it is in the repository."""
        return (self.root / page.source).read_text(encoding="utf-8")

    def text(self, page: Document) -> str:
        """The page as the generator reads it: links that hold on the site, and the pictures there are."""
        pictured = _PICTURES.sub(lambda found: self.shown(page, found["name"]), self.read(page))
        linked = outside_code(pictured, lambda prose: self._linked(page, prose))
        return self._head(page) + for_python_markdown(linked)

    def _head(self, page: Document) -> str:
        start = self.pages["README.md" if page.language == "pt" else "README" + TWIN]
        return f"---\ntwin: {relative((self.twin(page) or start).address, page.address)}\n---\n\n"

    @staticmethod
    def _target(page: Document, path: str) -> str:
        return posixpath.normpath(posixpath.join(posixpath.dirname(page.source), path))

    def _linked(self, page: Document, prose: str) -> str:
        return _LINK.sub(lambda found: self._link(page, found["path"]) + (found["anchor"] or ""), prose)

    def _link(self, page: Document, path: str) -> str:
        target = self._target(page, path)
        to = self.pages.get(target)
        if to is None and not (self.root / target).is_file():
            raise SystemExit(f"{page.source} links to {path}, which is not there")
        if to is not None and to.language == page.language:
            return relative(to.place, page.place)  # the generator checks those, anchors too
        return relative(to.address if to else place(target), page.address)

    def files(self, page: Document) -> Iterator[str]:
        """What else it links to or shows: a schema, a script, a picture."""
        text = self.read(page)
        for found in _LINK.finditer(without_code(text)):
            target = self._target(page, found["path"])
            if target not in self.pages:
                yield target
        for found in _PICTURES.finditer(text):
            yield from self.pictures(page, found["name"])

    def shown(self, page: Document, name: str) -> str:
        """The pictures of that name where the comment stands; nothing, where none was taken."""
        taken = self.pictures(page, name)
        return "\n\n".join(f"![{caption(one, name)}]({relative(one, page.source)})" for one in taken)

    def pictures(self, page: Document, name: str) -> list[str]:
        """`docs/pictures/NAME-….png` for a page in English, `….pt-BR.png` for one in Portuguese."""
        found = sorted((self.root / "docs/pictures").glob(f"{name}-*.png"))
        sources = [path.relative_to(self.root).as_posix() for path in found]
        return [one for one in sources if one.endswith(".pt-BR.png") == (page.language == "pt")]


def caption(picture: str, name: str) -> str:
    """What a picture shows, by its file: `console-1-home.png` is `home`."""
    words = posixpath.basename(picture).split(".")[0].removeprefix(f"{name}-")
    return re.sub(r"^\d+-", "", words).replace("-", " ")


def relative(to: str, page: str) -> str:
    """The link from a page to something, both told from the same root."""
    return posixpath.relpath(to, posixpath.dirname(page) or ".")
