"""The form of an action: a field for each parameter, what is wrong at its field, and nothing lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import htpy as h

from hotmart.actions.action import Action
from hotmart.console.flows.codes import called
from hotmart.console.flows.drafts import Draft
from hotmart.console.flows.fields import BEFORE, Field, fields
from hotmart.console.view import View
from hotmart.language import say

LIMITS = (100, 500, 2_000, 10_000)
"""How many rows may be asked for at once on a page."""


def form(view: View, action: Action, draft: Draft) -> h.Element:
    """All fields, those few people need folded away, and what can be done with them."""
    told = fields(action)
    aside = [one for one in told if one.aside]
    opened = any(draft.typed.get(one.name) or draft.wrong == one.name for one in aside)
    return h.form(".flow", method="post", action=view.link("/fluxos/rodar"), novalidate=True)[
        h.input(type="hidden", name="id", value=action.id),
        _problem(draft, [one.name for one in told]),
        (control(one, draft) for one in told if not one.aside),
        h.details(open=opened)[
            h.summary[say("More options", "Mais opções")], (control(one, draft) for one in aside)
        ]
        if aside
        else None,
        _limit(draft) if action.reads else _allowed(draft, told),
        h.p(".row")[
            h.button(".main")[
                say("Run now", "Rodar agora") if action.reads else say("See plan", "Ver o plano")
            ]
        ],
        _saving(view, draft, told),
    ]


def control(field: Field, draft: Draft) -> h.Element:
    """One field with its label, and what is wrong with it."""
    if field.control == "choices":
        return _choices(field, draft)
    wrong, name = draft.wrong == field.name, BEFORE + field.name
    value = draft.typed.get(field.name, "")
    attributes = {
        "id": name,
        "name": name,
        "aria-describedby": f"{name}-help" + (f" {name}-wrong" if wrong else ""),
        "aria-invalid": "true" if wrong else None,
        "aria-required": "true" if field.needed else None,
    }
    return h.div(".field")[
        h.label(for_=name)[_label(field)],
        _input(field, value, attributes),
        h.small(id=f"{name}-help")[_help(field)],
        _wrong(field.name, draft),
    ]


def _input(field: Field, value: str, attributes: dict[str, str | None]) -> h.Node:
    if field.control == "long":
        return h.textarea(attributes, spellcheck="false")[value]
    if field.control in ("choice", "yes_or_no"):
        choices = [(code, called(code)) for code in field.choices] or [
            ("true", say("yes", "sim")),
            ("false", say("no", "não")),
        ]
        return h.select(attributes)[
            h.option(value="")["–"],
            (h.option(value=code, selected=code == value)[words] for code, words in choices),
        ]
    return h.input(
        attributes, type="text", value=value, placeholder=field.example or None, autocomplete="off"
    )


def _choices(field: Field, draft: Draft) -> h.Element:
    chosen = draft.typed.get(field.name, "").split(",")
    wrong = draft.wrong == field.name
    return h.fieldset(".choices-of", aria_describedby=f"{BEFORE}{field.name}-wrong" if wrong else None)[
        h.legend[_label(field)],
        _warning(field) if field.hides_states else h.small[_help(field)],
        h.div(".ticks")[
            (
                h.label[
                    h.input(
                        type="checkbox",
                        name=f"{BEFORE}{field.name}.{code}",
                        value="on",
                        checked=code in chosen,
                    ),
                    " ",
                    called(code),
                ]
                for code in field.choices
            )
        ],
        _wrong(field.name, draft),
    ]


def _warning(field: Field) -> h.Element:
    """What Hotmart does with a listing that names no state: it hides fifteen of seventeen (dossier §4.0)."""
    every = len([code for code in field.choices if code != "ALL"])
    return h.p(".warning")[
        say(
            f"If you choose none, Hotmart answers only 2 of the {every} states: approved and complete. What "
            "is refunded, cancelled or unpaid is then left out. For everything, choose All.",
            f"Sem nenhuma escolhida, a Hotmart responde só 2 das {every} situações: aprovada e completa. O "
            "que foi reembolsado, cancelado ou não foi pago fica de fora. Para ver tudo, escolha Todas.",
        )
    ]


def _label(field: Field) -> h.Node:
    mark = h.em[f" ({say('needed', 'obrigatório')})"] if field.needed else None
    return h.span[str(field.label).partition(":")[0].partition(";")[0], mark]


def _help(field: Field) -> h.Node:
    """What its label leaves out, and its name in data."""
    whole = str(field.label)
    rest = whole[len(whole.partition(":")[0].partition(";")[0]) :].lstrip(":; ")
    more = say("several by commas", "vários por vírgula") if field.several and not field.choices else ""
    kept = (
        say("asked for each time, never saved", "pedido a cada vez, nunca guardado") if field.private else ""
    )
    said = " · ".join(filter(None, (rest.replace("`", ""), more, kept)))
    return [f"{said} · " if said else None, h.code[field.name]]


def _wrong(name: str, draft: Draft) -> h.Node:
    if draft.wrong != name or draft.said is None:
        return None
    said = f"{draft.said} {draft.advice or ''}".strip()
    return h.p(".wrong", id=f"{BEFORE}{name}-wrong", role="alert")[said]


def _problem(draft: Draft, names: Sequence[str]) -> h.Node:
    """What is wrong with no single field."""
    if draft.said is None or draft.wrong in (*names, "name"):
        return None
    return h.div(".problem", role="alert")[
        h.p(".what")[str(draft.said)], h.p[str(draft.advice)] if draft.advice else None
    ]


def _limit(draft: Draft) -> h.Element:
    return h.div(".field")[
        h.label(for_="limit")[h.span[say("Rows at most", "Linhas, no máximo")]],
        h.select(id="limit", name="limit")[
            (h.option(value=str(one), selected=one == draft.limit)[f"{one}"] for one in LIMITS)
        ],
    ]


def _allowed(draft: Draft, told: Sequence[Field]) -> h.Node:
    """How many records this one plan may change, where one may change several."""
    if not any(one.several for one in told):
        return None
    return h.div(".field")[
        h.label(for_="max_changes")[h.span[say("Change at most", "Alterar no máximo")]],
        h.input(
            id="max_changes",
            name="max_changes",
            inputmode="numeric",
            value=str(draft.limit or ""),
            aria_describedby="max_changes-help",
        ),
        h.small(id="max_changes-help")[
            say(
                "Records in this one plan; empty: as [writes] of hotmart.toml allows.",
                "Registros neste único plano; vazio: o que [writes] do hotmart.toml permite.",
            )
        ],
    ]


def _saving(view: View, draft: Draft, told: Sequence[Field]) -> h.Element:
    wrong = draft.wrong == "name"
    return h.fieldset(".saving")[
        h.legend[say("Save as a flow", "Guardar como fluxo")],
        h.div(".row")[
            h.div(".field")[
                h.label(for_="name")[h.span[say("Name", "Nome")]],
                h.input(
                    id="name",
                    name="name",
                    value=draft.name,
                    placeholder=say("unpaid-slips", "boletos-em-aberto"),
                    autocomplete="off",
                    aria_invalid="true" if wrong else None,
                    aria_describedby="p.name-wrong" if wrong else None,
                ),
            ],
            h.button(formaction=view.link("/fluxos/guardar"))[say("Save…", "Guardar…")],
        ],
        _wrong("name", draft),
        h.small[" ".join(_kept_out(told))],
    ]


def _kept_out(told: Sequence[Field]) -> Iterator[str]:
    yield say(
        "It goes into hotmart.toml; you see the difference first.",
        "Vai para o hotmart.toml; você vê a diferença antes.",
    )
    if any(one.private for one in told):
        yield say("What tells of a person is not saved.", "O que fala de uma pessoa não é guardado.")
