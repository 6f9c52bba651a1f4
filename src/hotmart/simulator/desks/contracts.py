"""The contracts desk: what a seller does to subscriptions (dossier §5.5-5.10)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from hotmart.simulator import contracts, due_days
from hotmart.simulator.answers import contracts as rows
from hotmart.simulator.answers.answer import Answer
from hotmart.simulator.desks.desk import Call
from hotmart.simulator.paging import Opaque
from hotmart.simulator.refusals import Refused, existing, invalid_parameter, needed
from hotmart.simulator.sale import Subscription

NOT_RUNNING: Final = "SUBSCRIPTION_ALREADY_CANCELED_OR_OVERDUE"
ALREADY_ACTIVE: Final = "SUBSCRIPTION_ALREADY_ACTIVE"
UNKNOWN: Final = "SUBSCRIPTION_NOT_FOUND"  # unconfirmed: no list with an unknown code was recorded

Refusal = Callable[[Subscription], str]
"""Why this cannot be done to a subscription; nothing when it can."""
Deed = Callable[[Subscription], None]


def cancel(call: Call) -> Answer:
    """`POST subscriptions/{subscriber_code}/cancel`."""
    _read_mail(call)
    it = _subscription(call)
    if _why_not_cancel(it):
        raise Refused(400, "it_can_not_cancel_subscription_status", "Its status does not allow it.")
    _cancel(call, it)
    return call.one(rows.contract(call.hand, it, call.settings))


def cancel_many(call: Call) -> Answer:
    """`POST subscriptions/cancel`: what can be done is done, what cannot is told."""
    _read_mail(call)
    return _each(call, _why_not_cancel, lambda it: _cancel(call, it))


def reactivate(call: Call) -> Answer:
    """`POST subscriptions/{subscriber_code}/reactivate`: it sends a link, and nothing else happens yet."""
    charge = call.body.flag("charge") or False
    it = _subscription(call)
    if why := _why_not_invite(it):
        raise Refused(400, "subscription_already_active") if why == ALREADY_ACTIVE else invalid_parameter()
    _invite(call, it, charge=charge)
    return call.one(rows.contract(call.hand, it, call.settings))


def reactivate_many(call: Call) -> Answer:
    """`POST subscriptions/reactivate`."""
    charge = call.body.flag("charge") or False
    return _each(call, _why_not_invite, lambda it: _invite(call, it, charge=charge))


def change_due_day(call: Call) -> Answer:
    """`PATCH subscriptions/{subscriber_code}`: 200 and not a byte of a body."""
    day = needed(call.body.integer("due_day"))
    it = _subscription(call)
    if not 1 <= day <= 31 or not contracts.is_running(it):
        raise invalid_parameter()
    _refuse_trial(it)
    with call.world.changing(it):
        due_days.choose(it, day)
    return Answer(shape="empty")


def plans(call: Call) -> Answer:
    """`GET subscriptions/switch-plan/plans`. Its answer is unconfirmed: the words are the API's own."""
    codes = call.params.every("subscriber_codes")
    if not codes:
        raise invalid_parameter()
    asked = [_known(call, code) for code in codes]
    return call.page(
        asked,
        lambda it: rows.plans(call.hand, it, contracts.plans_for(it)),
        Opaque(call.settings.seed),
        counted=False,
    )


def switch(call: Call) -> Answer:
    """`POST subscriptions/switch-plan`. Its answer is unconfirmed too."""
    code, offer_code = needed(call.body.text("subscriber_code")), needed(call.body.text("offer_code"))
    it = _known(call, code)
    _refuse_trial(it)
    offers = [offer for offer in contracts.plans_for(it) if offer.code == offer_code]
    if not offers or offers[0] is it.offer:
        raise invalid_parameter()
    with call.world.changing(it):
        contracts.switch(it, offers[0])
    return call.one(rows.switched(call.hand, it))


def _read_mail(call: Call) -> None:
    call.body.flag("send_mail")  # checked, and no more: nobody here reads mail


def _known(call: Call, code: str) -> Subscription:
    return existing(call.world.by_subscriber.get(code))


def _subscription(call: Call) -> Subscription:
    return _known(call, call.path["subscriber_code"])


def _refuse_trial(it: Subscription) -> None:
    if contracts.in_trial(it):
        raise Refused(400, "subscription_in_trial_period", "The subscription is in its trial period.")


def _why_not_cancel(it: Subscription) -> str:
    return "" if contracts.is_running(it) else NOT_RUNNING


def _why_not_invite(it: Subscription) -> str:
    if contracts.is_running(it):
        return ALREADY_ACTIVE
    return "" if contracts.can_return(it) else NOT_RUNNING


def _cancel(call: Call, it: Subscription) -> None:
    with call.world.changing(it):
        contracts.cancel(it, call.world.now)


def _invite(call: Call, it: Subscription, *, charge: bool) -> None:
    accepted = call.settings.reactivations_accepted
    with call.world.changing(it):
        contracts.invite(it, call.world.now, call.world, accepted, charge=charge)


def _each(call: Call, refusal: Refusal, deed: Deed) -> Answer:
    codes = call.body.texts("subscriber_code")
    if not codes:
        raise invalid_parameter()
    done: list[str] = []
    failed: list[str] = []
    for code in codes:
        it = call.world.by_subscriber.get(code)
        if it is None:
            failed.append(rows.failure(call.hand, code, UNKNOWN))
        elif why := refusal(it):
            failed.append(rows.failure(call.hand, code, why))
        else:
            deed(it)
            done.append(rows.contract(call.hand, it, call.settings))
    return call.one(rows.outcome(call.hand, done, failed))
