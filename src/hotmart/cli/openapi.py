"""`hotmart openapi`: the whole API, for programs that read OpenAPI."""

from __future__ import annotations

from pathlib import Path

import click

from hotmart.cli.answer import DONE
from hotmart.cli.usage import command
from hotmart.language import say
from hotmart.openapi import text


@command(
    "openapi",
    help=say(
        "Write the whole API in OpenAPI 3.1: every operation, every webhook, every field.",
        "Escreve a API inteira em OpenAPI 3.1: cada operação, cada webhook, cada campo.",
    ),
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar=say("FILE", "ARQUIVO"),
    help=say("Into this file instead of stdout.", "Neste arquivo, em vez do stdout."),
)
def openapi(out: Path | None) -> int:
    if out is None:
        click.echo(text(), nl=False)
    else:
        out.write_text(text(), encoding="utf-8")
    return DONE
