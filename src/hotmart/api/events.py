"""Events: tickets, and who comes with them."""

from __future__ import annotations

# A declaration has no body: its signature is all there is.
# pyright: reportReturnType=false
from typing import Annotated

from hotmart.answers.pages import Page
from hotmart.api.choices import CheckinStatus, TicketStatus, TicketType
from hotmart.api.event_models import Event, Ticket
from hotmart.declaring.operations import autopaginate, lists, reads
from hotmart.declaring.params import Wire
from hotmart.declaring.resource import M, Resource
from hotmart.words import Extra, Many, When


class Events(Resource[M]):
    """Tickets, and who comes with them. An event is known by the number of its product, an ETICKET."""

    @reads(
        "/events/api/v1/{event_id}/info",
        pt="Um evento: quando começa, quando termina e os lotes de ingressos.",
    )
    def get(
        self, event_id: int | str, *, select: Many[str] | None = None, extra: Extra | None = None
    ) -> Event:
        """One event: when it begins and ends, and its lots of tickets."""

    @lists(
        "/events/api/v1/{event_id}/participants",
        key="eticket.id",
        time="eticket.current_update",
        counted=True,
        pt="Os ingressos de um evento, quem comprou cada um e quem vai com ele.",
    )
    def tickets(
        self,
        product_id: Annotated[int | str, Wire("event_id")],
        *,
        last_update: When | None = None,
        buyer_email: str | None = None,
        participant_email: str | None = None,
        id_lot: int | None = None,
        ticket_status: TicketStatus | str | None = None,
        ticket_type: TicketType | str | None = None,
        checkin_status: CheckinStatus | str | None = None,
        id_eticket: int | None = None,
        ticket_qr_code: str | None = None,
        select: Many[str] | None = None,
        extra: Extra | None = None,
        max_results: int | None = None,
        page_token: str | None = None,
    ) -> Page[Ticket]:
        """The tickets of one event, who bought each and who comes with it.

        `last_update` is the only filter of the whole API by when a thing changed (dossier §9).
        """

    tickets_autopaginate = autopaginate(tickets)
