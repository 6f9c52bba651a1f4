"""What a negotiation is told of whoever pays."""

from __future__ import annotations

import pytest
from hypothesis import given

from hotmart import InvalidArgumentError
from hotmart.api import operation
from papers import written

CREATE = operation("negotiation.create")


@given(written())
def test_a_negotiation_takes_every_spelling_of_a_document_and_shows_none(two: tuple[str, str]) -> None:
    _, spelling = two
    request = CREATE.request(7, [1], "BILLET", document=spelling)
    assert request.body
    assert request.body["document"] == spelling
    assert spelling not in repr(request)


@pytest.mark.parametrize(
    "text", ["123", "1234567890", "Rita Fontes", "rita@example.org", "00.ABC.000/0001-0X"]
)
def test_a_negotiation_refuses_what_is_no_document_without_telling_it(text: str) -> None:
    with pytest.raises(InvalidArgumentError, match="document") as refused:
        CREATE.request(7, [1], "BILLET", document=text)
    assert text not in str(refused.value)
