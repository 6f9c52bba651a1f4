"""A block that was put into a file and taken out again has left nothing, whatever the file was."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hotmart.agents.marks import MARKDOWN, SHELL, BrokenMarksError, Comment, find, put, take

TEXT = "Look for an action first.\n\nThen run it."
PIECES = [
    b"# mine\n",
    b"# minha configura\xc3\xa7\xc3\xa3o\r\n",
    b"caf\xe9",  # as Latin-1 writes it
    b"\r",
    b"\n",
    b"\r\n",
    b"# hotmart:begin made=",
    b"# hotmart:begin made=0",
    b"# hotmart:begin made=7\n",
    b"# hotmart:end",
    b"<!-- hotmart:begin made=1 -->\r\n",
    b"<!-- hotmart:end -->",
    codecs.BOM_UTF8,
    codecs.BOM_UTF16_LE,
    codecs.BOM_UTF16_BE,
    "olá\r\n".encode("utf-16-le"),
    "olá\n# hotmart:end\n".encode("utf-16-be"),
]
FILES = st.one_of(
    st.binary(max_size=60),
    st.lists(st.sampled_from(PIECES) | st.binary(max_size=3), max_size=8).map(b"".join),
    st.builds(
        lambda text, encoding: text.encode(encoding, "surrogatepass"),
        st.text(max_size=30),
        st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
    ),
)
COMMENTS = st.sampled_from([MARKDOWN, SHELL])


@given(FILES, COMMENTS, st.integers(0, 12))
@example(b"mine\r", SHELL, 0)
@example(b"# hotmart:begin made=", SHELL, 0)
@example(b"# hotmart:end\r", SHELL, 0)
@example(codecs.BOM_UTF8, MARKDOWN, 0)
def test_what_was_put_in_is_taken_out_without_a_trace(content: bytes, comment: Comment, made: int) -> None:
    try:
        without = take(content, comment)
    except BrokenMarksError:
        with pytest.raises(BrokenMarksError):
            put(content, TEXT, comment, made)
        return
    assert take(put(without, TEXT, comment, made), comment) == without
    if find(content, comment) is None:
        assert without == content


@given(FILES, COMMENTS)
def test_twice_is_once_and_a_new_text_takes_the_place_of_the_old(content: bytes, comment: Comment) -> None:
    try:
        once = put(content, TEXT, comment, made=2)
    except BrokenMarksError:
        return
    assert put(once, TEXT, comment) == once
    assert put(put(once, "Another.", comment), TEXT, comment) == once


@given(FILES, COMMENTS, st.binary(max_size=20))
def test_what_is_written_around_a_block_stays(content: bytes, comment: Comment, below: bytes) -> None:
    try:
        whole = put(content, TEXT, comment) + below
        block = find(whole, comment)
        assert block
        left = take(whole, comment)
    except BrokenMarksError:
        return
    assert left.endswith(below)
    assert left.startswith(whole[: block.start].removesuffix(block.newline))
    assert len(left) >= len(whole) - (block.end - block.start) - len(block.newline)


def test_a_block_is_written_as_the_file_is() -> None:
    assert put(b"one\r\ntwo", "x", SHELL) == (
        b"one\r\ntwo\r\n# hotmart:begin made=0\r\nx\r\n# hotmart:end\r\n"
    )
    wide = put(codecs.BOM_UTF16_LE + "um\r\n".encode("utf-16-le"), "x", MARKDOWN).decode("utf-16")
    assert wide == "um\r\n\r\n<!-- hotmart:begin made=0 -->\r\nx\r\n<!-- hotmart:end -->\r\n"


def test_lines_that_somebody_put_around_it_are_not_joined() -> None:
    """The file had no end of its last line; the one before the block is theirs by now."""
    whole = put(b"above", "x", SHELL) + b"below\n"
    assert take(whole, SHELL) == b"above\nbelow\n"


@pytest.mark.parametrize(
    "content",
    [
        b"# hotmart:begin made=0\nno end\n",
        b"# hotmart:end\n",
        b"# hotmart:end\n# hotmart:begin made=0\n",
        b"# hotmart:begin made=0\n# hotmart:end\n" * 2,
    ],
)
def test_marks_that_are_not_one_pair_are_refused(content: bytes) -> None:
    with pytest.raises(BrokenMarksError):
        find(content, SHELL)


def test_a_mark_that_is_spoken_of_is_none() -> None:
    content = b"See `# hotmart:begin made=0`.\n   # hotmart:end\n# hotmart:ending\n"
    assert find(content, SHELL) is None
