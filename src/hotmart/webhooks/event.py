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
from hotmart.webhooks.body import as_bytes, mended
from hotmart.webhooks.choices import WebhookEvent
from hotmart.webhooks.club_payloads import FirstAccessPayload, ModuleCompletedPayload
from hotmart.webhooks.order_payloads import OrderPayload
from hotmart.webhooks.payload import Payload, moment
from hotmart.webhooks.purchase_payloads import AbandonedCartPayload, PurchasePayload
from hotmart.webhooks.salvaging import field_of, salvaged
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

    def __init__(self, field: str = "", said: tuple[Text, Text] | None = None) -> None:
        super().__init__(*(said or (_lacking(field) if field else _ANOTHER_VERSION)))
        self.field = field


_ANOTHER_VERSION = (
    Text("This is not an event of version 2.0.0.", "Isto não é um evento da versão 2.0.0."),
    Text(
        "In the webhook page of Hotmart, the version of a webhook is chosen when it is made.",
        "Na página de webhooks da Hotmart, a versão é escolhida ao criar o webhook.",
    ),
)
_WITHOUT_EVENT = (
    Text(
        "This is not an event of version 2.0.0: event is missing.",
        "Isto não é um evento da versão 2.0.0: event não veio.",
    ),
    _ANOTHER_VERSION[1],
)
_KEEP = Text(
    "Keep its body: once it can be read, it can be read from there.",
    "Guarde o corpo: quando puder ser lido, será lido dali.",
)
_NO_JSON = (Text("The body of this event is no JSON.", "O corpo deste evento não é JSON."), _KEEP)
_NOT_UTF_8 = (
    Text("The body of this event is not UTF-8.", "O corpo deste evento não está em UTF-8."),
    Text(
        "Hand over the bytes as they came: Hotmart sends UTF-8.",
        "Entregue os bytes como vieram: a Hotmart envia UTF-8.",
    ),
)


def _lacking(field: str) -> tuple[Text, Text]:
    return (
        Text(
            f"This event does not say what it is about: {field} is missing, or of another kind.",
            f"Este evento não diz de que trata: {field} não veio, ou é de outro tipo.",
        ),
        _KEEP,
    )


def read(body: bytes | str) -> Event[Payload]:
    """The event that this body tells of; its `data` is of the class that EVENTS names.

    A field of another kind than documented is None, and named in `odd`; so is a text that holds half a
    letter, for which U+FFFD stands. Raises UnreadableEventError for what is no event, or does not say what
    it is about.
    """
    sent, halves = mended(as_bytes(body))
    around = _Around(sent)
    event = around.kind()
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
    vars(told)[_ODD] = tuple(dict.fromkeys((*around.odd, *odd, *map(around.placed, halves))))
    return told


class _Around:
    """What surrounds the `data` of an event, field by field."""

    def __init__(self, sent: bytes) -> None:
        try:
            sent.decode()
            self._parts = _decoder(dict[str, msgspec.Raw]).decode(sent)
        except UnicodeDecodeError:
            raise UnreadableEventError(said=_NOT_UTF_8) from None
        except (*NOT_JSON, RecursionError):
            raise UnreadableEventError(said=_NO_JSON if sent.lstrip()[:1] == b"{" else None) from None
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

    def kind(self) -> WebhookEvent:
        """What happened. Raises UnreadableEventError where that is not told."""
        event: WebhookEvent | None = self.told(WebhookEvent, "event")
        if event is None:
            other = "event" not in self._parts and "data" not in self._parts
            raise UnreadableEventError("event", _WITHOUT_EVENT if other else None)
        return event

    def placed(self, place: str) -> str:
        """A place in the body as one in the event, of which what has no wrapper is all `data`."""
        return place if "data" in self._parts else f"data.{place}"

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
        field = field_of(error)
        raise UnreadableEventError(f"data.{field}" if field else "data") from None
    return value, [f"data.{place}" for place in odd]


_exact = msgspec.json.Decoder(float_hook=Decimal)


@cache
def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:
    # Not strict: a number that came in quotes is still that number.
    return msgspec.json.Decoder(kind, dec_hook=moment, strict=False)
