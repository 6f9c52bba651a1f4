"""What a plan and its progress are in a sentence."""

from __future__ import annotations

from hotmart.accounts.progress import MINUTE
from hotmart.figures import counted, duration, number, stamp
from hotmart.language import say
from hotmart.sync.plan import SyncPlan


def told(plan: SyncPlan) -> str:
    """A plan in one sentence. Its minutes are told where the quota, not the pace, decides them."""
    since, as_of = stamp(plan.since), stamp(plan.as_of)
    requests = say("one request", "uma chamada")
    if plan.calls != 1:
        requests = say(
            f"about {counted(plan.calls, 'request', 'requests')}",
            f"cerca de {counted(plan.calls, 'chamada', 'chamadas')}",
        )
    sentence = say(f"From {since} to {as_of}: {requests}", f"De {since} a {as_of}: {requests}")
    if plan.since >= plan.as_of:  # nothing in it has a time
        sentence = say(f"As of {as_of}: {requests}", f"Em {as_of}: {requests}")
    if plan.calls > plan.quota:
        wait, quota = duration(plan.minutes * MINUTE), number(plan.quota)
        sentence += say(f", {wait} at {quota} a minute", f", {wait} a {quota} por minuto")
    return sentence + "."


def about(seconds: float) -> str:
    """How much longer it takes."""
    return say(f"about {duration(seconds)} left", f"faltam cerca de {duration(seconds)}")


def waiting_for_quota(seconds: float) -> str:
    """Why nothing happens."""
    return say(f"waiting for the quota, {duration(seconds)}", f"esperando a cota, {duration(seconds)}")
