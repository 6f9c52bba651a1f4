"""A marked block in somebody's file: put in, brought up to date in its place, and taken out whole.

Files are bytes here. What is not ours stays as it is to the last of them, in any encoding and with any ends
of lines; and a block that was put in and taken out again has left nothing.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

_ENCODINGS = (
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF8, "utf-8"),
)
MOST_MADE = 9  # a mark tells it with one digit


class Comment(NamedTuple):
    """How a kind of file writes a comment, which is what a mark is."""

    before: str
    after: str = ""


MARKDOWN = Comment("<!-- ", " -->")
SHELL = Comment("# ")


class BrokenMarksError(ValueError):
    """The marks of a file are not a beginning and an end."""


class Block(NamedTuple):
    """Where a block stands in the bytes of a file, its marks included."""

    start: int
    end: int
    newline: bytes
    made: int
    """How many things were made for it, if any: the file, then the folders around it."""


class _Letters(NamedTuple):
    """How a file writes letters: the byte order mark it begins with, and the encoding."""

    bom: bytes
    encoding: str

    def __call__(self, text: str) -> bytes:
        return text.encode(self.encoding)


def _letters(content: bytes) -> _Letters:
    """Those of a file; whatever else it is, it has the letters of ASCII."""
    return next((_Letters(*one) for one in _ENCODINGS if content.startswith(one[0])), _Letters(b"", "utf-8"))


def find(content: bytes, comment: Comment) -> Block | None:
    """The block of a file. Raises BrokenMarksError where its marks are not one pair."""
    letters = _letters(content)
    begins, ends = (
        [one for one in re.finditer(mark, content) if _begins_a_line(content, one.start(), letters)]
        for mark in _marks(comment, letters)
    )
    if not begins and not ends:
        return None
    if len(begins) != 1 or len(ends) != 1 or ends[0].start() < begins[0].end():
        raise BrokenMarksError
    made = begins[0]["made"].decode(letters.encoding)
    return Block(begins[0].start(), ends[0].end(), begins[0]["newline"], int(made))


def _marks(comment: Comment, letters: _Letters) -> tuple[bytes, bytes]:
    """What the lines that begin and end a block look like."""
    before, after = (re.escape(letters(part)) for part in comment)
    digit = b"(?P<made>%b)" % letters("0").replace(b"0", b"[0-9]")
    newline = b"(?P<newline>(?:%b)?(?:%b|\\Z))" % (letters("\r"), letters("\n"))
    begin, end = (re.escape(letters(f"hotmart:{word}")) for word in ("begin made=", "end"))
    return before + begin + digit + after + newline, before + end + after + newline


def _begins_a_line(content: bytes, at: int, letters: _Letters) -> bool:
    return at == len(letters.bom) or content[:at].endswith(letters("\n"))


def put(content: bytes, text: str, comment: Comment, made: int = 0) -> bytes:
    """The file with this text in its block: where the block is, or else at the end."""
    letters, block = _letters(content), find(content, comment)
    if block:
        own = _written(text, comment, block.made, block.newline, letters)
        return content[: block.start] + own + content[block.end :]
    newline = _newline(content, letters)
    between = newline if content[len(letters.bom) :] else b""
    return content + between + _written(text, comment, min(made, MOST_MADE), newline, letters)


def _written(text: str, comment: Comment, made: int, newline: bytes, letters: _Letters) -> bytes:
    before, after = comment
    lines = [f"{before}hotmart:begin made={made}{after}", *text.splitlines(), f"{before}hotmart:end{after}"]
    return b"".join(letters(line) + newline for line in lines)


def _newline(content: bytes, letters: _Letters) -> bytes:
    """The end of the first line: a file that has none is given that of Unix."""
    feed, whole = letters("\n"), letters("\r\n")
    first = content.find(feed)
    return whole if first >= 0 and content[: first + len(feed)].endswith(whole) else feed


def take(content: bytes, comment: Comment) -> bytes:
    """The file without its block, and without the empty line that was put before it."""
    block = find(content, comment)
    if block is None:
        return content
    above, below = content[: block.start], content[block.end :]
    parted = above.removesuffix(block.newline)
    # where somebody went on below the block, the line above it must still end
    joined = below and parted != above and not _ends_a_line(parted, _letters(content))
    return (above if joined else parted) + below


def _ends_a_line(above: bytes, letters: _Letters) -> bool:
    return above == letters.bom or above.endswith(letters("\n"))
