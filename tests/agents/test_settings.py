"""An entry that was put into settings and taken out again has left every byte as it was."""

from __future__ import annotations

import codecs
import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from hotmart.agents.in_json import model
from hotmart.agents.settings import Place, UnfitError, find, nothing_in, put, take

ENTRY = {"command": "/home/josé/bin/hotmart", "args": ["mcp", "serve"]}
ANOTHER = {"command": 'C:\\Program Files\\"x"\\hotmart.exe', "args": ["mcp", "serve"], "tools": ["*"]}
SHALLOW = Place(Path("mcp.json"), ("mcpServers",), "hotmart")
DEEP = Place(Path("openclaw.json"), ("mcp", "servers"), "hotmart")
CODEX = Place(Path("config.toml"), ("mcp_servers",), "hotmart")

KEYS = st.sampled_from(["mcpServers", "mcp", "servers", "hotmart", "other", "ação", '"{', ""])
LEAVES = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.just(10**400)
VALUES = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)
SERVERS = st.dictionaries(KEYS, VALUES, max_size=3)
OBJECTS = st.one_of(
    st.dictionaries(KEYS, VALUES, max_size=4),
    st.builds(lambda rest, servers: rest | {"mcpServers": servers}, st.dictionaries(KEYS, VALUES), SERVERS),
    st.builds(lambda servers, rest: {"mcp": rest | {"servers": servers}}, SERVERS, SERVERS),
)


def written(value: Any, indent: Any, tight: bool, newline: str, end: str, bom: bytes) -> bytes:
    separators = (",", ":") if tight else None
    text = json.dumps(value, indent=indent, ensure_ascii=tight, separators=separators) + end
    return bom + text.replace("\n", newline).encode("utf-8", "replace")


FILES = st.one_of(
    st.builds(
        written,
        OBJECTS,
        st.sampled_from([None, 0, 1, 2, 4, "\t"]),
        st.booleans(),
        st.sampled_from(["\n", "\r\n"]),
        st.sampled_from(["", "\n", "\n\n", "  "]),
        st.sampled_from([b"", codecs.BOM_UTF8]),
    ),
    st.lists(
        st.sampled_from([*'{}[],:" \n\t', "\r\n", '"mcpServers"', '"mcp"', '"servers"', '"a"', "1"]),
        max_size=14,
    ).map(lambda parts: "".join(parts).encode()),
)


@given(FILES, st.sampled_from([SHALLOW, DEEP]), st.sampled_from([ENTRY, ANOTHER]))
@example(b"", SHALLOW, ENTRY)
@example(b" \n", DEEP, ENTRY)
@example(b"{ }", SHALLOW, ENTRY)
@example(b'{"mcp": {\n}}', DEEP, ENTRY)
def test_json_is_as_it_was_after_put_and_take(content: bytes, place: Place, entry: dict[str, Any]) -> None:
    law(content, place, entry)


LINES = st.sampled_from(
    [
        "# minha configuração",
        'model = "gpt"  # a comment',
        "[mcp_servers]",
        "[mcp_servers.other]",
        'command = "npx"',
        "[mcp_servers.hotmart]",
        "mcp_servers = {}",
        "mcp_servers.other.command = 'x'",
        "[[mcp_servers]]",
        "[projects.'/home/ana']",
        "trust = 1.50",
        "",
        "list = [",
        "  1, ]",
        "when = 2026-01-01T00:00:00Z",
        'text = """',
        '"""',
    ]
)
TOML = st.builds(
    lambda lines, newline, end: (newline.join(lines) + end).encode(),
    st.lists(LINES, max_size=7),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "\n", "\r\n", " ", "\n\n"]),
)


@given(TOML | st.binary(max_size=20), st.sampled_from([ENTRY, ANOTHER]))
def test_toml_is_as_it_was_after_put_and_take(content: bytes, entry: dict[str, Any]) -> None:
    law(content, CODEX, entry)


def law(content: bytes, place: Place, entry: dict[str, Any]) -> None:
    try:
        if find(content, place) is not None:
            return
        done = put(content, place, entry)
    except UnfitError:
        return
    assert find(done.after, place) == entry
    assert take(done.after, place, done.text, done.made) == content


@given(OBJECTS, st.sampled_from([SHALLOW, DEEP]), st.sampled_from([None, 1, 4]))
def test_where_a_program_wrote_the_file_anew_only_the_entry_goes(
    value: dict[str, Any], place: Place, indent: int | None
) -> None:
    before = json.dumps(value).encode()
    try:
        assume(find(before, place) is None)
        done = put(before, place, ENTRY)
    except UnfitError:
        return
    anew = json.dumps(json.loads(done.after), indent=indent, sort_keys=True).encode()
    assert model(take(anew, place, done.text, done.made).decode()) == model(before.decode())


def test_an_entry_is_written_as_the_others_are() -> None:
    tabs = b'{\r\n\t"theme": "dark",\r\n\t"mcpServers": {\r\n\t\t"x": {}\r\n\t}\r\n}\r\n'
    assert put(tabs, SHALLOW, ENTRY).after.decode() == (
        '{\r\n\t"theme": "dark",\r\n\t"mcpServers": {\r\n\t\t"x": {},\r\n'
        '\t\t"hotmart": {\r\n\t\t\t"command": "/home/josé/bin/hotmart",\r\n'
        '\t\t\t"args": [\r\n\t\t\t\t"mcp",\r\n\t\t\t\t"serve"\r\n\t\t\t]\r\n\t\t}\r\n\t}\r\n}\r\n'
    )
    assert put(b'{"mcpServers":{"x":1}}', SHALLOW, {"a": "b"}).after == (
        b'{"mcpServers":{"x":1,"hotmart": {"a": "b"}}}'
    )
    assert put(b"{}", SHALLOW, {"a": "b"}).after == (
        b'{\n  "mcpServers": {\n    "hotmart": {\n      "a": "b"\n    }\n  }\n}'
    )
    assert put(b"# mine\nx = 1", CODEX, {"args": ["é"]}).after.decode() == (
        '# mine\nx = 1\n\n[mcp_servers.hotmart]\nargs = ["é"]\n'
    )


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b'{"a": 1, // mine\n}', SHALLOW),
        (b'{"a": 1,}', SHALLOW),
        (b"[]", SHALLOW),
        (b'{"mcpServers": null}', SHALLOW),
        (b'{"mcp": {"servers": []}}', DEEP),
        (b'{"mcpServers": {}, "mcpServers": {}}', SHALLOW),
        ("{}".encode("utf-16"), SHALLOW),
        (b'{"a": "caf\xe9"}', SHALLOW),
        (b"[" * 100_000, SHALLOW),
        (b'{"a":' * 3_000 + b"1" + b"}" * 3_000, DEEP),
        (b"a = ", CODEX),
        (b"mcp_servers = {}", CODEX),
        (b"mcp_servers = 1", CODEX),
        (b"[[mcp_servers]]", CODEX),
    ],
)
def test_settings_that_cannot_be_safely_changed_are_refused(content: bytes, place: Place) -> None:
    with pytest.raises(UnfitError):
        put(content, place, ENTRY)


def test_what_somebody_put_beside_an_entry_stays() -> None:
    done = put(b"{}", SHALLOW, ENTRY)
    beside = done.after.replace(b'"hotmart"', b'"first": {},\n    "hotmart"').replace(
        b"\n    }", b'\n    }, "z": 1'
    )
    left = take(beside, SHALLOW, done.text, done.made)
    assert json.loads(left) == {"mcpServers": {"first": {}, "z": 1}}


def test_toml_that_a_program_wrote_anew_keeps_the_rest() -> None:
    done = put(b"# mine\nmodel = 'x'\n[mcp_servers.other]\ncommand = 'y'\n", CODEX, ENTRY)
    anew = done.after.replace(b'["mcp", "serve"]', b'[ "mcp","serve" ]') + b"\n[last]\na = 1\n"
    left = take(anew, CODEX, done.text, done.made)
    assert left.startswith(b"# mine\nmodel = 'x'\n[mcp_servers.other]\ncommand = 'y'\n")
    assert tomllib.loads(left.decode()) == {
        "model": "x",
        "mcp_servers": {"other": {"command": "y"}},
        "last": {"a": 1},
    }


def test_a_comment_in_toml_is_something_that_is_left() -> None:
    assert nothing_in(b" \n", CODEX)
    assert not nothing_in(b"# mine\n", CODEX)
    assert nothing_in(b"{ }\n", SHALLOW)
    assert not nothing_in(b'{"a": {}}', SHALLOW)


def test_the_same_words_elsewhere_stay() -> None:
    text = b'{"projects":{"p":{"mcpServers":{"x":1%b}}},"mcpServers":{"x":1%b},"z":2}'
    before = text % (b',"hotmart": {"a": "b"}', b"")
    done = put(before, SHALLOW, {"a": "b"})
    assert before.count(done.text.encode()) == 1
    assert take(done.after, SHALLOW, done.text, done.made) == before
