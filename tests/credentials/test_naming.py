from __future__ import annotations

import pytest

from hotmart.credentials.naming import checked, is_name, looks_secret
from hotmart.errors import InvalidArgumentError
from hotmart.language import speaking

WRONG = ("", " ", "minha loja", "açaí", "a/b", "a\\b", "a.b", "a\nb", "main\n", "a\0b", "CON", "com1", "🍋")
UUID = "6f1c2a3b-0d4e-4f5a-8b6c-7d8e9f0a1b2c"


@pytest.mark.parametrize("name", ["main", "my-shop", "loja_2", "2nd", "A", "a" * 20 + "-" + "b" * 19])
def test_a_word_is_a_name(name: str) -> None:
    assert checked(name) == name


@pytest.mark.parametrize(
    "name",
    [*WRONG, *"_-./", "-main", "../main", "a" * 20 + "-" + "b" * 20],
)
def test_what_no_file_or_command_line_could_hold_is_none(name: str) -> None:
    assert not is_name(name)
    for language, word in (("en", "name of a connection"), ("pt", "nome de uma conexão")):
        with speaking(language), pytest.raises(InvalidArgumentError, match=word):  # type: ignore[arg-type]
            checked(name)


@pytest.mark.parametrize(
    "secret",
    [UUID, UUID.upper(), f"Basic {UUID}", "basic abc", "bXkgY2xpZW50IGlkOm15IHNlY3JldA==", f"x{UUID}x"],
)
def test_what_looks_like_a_credential_is_refused_unseen_and_to_be_made_anew(secret: str) -> None:
    assert looks_secret(secret)
    with pytest.raises(InvalidArgumentError) as refused:
        checked(secret)
    said = str(refused.value)
    assert secret not in said
    assert "history of the shell" in said
    assert "make a new one" in said
    with speaking("pt"):
        assert "crie outra" in str(refused.value)
