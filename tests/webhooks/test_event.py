"""What Hotmart tells by itself, read from examples of every event."""

from __future__ import annotations

import copy
import json
import pickle
import re
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmart.model import Model
from hotmart.webhooks import EVENTS, Event, Payload, UnreadableEventError, WebhookEvent, read
from hotmart.webhooks.order_payloads import OrderPayload
from hotmart.webhooks.purchase_payloads import PurchasePayload
from hotmart.webhooks.subscription_payloads import CancellationPayload, PlanSwitchPayload
from hotmart.words import Instant

from .samples import EXAMPLES, LEGACY

every_example = pytest.mark.parametrize("body", EXAMPLES.values(), ids=EXAMPLES)
TWIN_DATES = {"creation_date", "creationDate"}


def purchase(name: str) -> PurchasePayload:
    data = read(EXAMPLES[name]).data
    assert isinstance(data, PurchasePayload)
    return data


def told(event: str, data: Any, /, **around: Any) -> bytes:
    return json.dumps({"id": "5a88b408", "event": event, "data": data} | around).encode()


def lost(value: Any, model: Any, place: str = "$") -> list[str]:
    """The keys of some JSON that a model has no field for."""
    if isinstance(value, list):
        return [one for item, its in zip(value, model, strict=True) for one in lost(item, its, f"{place}[]")]
    if not isinstance(value, dict) or not isinstance(model, Model):
        return []
    fields = {one.encode_name: getattr(model, one.name) for one in msgspec.structs.fields(model)}
    gone = [f"{place}.{key}" for key, its in value.items() if fields.get(key) is None and its is not None]
    return gone + [one for key in value if key in fields for one in lost(value[key], fields[key], key)]


def test_there_are_sixteen_events_and_each_has_a_payload_and_an_example() -> None:
    assert set(EVENTS) == set(WebhookEvent)
    assert len(EVENTS) == 16
    assert {read(body).event for body in EXAMPLES.values()} == set(WebhookEvent)


@every_example
def test_an_event_is_read_as_the_payload_of_its_kind(body: bytes) -> None:
    event = read(body)
    assert type(event.data) is EVENTS[event.event]
    assert event.version == "2.0.0"
    assert event.creation_date is not None
    assert event.creation_date > datetime(2026, 1, 1, tzinfo=UTC)


@every_example
def test_nothing_of_an_event_is_lost(body: bytes) -> None:
    event, sent = read(body), json.loads(body)
    assert lost(sent["data"], event.data) == []
    assert not set(sent) - {one.encode_name for one in msgspec.structs.fields(event)} - TWIN_DATES
    assert json.loads(json.dumps(event.raw)) == event.raw == sent
    assert json.loads(json.dumps(event.to_dict())) == json.loads(event.model_dump_json())


@every_example
def test_no_repr_shows_a_person_or_the_secret_of_the_account(body: bytes) -> None:
    shown = repr(read(body))
    for private in ("Rita", "Nina", "Caio", "example.org", "9000000", "00000000100", "Rua", "HOTTOK-NOT"):
        assert private not in shown


@pytest.mark.parametrize("stamp", ["creation_date", "creationDate"])
def test_the_date_of_an_event_has_two_spellings(stamp: str) -> None:
    body = {
        "id": "5a88b408",
        "event": "CLUB_FIRST_ACCESS",
        "data": {"product": {"id": 1}},
        stamp: 1767873680000,
    }
    assert read(json.dumps(body)).creation_date == Instant(2026, 1, 8, 12, 1, 20, tzinfo=UTC)


def test_money_is_exact_whether_it_came_with_a_point_or_without() -> None:
    single = purchase("purchase_approved_single_card_with_affiliate")
    assert single.purchase.price
    assert single.purchase.price.value == Decimal(197)
    assert single.purchase.full_price
    assert single.purchase.full_price.value == Decimal("239.4")
    assert single.commissions
    assert [str(share.value) for share in single.commissions] == ["20.5", "52.95", "123.55"]


def test_moments_come_as_stamps_and_as_text() -> None:
    single = purchase("purchase_approved_single_card_with_affiliate")
    assert single.purchase.order_date == Instant(2026, 1, 8, 12, tzinfo=UTC)
    assert single.product.warranty_date == Instant(2026, 1, 15, tzinfo=UTC)
    assert type(single.product.warranty_date) is Instant


@given(st.integers(min_value=10**11, max_value=253_402_300_799_999))
def test_a_moment_is_the_same_in_each_of_its_spellings(stamp: int) -> None:
    spelt = Instant.from_wire(stamp).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    for spelling in (stamp, str(stamp), spelt):
        data = read(told("SWITCH_PLAN", {"switch_plan_date": spelling})).data
        assert isinstance(data, PlanSwitchPayload)
        assert data.switch_plan_date
        assert data.switch_plan_date.ms == stamp


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@pytest.mark.slow
@given(st.sampled_from(WebhookEvent), st.sampled_from(sorted(EXAMPLES)), anything, st.data())
def test_an_event_with_anything_in_a_field_is_read_or_refused(
    event: WebhookEvent, example: str, value: Any, draw: st.DataObject
) -> None:
    sent = json.loads(EXAMPLES[example])
    place = sent["data"]
    while isinstance(place, dict) and isinstance(
        place[key := draw.draw(st.sampled_from(sorted(place)))], dict
    ):
        place = place[key]
    place[key] = value
    try:
        assert read(json.dumps(sent | {"event": event})).event == event
    except UnreadableEventError as refused:
        assert (refused.field or "no JSON") in str(refused)  # NaN, and infinity


def fields(sent: Any, place: str = "data") -> list[str]:
    """The places of everything in some JSON."""
    inner = (
        [one for key in sent for one in fields(sent[key], f"{place}.{key}")] if isinstance(sent, dict) else []
    )
    return [place, *inner]


@given(st.sampled_from(sorted(EXAMPLES)), st.data())
def test_one_odd_field_is_none_and_told_and_nothing_else_is_touched(
    example: str, draw: st.DataObject
) -> None:
    sent, whole = json.loads(EXAMPLES[example]), read(EXAMPLES[example]).model_dump()["data"]
    place = draw.draw(st.sampled_from(fields(sent["data"])[1:]))
    _, *way, last = place.split(".")
    there = sent["data"]
    for step in way:
        there = there[step]
    there[last] = draw.draw(st.sampled_from([{"x": [1]}, "", [[1]], "2026-01-01", True, 1e300]))
    try:
        event = read(json.dumps(sent))
    except UnreadableEventError as refused:
        assert place.startswith(refused.field) or refused.field.startswith(place)
        return
    assert all(odd.startswith(place) for odd in event.odd)
    assert event.raw == sent
    dumped = event.model_dump()["data"]
    for step in way:
        assert {**dumped, step: None} == {**whole, step: None}
        dumped, whole = dumped[step], whole[step]
    last = re.sub("[A-Z]", lambda capital: f"_{capital[0].lower()}", last)  # `dddPhone` on the wire only
    assert {**dumped, last: None} == {**whole, last: None}
    assert dumped[last] is None or not event.odd or isinstance(dumped[last], dict)


@every_example
def test_an_event_as_documented_has_nothing_odd(body: bytes) -> None:
    assert read(body).odd == ()


def test_of_a_list_only_the_odd_element_loses_its_field() -> None:
    sent = json.loads(EXAMPLES["order_fulfillment"])
    line = sent["data"]["line_items"][0]
    sent["data"]["line_items"] = [line, line | {"quantity": "two"}]
    event = read(json.dumps(sent))
    assert isinstance(event.data, OrderPayload)
    assert [one.quantity for one in event.data.line_items or ()] == [line["quantity"], None]
    assert event.odd == ("data.line_items[1].quantity",)


def test_an_id_that_is_a_number_is_that_number() -> None:
    sent = json.loads(EXAMPLES["purchase_complete"]) | {"id": 1234567890123456789}
    event = read(json.dumps(sent))
    assert (event.id, event.odd) == ("1234567890123456789", ())


def test_without_an_id_the_same_body_has_the_same_one() -> None:
    sent = json.loads(EXAMPLES["purchase_complete"])
    del sent["id"]
    one, again = read(json.dumps(sent)), read(json.dumps(sent))
    other = read(json.dumps(sent | {"creation_date": 1}))
    assert one.id == again.id != other.id
    assert one.odd == ("id",)


def test_without_its_wrapper_it_is_read_all_the_same() -> None:
    sent = json.loads(EXAMPLES["purchase_complete"])
    data = sent.pop("data")
    event = read(json.dumps(sent | data))
    assert event.data == read(EXAMPLES["purchase_complete"]).data
    assert event.odd == ("data",)


def test_an_empty_kind_of_document_is_none() -> None:
    sent = json.loads(EXAMPLES["purchase_complete"])
    sent["data"]["buyer"]["document_type"] = ""
    buyer = purchase_of(json.dumps(sent)).buyer
    assert buyer
    assert buyer.document_type is None


def purchase_of(body: str) -> PurchasePayload:
    data = read(body).data
    assert isinstance(data, PurchasePayload)
    return data


@pytest.mark.parametrize("kind", ["CASHPAYMENT", "HOTMART_BALANCE", "BALANCE_HOTMART"])
def test_ways_to_pay_that_were_seen_are_known(kind: str) -> None:
    sent = json.loads(EXAMPLES["purchase_complete"])
    sent["data"]["purchase"]["payment"] = {"type": kind}
    payment = purchase_of(json.dumps(sent)).purchase.payment
    assert payment
    assert payment.type
    assert payment.type.known


@given(st.binary() | st.integers(10, 100_000).map(lambda depth: b'{"data":' + b"[" * depth))
def test_no_body_at_all_breaks_the_reader(body: bytes) -> None:
    with pytest.raises(UnreadableEventError):
        read(body)


def test_the_id_of_a_product_is_a_number_even_where_it_comes_in_quotes() -> None:
    event = read(EXAMPLES["club_module_completed"])
    assert event.raw["data"]["product"]["id"] == "3344556"
    assert event.model_dump()["data"]["product"]["id"] == 3344556


@pytest.mark.parametrize(
    ("example", "live", "sale"),
    [
        ("purchase_approved_single_card_with_affiliate", "APPROVED", "APPROVED"),
        ("purchase_complete", "COMPLETED", "COMPLETE"),
        ("purchase_canceled", "CANCELED", "CANCELLED"),
        ("purchase_billet_printed_pix", "BILLET_PRINTED", "PRINTED_BILLET"),
        ("purchase_protest", "DISPUTE", "PROTESTED"),
        ("purchase_delayed_renewal", "DELAYED", "OVERDUE"),
        ("purchase_refunded", "REFUNDED", "REFUNDED"),
    ],
)
def test_a_status_keeps_its_own_word_and_knows_that_of_the_api(example: str, live: str, sale: str) -> None:
    status = purchase(example).purchase.status
    assert status is not None
    assert status == live
    assert status.known
    assert status.as_sale == sale
    assert status.as_sale.known


def test_a_subscriber_has_two_phones_in_two_parts_each() -> None:
    data = read(EXAMPLES["subscription_cancellation"]).data
    assert isinstance(data, CancellationPayload)
    assert data.subscriber
    assert data.subscriber.phone
    assert (data.subscriber.phone.ddd_cell, data.subscriber.phone.cell) == ("31", "900000001")


def test_an_event_nobody_knows_yet_is_kept_whole() -> None:
    event: Event[Payload] = read(told("PURCHASE_ON_THE_MOON", {"crater": {"depth": 3.5}}))
    assert not event.event.known
    assert type(event.data) is Payload
    assert event.raw["data"] == {"crater": {"depth": 3.5}}


def test_a_field_nobody_knows_yet_is_kept_in_raw() -> None:
    sent = json.loads(EXAMPLES["purchase_complete"])
    sent["data"]["purchase"]["brand_new"] = {"a": [1]}
    event = read(json.dumps(sent))
    assert event.raw["data"]["purchase"]["brand_new"] == {"a": [1]}


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy, lambda event: pickle.loads(pickle.dumps(event))])  # noqa: S301  # our own bytes
def test_an_event_that_is_copied_keeps_what_was_sent(
    again: Callable[[Event[Payload]], Event[Payload]],
) -> None:
    sent = json.loads(EXAMPLES["purchase_complete"])
    sent["data"]["product"]["warranty_date"] = "soon"
    event = read(json.dumps(sent))
    assert again(event) == event
    assert again(event).raw == event.raw
    assert again(event).odd == event.odd == ("data.product.warranty_date",)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (b"", ""),
        (b"hottok=1&email=rita.fontes@example.org", ""),
        (b"[]", ""),
        (LEGACY, "event"),
        (b'{"id": "5a88b408", "data": {"email": "rita@example.org"}}', "event"),
        (told("SWITCH_PLAN", {}, event=7), "event"),
        (told("SWITCH_PLAN", {}, event=None), "event"),
        (told("PURCHASE_APPROVED", {"product": {"name": "rita"}, "purchase": {}}), "data.product.id"),
        (told("PURCHASE_APPROVED", {"product": {"id": 1}}), "data.purchase"),
        (told("SWITCH_PLAN", "rita@example.org"), "data"),
        (
            told("PURCHASE_APPROVED", {"product": {"id": 1}, "purchase": {"transaction": 7}}),
            "data.purchase.transaction",
        ),
    ],
)
def test_what_is_no_event_is_refused_without_a_word_of_what_it_says(body: bytes, field: str) -> None:
    with pytest.raises(UnreadableEventError) as refused:
        read(body)
    assert refused.value.field == field
    assert field in str(refused.value) if field else "2.0.0" in str(refused.value)
    assert "rita" not in str(refused.value)
    assert refused.value.__cause__ is None


def refusal(body: bytes) -> str:
    with pytest.raises(UnreadableEventError) as refused:
        read(body)
    return str(refused.value)


def test_what_is_no_json_is_said_to_be_none() -> None:
    assert "is no JSON" in refusal(told("SWITCH_PLAN", {"switch_plan_date": float("nan")}))
    assert "is no JSON" in refusal(told("SWITCH_PLAN", {}, brand_new=float("inf")))


def test_what_is_not_utf_8_is_said_not_to_be() -> None:
    sent = json.dumps({"event": "SWITCH_PLAN", "data": {"brand_new": "Cerâmica"}}, ensure_ascii=False)
    assert "not UTF-8" in refusal(sent.encode("latin-1"))
    assert "not UTF-8" in refusal(b"\xff\xfe")


def test_of_another_version_the_one_that_is_read_is_named() -> None:
    assert "2.0.0: event is missing" in refusal(LEGACY)


@pytest.mark.parametrize("marked", [str, str.encode])
def test_a_byte_order_mark_is_passed_over(marked: Callable[[str], Any]) -> None:
    body = EXAMPLES["purchase_complete"].decode()
    event = read(marked("\ufeff" + body))
    assert (event, event.odd) == (read(body), ())
    assert event.raw == json.loads(body)


@pytest.mark.parametrize("spelled", [True, False])
def test_half_a_surrogate_pair_spoils_one_letter_and_is_told(spelled: bool) -> None:
    sent = json.loads(EXAMPLES["order_fulfillment"])
    sent["data"]["buyer"] = {"name": "Rita \ud83d", "\udc00": "\U0001f600"}
    sent["data"]["line_items"][0]["name"] = "\ufffd"  # which is how it came
    event = read(json.dumps(sent, ensure_ascii=spelled))
    assert event.raw["data"]["buyer"] == {"name": "Rita \ufffd", "\ufffd": "\U0001f600"}
    assert set(event.odd) == {"data.buyer.name", "data.buyer.\ufffd"}
    assert pickle.loads(pickle.dumps(event)) == event  # noqa: S301  # our own bytes


def test_half_a_surrogate_pair_without_the_wrapper_is_told_as_data() -> None:
    sent = json.loads(EXAMPLES["purchase_complete"])
    data = sent.pop("data")
    data["buyer"]["name"] = "Rita \ud83d"
    event = read(json.dumps(sent | data))
    assert isinstance(event.data, PurchasePayload)
    assert event.data.buyer
    assert event.data.buyer.name == "Rita \ufffd"
    assert event.odd == ("data", "data.buyer.name")
