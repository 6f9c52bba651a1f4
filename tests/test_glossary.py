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


def test_what_names_a_person_is_private_and_what_names_a_thing_is_shown() -> None:
    private = {name for name, word in WORDS.items() if word.private}
    assert {name for name in WORDS if name.endswith("email")} <= private
    assert private >= {"buyer_name", "document", "subscriber_name"}
    assert private.isdisjoint({"transaction", "product_id", "offer_name", "start_date", "status"})
