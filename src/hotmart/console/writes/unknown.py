"""Writes of which nobody knows how they came out: how it is found out, or noted by whoever has looked."""

from __future__ import annotations

import htpy as h

from hotmart.actions.guard.audit_words import sent
from hotmart.actions.guard.book import Line
from hotmart.actions.guard.panel import where
from hotmart.console.view import View
from hotmart.language import say


def shown(view: View, line: Line) -> h.Element:
    """One of them."""
    return h.article(".unknown")[
        h.p(".what")[line.action, " · ", h.a(href=view.link("/feito/plano", plan=line.plan))[line.plan]],
        h.p[sent(line)],
        h.p(".row")[
            _button(view, "descobrir", line, {}, say("Find out", "Descobrir"), ".main"),
            _button(
                view, "registrar", line, {"done": "yes"}, say("I saw: it was done", "Eu vi: foi feito"), ""
            ),
            _button(
                view, "registrar", line, {"done": "no"}, say("I saw: it was not", "Eu vi: não foi feito"), ""
            ),
        ],
        h.p(".note")[
            say(
                "To find out only reads; nothing is ever sent again. ",
                "Descobrir só lê; nada é enviado de novo. ",
            ),
            str(where(line.action)),
        ],
    ]


def _button(view: View, does: str, line: Line, more: dict[str, str], words: str, looks: str) -> h.Element:
    return h.form(method="post", action=view.link(f"/feito/{does}"))[
        (
            h.input(type="hidden", name=name, value=value)
            for name, value in {"plan": line.plan, **more}.items()
        ),
        h.button(class_=looks.strip("."), aria_label=f"{words} ({line.plan})")[words],
    ]
