"""An event of version 2.0.0, read from the body of a webhook. Pure: who sent it is not asked here."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, ClassVar, Generic, TypeVar

import msgspec

from hotmart.errors import HotmartError
from hotmart.language import Text
from hotmart.model import Row
from hotmart.webhooks.choices import WebhookEvent
from hotmart.webhooks.club_payloads import FirstAccessPayload, ModuleCompletedPayload
from hotmart.webhooks.order_payloads import OrderPayload
from hotmart.webhooks.payload import Payload, moment
from hotmart.webhooks.purchase_payloads import AbandonedCartPayload, PurchasePayload
from hotmart.webhooks.subscription_payloads import CancellationPayload, ChargeDatePayload, PlanSwitchPayload
from hotmart.words import NOT_JSON, Instant, Personal

D = TypeVar("D", bound=Payload)

EVENTS: dict[WebhookEvent, type[Payload]] = {
    WebhookEvent.PURCHASE_APPROVED: PurchasePayload,
    WebhookEvent.PURCHASE_COMPLETE: PurchasePayload,
    WebhookEvent.PURCHASE_CANCELED: PurchasePayload,
    WebhookEvent.PURCHASE_BILLET_PRINTED: PurchasePayload,
    WebhookEvent.PURCHASE_PROTEST: PurchasePayload,
    WebhookEvent.PURCHASE_REFUNDED: PurchasePayload,
    WebhookEvent.PURCHASE_CHARGEBACK: PurchasePayload,
    WebhookEvent.PURCHASE_EXPIRED: PurchasePayload,
    WebhookEvent.PURCHASE_DELAYED: PurchasePayload,
    WebhookEvent.PURCHASE_OUT_OF_SHOPPING_CART: AbandonedCartPayload,
    WebhookEvent.SUBSCRIPTION_CANCELLATION: CancellationPayload,
    WebhookEvent.SWITCH_PLAN: PlanSwitchPayload,
    WebhookEvent.UPDATE_SUBSCRIPTION_CHARGE_DATE: ChargeDatePayload,
    WebhookEvent.CLUB_FIRST_ACCESS: FirstAccessPayload,
    WebhookEvent.CLUB_MODULE_COMPLETED: ModuleCompletedPayload,
    WebhookEvent.ORDER_FULFILLMENT: OrderPayload,
}
"""What each event tells. One that is not here is read as a bare Payload: all of it stays in `raw`."""


class Event(Row, Generic[D]):
    """Something happened. Events come twice, late and out of order: tell them apart by id and date."""

    id: str
    event: WebhookEvent
    data: D
    creation_date: Instant | None = None
    version: str | None = None
    hottok: Personal | None = None  # the account's secret, in the body of some events only (dossier §14.1)


class UnreadableEventError(HotmartError):
    """The body of a webhook is no event of version 2.0.0. No value of it is shown."""

    code: ClassVar[str] = "unreadable_event"

    def __init__(self, field: str = "") -> None:
        where = Text(f": see {field}.", f": veja {field}.") if field else Text(".", ".")
        super().__init__(
            Text(
                f"This is not an event of version 2.0.0{where.en}",
                f"Isto não é um evento da versão 2.0.0{where.pt}",
            ),
            Text(
                "In the webhook page of Hotmart, the version of a webhook is chosen when it is made.",
                "Na página de webhooks da Hotmart, a versão é escolhida ao criar o webhook.",
            ),
        )
        self.field = field


class _Envelope(msgspec.Struct):
    """What surrounds `data`. One event spells its date in another way (dossier §14.2)."""

    id: str
    event: WebhookEvent
    data: msgspec.Raw
    creation_date: Instant | None = None
    camel_date: Instant | None = msgspec.field(default=None, name="creationDate")
    version: str | None = None
    hottok: str | None = None


def read(body: bytes | str) -> Event[Payload]:
    """The event that this body tells of; its `data` is of the class that EVENTS names."""
    sent = body.encode() if isinstance(body, str) else body
    envelope: _Envelope = _decoded(_Envelope, sent, "")
    event = Event(
        id=envelope.id,
        event=envelope.event,
        data=_decoded(EVENTS.get(envelope.event, Payload), bytes(envelope.data), "data."),
        creation_date=envelope.creation_date or envelope.camel_date,
        version=envelope.version,
        hottok=envelope.hottok,
    )
    event.remember(sent)
    return event


_PLACE = re.compile(r" - at `\$\.?(?P<field>[^`]*)`$")


def _decoded(kind: Any, sent: bytes, inside: str) -> Any:
    try:
        return _decoder(kind).decode(sent)
    except (*NOT_JSON, RecursionError) as error:
        place = _PLACE.search(str(error))
        raise UnreadableEventError((inside + place["field"]).rstrip(".") if place else "") from None


@cache
def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    # Not strict: a number that came in quotes is still that number.
    return msgspec.json.Decoder(kind, dec_hook=moment, strict=False)
