"""What the event operations answer (dossier §9). Only here Hotmart writes null for what is not known."""

from __future__ import annotations

from hotmart.api.choices import CheckinStatus, TicketStatus, TicketType
from hotmart.model import Model, Row
from hotmart.words import Instant, Personal


class EventProduct(Model):
    """The product whose tickets these are."""

    id: int | None = None
    name: str | None = None


class Lot(Model):
    """A lot of tickets, sold at one price."""

    id: int | None = None
    name: str | None = None


class Event(Row):
    """An event."""

    product: EventProduct | None = None
    start_event_date: Instant | None = None
    end_event_date: Instant | None = None
    lots: list[Lot] | None = None


class EventParticipant(Model):
    """Who comes; all null while nobody has been named. Document and phone may come as numbers."""

    id: int | None = None
    name: Personal | None = None
    email: Personal | None = None
    document: Personal | int | None = None
    phone: Personal | int | None = None


class TicketBuyer(Model):
    """Who bought the ticket."""

    ucode: str | None = None
    name: Personal | None = None
    email: Personal | None = None
    document: Personal | None = None
    phone: Personal | None = None


class Eticket(Model):
    """The ticket itself. Whoever holds its QR code can come in with it."""

    id: int
    ticket_qr_code: Personal | None = None
    current_update: Instant | None = None
    checkin_status: CheckinStatus | None = None
    is_blocked: bool | None = None
    ticket_status: TicketStatus | None = None
    ticket_type: TicketType | None = None
    checkin_url: Personal | None = None
    category: str | None = None


class Ticket(Row):
    """One ticket of an event."""

    eticket: Eticket
    participant: EventParticipant | None = None
    buyer: TicketBuyer | None = None
    lot: Lot | None = None
    product: EventProduct | None = None

    @property
    def name(self) -> str | None:
        """What the ticket is called: the name of its lot."""
        return self.lot.name if self.lot else None
