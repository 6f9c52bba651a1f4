from __future__ import annotations

import asyncio
import threading
from typing import Any

import pytest

from hotmart.language import Text, both, say, speaking, speaks_portuguese


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


TEXT = Text("sale", "venda")


def test_a_block_speaks_the_language_it_was_told_and_then_the_one_before() -> None:
    with speaking("pt"):
        assert str(TEXT) == "venda"
        with speaking("en"):
            assert str(TEXT) == "sale"
        assert str(TEXT) == "venda"
    assert str(TEXT) == "sale"


def test_two_readers_are_answered_at_once_each_in_their_language() -> None:
    async def reader(language: Any) -> str:
        with speaking(language):
            await asyncio.sleep(0)
            return await asyncio.to_thread(str, TEXT)

    async def both_of_them() -> list[str]:
        return [*await asyncio.gather(reader("en"), reader("pt"))]

    assert asyncio.run(both_of_them()) == ["sale", "venda"]


def test_another_thread_chooses_for_itself() -> None:
    said: list[str] = []
    with speaking("pt"):
        thread = threading.Thread(target=lambda: said.append(str(TEXT)))
        thread.start()
        thread.join()
    assert said == ["sale"]


@pytest.mark.parametrize("language", ["pt", "PT", "pt-BR", "pt_BR"])
def test_portuguese_has_several_names(language: Any) -> None:
    with speaking(language):
        assert speaks_portuguese()


def test_a_language_nobody_speaks_here_is_refused() -> None:
    with pytest.raises(ValueError, match="fr"), speaking("fr"):  # type: ignore[arg-type]  # the point
        pass


def test_what_is_put_together_is_put_together_in_both() -> None:
    with speaking("pt"):
        assert both(lambda: say("1,000", "1.000")) == ("1,000", "1.000")
