"""The frame around every page: what there is, for which account and days, and how fresh it all is."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import htpy as h

from hotmart.console.assets import address
from hotmart.console.view import View
from hotmart.document import Problem
from hotmart.language import say, speaks_portuguese

if TYPE_CHECKING:
    from hotmart.console.page import Page


def page(view: View, here: Page, pages: list[Page], freshness: h.Node, *inside: h.Node) -> h.Element:
    """A whole page."""
    return _document(
        str(here.title),
        h.a(".skip", href="#main")[say("To the content", "Ir para o conteúdo")],
        h.header(".top")[
            h.a(".brand", href=view.link("/"))["hotmart", h.span["console"]],
            h.nav(aria_label=say("Pages", "Páginas"))[
                h.ul[(h.li[_menu_link(view, one, here)] for one in pages if one.in_menu)]
            ],
        ],
        h.section(".bar", aria_label=say("What is shown", "O que se mostra"))[
            _account(view), freshness, _choices(view)
        ],
        h.main("#main", tabindex="-1")[h.h1[str(here.title)], inside],
    )


def days(view: View, start: date, end: date, earliest: str = "") -> h.Element:
    """Which days are shown, and others that are asked for often. It stays in the address."""
    return h.form(".days", method="get", action=view.path)[
        [
            h.input(type="hidden", name=k, value=v)
            for k, v in view.query.items()
            if k not in ("from", "to", "of", "as")
        ],
        h.label[say("From", "De"), h.input(type="date", name="from", value=str(start), min=earliest or None)],
        h.label[say("to", "até"), h.input(type="date", name="to", value=str(end))],
        h.button[say("Show", "Mostrar")],
        h.span(".often")[
            (
                h.a(
                    href=view.link(from_=str(first), to=str(last)),
                    aria_current="true" if (first, last) == (start, end) else None,
                )[words]
                for words, first, last in _often(end)
            )
        ],
    ]


def _often(end: date) -> list[tuple[str, date, date]]:
    month = end.replace(day=1)
    before = month - timedelta(days=1)
    return [
        (say("This month", "Este mês"), month, end),
        (say("Last month", "Mês passado"), before.replace(day=1), before),
        (say("90 days", "90 dias"), end - timedelta(days=89), end),
        (say("12 months", "12 meses"), (month - timedelta(days=334)).replace(day=1), end),
    ]


def problem(told: Problem, *, way_back: str | None = None) -> h.Element:
    """What went wrong, why, and what to do next."""
    command = told.command
    return h.section(".problem", role="alert")[
        h.p(".what")[told.message],
        h.p[told.hint] if told.hint else None,
        h.pre(tabindex="0")[h.code[command]] if command else None,
        h.p[h.a(href=way_back)[say("Back", "Voltar")]] if way_back else None,
    ]


def measuring(view: View) -> h.Element:
    """What stands in the place of figures that are not there yet."""
    return h.section(
        ".block.measuring",
        {"hx-get": view.link(), "hx-trigger": "load", "hx-target": "#main", "hx-select": "#main"},
        hx_swap="outerHTML",
        role="status",
    )[
        h.progress(aria_label=say("Measuring", "Calculando")),
        h.p[
            say(
                "The figures of these days are being measured for the first time.",
                "Os números destes dias estão sendo calculados pela primeira vez.",
            )
        ],
        h.noscript[h.p[h.a(href=view.link())[say("Look again", "Ver de novo")]]],
    ]


def outside(told: Problem) -> h.Element:
    """A page for whoever has not come by the link."""
    return _document(str(told.text), h.main("#main.outside")[h.h1["hotmart"], problem(told)])


def _document(title: str, *inside: h.Node) -> h.Element:
    return h.html(lang="pt-BR" if speaks_portuguese() else "en")[
        h.head[
            h.meta(charset="utf-8"),
            h.meta(name="viewport", content="width=device-width, initial-scale=1"),
            h.meta(name="color-scheme", content="light dark"),
            h.title[f"{title} · hotmart"],
            h.link(rel="icon", href="data:,"),
            h.link(rel="stylesheet", href=address("console.css")),
            h.script(src=address("htmx.min.js"), defer=True),
            h.script(src=address("console.js"), defer=True),
        ],
        h.body[inside],
    ]


def _menu_link(view: View, one: Page, here: Page) -> h.Element:
    current = "page" if one is here else None
    return h.a(href=view.link(f"/{one.slug}"), aria_current=current)[str(one.title)]


def _account(view: View) -> h.Node:
    names = [str(one.name) for one in view.accounts if one.name]
    if len(names) < 2:
        return h.span(".account")[names[0] if names else None]
    chosen = view.query.get("account") or names[0]
    return h.form(".account", method="get", action=view.path)[
        [h.input(type="hidden", name=k, value=v) for k, v in view.query.items() if k in ("from", "to")],
        h.label[
            h.span(".hidden")[say("Account", "Conta")],
            h.select(name="account", data_submits=True)[
                (h.option(value=one, selected=one == chosen)[one] for one in names)
            ],
        ],
        h.noscript[h.button["OK"]],
    ]


def _choices(view: View) -> h.Element:
    """The mask and the language, each of which a POST changes."""
    other = "en" if speaks_portuguese() else "pt"
    mask = say("Show personal data", "Mostrar dados pessoais")
    unmask = say("Hide personal data", "Ocultar dados pessoais")
    return h.form(".choices", method="post", action="/choose")[
        h.input(type="hidden", name="next", value=view.link()),
        h.button(
            name="reveals",
            value="" if view.reveals else "on",
            aria_pressed="true" if view.reveals else "false",
        )[unmask if view.reveals else mask],
        h.button(name="language", value=other, lang="en" if other == "en" else "pt-BR")[
            "English" if other == "en" else "Português"
        ],
    ]
