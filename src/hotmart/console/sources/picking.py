"""Choosing streams: by typing parts of their names, or by ticking them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import htpy as h

from hotmart.accounts.selection import chosen, needs_club
from hotmart.config.findings import ConfigError
from hotmart.console.blocks import Block
from hotmart.console.page import Shown
from hotmart.console.sources.difference import wait_for_yes
from hotmart.console.sources.fields import OTHER, Field, Wrong, mistakes, wrong_of
from hotmart.console.sources.place import place_of
from hotmart.console.sources.proposing import Edit, proposed
from hotmart.console.view import View
from hotmart.language import Text, say
from hotmart.streams.known import STREAMS
from hotmart.streams.stream import Stream

_TICK = "stream."
_FIELD = Field("filter", Text("Streams", "Streams"))


def form(view: View) -> Shown:
    """The streams there are, those ticked that are synced now."""
    return _shown(view, set(view.told_account.tailored.names), {})


def picks(view: View) -> Shown:
    """Show what hotmart.toml would say of those that were ticked."""
    account = view.told_account
    known = [*account.streams]
    ticked = [name for name in known if view.form.get(_TICK + name) == "on"]
    wrong: dict[str, str] = {}
    if not ticked:
        wrong[_FIELD.name] = say("Choose one at least.", "Escolha pelo menos um.")
        return _shown(view, set(ticked), wrong)
    key = place_of(account, "streams")
    usual = chosen(replace(account.settings, streams=None), STREAMS, account.config.sources)
    value = None if ticked == usual and key[0] == "sync" else ticked
    done = Text("The streams are chosen.", "Os streams foram escolhidos.")
    try:
        return wait_for_yes(view, proposed(view.house, [Edit(key, value)], done))
    except ConfigError as error:
        found = wrong_of(error.findings, [Field(_FIELD.name, _FIELD.label, key)])
        return _shown(view, set(ticked), found)


def _shown(view: View, ticked: set[str], wrong: Wrong) -> Shown:
    every = list(view.told_account.streams.values())
    body = h.form(".form", method="post", action=view.link())[
        mistakes([_FIELD], wrong),
        _filter(wrong.get(_FIELD.name) or wrong.get(OTHER)),
        h.ul("#picks.picks")[(_choice(one, is_ticked=one.name in ticked) for one in every)],
        h.div(".row")[
            h.button(".main")[say("Go on", "Continuar")],
            h.a(href=view.link("/fontes"))[say("Back to all sources", "Voltar às fontes")],
        ],
    ]
    return [Block("pick", Text("Choose streams", "Escolher streams"), body=body, wide=True)]


def _filter(said: str | None) -> h.Element:
    """A field that leaves those whose names hold what is typed; it needs the script, and shows with it."""
    told = {
        "data-filters": "picks",
        "data-said": say("{shown} shown, {ticked} chosen", "{shown} à vista, {ticked} escolhidos"),
        "aria-describedby": "filter-help filter-wrong" if said else "filter-help",
        "aria-invalid": "true" if said else None,
        "aria-controls": "picks",
    }
    return h.div(".field")[
        h.div(hidden=True, data_needs_script="")[
            h.label(for_="filter")[say("Type a part of a name", "Digite parte de um nome")],
            h.input("#filter", told, type="search", autocomplete="off", spellcheck="false"),
            h.small("#filter-help")[
                say(
                    "Enter chooses the first that is shown, or leaves it out again.",
                    "Enter escolhe o primeiro à vista, ou o deixa de fora de novo.",
                )
            ],
            h.div(".row")[
                h.button(type="button", data_ticks="on")[say("Choose all shown", "Escolher os à vista")],
                h.button(type="button", data_ticks="off")[say("Leave all shown out", "Tirar os à vista")],
            ],
        ],
        h.p("#filter-said.note", role="status"),
        h.p("#filter-wrong.wrong")[said] if said else None,
    ]


def _choice(one: Stream, *, is_ticked: bool) -> h.Element:
    name = _TICK + one.name
    return h.li({"data-name": one.name})[
        h.span(".tick")[
            h.input(id=name, name=name, type="checkbox", value="on", checked=is_ticked),
            h.label(for_=name)[h.code[one.name], h.small[_about(one)]],
        ]
    ]


def _about(one: Stream) -> str:
    return " ".join([say(one.en, one.pt), *(str(note) for note in _notes(one))])


def _notes(one: Stream) -> Sequence[Text]:
    found: list[Text] = []
    if one.costly:
        found.append(
            Text("(costly: a call for each row of another)", "(caro: uma chamada por linha de outro)")
        )
    if needs_club(one):
        found.append(Text("(needs a members area)", "(precisa de uma área de membros)"))
    return found
