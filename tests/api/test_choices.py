"""Values that Hotmart answers with and nobody may ask with."""

from __future__ import annotations

from hotmart.api.choices import PaymentMethod


def test_a_card_may_come_with_its_words_the_other_way_round_but_is_not_asked_for_so() -> None:
    seen = PaymentMethod.seen()
    assert {"VISA_CREDIT_CARD", "MASTERCARD_CREDIT_CARD"} <= seen
    assert all(one.endswith("_CREDIT_CARD") for one in seen)
    assert "CREDIT_CARD_VISA" in PaymentMethod.__members__
    assert "VISA_CREDIT_CARD" not in PaymentMethod.__members__
