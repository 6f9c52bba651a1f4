from __future__ import annotations

from hypothesis import strategies as st

from hotmart.glossary import WORDS

stamps = st.integers(min_value=10**11, max_value=253_402_300_799_999)


def test_every_word_is_said_in_both_languages() -> None:
    for name, word in WORDS.items():
        assert word.en, name
        assert word.pt, name
        assert word.en != word.pt, name
        assert name not in word.aliases
