"""One stream: its table, its mode, how often all of it is read, its columns, and its personal data."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase
from typing import NamedTuple

import htpy as h

from hotmart.accounts.treatment import is_needed, treatments
from hotmart.config.findings import ConfigError
from hotmart.console.blocks import Block
from hotmart.console.page import Shown
from hotmart.console.sources.connection_fields import day
from hotmart.console.sources.difference import wait_for_yes
from hotmart.console.sources.fields import OTHER, Field, Values, Wrong, drawn, mistakes, wrong_of
from hotmart.console.sources.proposing import Edit, data_of, proposed, table_at
from hotmart.console.view import View
from hotmart.language import Text, say
from hotmart.privacy.fields import columns_by_name
from hotmart.streams.finding import found
from hotmart.streams.stream import Stream
from hotmart.tables.columns import Column

TREATMENTS = (
    ("keep", Text("keep as it is", "manter como está")),
    ("hash", Text("hash: equal values stay equal", "hash: valores iguais seguem iguais")),
    ("mask", Text("mask", "mascarar")),
    ("drop", Text("drop", "descartar")),
)
"""What may become of personal data."""
_TICK, _TREAT = "column.", "treat."


class _Shown(NamedTuple):
    """One column, as the form has it."""

    name: str
    column: Column
    is_kept: bool
    is_needed: bool
    treatment: str


def form(view: View) -> Shown:
    """The form of the stream that is named."""
    stream = _stream(view)
    mine = table_at(data_of(view.house), ("streams", stream.name))
    values = {key: str(mine.get(key, "")) for key in ("table", "mode", "full_every", "since", "history")}
    return _shown(view, stream, values, _columns(view, stream), {})


def changes(view: View) -> Shown:
    """Show what hotmart.toml would say of the stream."""
    stream, wrong = _stream(view), dict[str, str]()
    columns = [_given(view.form, one) for one in _columns(view, stream)]
    edits = _edits(view, stream, columns, wrong)
    done = Text(f"{stream.name} is changed.", f"{stream.name} foi alterado.")
    try:
        proposal = proposed(view.house, edits, done)
    except ConfigError as error:
        wrong |= wrong_of(error.findings, _keyed(stream))
    else:
        if not wrong:
            return wait_for_yes(view, proposal)
    return _shown(view, stream, view.form, columns, wrong)


def fields(stream: Stream) -> Sequence[Field]:
    """Its fields, but for the columns."""
    own = ("streams", stream.name)
    return (
        Field(
            "table",
            Text("Name of the table", "Nome da tabela"),
            (*own, "table"),
            help=Text("After the prefix.", "Depois do prefixo."),
            example=stream.name,
        ),
        Field(
            "mode",
            Text("Mode", "Modo"),
            (*own, "mode"),
            help=Text(
                "Incremental reads what is new, young or changed; full reads everything every time.",
                "Incremental lê o que é novo, recente ou mudou; completo lê tudo todas as vezes.",
            ),
            kind="choice",
            choices=(
                ("", Text("as usual", "o usual")),
                ("incremental", Text("incremental", "incremental")),
                ("full_table", Text("full", "completo")),
            ),
        ),
        Field(
            "full_every",
            Text("Extra full sync every", "Sync completo extra a cada"),
            (*own, "full_every"),
            help=Text(
                "How often everything is read again, however old: a length of time, such as 30 days.",
                "De quanto em quanto tempo tudo é relido, por mais antigo: um tempo, como 30 days.",
            ),
            example="90 days",
        ),
        Field("since", Text("Start date", "Data de início"), (*own, "since"), kind="day"),
        Field(
            "history",
            Text("Earlier versions are kept for", "Versões anteriores ficam por"),
            (*own, "history"),
            help=Text("off, so many days, or forever.", "off, tantos dias (90 days) ou forever."),
            example="forever",
        ),
    )


def _keyed(stream: Stream) -> Sequence[Field]:
    """The same, and where the check tells of columns."""
    return (
        *fields(stream),
        Field("columns", Text("Columns", "Colunas"), ("streams", stream.name, "columns")),
        Field("columns", Text("Columns", "Colunas"), ("privacy", "columns")),
    )


def _edits(view: View, stream: Stream, columns: list[_Shown], wrong: dict[str, str]) -> list[Edit]:
    told, own = view.form, ("streams", stream.name)
    edits: list[Edit] = [
        Edit((*own, key), told.get(key, "").strip() or None)
        for key in ("table", "mode", "full_every", "history")
    ]
    edits.append(Edit((*own, "since"), day(told.get("since", ""), "since", wrong)))
    kept = [one.name for one in columns if one.is_kept or one.is_needed]
    if {one.name for one in columns if one.is_kept} != {
        one.name for one in _columns(view, stream) if one.is_kept
    }:
        edits.append(Edit((*own, "columns"), None if len(kept) == len(columns) else kept))
    before = {one.name: one.treatment for one in _columns(view, stream)}
    return edits + [
        Edit(("privacy", "columns", f"{stream.name}.{one.name}"), one.treatment)
        for one in columns
        if one.treatment != before[one.name]
    ]


def _columns(view: View, stream: Stream) -> list[_Shown]:
    """Every column, as the settings treat it now."""
    patterns = stream.policy.columns
    treated = treatments(view.told_account.config.privacy, stream)
    return [
        _Shown(
            name,
            column,
            not patterns or any(fnmatchcase(name, one) for one in patterns) or is_needed(stream, name),
            is_needed(stream, name),
            treated[name],
        )
        for name, column in columns_by_name(stream.layout).items()
    ]


def _given(told: Values, one: _Shown) -> _Shown:
    """The same column as the form has it; a choice for all personal ones goes before its own."""
    treatment = told.get(_TREAT + one.name, one.treatment)
    if (for_all := told.get("personal", "")) and _is_treated(one):
        treatment = for_all
    known = [key for key, _ in _choices(one)]
    return one._replace(
        is_kept=one.is_needed or told.get(_TICK + one.name) == "on",
        treatment=treatment if treatment in known else one.treatment,
    )


def _is_treated(one: _Shown) -> bool:
    return one.column.personal and not one.is_needed


def _choices(one: _Shown) -> Sequence[tuple[str, Text]]:
    """What may become of it: what is no text can only be kept or dropped."""
    is_text = one.column.kind in ("text", "texts")
    return [choice for choice in TREATMENTS if is_text or choice[0] in ("keep", "drop")]


def _stream(view: View) -> Stream:
    return found(view.query.get("name", ""), view.told_account.streams, "name")


def _shown(view: View, stream: Stream, values: Values, columns: list[_Shown], wrong: Wrong) -> Shown:
    every = fields(stream)
    shown = (*every, Field("columns", Text("Columns", "Colunas")))
    body = h.form(".form", method="post", action=view.link(), novalidate=True)[
        h.p[say(stream.en, stream.pt)],
        mistakes(shown, wrong),
        (drawn(one, values, wrong) for one in every),
        drawn(_PERSONAL, values, wrong) if any(_is_treated(one) for one in columns) else None,
        _list(columns, wrong.get("columns") or wrong.get(OTHER)),
        h.div(".row")[
            h.button(".main")[say("Go on", "Continuar")],
            h.a(href=view.link("/fontes", name=None))[say("Back to all sources", "Voltar às fontes")],
        ],
    ]
    return [Block("stream", Text(stream.name, stream.name), body=body, wide=True)]


_PERSONAL = Field(
    "personal",
    Text("All personal data of this stream", "Todos os dados pessoais deste stream"),
    help=Text(
        "Before anything is written to disk. What was written already stays until it is read again.",
        "Antes de gravar qualquer coisa em disco. O que já foi gravado fica até ser lido de novo.",
    ),
    kind="choice",
    choices=(("", Text("as told for each column", "como dito em cada coluna")), *TREATMENTS),
)


def _list(columns: list[_Shown], said: str | None) -> h.Element:
    return h.fieldset("#columns", tabindex="-1", aria_describedby="columns-wrong" if said else None)[
        h.legend[say("Columns", "Colunas")],
        h.p("#columns-wrong.wrong")[said] if said else None,
        h.ul(".picks")[(_item(one) for one in columns)],
    ]


def _item(one: _Shown) -> h.Element:
    tick = _TICK + one.name
    notes: list[str] = [one.column.kind]
    if one.column.personal:
        notes.append(say("personal", "pessoal"))
    if one.is_needed:
        notes.append(say("always kept: the sync reads it", "fica sempre: o sync a lê"))
    box = {"type": "checkbox", "value": "on", "id": tick, "name": tick}
    return h.li[
        h.span(".tick")[
            h.input(box, checked=one.is_kept, disabled=one.is_needed),
            h.label(for_=tick)[h.code[one.name], h.small[" · ".join(notes)]],
        ],
        _treatment(one) if _is_treated(one) else None,
    ]


def _treatment(one: _Shown) -> h.Element:
    label = say(f"What becomes of {one.name}", f"O que se faz com {one.name}")
    return h.select(name=_TREAT + one.name, aria_label=label)[
        (h.option(value=key, selected=key == one.treatment)[str(text)] for key, text in _choices(one))
    ]
