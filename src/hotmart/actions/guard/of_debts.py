"""What a subscriber owes, as of yesterday, and whether it can be paid another way (dossier §5.2, §10)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from hotmart.actions.guard.looking import BEGINNING, subscription_of
from hotmart.actions.guard.seen import Arguments, Seen, moved, written
from hotmart.client import Hotmart
from hotmart.figures import amount
from hotmart.language import Text, both, say
from hotmart.model import Money
from hotmart.words import is_object


def seen_for_negotiation(arguments: Arguments, client: Hotmart) -> Seen:
    """The subscription whose debts are to be paid, with what each costs by its price now."""
    number, recurrences = int(arguments["subscription_id"]), [*map(int, arguments["recurrences"])]
    summaries = client.subscriptions.summary(accession_date=BEGINNING)
    one = next((it for it in summaries if it.subscription_id == number), None)
    if one is None:
        unseen = Text(
            f"Subscription {number} is not among those of this account as of yesterday: "
            "what it owes could not be seen.",
            f"A assinatura {number} não está entre as desta conta até ontem: "
            "não deu para ver o que ela deve.",
        )
        return Seen((), {}, len(recurrences), [number], str(number), warnings=(unseen,))
    what = one.product.name if one.product else "?"
    owed = [debt.number for debt in one.unpaid_recurrencies or ()]
    told = ", ".join(map(str, owed)) or "–"
    now = subscription_of(client, one.subscriber_code)
    price = now.price if now else None
    return Seen(
        (
            Text(
                f"subscription {number}: {what}, {one.status}; owed as of yesterday: {told}",
                f"assinatura {number}: {what}, {one.status}; em aberto até ontem: {told}",
            ),
        ),
        _asked_for(arguments.get("discount"), price, len(recurrences)),
        len(recurrences),
        [number, one.status, owed, price and price.value, price and price.currency_code],
        str(number),
        words={"recurrences": _each(price)} if price else {},
        currency=price.currency_code if price else None,
        warnings=(
            *(_not_owed(number, one) for one in recurrences if one not in owed),
            *_too_much_off(arguments.get("discount"), price, len(recurrences)),
        ),
    )


def _asked_for(discount: Any, price: Money | None, recurrences: int) -> dict[str, Decimal]:
    """What is to be paid by the price now, which that of an older recurrence may differ from."""
    each = moved(price)
    total = {currency: value * recurrences - _off(discount) for currency, value in each.items()}
    return {currency: value for currency, value in total.items() if value > 0}


def _off(discount: Any) -> Decimal:
    """How much a discount takes off, as whatever it was given."""
    off = discount.get("value") if is_object(discount) else getattr(discount, "value", discount)
    return Decimal() if off is None else Decimal(str(off))


def _not_owed(number: int, recurrence: int) -> Text:
    return Text(
        f"Recurrence {recurrence} of subscription {number} was not owed as of yesterday: Hotmart may refuse.",
        f"A recorrência {recurrence} da assinatura {number} não estava em aberto até ontem: "
        "a Hotmart pode recusar.",
    )


def _each(price: Money) -> Text:
    return both(
        lambda: say(f"{written(price)} each by its price now", f"{written(price)} cada, no preço de hoje")
    )


def _too_much_off(discount: Any, price: Money | None, recurrences: int) -> Iterator[Text]:
    """A discount that leaves nothing to pay."""
    off = _off(discount)
    if price is None or price.value is None:
        return
    if off and off >= price.value * recurrences:
        yield both(
            lambda: say(
                f"A discount of {amount(off)} leaves nothing to pay: Hotmart may refuse.",
                f"Um desconto de {amount(off)} não deixa nada a pagar: a Hotmart pode recusar.",
            )
        )
