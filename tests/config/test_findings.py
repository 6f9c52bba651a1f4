from __future__ import annotations

import pytest

from hotmart.config.findings import ConfigError, Finding, dotted, placed
from hotmart.errors import did_you_mean
from hotmart.language import Text

FINDING = Finding(("streams", "x"), Text("is wrong", "está errado"), Text("Mend it.", "Conserte."), line=3)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ((), ""),
        (("sync", "streams", 0), "sync.streams[0]"),
        (("privacy", "columns", "*.buyer_email"), 'privacy.columns."*.buyer_email"'),
    ],
)
def test_a_path_is_told_as_toml_writes_it(path: tuple[str | int, ...], text: str) -> None:
    assert dotted(path) == text


def test_a_finding_is_told_with_its_place_in_both_languages() -> None:
    assert FINDING.told() == Text("streams.x: is wrong. Mend it.", "streams.x: está errado. Conserte.")
    assert placed("hotmart.toml", FINDING) == "hotmart.toml:3"
    assert placed("hotmart.toml", Finding((), Text("a", "b"))) == "hotmart.toml"


def test_an_error_tells_every_finding_on_a_line_of_its_own() -> None:
    error = ConfigError("hotmart.toml", [FINDING, FINDING])
    assert error.message.splitlines() == ["hotmart.toml:3: streams.x: is wrong. Mend it."] * 2
    assert error.hint == "Correct it, then run: hotmart config check"
    assert error.code == "configuration"


def test_the_word_that_was_meant_is_named_when_one_is_near() -> None:
    assert did_you_mean("histry", ["history", "drift"]) == Text(
        "Did you mean history?", "Você quis dizer history?"
    )
    assert did_you_mean("xyz", ["history", "drift"]) is None


def test_what_is_only_a_little_alike_was_not_meant() -> None:
    assert did_you_mean("vendas", ["events", "tickets"]) is None


@pytest.mark.parametrize(
    ("word", "group"),
    [
        ("vendas", "sales"),
        ("Assinaturas", "subscriptions"),
        ("produtos", "products"),
        ("cupons", "coupons"),
        ("eventos", "events"),
    ],
)
def test_the_portuguese_for_a_group_is_understood(word: str, group: str) -> None:
    known = ["sales", "subscriptions", "products", "coupons", "events"]
    assert did_you_mean(word, known) == Text(f"Did you mean {group}?", f"Você quis dizer {group}?")
