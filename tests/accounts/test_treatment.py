from __future__ import annotations

from pathlib import Path

import pytest

from hotmart.accounts.known import known_streams
from hotmart.accounts.treatment import findings_in_privacy, treatments
from hotmart.config.reading import parsed
from hotmart.privacy.fields import personal_columns
from hotmart.streams.known import STREAMS
from hotmart.streams.remaking import with_learned
from hotmart.warehouse.ledger.notes import Learned

SALES, PEOPLE = STREAMS["sales_history"], STREAMS["sales_participants"]


def treated(text: str, stream: str = "sales_history") -> dict[str, str]:
    """The columns of a stream that are not kept as they are."""
    found = treatments(parsed(text, Path("/folder")).privacy, STREAMS[stream])
    return {name: treatment for name, treatment in found.items() if treatment != "keep"}


def told(text: str) -> list[str]:
    config = parsed(text, Path("/folder"))
    return [one.told().en for one in findings_in_privacy(config, known_streams(config))]


def test_unless_told_everything_is_kept() -> None:
    assert treated("") == {}


@pytest.mark.parametrize("stream", STREAMS)
def test_what_is_said_of_personal_data_holds_for_every_personal_column(stream: str) -> None:
    found = treated('[privacy]\npersonal = "hash"\n', stream)
    assert found == dict.fromkeys(personal_columns(STREAMS[stream].layout), "hash")


def test_a_name_counts_more_than_a_pattern_and_a_pattern_more_than_what_holds_for_all() -> None:
    text = """
    [privacy]
    personal = "hash"
    [privacy.columns]
    sales_history.buyer_email = "keep"
    "sales_history.buyer_*" = "mask"
    "*.buyer_name" = "drop"
    """
    found = treated(text)
    assert "buyer_email" not in found
    assert found["buyer_name"] == "drop"
    assert found["buyer_ucode"] == "mask"


def test_a_text_that_hotmart_has_begun_to_send_is_treated_as_personal_until_it_is_named() -> None:
    new = [Learned("products", path, path, kind) for path, kind in (("note", "text"), ("weight", "rate"))]
    products = with_learned(STREAMS, new)["products"]
    for told, treatment in (("", "hash"), ('[privacy.columns]\n"*.note" = "keep"\n', "keep")):
        config = parsed(f'[privacy]\npersonal = "hash"\n{told}', Path("/folder"))
        found = treatments(config.privacy, products)
        assert (found["note"], found["weight"]) == (treatment, "keep")


def test_a_pattern_hashes_only_what_is_text() -> None:
    found = treated('[privacy.columns]\n"*.*" = "hash"\n')
    assert "buyer_email" in found
    assert "purchase_price_value" not in found


def test_a_column_inside_an_array_is_named_with_it() -> None:
    found = treated('[privacy.columns]\nsales_participants.users_user_email = "hash"\n', "sales_participants")
    assert found == {"users_user_email": "hash"}


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ("sales_history.buyer_emial", "there is no such column. Did you mean sales_history.buyer_email?"),
        ("sales_histori.buyer_email", "there is no such column. Did you mean sales_history?"),
        ("xyz.*", "there is no such column."),
        ("buyer_email", 'names no stream. Write the stream before it, or "*.buyer_email" for any.'),
        (
            "sales_history.purchase_transaction",
            "sales_history.purchase_transaction must be kept as it is: the sync itself reads it.",
        ),
        (
            "sales_commissions.commissions_source",
            "sales_commissions.commissions_source must be kept as it is: the sync itself reads it.",
        ),
        (
            "sales_history.purchase_price_value",
            "sales_history.purchase_price_value is no text, so it can only be kept or dropped.",
        ),
    ],
)
def test_what_cannot_be_is_told(column: str, said: str) -> None:
    key = f'"{column}"' if "." in column else column
    assert told(f'[privacy.columns]\n"{column}" = "hash"\n') == [f"privacy.columns.{key}: {said}"]


def test_the_column_of_a_source_must_be_declared() -> None:
    source = '[sources.tickets]\nurl = "https://api.example.org"\nkey = "id"\n'
    (said,) = told('[privacy.columns]\ntickets.email = "hash"\n' + source)
    assert "[sources.tickets.columns]" in said
    assert told('[privacy.columns]\ntickets.email = "hash"\n' + source + 'columns = {email = "text"}\n') == []


@pytest.mark.parametrize(
    "line",
    [
        '"*.*email*" = "hash"',
        'sales_history.purchase_price_value = "drop"',
        'sales_history.purchase_transaction = "keep"',
    ],
)
def test_what_can_be_is_not(line: str) -> None:
    assert told(f"[privacy.columns]\n{line}\n") == []
