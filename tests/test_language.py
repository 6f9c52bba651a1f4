from __future__ import annotations

import pytest

from hotmart.language import Text, say, speaks_portuguese


@pytest.mark.parametrize(
    ("variables", "portuguese"),
    [
        ({}, False),
        ({"LANG": "pt_BR.UTF-8"}, True),
        ({"LANG": "en_US.UTF-8"}, False),
        ({"LANG": "pt_BR.UTF-8", "LC_ALL": "C"}, False),
        ({"LANG": "C", "HOTMART_LANG": "PT"}, True),
        ({"LANG": "pt_BR.UTF-8", "HOTMART_LANG": "en"}, False),
        ({"LANG": "pt_BR.UTF-8", "LC_ALL": ""}, True),
    ],
)
def test_the_language_is_told_by_the_environment(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], portuguese: bool
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert speaks_portuguese() is portuguese
    assert say("yes", "sim") == ("sim" if portuguese else "yes")


def test_a_text_is_a_string_in_the_reader_s_language(monkeypatch: pytest.MonkeyPatch) -> None:
    text = Text("sale", "venda")
    assert f"{text}" == "sale"
    monkeypatch.setenv("HOTMART_LANG", "pt")
    assert f"{text}" == "venda"
    assert text.en == "sale"
