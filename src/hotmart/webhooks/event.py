"""An event of version 2.0.0, read from the body of a webhook. Pure: who sent it is not asked here."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from hashlib import sha256
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
from hotmart.webhooks.salvaging import place_of, salvaged
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

    @property
    def odd(self) -> tuple[str, ...]:
        """Where it holds something else than documented, such as `data.buyer.address`: None there.

        `raw` keeps what was sent. Without an `id` of its own, that of an event is made from its body.
        """
        told: tuple[str, ...] = vars(self).get(_ODD, ())
        return told

    def __reduce__(self) -> tuple[Any, ...]:
        *how, kept = super().__reduce__()
        state: dict[str, Any] = {**(kept or {}), _ODD: self.odd}
        return (*how, state)


_ODD = "_odd"


class UnreadableEventError(HotmartError):
    """The body of a webhook is no event of version 2.0.0, or lacks what it is about. No value is shown."""

    code: ClassVar[str] = "unreadable_event"

    def __init__(self, field: str = "") -> None:
        super().__init__(*(_lacking(field) if field else _ANOTHER_VERSION))
        self.field = field


_ANOTHER_VERSION = (
    Text("This is not an event of version 2.0.0.", "Isto não é um evento da versão 2.0.0."),
    Text(
        "In the webhook page of Hotmart, the version of a webhook is chosen when it is made.",
        "Na página de webhooks da Hotmart, a versão é escolhida ao criar o webhook.",
    ),
)


def _lacking(field: str) -> tuple[Text, Text]:
    return (
        Text(
            f"This event does not say what it is about: {field} is missing, or of another kind.",
            f"Este evento não diz de que trata: {field} não veio, ou é de outro tipo.",
        ),
        Text(
            "Keep its body: once it can be read, it can be read from there.",
            "Guarde o corpo: quando puder ser lido, será lido dali.",
        ),
    )


def read(body: bytes | str) -> Event[Payload]:
    """The event that this body tells of; its `data` is of the class that EVENTS names.

    A field of another kind than documented is None, and named in `odd`. Raises UnreadableEventError for what
    is no event, or does not say what it is about.
    """
    sent = body.encode() if isinstance(body, str) else body
    around = _Around(sent)
    event = around.told(WebhookEvent, "event")
    if event is None:
        raise UnreadableEventError
    data, odd = _read(EVENTS.get(event, Payload), around.data)
    told = Event(
        id=str(around.told(str | int, "id") or around.made_up("id", sent)),
        event=event,
        data=data,
        creation_date=around.told(Instant, "creation_date", "creationDate"),  # §14.2
        version=around.told(str, "version"),
        hottok=around.told(str, "hottok"),
    )
    told.remember(sent)
    vars(told)[_ODD] = (*around.odd, *odd)
    return told


class _Around:
    """What surrounds the `data` of an event, field by field."""

    def __init__(self, sent: bytes) -> None:
        try:
            self._parts = _decoder(dict[str, msgspec.Raw]).decode(sent)
        except (*NOT_JSON, RecursionError):
            raise UnreadableEventError from None
        self.odd: list[str] = []
        self.data = bytes(self._parts.get("data", sent))  # without the wrapper its fields stand around it
        if "data" not in self._parts:
            self.odd.append("data")

    def told(self, kind: Any, *names: str) -> Any:
        """What stands under the first of these names that there is; None for what is of another kind."""
        for name in names:
            if name in self._parts:
                try:
                    return _decoder(kind | None).decode(self._parts[name])
                except (*NOT_JSON, RecursionError):
                    self.odd.append(name)
        return None

    def made_up(self, name: str, sent: bytes) -> str:
        """What identifies a body without an id: the same body has the same."""
        if name not in self.odd:
            self.odd.append(name)
        return f"sha256:{sha256(sent).hexdigest()}"


def _read(kind: Any, sent: bytes) -> tuple[Any, list[str]]:
    """What is told, as this kind, and where it is odd."""
    try:
        return _decoder(kind).decode(sent), []
    except (*NOT_JSON, RecursionError):
        pass  # one field may be to blame
    try:
        value, odd = salvaged(kind, _exact.decode(sent))
    except (*NOT_JSON, RecursionError) as error:
        place = place_of(error)
        raise UnreadableEventError(f"data.{place}" if place else "data") from None
    return value, [f"data.{place}" for place in odd]


_exact = msgspec.json.Decoder(float_hook=Decimal)


@cache
def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    # Not strict: a number that came in quotes is still that number.
    return msgspec.json.Decoder(kind, dec_hook=moment, strict=False)
