"""The rows of the events: the next edition, and its tickets, with the only nulls of the API (dossier §9)."""

from __future__ import annotations

from hotmart.simulator.answers.hand import Hand
from hotmart.simulator.answers.pieces import flag, product_named
from hotmart.simulator.catalogue import Offer, Partner, Product
from hotmart.simulator.people import Person, document, phone
from hotmart.simulator.tickets import Ticket, lot_number


def info(hand: Hand, product: Product, start: int, end: int) -> str:
    """One event and its lots."""
    lots = ",".join(_lot(hand, lot) for lot in product.offers)
    return hand.object(
        f'"product":{product_named(hand, product)},',
        f'"start_event_date":{start},',
        f'"end_event_date":{end},',
        f'"lots":[{lots}],',
    )


def ticket(hand: Hand, it: Ticket, account: Partner) -> str:
    """One ticket. An invitation has no buyer but the account that gives it."""
    buyer = it.sale.buyer if it.sale else account
    return hand.object(
        f'"participant":{_participant(hand, it.holder)},',
        f'"buyer":{hand.object(*_buyer(buyer))},',
        f'"eticket":{_eticket(hand, it)},',
        f'"lot":{_lot(hand, it.lot)},',
        f'"product":{product_named(hand, it.lot.product)},',
    )


def _lot(hand: Hand, lot: Offer) -> str:
    return hand.object(f'"id":{lot_number(lot)},', f'"name":"{lot.name}",')


def _participant(hand: Hand, holder: Person | None) -> str:
    if holder is None:
        return hand.object('"id":null,', '"name":null,', '"email":null,', '"document":null,', '"phone":null,')
    return hand.object(
        f'"id":{holder.subscriber_id},',
        f'"name":"{holder.name}",',
        f'"email":"{holder.email}",',
        f'"document":"{document(holder)}",',
        f'"phone":"{"".join(phone(holder))}",',
    )


def _buyer(buyer: Person | Partner) -> tuple[str, ...]:
    return (
        f'"ucode":"{buyer.ucode}",',
        f'"email":"{buyer.email}",',
        f'"name":"{buyer.name}",',
        '"document":null,',
        '"phone":null,',
    )


def _eticket(hand: Hand, it: Ticket) -> str:
    return hand.object(
        f'"id":{it.id},',
        f'"ticket_qr_code":"{it.code}",',
        f'"current_update":{it.updated},',
        f'"checkin_status":"{it.checkin}",',
        f'"is_blocked":{flag(it.blocked)},',
        f'"ticket_status":"{it.status}",',
        f'"ticket_type":"{it.type}",',
        f'"checkin_url":"https://checkin.example/{it.code}",',
        '"category":null,',
    )
