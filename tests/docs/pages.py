"""The documents as tests see them: headings, links, and blocks of code with what they are told about them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).parents[2]
TWIN = ".pt-BR.md"

_FENCE = re.compile(r"^```(?P<language>\w*)$")
_NOT_RUN = re.compile(r"^<!-- not run: (?P<reason>.+) -->$")
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\((?P<target>[^)\s]+)\)")
_COMMENT = re.compile(r"(?:^|\s+)(?:#|--)\s.*$", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """A fenced block of code."""

    page: str
    line: int
    language: str
    text: str
    not_run: str | None

    @property
    def bare(self) -> str:
        """The code without its comments, which twins say in their own language."""
        return "\n".join(line.rstrip() for line in _COMMENT.sub("", self.text).splitlines() if line.strip())

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


@dataclass(frozen=True)
class Page:
    """One Markdown file."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @cached_property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def blocks(self) -> list[Block]:
        return list(self._blocks())

    def _blocks(self) -> Iterator[Block]:
        lines = self.text.splitlines()
        opened: int | None = None
        for number, line in enumerate(lines):
            fence = _FENCE.match(line)
            if fence is None:
                continue
            if opened is None:
                opened = number
                continue
            language = lines[opened].removeprefix("```")
            told = _NOT_RUN.match(lines[opened - 1]) if opened else None
            inside = "\n".join(lines[opened + 1 : number]) + "\n"
            yield Block(self.name, opened + 1, language, inside, told["reason"] if told else None)
            opened = None

    @cached_property
    def prose(self) -> str:
        """The text without its blocks of code."""
        return re.sub(r"^```.*?^```$", "", self.text, flags=re.MULTILINE | re.DOTALL)

    @property
    def headings(self) -> list[tuple[int, str]]:
        """The level and words of each heading."""
        found = re.findall(r"^(#+) (.+)$", self.prose, re.MULTILINE)
        return [(len(marks), words) for marks, words in found]

    @property
    def anchors(self) -> set[str]:
        """What a link may name after a `#`, as GitHub makes it."""
        return {re.sub(r"[^\w\- ]", "", words.lower()).replace(" ", "-") for _, words in self.headings}

    @property
    def links(self) -> list[str]:
        return [found["target"] for found in _LINK.finditer(self.prose)]

    @property
    def names(self) -> set[str]:
        """What stands between single backticks."""
        return set(re.findall(r"`([^`\n]+)`", self.prose))

    @property
    def twin(self) -> Page | None:
        """The same page in Portuguese, if there is one."""
        twin = self.path.with_name(self.path.name.removesuffix(".md") + TWIN)
        return Page(twin) if twin.exists() and not self.path.name.endswith(TWIN) else None


PAGES = [Page(path) for path in sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])]


def page(name: str) -> Page:
    """The page of that path."""
    return Page(ROOT / name)
