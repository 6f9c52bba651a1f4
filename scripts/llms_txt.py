"""Write docs/llms.txt: what the documents are about, for language models, in the form of llmstxt.org.

Each page is told by its title and how it begins, so that nothing is said twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

DOCS = Path(__file__).parents[1] / "docs"
FILE = DOCS / "llms.txt"
TWIN = ".pt-BR.md"
TOP = "README.md"

HEAD = """\
# hotmart

> {about}

Independent project, not affiliated with Hotmart. `pip install hotmart` gives the Python package `hotmart`
and the command `hotmart`, whose answers are one JSON document with `--json`. An agent that works on an
account reads `hotmart skill print` first: look for an action, read before writing, never ask for a key in
the chat. Money is never said without its currency, and an absence never without the window that was looked
through.
"""
SHORT = 70  # characters
DATA = {
    "openapi.json": "The whole API of Hotmart and its webhooks, as OpenAPI 3.1.",
    "report.schema.json": "The JSON Schema of what a sync and a verification answer.",
    "hotmart.schema.json": "The JSON Schema of hotmart.toml.",
}
"""What is no page."""


class Section(NamedTuple):
    """A part of the file: its heading, and the pages in it."""

    title: str
    patterns: tuple[str, ...]
    portuguese: bool = False


SECTIONS = (
    Section("Start", ("../README.md",)),
    Section("How to", ("how-to/*.md",)),
    Section("Reference", ("reference/README.md", "reference/*.md")),
    Section("Hotmart's API", ("traps.md", "quirks.md", "hotmart-api.md")),
    Section(
        "Em português",
        ("../README.pt-BR.md", f"how-to/*{TWIN}", f"traps{TWIN}", f"security{TWIN}"),
        portuguese=True,
    ),
    Section(
        "Optional",
        (
            "tour.md",
            "../CONTRIBUTING.md",
            "../CHANGELOG.md",
            "../SECURITY.md",
            "security.md",
            "decisions/*.md",
        ),
    ),
)
"""A model that has little room may leave out the last one, as llmstxt.org has it."""


def text() -> str:
    """The file as it is to be."""
    return "\n".join(_lines()).rstrip() + "\n"


def _lines() -> Iterator[str]:
    yield HEAD.format(about=beginning((DOCS.parent / TOP).read_text(encoding="utf-8")))
    for section in SECTIONS:
        yield f"## {section.title}"
        yield ""
        for path in pages(section):
            yield entry(path)
        if section.title == "Reference":
            yield from (f"- [{name}]({name}): {said}" for name, said in DATA.items())
        yield ""


def pages(section: Section) -> list[Path]:
    """The pages of a section, each once."""
    found = [path for pattern in section.patterns for path in sorted(DOCS.glob(pattern))]
    in_portuguese = [path for path in found if path.name.endswith(TWIN)]
    return [
        *dict.fromkeys(
            in_portuguese if section.portuguese else [path for path in found if path not in in_portuguese]
        )
    ]


def entry(path: Path) -> str:
    """A page in a line."""
    page = path.read_text(encoding="utf-8")
    title = page.split("\n", 1)[0].removeprefix("# ").replace("`", "")
    where = path.resolve().relative_to(DOCS) if path.resolve().is_relative_to(DOCS) else Path("..", path.name)
    return f"- [{title}]({where.as_posix()}): {beginning(page)}"


def beginning(page: str) -> str:
    """The first sentence below the title, without its links; the first two where that is a short one."""
    for paragraph in re.split(r"\n\s*\n", page):
        bare = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", " ".join(paragraph.split()))
        is_links = not re.sub(r"\[[^\]]*\]\([^)]*\)|[·\s]", "", paragraph)
        if bare and not bare.startswith(("#", "<!--", "```", "|", "- ")) and not is_links:
            bare = re.sub(r"^\*\*[\w ]+\.\*\* ", "", bare)  # of a decision: it begins with what it is about
            first, *rest = re.split(r"(?<=[.!?]) ", bare)
            return " ".join([first, *rest[:1]]) if len(first) < SHORT else first
    raise SystemExit(f"no sentence in: {page[:80]!r}")


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
