"""The rules of `[writes]`, held against a plan when it is made and once more when it is carried out."""

from __future__ import annotations

import re
from decimal import Decimal

from hotmart.actions.guard.effects import moves
from hotmart.actions.guard.errors import ForbiddenError, TooManyError
from hotmart.actions.guard.plan import Plan
from hotmart.config.writes import WritesConfig
from hotmart.figures import amount
from hotmart.language import Text, both, say


def check(plan: Plan, rules: WritesConfig, max_changes: int | None = None) -> None:
    """Raise ForbiddenError or TooManyError where the rules do not allow a plan, or nobody can tell."""
    if any(map(rules.forbids, _same_as(plan.action))):
        raise ForbiddenError(
            Text(
                f"hotmart.toml forbids {plan.action} (writes.forbid). Nothing was sent.",
                f"O hotmart.toml proíbe {plan.action} (writes.forbid). Nada foi enviado.",
            ),
            Text(
                "Whoever owns the file can allow it: hotmart config show",
                "Quem é dono do arquivo pode permitir: hotmart config show",
            ),
        )
    most = max(rules.max_changes, max_changes or 0)
    if plan.records > most:
        raise TooManyError(plan.records, most)
    if rules.max_amount:
        _check_amounts(plan, rules)


def _same_as(action: str) -> tuple[str, ...]:
    """What does the same, to one or to several: a rule that names either is meant for both."""
    return next((alike for alike in _ALIKE if action in alike), (action,))


_ALIKE = (
    ("subscriptions.cancel", "subscriptions.cancel_single"),
    ("subscriptions.reactivate", "subscriptions.reactivate_single"),
)


def _check_amounts(plan: Plan, rules: WritesConfig) -> None:
    """What cannot be held against a limit is not let through where there are any."""
    if moves(plan.action, plan.arguments) and not plan.amounts:
        raise _unseen(_NO_AMOUNT)
    for currency, value in plan.amounts.items():
        if not re.fullmatch("[A-Z]{3}", currency):
            raise _unseen(_NO_CURRENCY)
        limit = rules.max_amount.get(currency)
        if limit is not None and value > limit:
            raise _over(currency, value, limit)


_NO_AMOUNT = Text("How much this would move", "Quanto isto movimentaria")
_NO_CURRENCY = Text("In which currency this would move money", "Em que moeda isto movimentaria dinheiro")


def _unseen(what: Text) -> ForbiddenError:
    return ForbiddenError(
        Text(
            f"{what.en} could not be seen, and hotmart.toml limits it (writes.max_amount). Nothing was sent.",
            f"{what.pt} não deu para ver, e o hotmart.toml limita (writes.max_amount). Nada foi enviado.",
        ),
        Text(
            "A person can do it in Hotmart's panel, or whoever owns the file can lift writes.max_amount.",
            "Uma pessoa pode fazer no painel da Hotmart, ou o dono do arquivo pode tirar writes.max_amount.",
        ),
    )


def _over(currency: str, value: Decimal, limit: Decimal) -> ForbiddenError:
    said = both(
        lambda: say(
            f"This would move {currency} {amount(value)}, and hotmart.toml allows {currency} {amount(limit)} "
            "in one plan (writes.max_amount). Nothing was sent.",
            f"Isto movimentaria {currency} {amount(value)}, e o hotmart.toml permite {currency} "
            f"{amount(limit)} por plano (writes.max_amount). Nada foi enviado.",
        )
    )
    return ForbiddenError(
        said,
        Text(
            "Whoever owns the file can raise writes.max_amount.",
            "Quem é dono do arquivo pode aumentar writes.max_amount.",
        ),
    )
