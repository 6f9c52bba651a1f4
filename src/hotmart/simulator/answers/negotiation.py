"""What a negotiation answers: how the buyer is to pay (dossier §10)."""

from __future__ import annotations

from hotmart.simulator import boletos
from hotmart.simulator.answers.hand import Hand
from hotmart.simulator.chance import number
from hotmart.simulator.sale import Sale, Subscription


def negotiation(hand: Hand, sale: Sale, it: Subscription) -> str:
    """The transaction that was made, with its boleto or its Pix code."""
    billet = sale.way.type == "BILLET"
    payment = hand.object(
        f'"type":"{sale.way.type}",',
        f'"expiration_date":{sale.payable_until},',
        f'"billet_url":"{boletos.url(sale)}",' if billet else "",
        f'"billet_barcode":"{_barcode(sale)}",' if billet else "",
        "" if billet else f'"pix_code":"{_pix_code(sale)}",',
        "" if billet else f'"pix_qrcode":"https://pix.example/qr/{sale.code}",',
    )
    return hand.object(
        f'"subscription_id":{it.id},', f'"transaction":"{sale.code}",', f'"payment":{payment},'
    )


def _barcode(sale: Sale) -> str:
    """47 digits that begin with a bank that does not exist and end in the amount."""
    return f"000{number(sale.number, sale.code):034d}{sale.price.total:010d}"


def _pix_code(sale: Sale) -> str:
    """A copy-and-paste code in the manner of the real ones, which no bank would take."""
    return f"00020126br.example.pix{sale.code}5204000053039865802BR6304{number(0, sale.code) % 0x10000:04X}"
