from __future__ import annotations

import tomllib

import pytest

from hotmart.config.toml_in_portuguese import in_portuguese

UNKNOWN = in_portuguese("Something that a newer Python says")


@pytest.mark.parametrize(
    "text",
    [
        "= 1", "a = 1 b", "a 1", "[a", "[[a", "a. = 1", "a = 1\na = 2", "a = [1", "a = {b = 1",
        'a = "\\x"', 'a = "b', 'a = "\\uZZZZ"', 'a = "\\uD800"', "a = 2024-13-40", "a = ", "[a]\n[a]",
        "a = {}\na.b = 1", "a = {}\n[a.b]", "a = {b = 1, b = 2}", "a = 'b\x01'", "a = 1 # \x01", "!",
        "a = '''b", "a = 1\n[a.b]", "a = 'b\n'", "[a]\n[[a]]", "[]",
    ],
)  # fmt: skip
def test_every_mistake_that_python_tells_has_its_portuguese(text: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError) as refused:
        tomllib.loads(text)
    said = str(refused.value).rpartition(" (at ")[0]
    assert in_portuguese(said) not in (said, UNKNOWN)


def test_a_mistake_nobody_knows_is_told_without_its_reason() -> None:
    assert UNKNOWN == "há um erro de sintaxe"
