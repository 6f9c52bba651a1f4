"""A source, described and tried on one form; what is saved is shown first as a difference."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import htpy as h

from hotmart.config.findings import ConfigError
from hotmart.console.blocks import Block, Column, Table
from hotmart.console.page import Shown
from hotmart.console.sources.difference import wait_for_yes
from hotmart.console.sources.fields import Field, Values, Wrong, drawn, mistakes, wrong_of
from hotmart.console.sources.proposing import Proposal, data_of, leaf_edits, proposed, table_at, value_at
from hotmart.console.sources.source_fields import ADDRESS, EVERY, NAME, PAGES, RECORDS, TRANSFORM, WINDOW
from hotmart.console.sources.source_reading import (
    fields,
    read,
    secrets_in,
    values_of,
    warned_of_secrets,
    without_secrets,
)
from hotmart.console.sources.source_trial import trial_of
from hotmart.console.view import View
from hotmart.language import Text, say
from hotmart.sources.check import NAME as NAMES
from hotmart.sources.templates import TEMPLATES

_COLUMNS = (
    Column("source", Text("source", "fonte")),
    Column("method", Text("method", "método"), "code"),
    Column("url", Text("address", "endereço")),
    Column("format", Text("format", "formato"), "code"),
    Column("key", Text("key", "chave"), "code"),
)


def sources(view: View) -> Block:
    """The sources of hotmart.toml, and templates to begin with."""
    known = view.told_account.config.sources
    rows = [
        {
            "source": name,
            "method": one.method,
            "url": one.address,
            "format": one.format,
            "key": ", ".join(one.keys),
        }
        for name, one in known.items()
    ]
    body = [
        h.p[
            say(
                "Other endpoints, synced like any stream: of Hotmart's API or of another host.",
                "Outros endpoints, sincronizados como qualquer stream: da API da Hotmart ou de outro host.",
            )
        ],
        h.p[h.a(".button", href=view.link("/fontes/fonte"))[say("Add a source", "Adicionar uma fonte")]],
        h.h3[say("Begin with a template", "Começar com um modelo")],
        h.ul[
            (
                h.li[h.a(href=view.link("/fontes/fonte", template=name))[str(one.text)]]
                for name, one in TEMPLATES.items()
            )
        ],
    ]
    table = Table(_COLUMNS, rows, links=lambda row: view.link("/fontes/fonte", name=str(row["source"])))
    title = Text("Manual sources", "Fontes manuais")
    return Block("sources", title, body=body, table=table if rows else None, wide=True)


def form(view: View) -> Shown:
    """The form of a source: of the one that is named, of a template, or of a new one."""
    import tomllib  # noqa: PLC0415  # only templates are TOML here

    name, template = view.query.get("name", ""), view.query.get("template", "")
    told = table_at(data_of(view.house), ("sources", name)) if name else {}
    if not told and template in TEMPLATES:
        ((name, told),) = tomllib.loads(TEMPLATES[template].toml)["sources"].items()
    return _shown(view, values_of(told, name), {})


def changes(view: View) -> Shown:
    """Try the source, or show what hotmart.toml would say of it."""
    wrong: dict[str, str] = {}
    proposal = _proposal(view, wrong)
    if proposal is None:
        return _shown(view, without_secrets(view.form, wrong), wrong)
    if view.form.get("do") == "test":
        tried = trial_of(view.form["name"].strip(), proposal.config, view.told_account.settings)
        return [*_shown(view, view.form, {}), *tried]
    return wait_for_yes(view, proposal)


def _proposal(view: View, wrong: dict[str, str]) -> Proposal | None:
    """What the file would say. Every mistake goes into `wrong`, and then there is nothing."""
    told = view.form
    name = told.get("name", "").strip()
    made = read(told, wrong)
    wrong |= secrets_in(told)
    data = data_of(view.house)
    if not NAMES.fullmatch(name):
        wrong["name"] = say(
            "It is no name of a table: small letters, digits and _.",
            "Não é nome de tabela: letras minúsculas, dígitos e _.",
        )
        name = "source"
    elif name != view.query.get("name") and value_at(data, ("sources", name)):
        wrong["name"] = say(f"There is a source {name} already.", f"Já existe a fonte {name}.")
    before = table_at(data, ("sources", name)) if name == view.query.get("name") else {}
    done = Text(f"The source {name} is saved.", f"A fonte {name} foi salva.")
    try:
        proposal = proposed(view.house, leaf_edits(("sources", name), before, _whole(made, before)), done)
    except ConfigError as error:
        found = wrong_of(error.findings, fields(name))
        wrong |= {key: said for key, said in found.items() if key not in wrong}
        wrong |= warned_of_secrets(error.warnings, name)
        return None
    wrong |= warned_of_secrets(proposal.warnings, name)
    return None if wrong else proposal


def _whole(made: dict[str, Any], before: dict[str, Any]) -> dict[str, Any]:
    """With what the form does not speak of, as it stands in the file."""
    spoken = {one.key[0] for one in EVERY if one.key}
    for section in ("pagination", "window"):
        asked = {one.key[1] for one in EVERY if one.key[:1] == (section,)}
        rest = {key: value for key, value in table_at(before, (section,)).items() if key not in asked}
        if section in made:
            made[section] = rest | made[section]
    return {key: value for key, value in before.items() if key not in spoken} | made


def _shown(view: View, values: Values, wrong: Wrong) -> list[Block]:
    buttons = h.div(".row")[
        h.button(".main", name="do", value="test")[say("Test", "Testar")],
        h.button(name="do", value="save")[say("Save", "Salvar")],
        h.a(href=view.link("/fontes", name=None, template=None))[
            say("Back to all sources", "Voltar às fontes")
        ],
    ]
    body = h.form(".form", method="post", action=view.link(), novalidate=True, autocomplete="off")[
        mistakes(EVERY, wrong),
        drawn(NAME, values, wrong),
        _section(say("What is asked", "O que se pede"), ADDRESS, values, wrong),
        _section(say("What comes", "O que vem"), RECORDS, values, wrong),
        _folded(say("Paging", "Paginação"), PAGES, values, wrong),
        _folded(say("Asking for a period only", "Pedir só um período"), WINDOW, values, wrong),
        _folded(say("Transformation", "Transformação"), (TRANSFORM,), values, wrong),
        buttons,
    ]
    name = view.query.get("name", "")
    title = Text(f"The source {name}", f"A fonte {name}") if name else Text("A new source", "Uma nova fonte")
    return [Block("source", title, body=body, wide=True)]


def _section(title: str, every: Sequence[Field], values: Values, wrong: Wrong) -> h.Element:
    return h.fieldset[h.legend[title], (drawn(one, values, wrong) for one in every)]


def _folded(title: str, every: Sequence[Field], values: Values, wrong: Wrong) -> h.Element:
    told = any(wrong.get(one.name) or (values.get(one.name) and one.kind != "choice") for one in every)
    chosen = bool(values.get("pages")) and every is PAGES
    return h.details(open=told or chosen)[
        h.summary[title], h.fieldset[h.legend(".hidden")[title], (drawn(one, values, wrong) for one in every)]
    ]
