"""A sale, as it is at Hotmart now, and whether it can be given back or its bank slip made anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from hotmart.actions.guard.errors import WouldBeRefusedError
from hotmart.actions.guard.looking import hotmarts_now, sale_of
from hotmart.actions.guard.reads import sale_shown
from hotmart.actions.guard.seen import Arguments, Seen, money_line, moved
from hotmart.actions.missing import NotHereError
from hotmart.api.choices import CommissionAs, PaymentMethod, PaymentType, SaleStatus
from hotmart.api.sale_models import Sale
from hotmart.client import Hotmart
from hotmart.language import Text
from hotmart.privacy.policies import masked

REFUNDABLE = (SaleStatus.APPROVED, SaleStatus.COMPLETE)
LONGEST_CLAIM = timedelta(days=30)
"""After so long no sale can be given back any more, unless its own warranty is longer (dossier §4.6)."""
_A_DAY = timedelta(days=1)  # a warranty ends with a day, and which zone it is of is not told (dossier §3.1)


class Verdict(NamedTuple):
    """Why Hotmart would refuse for certain, and why it might."""

    refusal: Text | None = None
    warnings: tuple[Text, ...] = ()


def seen_for_refund(arguments: Arguments, client: Hotmart) -> Seen:
    """The sale, with what a refund of it moves. Raises NotHereError."""
    return _seen(arguments, client, judged_refund, moves=True)


def seen_for_billet(arguments: Arguments, client: Hotmart) -> Seen:
    """The sale, for a new bank slip, which moves nothing. Raises NotHereError."""
    return _seen(arguments, client, _billet, moves=False)


def _seen(
    arguments: Arguments, client: Hotmart, judge: Callable[[Sale, datetime], Verdict], *, moves: bool
) -> Seen:
    code = str(arguments["transaction_code"])
    sale = sale_of(client, code)
    if sale is None:
        raise NotHereError("transaction_code", Text(f"sale {code}", f"venda {code}"))
    purchase, price = sale.purchase, sale.purchase.price
    product = sale.product.name if sale.product else None
    buyer = masked(sale.buyer.name or "") if sale.buyer else ""
    lines = (
        Text(
            f"sale {code}: {product or '?'}, {purchase.status or '?'}",
            f"venda {code}: {product or '?'}, {purchase.status or '?'}",
        ),
        money_line(Text("price", "preço"), price),
        Text(f"buyer: {buyer}", f"comprador: {buyer}"),
    )
    verdict = _role(sale) or judge(sale, hotmarts_now(client))
    refusal = verdict.refusal and WouldBeRefusedError("transaction_code", verdict.refusal, sale_shown(code))
    return Seen(
        lines,
        moved(price) if moves and not refusal else {},
        facts=[code, purchase.status, price and price.value, price and price.currency_code],
        word=code,
        refusal=refusal,
        warnings=verdict.warnings,
        before={code: purchase.status},
    )


def _role(sale: Sale) -> Verdict | None:
    """Only whoever sold can do something to a sale (dossier §3.10, §4.7)."""
    code = sale.purchase.transaction
    name = _ROLES.get(sale.purchase.commission_as or CommissionAs.PRODUCER)
    if name is None:
        return None
    return Verdict(
        Text(
            f"In sale {code} this account is {name.en}: only its producer can do this.",
            f"Na venda {code} esta conta é {name.pt}: só o produtor pode fazer isto.",
        )
    )


_ROLES: Mapping[str, Text] = {
    CommissionAs.AFFILIATE: Text("the affiliate", "afiliada"),
    CommissionAs.COPRODUCER: Text("a co-producer", "coprodutora"),
}


def judged_refund(sale: Sale, at: datetime) -> Verdict:
    """Only what is paid, not given back yet, and not too long ago (dossier §4.6)."""
    purchase = sale.purchase
    code, status = purchase.transaction, purchase.status
    if status not in REFUNDABLE:
        why = _GIVEN_BACK.get(status or "")
        if why:
            said = Text(f"Sale {code} {why.en} ({status}).", f"A venda {code} {why.pt} ({status}).")
            return Verdict(said)
        only = _only(code, str(status or "?"), Text("APPROVED or COMPLETE", "APPROVED ou COMPLETE"))
        known = status is not None and status in [*SaleStatus]
        return Verdict(only) if known else Verdict(warnings=(only,))
    warnings: list[Text] = []
    bought = purchase.approved_date or purchase.order_date
    warranty = purchase.warranty_expire_date
    ended = warranty is not None and at > warranty
    if warranty and bought and at > max(warranty + _A_DAY, bought + LONGEST_CLAIM):
        return Verdict(
            Text(
                f"The warranty of sale {code} ended on {warranty:%Y-%m-%d}: it cannot be refunded any more.",
                f"A garantia da venda {code} terminou em {warranty:%Y-%m-%d}: não dá mais para reembolsar.",
            )
        )
    if ended:
        warnings.append(
            Text(
                f"The warranty of sale {code} ended on {warranty:%Y-%m-%d}: Hotmart may refuse.",
                f"A garantia da venda {code} terminou em {warranty:%Y-%m-%d}: a Hotmart pode recusar.",
            )
        )
    if _by_debit(sale):
        warnings.append(
            Text(
                "It seems to be paid by direct debit (BACS, SEPA), which Hotmart does not refund this way.",
                "Parece paga por débito direto (BACS, SEPA), que a Hotmart não reembolsa por aqui.",
            )
        )
    return Verdict(warnings=tuple(warnings))


def _by_debit(sale: Sale) -> bool:
    paid = sale.purchase.payment
    if paid is None:
        return False
    debits = (PaymentMethod.BACS_DIRECT_DEBIT, PaymentMethod.SEPA_DIRECT_DEBIT)
    return paid.type == PaymentType.DIRECT_DEBIT or paid.method in debits


_GIVEN_BACK: Mapping[str, Text] = {
    SaleStatus.PROTESTED: Text("has a refund asked for already", "já tem um reembolso pedido"),
    SaleStatus.REFUNDED: Text("was refunded already", "já foi reembolsada"),
    SaleStatus.PARTIALLY_REFUNDED: Text(
        "was refunded in part already, and cannot be again from here",
        "já foi reembolsada em parte, e não dá para reembolsar de novo por aqui",
    ),
    SaleStatus.CHARGEBACK: Text(
        "was taken back by the buyer's bank already", "já foi estornada pelo banco do comprador"
    ),
}


def _billet(sale: Sale, at: datetime) -> Verdict:
    """Only the bank slip of a sale that waits for it (dossier §4.7)."""
    del at
    purchase = sale.purchase
    code, status = purchase.transaction, purchase.status
    way = purchase.payment.type if purchase.payment else None
    if status in _PERHAPS_WAITING and way in (PaymentType.BILLET, None):
        return Verdict(
            warnings=(
                Text(
                    f"Sale {code} is {status}: Hotmart makes a slip only while it waits for one.",
                    f"A venda {code} está {status}: a Hotmart só gera o boleto enquanto espera por ele.",
                ),
            )
        )
    if status != SaleStatus.PRINTED_BILLET:
        return Verdict(_only(code, str(status or "?"), Text("PRINTED_BILLET", "PRINTED_BILLET")))
    return Verdict()


_PERHAPS_WAITING = (SaleStatus.WAITING_PAYMENT, SaleStatus.OVERDUE, SaleStatus.STARTED, None)


def _only(code: str, status: str, which: Text) -> Text:
    return Text(
        f"Sale {code} is {status}, and this can only be done to one that is {which.en}.",
        f"A venda {code} está {status}, e isto só se faz com uma que esteja {which.pt}.",
    )
