"""The site as tests see it: what a page says, where it leads, and what it loads."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

BLOCKS = {"h1", "h2", "h3", "h4", "h5", "h6", "li", "pre", "td", "th", "blockquote"}
LOADS = {"script": "src", "img": "src", "iframe": "src", "source": "src", "link": "href", "object": "data"}


def together(words: str) -> str:
    """The words, one space between any two."""
    return " ".join(words.split())


@dataclass
class Html(HTMLParser):
    """One page of HTML, read once."""

    path: Path
    links: list[str] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    loaded: list[str] = field(default_factory=list)
    switches: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._blocks: list[list[str]] = []
        self._open: list[list[str]] = []
        self._quiet = self._inside = False
        self._said: list[str] = []
        self.feed(self.path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        self.anchors |= {told[name] for name in ("id", "name") if name in told}
        if tag == "a" and "href" in told:
            self.links.append(told["href"])
            self._quiet = "headerlink" in told.get("class", "")
            if "hreflang" in told:
                self.switches.append((told["hreflang"], told["href"]))
        if loaded := told.get(LOADS.get(tag, "")):
            self.loaded.append(loaded)
        self._inside = self._inside or tag == "article"
        if self._inside and tag in BLOCKS:
            self._blocks.append([tag, ""])
            self._open.append(self._blocks[-1])

    def handle_endtag(self, tag: str) -> None:
        self._quiet = self._quiet and tag != "a"
        self._inside = self._inside and tag != "article"
        if self._inside and tag in BLOCKS:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._inside and not self._quiet:
            self._said.append(data)
            for block in self._open:
                block[1] += data

    @cached_property
    def said(self) -> tuple[list[tuple[str, str]], str]:
        """Each heading, item, cell and block of code of the document with its words, and all its words."""
        return [(tag, together(words)) for tag, words in self._blocks], together("".join(self._said))

    def leads_to(self, link: str) -> tuple[Path, str]:
        """The file a link names, and the anchor in it."""
        path, _, anchor = link.partition("#")
        bare = unquote(re.sub(r"\?.*", "", path))
        return (self.path.parent / bare).resolve() if bare else self.path.resolve(), unquote(anchor)
