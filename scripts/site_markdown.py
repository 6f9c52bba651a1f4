"""Make of Markdown as GitHub reads it Markdown that Python-Markdown reads the same way.

What differs and occurs is put right here. A test holds what is on the site against CommonMark, page by page.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_BLOCK = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(rf"{_BLOCK.pattern}|`[^`\n]+`", re.MULTILINE | re.DOTALL)
_NESTED = re.compile(r"^( +)(?=[-*] |\d+\. )", re.MULTILINE)
_ROW = re.compile(r"^\|.*$", re.MULTILINE)


def for_python_markdown(text: str) -> str:
    """The same page: a list in a list is four spaces in, and a bar in code in a table needs no backslash."""
    return _changed(_BLOCK, text, lambda prose: _ROW.sub(_bars, _NESTED.sub(r"\1\1", prose)))


def _bars(row: re.Match[str]) -> str:
    return re.sub(r"`[^`]+`", lambda code: code[0].replace(r"\|", "|"), row[0])


def outside_code(text: str, change: Callable[[str], str]) -> str:
    """The text with its prose changed, and its code as it was."""
    return _changed(_CODE, text, change)


def without_code(text: str) -> str:
    """The prose alone."""
    return _CODE.sub("", text)


def _changed(kept: re.Pattern[str], text: str, change: Callable[[str], str]) -> str:
    parts, end = [], 0
    for found in kept.finditer(text):
        parts += [change(text[end : found.start()]), found[0]]
        end = found.end()
    return "".join([*parts, change(text[end:])])
