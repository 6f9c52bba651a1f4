"""Subscriptions, as they are at Hotmart now, and whether what is wanted can be done to them (dossier §5)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from hotmart.actions.guard.errors import WouldBeRefusedError
from hotmart.actions.guard.looking import subscription_of
from hotmart.actions.guard.reads import plans_shown, subscription_shown
from hotmart.actions.guard.seen import Arguments, Seen, priced, summed, written
from hotmart.actions.missing import NotHereError
from hotmart.api.choices import SubscriptionStatus
from hotmart.api.contract_models import SwitchablePlan
from hotmart.api.subscription_models import Subscription
from hotmart.client import Hotmart
from hotmart.errors import BadRequestError, NotFoundError, UnexpectedAnswerError
from hotmart.figures import counted
from hotmart.language import Text, both, say
from hotmart.privacy.policies import masked

RUNNING = (SubscriptionStatus.ACTIVE, SubscriptionStatus.DELAYED)
CANCELLED = (
    SubscriptionStatus.CANCELLED_BY_ADMIN,
    SubscriptionStatus.CANCELLED_BY_CUSTOMER,
    SubscriptionStatus.CANCELLED_BY_SELLER,
)
OVER = (*CANCELLED, SubscriptionStatus.OVERDUE, SubscriptionStatus.INACTIVE)
"""OVERDUE is one whose plan has ended, and INACTIVE one that never began (dossier §5.11)."""


class Verdict(NamedTuple):
    """What Hotmart says to it: no for certain, perhaps no, or nothing."""

    no: Text | None = None
    perhaps: Text | None = None


Judge = Callable[[Subscription], Verdict]


def seen_for_cancel(arguments: Arguments, client: Hotmart) -> Seen:
    """The subscriptions that are to end. Raises NotHereError."""
    return _judged(arguments, _all(arguments, client), _cancel)


def seen_for_reactivation(arguments: Arguments, client: Hotmart) -> Seen:
    """The subscriptions whose subscribers are to be invited. Raises NotHereError."""
    found = _all(arguments, client)
    seen = _judged(arguments, found, _reactivate)
    if not arguments.get("charge"):
        return seen
    words = {"charge": priced(found[0].price)} if len(found) == 1 else {}
    coming = [one for one in found if not _reactivate(one).no]
    return replace(seen, words=words, amounts=summed(one.price for one in coming))


def seen_for_due_day(arguments: Arguments, client: Hotmart) -> Seen:
    """The subscription that is to be charged on another day. Raises NotHereError."""
    found = _all(arguments, client)
    return _judged(arguments, found, lambda one: _running(one) or _trial(one, client) or Verdict())


def seen_for_switch(arguments: Arguments, client: Hotmart) -> Seen:
    """The subscription that is to have another plan, and which. Raises NotHereError."""
    (one,) = _all(arguments, client)
    plans, wanted = _plans(one, client), str(arguments["offer_code"])
    plan = next((it for it in plans or () if it.offer and it.offer.key == wanted), None)
    seen = _judged(
        arguments,
        [one],
        lambda it: _running(it) or _trial(it, client) or _switch(it.subscriber_code, wanted, plan, plans),
        plans_shown,
    )
    seen = replace(seen, before={one.subscriber_code: current_offer(plans or ())})
    if plan is None:
        return seen
    facts = [*seen.facts, wanted, plan.name, plan.price and plan.price.value]
    return replace(seen, words={"offer_code": _plan(plan)}, facts=facts)


def current_offer(plans: Sequence[SwitchablePlan]) -> str | None:
    """The offer of the plan that a subscription has; None where no read tells."""
    now = next((one for one in plans if one.current), None)
    return now.offer.key if now and now.offer else None


def _all(arguments: Arguments, client: Hotmart) -> list[Subscription]:
    told = arguments["subscriber_code"]
    codes = dict.fromkeys(str(one) for one in ([told] if isinstance(told, str) else told))
    return [_known(code, client) for code in codes]


def _known(code: str, client: Hotmart) -> Subscription:
    one = subscription_of(client, code)
    if one is None:
        raise NotHereError("subscriber_code", Text(f"subscription {code}", f"assinatura {code}"))
    return one


def _judged(
    arguments: Arguments,
    found: Sequence[Subscription],
    judge: Judge,
    shown: Callable[[str], str] = subscription_shown,
) -> Seen:
    """What Hotmart would refuse of all of them is refused; what only of some, is told beforehand."""
    verdicts = {one.subscriber_code: judge(one) for one in found}
    noes = [it.no for it in verdicts.values() if it.no]
    refused = len(noes) == len(found)
    facts = [
        [
            one.subscriber_code,
            one.status,
            one.plan and one.plan.name,
            one.date_next_charge.ms if one.date_next_charge else None,
            one.price and one.price.value,
            one.price and one.price.currency_code,
        ]
        for one in found
    ]
    return Seen(
        tuple(_line(one) for one in found),
        {},
        len(found) - (0 if refused else len(noes)),
        facts,
        found[0].subscriber_code if len(found) == 1 else str(len(found)),
        refusal=WouldBeRefusedError("subscriber_code", noes[0], shown(found[0].subscriber_code))
        if refused
        else None,
        warnings=(
            *(Text(f"{no.en} It is left as it is.", f"{no.pt} Ela fica como está.") for no in noes),
            *(it.perhaps for it in verdicts.values() if it.perhaps),
        ),
        before={one.subscriber_code: one.status for one in found},
    )


def _line(one: Subscription) -> Text:
    who = masked((one.subscriber.name if one.subscriber else None) or "")
    names = (one.product.name if one.product else None, one.plan.name if one.plan else None)
    what = " · ".join(name for name in names if name)
    return both(lambda: f"{one.subscriber_code}: {what}, {one.status}, {written(one.price)}, {who}")


def _cancel(one: Subscription) -> Verdict:
    """Only what runs can be ended (dossier §5.5)."""
    return _running(one) or Verdict()


def _running(one: Subscription) -> Verdict | None:
    """Why not, where it does not run. One that has only begun is not spoken of: Hotmart may or may not."""
    if one.status in RUNNING:
        return None
    said = _is(
        one,
        Text(
            "this can only be done to one that is ACTIVE or DELAYED",
            "isto só se faz com uma que esteja ACTIVE ou DELAYED",
        ),
    )
    return Verdict(no=said) if one.status in OVER else Verdict(perhaps=said)


def _reactivate(one: Subscription) -> Verdict:
    """Only one that was cancelled can come back, and none that has ended (dossier §5.7)."""
    if one.status in CANCELLED:
        return Verdict()
    if one.status in RUNNING:
        return Verdict(no=_is(one, Text("it runs already", "ela já está ativa")))
    if one.status == SubscriptionStatus.OVERDUE:
        ended = Text(
            "its plan has ended, and a renewal is a new subscription",
            "o plano dela terminou, e uma renovação é uma assinatura nova",
        )
        return Verdict(no=_is(one, ended))
    return Verdict(perhaps=_is(one, Text("only cancelled ones come back", "só canceladas voltam")))


def _is(one: Subscription, why: Text) -> Text:
    code = one.subscriber_code
    return Text(
        f"Subscription {code} is {one.status or '?'}: {why.en}.",
        f"A assinatura {code} está {one.status or '?'}: {why.pt}.",
    )


def _trial(one: Subscription, client: Hotmart) -> Verdict | None:
    """A trial allows neither another day nor another plan (dossier §5.9). `trial` stays when it is over."""
    if not one.trial or _has_paid(one, client):
        return None
    code = one.subscriber_code
    return Verdict(
        no=Text(
            f"Subscription {code} is in its trial: this can be done once it was charged for the first time.",
            f"A assinatura {code} está no período de teste: isto só se faz depois da primeira cobrança.",
        )
    )


def _has_paid(one: Subscription, client: Hotmart) -> bool:
    """Whether anything was ever charged."""
    return any(
        paid.approved_date is not None and paid.price is not None and paid.price.value
        for paid in client.subscriptions.purchases(one.subscriber_code)
    )


def _plans(one: Subscription, client: Hotmart) -> Sequence[SwitchablePlan] | None:
    """The plans it may have; None where that cannot be read, as the answer is unconfirmed (dossier §5.10)."""
    try:
        found = next(iter(client.subscriptions.switch_plans([one.subscriber_code])), None)
    except (UnexpectedAnswerError, BadRequestError, NotFoundError):
        return None
    return None if found is None else found.plans or ()


def _switch(
    code: str, wanted: str, plan: SwitchablePlan | None, plans: Sequence[SwitchablePlan] | None
) -> Verdict:
    if plan is not None and plan.current:
        said = Text(
            f"Subscription {code} has the plan of offer {wanted} already.",
            f"A assinatura {code} já está no plano da oferta {wanted}.",
        )
        return Verdict(no=said)
    if plan is not None:
        return Verdict()
    said = Text(
        f"Offer {wanted} is none of those that subscription {code} may change to.",
        f"A oferta {wanted} não é uma das que a assinatura {code} pode passar a ter.",
    )
    return Verdict(no=said) if plans else Verdict(perhaps=said if plans is not None else _UNSEEN)


_UNSEEN = Text(
    "Which plans it may change to could not be read beforehand.",
    "Não deu para ler antes a quais planos ela pode mudar.",
)


def _plan(plan: SwitchablePlan) -> Text:
    """A plan by its name, its price, and how often that is charged."""

    def said() -> str:
        told = f"{plan.name or '?'}, {written(plan.price)}"
        days = plan.recurrency_period
        if not days:
            return told
        often = counted(days, "day", "days"), counted(days, "dia", "dias")
        return say(f"{told} every {often[0]}", f"{told} a cada {often[1]}")

    return both(said)
