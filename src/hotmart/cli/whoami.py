"""`hotmart whoami`: for which account commands speak here, without asking anybody."""

from __future__ import annotations

import click

from hotmart.cli.answer import DONE
from hotmart.cli.named import naming
from hotmart.cli.usage import command, json_option
from hotmart.connections.whoami import said
from hotmart.language import say


@command(
    "whoami",
    help=say(
        "Tell for which account commands speak in this folder: the connection, its owner as Hotmart last "
        "named them, where its secret is, whether that is production, the sandbox or a simulator, the zone "
        "of its days, and where its copy lies. No secret is read, and Hotmart is not asked.",
        "Diz por qual conta os comandos falam nesta pasta: a conexão, quem é o titular segundo a última "
        "resposta da Hotmart, onde está o segredo, se é produção, sandbox ou simulador, o fuso dos dias e "
        "onde fica a cópia. Nenhum segredo é lido, e nada é perguntado à Hotmart.",
    ),
)
@naming
@json_option
def whoami(name: str | None, as_json: bool) -> int:
    click.echo(said(name, as_json=as_json))
    return DONE
