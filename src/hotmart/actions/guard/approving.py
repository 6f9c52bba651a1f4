"""Carrying a plan out, once a person has said yes: looked at again, taken, sent once, and written down."""

from __future__ import annotations

from collections.abc import Generator, Mapping
from contextlib import contextmanager
from typing import Any, NamedTuple

import msgspec

from hotmart.actions.guard.book import Book, Happening
from hotmart.actions.guard.commands import to_settle
from hotmart.actions.guard.errors import OVERTAKEN, PlanError
from hotmart.actions.guard.happened import Happened, happened, left_of, taken
from hotmart.actions.guard.looking import hotmarts_now
from hotmart.actions.guard.plan import Plan
from hotmart.actions.guard.reads import shown_by
from hotmart.actions.guard.repeating import check_not_repeated
from hotmart.actions.guard.rules import check
from hotmart.actions.guard.seeing import see
from hotmart.client import Hotmart
from hotmart.config.writes import WritesConfig
from hotmart.deeds import may_be_done, was_done
from hotmart.document import Problem
from hotmart.errnos import why as in_words
from hotmart.errors import (
    APIStatusError,
    BadRequestError,
    HotmartError,
    OutcomeUnknownError,
    UnexpectedAnswerError,
)
from hotmart.figures import iso
from hotmart.language import Text
from hotmart.sqlite_errors import DatabaseError
from hotmart.words import NOT_JSON


class Done(NamedTuple):
    """What came of a plan."""

    plan: Plan
    output: Any
    """What Hotmart answered, as JSON has it; None where it tells nothing."""
    happened: Happened
    """What that means."""
    warnings: tuple[Text, ...] = ()
    """What went wrong here after it was done."""

    @property
    def problem(self) -> Problem | None:
        """What was left as it was, where not all of it was done."""
        left = self.happened.left
        return Problem("incomplete", self.happened.said, _LEFT, {"left": dict(left)}) if left else None


_LEFT = Text(
    "Look at those that were left before trying again.",
    "Veja as que ficaram como estavam antes de tentar de novo.",
)


def approve(
    plan_id: str,
    client: Hotmart,
    book: Book,
    rules: WritesConfig,
    who: str,
    max_changes: int | None = None,
    found_by: str = "",
) -> Done:
    """Carry a plan out. Of all who try at once, one sends it, and it is sent once.

    The same as another whose outcome is unknown is not sent. Raises PlanError, ForbiddenError, TooManyError
    and DatabaseError, before which nothing was sent; OutcomeUnknownError when nobody knows whether it was
    done, which `hotmart audit settle` finds out; and what Hotmart refuses with, each with the command that
    comes next as its advice. `found_by` are the options with which a command finds this account.
    """
    with _unsent():
        plan = book.read(plan_id, client.identity)
        check(plan, rules, max_changes)
        told = _look_again(plan, client, book, who)
    settle = to_settle(plan.id, found_by)
    with may_be_done(_may(plan), _find_out(settle)):
        with _unsent():
            book.take(plan, who, told, lambda: check_not_repeated(plan, book, found_by))
        output = _read(_sent(plan, client, book, who, settle))
        done = _done(plan, output, book, who, settle)
        was_done(done.happened.said)
    return done


@contextmanager
def _unsent() -> Generator[None]:
    """Where the book cannot be used before anything leaves, say that nothing has."""
    try:
        yield
    except DatabaseError as error:
        advice = error.advice or Text("", "")
        error.advice = Text(f"Nothing was sent. {advice.en}", f"Nada foi enviado. {advice.pt}")
        raise


def _sent(plan: Plan, client: Hotmart, book: Book, who: str, settle: str) -> bytes:
    """What Hotmart answers. What comes of it otherwise is noted, and is unknown where it cannot be known."""
    try:
        return client.fetch(plan.request)
    except OutcomeUnknownError as error:
        raise _unknown(plan, book, who, settle, error.reason) from error
    except UnexpectedAnswerError as error:  # a page, from whoever sent it, does not say that nothing was done
        raise _unknown(plan, book, who, settle, _A_PAGE) from error
    except APIStatusError as error:
        unnoted = _note(plan, book, "refused", who, {"status": error.status, "error": error.error})
        error.advice = _together(_see(plan, error), unnoted)
        _name_nobody(error, plan)
        raise
    except HotmartError as error:  # it never left: no login, no quota, no connection
        error.advice = _together(error.advice, _note(plan, book, "refused", who, {"error": error.code}))
        raise
    except Exception as error:  # whatever it was, a byte may have left before it
        raise _unknown(plan, book, who, settle, _OURS) from error


def _unknown(plan: Plan, book: Book, who: str, settle: str, reason: Text) -> OutcomeUnknownError:
    """That nobody knows, noted, with the command that finds out."""
    unnoted = _note(plan, book, "unknown", who, {"why": reason.en, "settle": plan.request.settle})
    error = OutcomeUnknownError(plan.request, reason)
    said = plan.said  # the error has the path as it is sent, which may name a person
    error.text = Text(
        f"{said} was sent once and may have been done: {reason.en}.",
        f"{said} foi enviado uma vez e pode ter sido feito: {reason.pt}.",
    )
    if unnoted:
        error.text = Text(f"{error.text.en} {unnoted.en}", f"{error.text.pt} {unnoted.pt}")
    error.advice = _find_out(settle)
    return error


def _name_nobody(error: APIStatusError, plan: Plan) -> None:
    """Hotmart's refusal without whoever is named in a path that the catalogue does not have."""
    sent, said = plan.request.path, plan.said.partition(" ")[2]
    error.text = Text(error.text.en.replace(sent, said), error.text.pt.replace(sent, said))
    error.request = msgspec.structs.replace(error.request, path=said)


def _done(plan: Plan, output: Any, book: Book, who: str, settle: str) -> Done:
    """A write that was answered. Nothing that goes wrong from here on makes it undone."""
    left = left_of(output)
    unnoted = _note(plan, book, "done", who, {"left": left} if left else None)
    try:
        came = happened(plan, output)
    except Exception:  # an answer of another shape than any is still one
        came = taken(plan)
    if unnoted is None:
        return Done(plan, output, came)
    warning = Text(
        f"It was done, but {_small(unnoted.en)} Once that is mended, this notes it: {settle}",
        f"Foi feito, mas {_small(unnoted.pt)} Resolvido isso, isto registra: {settle}",
    )
    return Done(plan, output, came, (warning,))


def _note(
    plan: Plan, book: Book, happening: Happening, who: str, told: Mapping[str, Any] | None
) -> Text | None:
    """Note how a sending came out; where that cannot be written, a sentence that says so and why."""
    try:
        book.note(plan, happening, who, told)
    except (DatabaseError, OSError) as error:
        why = error.text if isinstance(error, DatabaseError) else in_words(error)
        return Text(
            f"The audit could not note it: {why.en.rstrip('.')}.",
            f"A auditoria não pôde registrar: {why.pt.rstrip('.')}.",
        )
    return None


def _small(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _together(advice: Text | None, more: Text | None) -> Text | None:
    if advice is None or more is None:
        return advice or more
    return Text(f"{more.en} {advice.en}", f"{more.pt} {advice.pt}")


_A_PAGE = Text("what came back is no answer of this operation", "o que voltou não é resposta desta operação")
_OURS = Text("something went wrong inside hotmart", "algo deu errado dentro do hotmart")


def _look_again(plan: Plan, client: Hotmart, book: Book, who: str) -> dict[str, Any]:
    """Refuse a plan whose subject has changed since it was made; what is by now is told for the audit."""
    if not plan.state:
        return {}
    seen = see(plan.action, plan.arguments, client)
    if seen.state != plan.state:
        book.withdraw(plan, who)
        raise PlanError(OVERTAKEN)
    told = {"at_hotmart": iso(hotmarts_now(client)), "host": client.host, "before": dict(seen.before)}
    return told if seen.alike is None else told | {"alike": seen.alike}


def _may(plan: Plan) -> Text:
    return Text(f"{plan.said} may have been done.", f"{plan.said} pode ter sido feito.")


def _find_out(settle: str) -> Text:
    return Text(
        f"Do not try again before you know. This finds out: {settle}",
        f"Não tente de novo antes de saber. Isto descobre: {settle}",
    )


def _see(plan: Plan, error: APIStatusError) -> Text | None:
    """What Hotmart's refusal means, with the command that shows why, in place of the call in Python."""
    why, shown = _MEANT.get(error.error), shown_by(plan.action, plan.arguments)
    if shown is None or (why is None and not isinstance(error, BadRequestError)):
        return error.advice
    meant = why or _DOES_NOT_SAY
    return Text(f"{meant.en} This shows it: {shown}", f"{meant.pt} Isto mostra: {shown}")


_DOES_NOT_SAY = Text(
    "Hotmart does not say what it refused: its state or its kind may not allow this.",
    "A Hotmart não diz o que recusou: o estado ou o tipo pode não permitir isto.",
)
_MEANT: Mapping[str, Text] = {
    "refund_request_already_exists": Text(
        "A refund of this sale was asked for before.", "O reembolso desta venda já foi pedido."
    ),
    "it_can_not_cancel_subscription_status": Text(
        "Only an active or late subscription can be cancelled.",
        "Só uma assinatura ativa ou atrasada pode ser cancelada.",
    ),
    "subscription_in_trial_period": Text(
        "This is not possible during a trial.", "Isto não é possível durante o período de teste."
    ),
}


def _read(body: bytes) -> Any:
    try:
        return msgspec.json.decode(body) if body.strip() else None
    except NOT_JSON:
        return None
