"""Where the rows go: file, schema, prefix; how long raw pages are kept; what becomes of personal data."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import htpy as h

from hotmart.accounts.account import Account
from hotmart.config.defaults import WAREHOUSE
from hotmart.config.findings import ConfigError
from hotmart.console.blocks import Block
from hotmart.console.page import Shown
from hotmart.console.sources.difference import wait_for_yes
from hotmart.console.sources.fields import Field, Values, Wrong, drawn, mistakes, wrong_of
from hotmart.console.sources.place import place_of
from hotmart.console.sources.proposing import Edit, data_of, proposed, value_at
from hotmart.console.sources.stream_form import TREATMENTS
from hotmart.console.view import View
from hotmart.language import Text, say


def fields(account: Account) -> Sequence[Field]:
    """The fields, with the keys that tell it of this account."""
    return (
        Field(
            "warehouse",
            Text("File (folder and name)", "Arquivo (pasta e nome)"),
            place_of(account, "warehouse"),
            help=Text(
                "The DuckDB file. What is no whole path counts from the folder of hotmart.toml.",
                "O arquivo DuckDB. Um caminho relativo conta a partir da pasta do hotmart.toml.",
            ),
            example=WAREHOUSE,
        ),
        Field(
            "schema",
            Text("Layer (schema)", "Camada (schema)"),
            place_of(account, "schema"),
            help=Text(
                "The schema of the tables in that file; unless told, the name of the connection.",
                "O schema das tabelas nesse arquivo; sem isto, o nome da conexão.",
            ),
            example=account.settings.name,
        ),
        Field(
            "prefix",
            Text("Prefix of table names", "Prefixo dos nomes de tabela"),
            place_of(account, "prefix"),
            example="hotmart_",
        ),
        Field(
            "raw",
            Text("Retention of raw pages", "Retenção das páginas brutas"),
            ("warehouse", "raw"),
            help=Text(
                "How long pages are kept as Hotmart sent them: off, so many days, or forever. 120 days can "
                "rebuild everything.",
                "Por quanto tempo as páginas ficam como a Hotmart as enviou: off, tantos dias (120 days) ou "
                "forever. 120 days bastam para refazer tudo.",
            ),
            example="120 days",
        ),
        Field(
            "full_every",
            Text("Extra full sync every", "Sync completo extra a cada"),
            ("defaults", "full_every"),
            help=Text(
                "For every stream that says nothing else: a length of time, such as 90 days.",
                "Para todo stream que não diz outra coisa: um tempo, como 90 days.",
            ),
            example="90 days",
        ),
        Field(
            "personal",
            Text("Personal data", "Dados pessoais"),
            ("privacy", "personal"),
            help=Text(
                "Of every stream that says nothing else, before anything is written to disk.",
                "De todo stream que não diz outra coisa, antes de gravar qualquer coisa em disco.",
            ),
            kind="choice",
            choices=(("", Text("as usual: keep", "o usual: manter")), *TREATMENTS),
        ),
    )


def form(view: View) -> Shown:
    """The form, as the file stands."""
    every, data = fields(view.told_account), data_of(view.house)
    told: dict[str, Any] = {one.name: value_at(data, one.key) for one in every}
    return _shown(view, {key: "" if value is None else str(value) for key, value in told.items()}, {})


def changes(view: View) -> Shown:
    """Show what hotmart.toml would say."""
    every = fields(view.told_account)
    edits = [Edit(one.key, view.form.get(one.name, "").strip() or None) for one in every]
    try:
        done = Text("Where it goes is changed.", "O destino foi alterado.")
        return wait_for_yes(view, proposed(view.house, edits, done))
    except ConfigError as error:
        return _shown(view, view.form, wrong_of(error.findings, every))


def _shown(view: View, values: Values, wrong: Wrong) -> Shown:
    every = fields(view.told_account)
    shared = len(view.told_account.config.connections) > 1
    body = h.form(".form", method="post", action=view.link(), novalidate=True)[
        mistakes(every, wrong),
        h.p(".note")[
            say(
                "Retention, extra full sync and personal data hold for all connections of the file.",
                "Retenção, sync completo extra e dados pessoais valem para todas as conexões do arquivo.",
            )
        ]
        if shared
        else None,
        (drawn(one, values, wrong) for one in every),
        h.div(".row")[
            h.button(".main")[say("Go on", "Continuar")],
            h.a(href=view.link("/fontes"))[say("Back to all sources", "Voltar às fontes")],
        ],
    ]
    return [Block("destination", Text("Where it goes", "Para onde vai"), body=body, wide=True)]
