from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import tomlkit
from hypothesis import given, settings
from hypothesis import strategies as st

from hotmart.config.editing import changed, read_key, read_value, removed, write
from hotmart.config.reading import parsed
from hotmart.config.writing import written
from hotmart.errors import ConfigurationError, InvalidArgumentError

from .documents import choices, documents

FOLDER = Path("/folder")


def commented(text: str, seed: int) -> str:
    """The same with comments of its own on and between lines, and blank lines."""
    lines: list[str] = []
    for number, line in enumerate(text.split("\n")):
        draw = (seed >> (number % 16)) & 3
        if draw & 1:
            lines.append(f"# comment {number} above")
        plain = line and "#" not in line
        lines.append(f"{line}  # comment {number} beside" if draw & 2 and plain else line)
        if draw == 3:
            lines.append("")
    return "\n".join(lines) + "\n"


def value_at(data: Any, key: tuple[str, ...]) -> Any:
    for step in key:
        data = data[step]
    return data


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(documents, choices, st.integers(0, 2**32 - 1), st.booleans())
def test_setting_a_key_keeps_every_comment_and_every_other_key(
    data: dict[str, Any], choice: tuple[tuple[str, ...], Any], seed: int, explained: bool
) -> None:
    key, value = choice
    before = written(data) if explained else commented(tomlkit.dumps(data), seed)
    after = changed(before, key, value)
    comments = re.findall(r"# .*", before)
    assert [one for one in re.findall(r"# .*", after) if one in comments] == comments
    old, new = tomllib.loads(before), tomllib.loads(after)
    quoted = (*key[:2], ".".join(key[2:])) if key[0] == "privacy" else key
    where = quoted if quoted[-1] in new.get("privacy", {}).get("columns", {}) else key
    assert value_at(new, where) == value
    del value_at(new, where[:-1])[where[-1]]
    assert pruned(new) == pruned(without(old, where))
    parsed(after, FOLDER)


def without(data: dict[str, Any], key: tuple[str, ...]) -> dict[str, Any]:
    first, *rest = key
    if first not in data:
        return data
    if not rest:
        return {name: inner for name, inner in data.items() if name != first}
    return data | {first: without(data[first], tuple(rest))}


def pruned(data: Any) -> Any:
    """Without empty tables: one that was made for the key, or had only it."""
    if not isinstance(data, dict):
        return data
    inner = {name: pruned(one) for name, one in data.items()}
    return {name: one for name, one in inner.items() if one != {}}


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(documents, choices, st.integers(0, 2**32 - 1))
def test_unsetting_a_key_takes_nothing_else_away(
    data: dict[str, Any], choice: tuple[tuple[str, ...], Any], seed: int
) -> None:
    key, value = choice
    with_it = changed(commented(tomlkit.dumps(data), seed), key, value)
    after = removed(with_it, key)
    quoted = (*key[:2], ".".join(key[2:])) if key[0] == "privacy" else key
    old = without(without(tomllib.loads(with_it), key), quoted)
    assert pruned(tomllib.loads(after)) == pruned(old)
    before = re.findall(r"# .* above", with_it)
    assert re.findall(r"# .* above", after) == before


@pytest.mark.parametrize(
    ("text", "key", "left"),
    [
        (
            "[sync]\n# why\nclub = [\n  'a',\n]  # mine\nsince = 2024-01-01\n",
            "sync.club",
            "[sync]\n# why\nsince = 2024-01-01\n",
        ),
        (
            "[streams]\nproducts = {history = 'off', drift = 'fail'}\n",
            "streams.products.history",
            "[streams]\nproducts = { drift = 'fail'}\n",
        ),
        (
            "[streams.products]\nhistory = 'off'\n\n[sync]\nclub = []\n",
            "streams.products",
            "\n[sync]\nclub = []\n",
        ),
    ],
    ids=["a value of several lines", "a table in one line", "a whole table"],
)
def test_a_key_goes_with_its_value_and_no_more(text: str, key: str, left: str) -> None:
    assert removed(text, read_key(key)) == left


def test_a_key_that_is_not_there_is_refused_with_the_one_that_was_meant() -> None:
    with pytest.raises(
        InvalidArgumentError, match=r"sync.clubs is not in the file. Did you mean sync.club\?"
    ):
        removed("[sync]\nclub = []\n", ("sync", "clubs"))


def test_a_key_goes_under_its_own_example() -> None:
    text = changed(written({}), ("warehouse", "prefix"), "x_")
    lines = text.splitlines()
    place = lines.index('prefix = "x_"')
    assert lines[place - 1] == '#prefix = "hotmart_"'


def test_a_value_is_replaced_where_it_stands_with_what_is_written_beside_it() -> None:
    text = '[streams.sales_history]\nhistory = "90 days"  # the auditor asked\ndrift = "fail"\n'
    assert changed(text, ("streams", "sales_history", "history"), "off") == text.replace("90 days", "off")


@pytest.mark.parametrize(
    "text",
    [
        'streams = {products = {drift = "fail"}}\n',
        'streams.products.drift = "fail"\n',
        '[streams]\nproducts = {drift = "fail"}\n',
        '[streams]\nproducts.drift = "fail"\n',
        '[streams.products]\ndrift = "fail"\n[streams.coupons]\n',
        '[streams."products"]\r\ndrift = "fail"\r\n',
        '[streams.products]\ndrift = "fail"',
    ],
)
def test_however_tables_are_written_a_key_finds_its_place(text: str) -> None:
    for name, value in (("history", "off"), ("drift", "freeze")):
        text = changed(text, ("streams", "products", name), value)
    assert tomllib.loads(text)["streams"]["products"] == {"drift": "freeze", "history": "off"}
    assert "\r\n" not in text or "\n" not in text.replace("\r\n", "")


def test_a_column_in_quotes_is_the_same_column() -> None:
    key = read_key("privacy.columns.sales_history.buyer_email")
    text = changed('[privacy.columns]\n"sales_history.buyer_email" = "hash"\n', key, "drop")
    assert text == '[privacy.columns]\n"sales_history.buyer_email" = "drop"\n'


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("sync.since", ("sync", "since")),
        ("privacy.columns.'*.buyer_email'", ("privacy", "columns", "*.buyer_email")),
    ],
)
def test_a_key_is_read_as_toml_reads_it(typed: str, key: tuple[str, ...]) -> None:
    assert read_key(typed) == key


@pytest.mark.parametrize("typed", ["", "sync", "a b", "sync.since = 1\nx", "sync.since #", "[sync]"])
def test_what_is_no_key_is_refused(typed: str) -> None:
    with pytest.raises(InvalidArgumentError, match=re.escape("streams.sales_history.history")):
        read_key(typed)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("90 days", "90 days"),
        ('"90 days"', "90 days"),
        ("true", True),
        ('["a", "b"]', ["a", "b"]),
        ("off", "off"),
        ("1\nx = 2", "1\nx = 2"),
    ],
)
def test_a_text_needs_no_quotes(typed: str, value: object) -> None:
    assert read_value(typed) == value


def test_what_a_program_cannot_set_is_said() -> None:
    with pytest.raises(ConfigurationError, match="by hand"):
        changed("warehouse = 3\n", ("warehouse", "prefix"), "x_")


def test_a_link_stays_a_link_and_a_file_as_private_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "real.toml").write_text("")
    link = tmp_path / "hotmart.toml"
    link.symlink_to("real.toml")
    link.chmod(0o640)
    write(link, "[sync]\n")
    assert link.is_symlink()
    assert link.stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "real.toml").read_text() == "[sync]\n"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["hotmart.toml", "real.toml"]
