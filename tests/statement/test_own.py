"""Of an item what is one person's is left, and nothing of anybody else's."""

from __future__ import annotations

import copy
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from hotmart.forgetting.people import People
from hotmart.privacy.fields import shape_of
from hotmart.statement.own import Keeper
from hotmart.streams.known import STREAMS
from hotmart.streams.remaking import with_learned
from hotmart.tables.layout import Layout
from hotmart.warehouse.ledger.notes import Learned

KEY = b"a key of these tests only"
EMAIL, CODE = "rita@example.org", "5b0e1c52-7f7a-4e0b-9c55-2a0f2d9d1a10"
RITA = {"name": "Rita Fontes", "email": "Rita@Example.org", "ucode": CODE.upper()}
LUIS = {"name": "Luís Prado", "email": "luis@example.org", "ucode": "11111111-7f7a-4e0b-9c55-2a0f2d9d1a10"}
SELLER = {"name": "Ateliê Barro", "ucode": "22222222-7f7a-4e0b-9c55-2a0f2d9d1a10"}
TRACKING = {"source": "news", "source_sck": f"to={EMAIL}|by={LUIS['email']}"}


def kept(
    stream: str | Layout | None, item: Any, *, linked: bool = False, learned: tuple[str, ...] = ()
) -> Any:
    """What is left of an item for Rita; None where it is not about her."""
    people = People(KEY)
    people.add([EMAIL, CODE])
    layout = STREAMS[stream].layout if isinstance(stream, str) else stream
    left = copy.deepcopy(item)
    keeper = Keeper(people, shape_of(layout) if layout else None, learned)
    return left if keeper.item(left, linked=linked) else None


def sale(**fields: Any) -> dict[str, Any]:
    return {
        "buyer": dict(RITA),
        "producer": dict(SELLER),
        "product": {"id": 1, "name": "Curso"},
        "purchase": {"transaction": "HP0000001", "tracking": {"source": "news"}},
    } | fields


def test_a_buyer_gets_the_sale_without_the_seller() -> None:
    whole = sale()
    del whole["producer"]
    assert kept("sales_history", sale()) == whole


def test_a_seller_gets_the_sale_without_the_buyer_and_where_the_buyer_came_from() -> None:
    left = kept("sales_history", sale(buyer=LUIS, producer=RITA))
    assert left == {
        "producer": RITA,
        "product": sale()["product"],
        "purchase": {"transaction": "HP0000001", "tracking": {}},
    }


def test_of_a_sale_of_others_nothing_is_left() -> None:
    assert kept("sales_history", sale(buyer=LUIS)) is None


def test_the_mail_of_somebody_else_in_a_text_of_theirs_is_hidden() -> None:
    left = kept("sales_history", sale(purchase={"transaction": "HP0000001", "tracking": TRACKING}))
    assert left["purchase"]["tracking"]["source_sck"] == f"to={EMAIL}|by=***"


def test_what_nobody_knows_is_theirs_in_them_and_in_what_they_bought() -> None:
    buyer = RITA | {"nickname": "Ritinha", "born": 1980, "family": [{"name": "Ana"}]}
    left = kept("sales_history", sale(buyer=buyer, note="a note", level=3))
    assert (left["buyer"], left["note"], left["level"]) == (buyer, "a note", 3)


def test_what_nobody_knows_and_may_be_somebody_else_is_left_out() -> None:
    odd = {
        "affiliate": {"nick": "Lu"},
        "indicated_by": {"name": "Luís Prado"},
        "seen_by": LUIS["email"],
        "list": [{"email": LUIS["email"]}, {"email": EMAIL}],
        "affiliate_note": "Lu",
    }
    left = kept("sales_history", sale(**odd))
    assert left.keys() & odd.keys() == {"list"}
    assert left["list"] == [{"email": EMAIL}]


def test_a_field_that_hotmart_has_begun_to_send_is_not_known_because_it_has_a_column() -> None:
    new = [
        Learned("sales_history", "affiliate.name", "affiliate_name", "text"),
        Learned("sales_history", "buyer.nickname", "buyer_nickname", "text"),
    ]
    layout = with_learned(STREAMS, new)["sales_history"].layout
    item = sale(affiliate={"name": "Luís Prado"}, buyer=RITA | {"nickname": "Ritinha"})
    left = kept(layout, item, learned=tuple(column.name for column in layout.learned))
    assert "affiliate" not in left
    assert left["buyer"]["nickname"] == "Ritinha"


def test_of_several_participants_one_is_left_with_all_that_is_told_of_them() -> None:
    user = RITA | {
        "documents": [{"type": "CPF", "value": "111.222.333-00"}],
        "address": {"city": "Ouro Preto"},
    }
    users = [{"role": "PRODUCER", "user": LUIS}, {"role": "BUYER", "user": user}]
    left = kept("sales_participants", {"transaction": "HP0000001", "users": users})
    assert left["users"] == [users[1]]


def test_a_share_of_somebody_else_is_not_a_buyers() -> None:
    item = {"transaction": "HP0000001", "commissions": [{"user": LUIS, "commission": {"value": 1}}]}
    assert "commissions" not in kept("sales_commissions", item, linked=True)


def test_what_bears_their_code_is_theirs_unless_it_names_another() -> None:
    fees = {"transaction": "HP0000001", "product": {"id": 1, "name": "Curso"}, "total": {"value": 9}}
    assert kept("sales_price_details", fees) is None
    assert kept("sales_price_details", fees, linked=True) == fees
    assert kept("sales_history", sale(buyer=LUIS), linked=True) is None
    masked = sale(buyer={"name": "R***", "email": "r***@example.org"})
    assert kept("sales_history", masked, linked=True)["purchase"] == masked["purchase"]


def test_the_code_of_a_ticket_is_its_holders() -> None:
    ticket = {"eticket": {"id": 7, "ticket_qr_code": "QR"}, "participant": RITA, "buyer": LUIS}
    assert kept("event_participants", ticket) == {"eticket": ticket["eticket"], "participant": RITA}
    theirs = ticket | {"participant": LUIS, "buyer": RITA}
    assert kept("event_participants", theirs) == {"eticket": {"id": 7}, "buyer": RITA}


def test_of_a_row_that_no_stream_explains_the_other_roles_go() -> None:
    row = {"buyer_email": EMAIL, "buyer_name": "Rita", "affiliate_name": "Luís", "total": 12, "note": "VIP"}
    assert kept(None, row) == {name: told for name, told in row.items() if name != "affiliate_name"}
    sold = {"buyer_name": "Luís", "affiliate_email": EMAIL, "affiliate_name": "Rita", "total": 12}
    assert kept(None, sold) == {"affiliate_email": EMAIL, "affiliate_name": "Rita", "total": 12}


def test_an_object_that_nobody_knows_keeps_its_person_and_no_other_it_names() -> None:
    told = {"": EMAIL, "a": LUIS["email"], "note": "VIP"}
    left = kept("sales_history", sale(buyer=RITA, producer=SELLER, extra=dict(told)))
    assert left["extra"] == told | {"a": left["extra"]["a"]}
    assert LUIS["email"] not in left["extra"]["a"]


persons = st.sampled_from(
    [RITA, LUIS, SELLER, {}, RITA | {"extra": {"a": "b"}}, LUIS | {"extra": {"a": "Lu"}}]
)
FIELDS = st.text("abc", max_size=3)
values = st.recursive(
    st.none() | st.integers() | st.sampled_from(["", "x", EMAIL, LUIS["email"], f"a {LUIS['email']}", CODE]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(FIELDS, inner, max_size=3),
    max_leaves=6,
)
OTHERS = ("luis@example.org", "luís prado", "11111111-7f7a", "ateliê barro")


@settings(deadline=None)
@given(st.lists(persons, max_size=4), values, persons, persons)
def test_whatever_an_item_holds_nobody_else_is_left(
    users: list[Any], extra: Any, buyer: Any, producer: Any
) -> None:
    listed = [{"role": f"R{number}", "user": user} for number, user in enumerate(users)]
    for stream, item in (
        ("sales_participants", {"transaction": "HP0000001", "users": listed, "extra": extra}),
        ("sales_history", sale(buyer=buyer, producer=producer, extra=extra)),
    ):
        left = kept(stream, item)
        told = json.dumps(left, ensure_ascii=False).casefold()
        own = RITA in (buyer, producer) if stream == "sales_history" else RITA in users
        assert not [one for one in OTHERS if one in told]
        if own:
            assert "rita fontes" in told
