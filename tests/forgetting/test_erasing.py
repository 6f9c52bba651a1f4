"""People erased from items, and everybody else left as they were."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hotmart.api.event_models import Ticket
from hotmart.forgetting.erasing import Eraser
from hotmart.forgetting.people import People
from hotmart.privacy.fields import shape_of
from hotmart.streams.known import STREAMS
from hotmart.streams.remaking import with_learned
from hotmart.tables.layout import Layout
from hotmart.warehouse.ledger.notes import Learned
from papers import written

KEY = b"a key of these tests only"
EMAIL, CODE, DOCUMENT = "rita@example.org", "5b0e1c52-7f7a-4e0b-9c55-2a0f2d9d1a10", "111.222.333-00"
RITA = {"name": "Rita Fontes", "email": "Rita@Example.org", "ucode": CODE.upper()}
LUIS = {"name": "Luís Prado", "email": "luis@example.org", "ucode": "11111111-7f7a-4e0b-9c55-2a0f2d9d1a10"}
TICKETS = Layout("event_participants", Ticket, ("eticket.id",), owner=("event_id",))


def people(*named: str) -> People:
    known = People(KEY)
    known.add(named)
    return known


def erased(stream: str | Layout, item: Any, *named: str) -> Any:
    layout = STREAMS[stream].layout if isinstance(stream, str) else stream
    left = copy.deepcopy(item)
    Eraser(people(*named), shape_of(layout)).item(left)
    return left


def sale(**fields: Any) -> dict[str, Any]:
    return {
        "buyer": dict(RITA),
        "producer": {"name": "Ateliê Barro", "ucode": LUIS["ucode"]},
        "product": {"id": 1, "name": "Curso"},
        "purchase": {"transaction": "HP1", "price": {"value": 19.9, "currency_code": "BRL"}},
    } | fields


@pytest.mark.parametrize("named", [EMAIL, " RITA@example.ORG ", CODE, CODE.upper()])
def test_the_buyer_goes_and_the_sale_stays(named: str) -> None:
    assert erased("sales_history", sale(), named) == sale(buyer={})


def test_what_nobody_knows_of_a_person_goes_too() -> None:
    buyer = RITA | {"nickname": "Ritinha", "born": 1980, "family": [{"name": "Ana", "age": 3}]}
    assert erased("sales_history", sale(buyer=buyer), EMAIL) == sale(buyer={})


def test_what_hotmart_has_begun_to_tell_of_a_person_goes_too_once_it_has_a_column() -> None:
    new = [Learned("sales_history", "buyer.nickname", "buyer_nickname", "text")]
    layout = with_learned(STREAMS, new)["sales_history"].layout
    assert erased(layout, sale(buyer=RITA | {"nickname": "Ritinha"}), EMAIL) == sale(buyer={})


def test_an_unknown_object_that_is_the_person_goes_whole() -> None:
    left = erased(
        "sales_history", sale(affiliate={"mail": EMAIL, "nick": "Ritinha", "home": {"city": "X"}}), EMAIL
    )
    assert left["affiliate"] == {}


def test_a_text_that_mentions_a_person_goes_alone() -> None:
    purchase = sale()["purchase"] | {"tracking": {"source": "news", "source_sck": f"to={EMAIL}|a"}}
    left = erased("sales_history", sale(buyer=LUIS, purchase=purchase), EMAIL)
    assert left["purchase"]["tracking"] == {"source": "news"}
    assert left["buyer"] == LUIS


@pytest.mark.parametrize("other", ["marita@example.org", "rita@example.org.br", "rita@example.orgs"])
def test_somebody_whose_email_looks_alike_is_somebody_else(other: str) -> None:
    assert erased("sales_history", sale(buyer=LUIS | {"email": other}), EMAIL)["buyer"]["email"] == other
    tracked = sale(buyer=LUIS, note=f"from {other}, today")
    assert erased("sales_history", tracked, EMAIL) == tracked


def test_an_email_in_a_link_is_found() -> None:
    left = erased(
        "sales_history", sale(buyer=LUIS, link="https://x.example/?m=rita%40example.org&x=1"), EMAIL
    )
    assert "link" not in left


def participants(*users: dict[str, Any]) -> dict[str, Any]:
    return {"transaction": "HP1", "users": [{"role": f"R{n}", "user": user} for n, user in enumerate(users)]}


RITA_AT_LENGTH = RITA | {
    "locale": "PT_BR",
    "phone": "31900000001",
    "documents": [{"type": "CPF", "value": DOCUMENT}],
    "address": {"city": "Ouro Preto", "country": "Brasil", "zip_code": "35400000"},
}
RITA_GONE = {"locale": "PT_BR", "documents": [{"type": "CPF"}], "address": {"country": "Brasil"}}


@pytest.mark.parametrize("named", [EMAIL, CODE, DOCUMENT, "11122233300"])
def test_one_participant_goes_with_papers_and_address_and_the_others_stay(named: str) -> None:
    luis = LUIS | {"documents": [{"type": "CPF", "value": "99988877700"}]}
    left = erased("sales_participants", participants(RITA_AT_LENGTH, luis), named)
    assert left == participants(RITA_GONE, luis)


@given(written())
def test_a_participant_goes_by_a_document_in_any_spelling(two: tuple[str, str]) -> None:
    paper, spelling = two
    company = RITA_AT_LENGTH | {"documents": [{"type": "CNPJ", "value": spelling}]}
    gone = RITA_GONE | {"documents": [{"type": "CNPJ"}]}
    assert erased("sales_participants", participants(company), paper) == participants(gone)


def test_other_names_of_a_person_are_learned() -> None:
    eraser = Eraser(people(DOCUMENT), shape_of(STREAMS["sales_participants"].layout))
    eraser.item(participants(dict(RITA_AT_LENGTH), dict(LUIS)))
    assert eraser.learned == {RITA["email"], RITA["ucode"]}


def test_a_masked_email_is_not_learned_since_many_may_share_it() -> None:
    person = {"name": "R***", "email": "r***@example.org", "ucode": CODE}
    other = {"name": "R***", "email": "r***@example.org", "ucode": LUIS["ucode"]}
    known = people(CODE)
    eraser = Eraser(known, shape_of(STREAMS["sales_history"].layout))
    eraser.item(sale(buyer=dict(person)))
    known.add(eraser.learned)
    assert len(known.listed) == 1
    left = sale(buyer=dict(other))
    eraser.item(left)
    assert left["buyer"] == other


def test_a_product_is_nobody() -> None:
    product = {"id": 1, "ucode": "22222222-7f7a-4e0b-9c55-2a0f2d9d1a10", "support_email": EMAIL}
    eraser = Eraser(people(EMAIL), shape_of(STREAMS["subscriptions"].layout))
    item: dict[str, Any] = {"subscriber_code": "A", "product": dict(product), "subscriber": dict(LUIS)}
    eraser.item(item)
    assert item["product"] == {"id": 1, "ucode": product["ucode"]}
    assert not eraser.learned


TICKET = {
    "eticket": {"id": 7, "ticket_qr_code": "QR", "ticket_status": "ACTIVE"},
    "participant": RITA,
    "buyer": LUIS,
}


def test_the_code_of_a_ticket_goes_with_whoever_holds_it() -> None:
    left = erased(TICKETS, TICKET, EMAIL)
    assert left == {"eticket": {"id": 7, "ticket_status": "ACTIVE"}, "participant": {}, "buyer": LUIS}
    assert erased(TICKETS, TICKET, LUIS["email"])["eticket"] == TICKET["eticket"]
    nobody_named = TICKET | {"participant": {"id": None, "name": None}}
    assert erased(TICKETS, nobody_named, LUIS["email"])["eticket"] == {"id": 7, "ticket_status": "ACTIVE"}


def test_the_link_to_a_bank_slip_goes_with_the_subscriber() -> None:
    payment = {"payment_type": "BILLET", "billet_reprint_code": "https://x.example/slip"}
    item = {
        "purchase": {"transaction": "HP1", "payment": payment},
        "subscriber": {"name": "Rita", "email": EMAIL, "phone": 31900000001},
        "producer": {"name": "Ateliê Barro"},
    }
    left = erased("subscription_transactions", item, EMAIL)
    assert left["purchase"]["payment"] == {"payment_type": "BILLET"}
    assert left["subscriber"] == {}
    assert left["producer"] == item["producer"]


def test_without_a_model_texts_go_unless_they_are_known_to_be_plain() -> None:
    row: dict[str, Any] = {
        "e": EMAIL,
        "nick": "Ritinha",
        "status": "PAID",
        "total": 12,
        "more": {"name": "Rita"},
    }
    Eraser(people(EMAIL), None, {"status"}).item(row)
    assert row == {"status": "PAID", "total": 12, "more": {}}


def test_a_key_stays_a_key() -> None:
    left = erased(
        Layout("sales_history", STREAMS["sales_history"].layout.model, ("buyer.email",)), sale(), EMAIL
    )
    assert left["buyer"] == {"email": people().hashed(EMAIL)}


def test_hashes_of_a_policy_are_recognised() -> None:
    left = erased("sales_history", sale(buyer={"name": "R***", "email": people().hashed(EMAIL)}), EMAIL)
    assert left["buyer"] == {}


def test_a_page_without_them_is_left_byte_for_byte() -> None:
    page = b'{ "items": [ {"buyer": {"email":"luis@example.org"}, "n": 1.50} ], "page_info": {} }'
    eraser = Eraser(people(EMAIL), shape_of(STREAMS["sales_history"].layout))
    assert eraser(page) is page
    assert b'"n":1.50' in eraser(page.replace(b"luis", b"rita"))


persons: st.SearchStrategy[Any] = st.sampled_from(
    [RITA, LUIS, RITA_AT_LENGTH, {}, RITA | {"extra": {"a": "b"}}]
)
values = st.recursive(
    st.none() | st.integers() | st.text(max_size=5) | st.sampled_from([EMAIL, f"a {EMAIL}", CODE]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=6,
)


@settings(deadline=None)
@given(st.lists(persons, max_size=4), values)
def test_erasing_leaves_no_trace_and_doing_it_twice_changes_nothing(users: list[Any], extra: Any) -> None:
    eraser = Eraser(people(EMAIL, CODE), shape_of(STREAMS["sales_participants"].layout))
    item = copy.deepcopy(participants(*users) | {"extra": extra})
    eraser.item(item)
    assert not any(
        trace in json.dumps(item).casefold() for trace in (EMAIL, CODE, "rita fontes", "ouro preto")
    )
    assert [one["user"] for one, was in zip(item["users"], users, strict=True) if was == LUIS] == [
        was for was in users if was == LUIS
    ]
    once, eraser.erased = copy.deepcopy(item), 0
    eraser.item(item)
    assert (item, eraser.erased) == (once, 0)
