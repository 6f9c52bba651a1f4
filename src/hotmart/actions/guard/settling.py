"""Settling: whether a write whose answer was lost was done, asked by reading and never by sending again.

What is found out is one more line of the audit, and the newest counts: a later look may correct it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from hotmart.actions.guard.book import FOUND_OUT, OPEN, Book, Happening, Line, newest
from hotmart.actions.guard.commands import finding_by_name, to_settle
from hotmart.actions.guard.errors import SEE_AUDIT, PlanError, no_plan
from hotmart.actions.guard.panel import where
from hotmart.actions.guard.settling_links import link_made, offer_made, others, plan_made
from hotmart.actions.guard.settling_states import cancelled, coupon_deleted, coupon_made, refunded, switched
from hotmart.client import ANSWERED_WITHIN, OVER_WITHIN, Hotmart
from hotmart.figures import counted
from hotmart.language import Text, both, say

_UNTIL_OVER: Mapping[Happening, timedelta] = {
    "sending": timedelta(seconds=OVER_WITHIN),  # whoever sends may still be trying, or was killed just now
    "unknown": timedelta(seconds=ANSWERED_WITHIN),  # nobody tries any more, and Hotmart gives up sooner
}
"""How long after such a line a write may still be done, so that nothing proves yet that it was not."""
_A_MINUTE = timedelta(minutes=1)


class Settled(NamedTuple):
    """What became of a write."""

    line: Line
    done: bool | None
    """None: no read can tell, or not yet."""
    why: Text
    until: datetime | None = None
    """Until when it may still be under way, so that it is too early to say that it was not done."""


def settle(
    book: Book, client: Hotmart, who: str, plan_id: str | None = None, found_by: str = ""
) -> list[Settled]:
    """Look into every write of this account whose outcome is unknown, or into one of them.

    One that is named is looked into again, also where its outcome was found out before. What is found out is
    added to the audit; what no read can tell stays unknown. `found_by` are the options with which a command
    finds this account. Raises PlanError where nothing is known of such a plan of this account.
    """
    lines = book.lines()
    if plan_id:
        _check_owner(plan_id, lines, client)
    outcomes = newest(lines)
    looked_into = (*OPEN, *FOUND_OUT) if plan_id else OPEN
    return [
        _noted(_settled(line, outcomes[line.plan], book, client, found_by), outcomes[line.plan], book, who)
        for line in lines
        if line.happening == "sending"
        and line.account == client.identity
        and plan_id in (None, line.plan)
        and outcomes[line.plan].happening in looked_into
    ]


def elsewhere(book: Book, client: Hotmart) -> list[Line]:
    """The writes of other accounts whose outcome is unknown: this one's reads tell nothing of them."""
    return [line for line in book.unknown() if line.account != client.identity]


def record(book: Book, who: str, plan_id: str, *, done: bool) -> Line:
    """Write down what a person saw of a write that was sent, such as in Hotmart's panel; returns its line.

    Raises PlanError where it was not sent, where Hotmart itself has answered, and where it may still be under
    way, so that nobody can have seen that it was not done.
    """
    lines = book.lines(plan_id)
    if not lines:
        raise no_plan(plan_id, SEE_AUDIT)
    line = next((one for one in lines if one.happening == "sending"), None)
    last = newest(lines).get(plan_id)
    if line is None or last is None:
        raise PlanError(Text("This plan was not sent.", "Este plano não foi enviado."), SEE_AUDIT)
    if last.happening not in (*OPEN, *FOUND_OUT):
        raise PlanError(_ANSWERED, SEE_AUDIT)
    until = _until(last)
    if not done and book.now < until:
        raise PlanError(_sentence(_under_way(until, book)), _again(to_settle(f"{plan_id} --not-done")))
    book.add_line(line, "told_done" if done else "told_not_done", who, {})
    return line


def _check_owner(plan_id: str, lines: list[Line], client: Hotmart) -> None:
    mine = [line for line in lines if line.plan == plan_id]
    if not mine:
        raise no_plan(plan_id, SEE_AUDIT)
    if not any(line.account == client.identity for line in mine):
        raise PlanError(*_others(next((it for it in mine if it.happening == "sending"), mine[-1])))


def _others(line: Line) -> tuple[Text, Text]:
    command, host = to_settle(line.plan, finding_by_name(line.connection)), line.told.get("host")
    to = Text(f", at {host}", f", em {host}") if host else Text("", "")
    return (
        Text(
            f"Plan {line.plan} is of connection {line.connection}{to.en}: another account or host than this.",
            f"O plano {line.plan} é da conexão {line.connection}{to.pt}: outra conta ou host, não este.",
        ),
        Text(
            f"Only with the credential it was sent with can this be told: {command}",
            f"Só com a credencial com que foi enviado se descobre: {command}",
        ),
    )


def _noted(settled: Settled, last: Line, book: Book, who: str) -> Settled:
    if settled.done is not None:
        happening: Happening = "settled_done" if settled.done else "settled_not_done"
        if last.happening != happening:
            book.add_line(settled.line, happening, who, {"why": settled.why.en})
    return settled


def _settled(line: Line, last: Line, book: Book, client: Hotmart, found_by: str) -> Settled:
    command = to_settle(line.plan, found_by)
    done, why = _asked(line, book, client)
    if done is True:
        return Settled(line, done, why)
    until = _until(last)
    early = book.now < until
    if early:
        may = _under_way(until, book)
        why = Text(f"{why.en}; {may.en}", f"{why.pt}; {may.pt}")
    if done is None:
        seen, saying = where(line.action), _say_so(line.plan)
        why = Text(f"{why.en}. {seen.en} {saying.en}", f"{why.pt}. {seen.pt} {saying.pt}")
    elif early:
        again = _again(command)
        return Settled(line, None, Text(f"{why.en}. {again.en}", f"{why.pt}. {again.pt}"), until)
    return Settled(line, done, why, until if early else None)


def _asked(line: Line, book: Book, client: Hotmart) -> tuple[bool | None, Text]:
    if making := _MADE.get(line.action):
        return making(line, book, client)
    asking = _ASKING.get(line.action)
    if asking is None:
        return None, _NO_READ
    done, why = asking(line, client)
    if done and others(line, book):
        return None, Text(
            f"{why.en}, and another write of this audit asked for the same",
            f"{why.pt}, e outra alteração desta auditoria pediu o mesmo",
        )
    return done, why


def _until(last: Line) -> datetime:
    """When a write of which this was said last is over, one way or the other."""
    return datetime.fromisoformat(last.at) + _UNTIL_OVER.get(last.happening, timedelta())


def _under_way(until: datetime, book: Book) -> Text:
    minutes = max(1, -(-(until - book.now) // _A_MINUTE))
    return both(
        lambda: say(
            f"it may still be under way, for {counted(minutes, 'minute', 'minutes')} at most",
            f"ainda pode estar em andamento, por no máximo {counted(minutes, 'minuto', 'minutos')}",
        )
    )


def _sentence(said: Text) -> Text:
    return Text(f"{said.en[:1].upper()}{said.en[1:]}.", f"{said.pt[:1].upper()}{said.pt[1:]}.")


def _again(command: str) -> Text:
    return Text(f"Look again then: {command}", f"Veja de novo depois: {command}")


def _say_so(plan_id: str) -> Text:
    command = to_settle(plan_id)
    return Text(
        f"Then note what you saw: {command} --done, or --not-done",
        f"Depois registre o que viu: {command} --done, ou --not-done",
    )


_ASKING: Mapping[str, Callable[[Line, Hotmart], tuple[bool | None, Text]]] = {
    "sales.refund": refunded,
    "subscriptions.cancel": cancelled,
    "subscriptions.cancel_single": cancelled,
    "subscriptions.switch_plan": switched,
    "coupons.create": coupon_made,
    "coupons.delete": coupon_deleted,
}
_MADE: Mapping[str, Callable[[Line, Book, Hotmart], tuple[bool | None, Text]]] = {
    "links.create": link_made,
    "links.create_offer": offer_made,
    "links.create_plan": plan_made,
}
_NO_READ = Text("no read of the API tells", "nenhuma leitura da API diz")
_ANSWERED = Text(
    "Hotmart has answered this write: how it came out is known.",
    "A Hotmart respondeu a esta alteração: já se sabe como terminou.",
)
