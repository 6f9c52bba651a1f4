"""A plan in words, line by line, as every face shows it before somebody says yes."""

from __future__ import annotations

from hotmart.actions.guard.plan import Plan
from hotmart.figures import counted
from hotmart.language import say


def plan_lines(plan: Plan) -> list[str]:
    """What a plan is about, what it sends, and what comes of it."""
    lines = [str(plan.does), *(f"  {line}" for line in plan.seen)]
    if plan.values:
        lines.append(say("What is sent:", "O que é enviado:"))
        lines += [f"  {value.line}" for value in plan.values]
    return lines + consequences(plan)


def consequences(plan: Plan) -> list[str]:
    """How much a plan moves, how many records it changes, who gets an e-mail, and what cannot be undone."""
    lines = [] if plan.moves is None else [str(plan.moves)]
    if plan.records > 1:
        lines.append(
            say(
                f"Changes {counted(plan.records, 'record', 'records')}.",
                f"Altera {counted(plan.records, 'registro', 'registros')}.",
            )
        )
    return lines + [str(one) for one in (plan.mails, plan.final) if one is not None]
