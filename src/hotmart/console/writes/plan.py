"""A plan as a page shows it: what, whom, how much, who gets an e-mail, and what cannot be undone."""

from __future__ import annotations

import htpy as h

from hotmart.actions.guard.plan import Plan
from hotmart.actions.guard.plan_lines import consequences
from hotmart.console.view import View
from hotmart.language import Text, say
from hotmart.zone import stamp_in


def shown(view: View, plan: Plan, wrong: Text | None, most: int | None) -> h.Element:
    """The whole plan, and under it the yes and the no."""
    return h.div[
        h.p(".what")[str(plan.does)],
        h.ul[(h.li[str(line)] for line in plan.seen)] if plan.seen else None,
        _values(plan),
        h.ul(".consequences")[(h.li[line] for line in consequences(plan))],
        (h.p(".warning")[str(line)] for line in plan.warnings),
        h.p(".note")[
            h.code[f"{plan.request.method} {plan.request.path}"],
            f" · {say('connection', 'conexão')} {plan.connection} · ",
            _until(view, plan),
        ],
        _yes(view, plan, wrong, most),
        h.form(method="post", action=view.link("/feito/recusar"))[
            h.input(type="hidden", name="plan", value=plan.id),
            h.button[say("No, do not do it", "Não, não fazer")],
        ],
    ]


def _values(plan: Plan) -> h.Node:
    if not plan.values:
        return None
    return [
        h.h3[say("What is sent", "O que é enviado")],
        h.dl(".values")[([h.dt[str(one.label)], h.dd[str(one.said)]] for one in plan.values)],
    ]


def _until(view: View, plan: Plan) -> str:
    until = stamp_in(plan.expires_at, view.account.time_zone)
    return say(f"good until {until}, and for once", f"vale até {until}, e uma vez só")


def _yes(view: View, plan: Plan, wrong: Text | None, most: int | None) -> h.Element:
    return h.form(".yes", method="post", action=view.link("/feito/aprovar"), autocomplete="off")[
        h.input(type="hidden", name="plan", value=plan.id),
        h.input(type="hidden", name="max_changes", value=str(most)) if most else None,
        h.div(".field")[
            h.label(for_="word")[h.span[say("To do it, type ", "Para fazer, digite "), h.code[plan.word]],],
            h.input(
                id="word",
                name="word",
                autocapitalize="off",
                spellcheck="false",
                aria_invalid="true" if wrong else None,
                aria_describedby="word-wrong" if wrong else None,
            ),
            h.p(".wrong", id="word-wrong", role="alert")[str(wrong)] if wrong else None,
        ],
        h.button(".main.danger-main")[say("Do it now", "Fazer agora")],
    ]
