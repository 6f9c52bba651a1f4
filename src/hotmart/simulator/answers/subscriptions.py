"""The rows of the subscription endpoints (dossier §5)."""

from __future__ import annotations

from hotmart.simulator import boletos
from hotmart.simulator.answers.hand import Hand
from hotmart.simulator.answers.pieces import flag, money, product_named
from hotmart.simulator.catalogue import PERIODICITY, Offer, Product
from hotmart.simulator.clock import DAY
from hotmart.simulator.money import UNIT, amount, rate, worth
from hotmart.simulator.people import phone
from hotmart.simulator.sale import Price, Sale, Subscription
from hotmart.simulator.terms import (
    APPROVED,
    CANCELLED,
    CANCELLED_BY_SOMEONE,
    OVERDUE,
    PARTIALLY_REFUNDED,
    PURCHASE_STATUS_OF,
    RECURRENCE_STATUS_OF,
    REFUSALS,
    RETURNED_STATUSES,
    SUB_INACTIVE,
    SUB_STARTED,
)


def subscription(hand: Hand, it: Subscription, price: Price) -> str:
    """One subscriber's contract as it is now."""
    offer, product, buyer = it.offer, it.offer.product, it.buyer
    plan = hand.object(
        f'"name":"{offer.name}",',
        f'"id":{offer.plan_id},',
        f'"recurrency_period":{offer.period},',
        f'"max_charge_cycles":{offer.cycles},' if offer.cycles else "",
    )
    cancelled = it.status in CANCELLED_BY_SOMEONE
    subscriber = hand.object(
        f'"name":"{buyer.name}",', f'"email":"{buyer.email}",', f'"ucode":"{buyer.ucode}",'
    )
    return hand.object(
        f'"subscriber_code":"{it.code}",',
        f'"subscription_id":{it.id},',
        f'"status":"{it.status}",',
        f'"accession_date":{it.accession or it.requested},',
        f'"end_accession_date":{it.ended},' if cancelled else "",
        f'"request_date":{it.requested},',
        f'"date_next_charge":{it.next_charge},' if it.next_charge else "",
        f'"trial":{flag(bool(it.trial))},',
        f'"transaction":"{it.latest.code}",' if it.latest else "",
        f'"plan":{plan},',
        f'"product":{hand.once((product, "s"), lambda: _product_with_ucode(hand, product))},',
        f'"price":{money(hand, price.base, price.currency)},',
        f'"subscriber":{subscriber},',
    )


def summary(hand: Hand, it: Subscription, latest: Sale | None, as_of: int) -> str:
    """One subscription as the daily summary knows it."""
    offer, buyer = it.offer, it.buyer
    plan = hand.object(f'"name":"{offer.name}",', f'"recurrency_period":{offer.period},')
    subscriber = hand.object(
        f'"id":{buyer.subscriber_id},', f'"name":"{buyer.name}",', f'"email":"{buyer.email}",'
    )
    debts = ",".join(
        hand.object(f'"number":{number},', f'"charge_date":{charged},') for number, charged in it.unpaid
    )
    return hand.object(
        f'"subscriber_code":"{it.code}",',
        f'"subscription_id":{it.id},',
        f'"status":"{it.status}",',
        f'"lifetime":{_lifetime(it, as_of)},',
        f'"accession_date":{it.accession or it.requested},',
        f'"end_accession_date":{it.ended},' if it.status in CANCELLED_BY_SOMEONE else "",
        f'"trial":{flag(bool(it.trial))},',
        f'"plan":{plan},',
        f'"product":{product_named(hand, offer.product)},',
        f'"offer":{{"code":"{offer.code}"}},',
        f'"last_recurrency":{_last_recurrency(hand, it, latest)},' if latest else "",
        f'"unpaid_recurrencies":[{debts}],' if debts else "",
        f'"subscriber":{subscriber},',
        f'"date_next_charge":{it.next_charge},' if it.next_charge else "",
    )


def transaction(
    hand: Hand, sale: Sale, it: Subscription, offer: Offer, as_of: int, *, in_dollars: bool
) -> str:
    """One charge with its subscription around it, as both were when the day began, and a plan of it."""
    cancelled = it.status in CANCELLED_BY_SOMEONE
    return hand.object(
        hand.once((offer, "t"), lambda: _terms(hand, offer)),
        f'"subscription_id":{it.id},"subscriber_code":"{it.code}",',
        f'"last_update":{sale.updated},',
        f'"status":"{it.status}",',
        f'"adoption_date":{it.requested},',
        f'"date_next_charge":{it.next_charge},' if it.next_charge and not cancelled else "",
        f'"last_recurrency_start_date":{it.charged},',
        f'"cancellation_date":{it.ended},' if cancelled else "",
        f'"last_recurrency_number":{it.recurrence},',
        f'"has_unpaid_recurrency":{flag(bool(it.unpaid))},',
        f'"has_credit_card_change":{flag(it.card_changed)},',
        f'"is_paid_negotiation":{flag(it.paid_negotiation)},',
        f'"trial_info":{_trial(hand, it)},',
        f'"recurrency":{_recurrency(hand, sale, it, as_of)},',
        f'"purchase":{_purchase(hand, sale, in_dollars=in_dollars)},',
        f'"subscriber":{_subscriber(hand, it)},',
    )


def purchase(hand: Hand, sale: Sale, now: int) -> str:
    """One charge of one subscription, as its list of purchases shows it."""
    way = sale.way
    kind = "HOTMART_BALANCE" if way.type == "WALLET" else way.type  # its own word for it (dossier §13.2)
    return hand.object(
        f'"transaction":"{sale.code}",',
        f'"approved_date":{sale.approved},' if sale.approved else "",
        '"payment_engine":"HotPay",',
        f'"status":"{sale.status}",',
        f'"price":{money(hand, sale.price.total, sale.price.currency)},',
        f'"payment_type":"{kind}",',
        f'"payment_method":"{way.inverted_method or way.method}",',
        f'"recurrency_number":{sale.recurrence},',
        f'"under_warranty":{flag(sale.status == APPROVED and now < sale.warranty)},',
    )


def changed_currency(sale: Sale) -> bool:
    """Whether the commission changed currency under way: the charge has a row in each (dossier §5.3)."""
    return sale.price.payout == "BRL" and sale.recurrence > 1 and (sale.number + sale.recurrence) % 149 == 0


def _product_with_ucode(hand: Hand, product: Product) -> str:
    return hand.object(f'"id":{product.id},', f'"name":"{product.name}",', f'"ucode":"{product.ucode}",')


def _lifetime(it: Subscription, as_of: int) -> int:
    if it.status in (SUB_INACTIVE, SUB_STARTED):
        return 0
    return max(0, ((it.ended or as_of) - it.accession) // DAY)


def _last_recurrency(hand: Hand, it: Subscription, latest: Sale) -> str:
    return hand.object(
        f'"number":{it.recurrence},',
        f'"request_date":{it.charged},',
        f'"status":"{RECURRENCE_STATUS_OF.get(latest.status, "NOT_PAID")}",',
        f'"transaction_number":{it.attempts},',
        f'"billing_type":"{it.offer.billing}",',
    )


def _trial(hand: Hand, it: Subscription) -> str:
    trial = it.trial
    if not trial:
        return '{"trial":false}'
    return hand.object(
        '"trial":true,', f'"trial_period":{trial},', f'"trial_end":{it.requested + trial * DAY},'
    )


def _terms(hand: Hand, offer: Offer) -> str:
    """What every charge of an offer repeats, written as one piece."""
    plan = hand.object(
        f'"name":"{offer.name}",',
        f'"recurrency_period":{offer.period},',
        f'"recurrency_type":"{PERIODICITY[offer.period]}",',
        f'"offer":{{"key":"{offer.code}"}},',
    )
    return hand.members(
        f'"billing_type":"{offer.billing}",',
        f'"max_cycles":{offer.cycles},' if offer.cycles else "",
        '"is_paid_anticipation":false,',
        f'"product":{product_named(hand, offer.product)},',
        f'"plan":{plan},',
        f'"producer":{{"name":"{offer.product.producer.name}"}},',
    )


def _subscriber(hand: Hand, it: Subscription) -> str:
    buyer = it.buyer
    area, number = phone(buyer)
    return hand.object(
        f'"id":{buyer.subscriber_id},',
        f'"name":"{buyer.name}",',
        f'"email":"{buyer.email}",',
        f'"phone":"{number}","phone_ddd":"{area}",',
    )


def _recurrency(hand: Hand, sale: Sale, it: Subscription, as_of: int) -> str:
    current = it.latest is not None and it.latest.code == sale.code
    retry = current and it.act == "retry" and it.due > 0
    return hand.object(
        f'"status":"{RECURRENCE_STATUS_OF.get(sale.status, "NOT_PAID")}",',
        f'"number":{sale.recurrence},',
        f'"start_datetime":{sale.charged},',
        f'"payment_delays_days":{_delay(sale, it, as_of)},',
        f'"transaction_type":"NEGOTIATION","number_list":"{", ".join(map(str, sale.covers))}",'
        if sale.negotiated
        else '"transaction_type":"AUTOMATIC",',
        f'"transaction_sequence":{sale.attempt},',
        f'"is_current_purchase":{flag(current)},',
        f'"has_retry":true,"scheduled_retry":{it.due},' if retry else '"has_retry":false,',
    )


def _delay(sale: Sale, it: Subscription, as_of: int) -> int:
    """Days from charge to payment. Of a debt it grows daily, until the subscription ends."""
    end = sale.approved
    if not end:
        owed = sale.status == OVERDUE and any(number == sale.recurrence for number, _ in it.unpaid)
        end = (it.ended or as_of) if owed else sale.charged
    return max(0, end - sale.charged) // DAY


def _purchase(hand: Hand, sale: Sale, *, in_dollars: bool) -> str:
    price = sale.price
    smart = sale.offer.mode == "SMART_INSTALLMENT"
    kind = "SMART_INSTALLMENT" if smart else "CONVENTIONAL_INSTALLMENT"
    number = sale.recurrence if smart else sale.installments
    installment = hand.once((kind, number), lambda: _installment(hand, kind, number))
    paid = hand.once((price, "t"), lambda: _price(hand, price))
    share = _share_paid(sale)
    dollar = worth("USD", sale.ordered) if in_dollars else 0
    commission = hand.once((price, share, dollar), lambda: _commission(hand, price, share, dollar))
    return hand.object(
        f'"transaction":"{sale.code}",',
        f'"order_date":{sale.ordered},',
        f'"approved_date":{sale.approved},' if sale.approved else "",
        f'"status":"{PURCHASE_STATUS_OF[sale.status]}",',
        f'"payment":{_payment(hand, sale)},',
        f'"installment":{installment},',
        f'"price":{paid},',
        f'"commission":{commission},',
    )


def _payment(hand: Hand, sale: Sale) -> str:
    way = sale.way
    refused = way.course == "card" and sale.status in (OVERDUE, CANCELLED)
    billet = way.type == "BILLET"
    recovery = "MANUAL" if sale.negotiated and billet else "AUTOMATIC"
    kind = "BALANCE_HOTMART" if way.type == "WALLET" else way.type
    return hand.object(
        f'"payment_type":"{kind}",',
        f'"credit_card_flag":"{way.flag}",' if way.flag else "",
        f'"refusal_message":"{REFUSALS[sale.number % len(REFUSALS)]}",' if refused else "",
        f'"refund_chargeback_date":{sale.returned},' if sale.returned else "",
        f'"pix_expiration_date":{sale.payable_until},' if way.type == "PIX" else "",
        f'"billet_expiration_date":{sale.payable_until},"billet_recovery_type":"{recovery}",'
        f'"billet_reprint_code":"{boletos.url(sale)}",'
        if billet
        else "",
    )


def _installment(hand: Hand, kind: str, number: int) -> str:
    return hand.object(f'"installment_type":"{kind}",', f'"installment_number":{number},')


def _price(hand: Hand, price: Price) -> str:
    return hand.object(
        f'"currency":"{price.currency}",',
        f'"value":{amount(price.base)},',
        f'"total_value":{amount(price.total)},',
    )


def _commission(hand: Hand, price: Price, share: int, dollar: int) -> str:
    """What the account earns, in its payout currency or, given what a dollar is worth, in dollars."""
    through = dollar or UNIT
    gross, mine = price.payout_base * UNIT // through, price.mine * UNIT // through
    return hand.object(
        f'"conversion_rate":{rate(price.rate * UNIT // through)},',
        f'"currency":"{"USD" if dollar else price.payout}",',
        f'"original_value":{amount(gross)},',
        f'"original_paid_value":{amount(gross * share // 100)},',
        f'"producer_value":{amount(mine)},',
        f'"producer_paid_value":{amount(mine * share // 100)},',
    )


def _share_paid(sale: Sale) -> int:
    if not sale.approved or sale.status in RETURNED_STATUSES:
        return 0
    return 50 if sale.status == PARTIALLY_REFUNDED else 100
