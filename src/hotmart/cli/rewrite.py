"""`hotmart rewrite`: make the warehouse's file anew, with all that is in it."""

from __future__ import annotations

from collections.abc import Sequence

import click

from hotmart.accounts.rewriting import Rewritten
from hotmart.accounts.rewriting import rewrite as run
from hotmart.cli.answer import DONE, tell
from hotmart.cli.usage import Where, command, json_option, where_options
from hotmart.figures import number
from hotmart.language import say


@command(
    "rewrite",
    help=say(
        "Write the warehouse's file anew as it stands, and its published copies: in the format of new files, "
        "which every DuckDB since 1.5 can open, and without the room of what was deleted. For a file that "
        "DuckDB 2 made in its own format, which older ones cannot open. Interrupted, it leaves the file as "
        "it was.",
        "Escreve de novo o arquivo do armazém como está, e as cópias publicadas: no formato dos arquivos "
        "novos, que todo DuckDB desde o 1.5 abre, e sem o espaço do que foi apagado. Para um arquivo que o "
        "DuckDB 2 fez no formato dele, que os mais antigos não abrem. Interrompido, deixa o arquivo como "
        "estava.",
    ),
)
@where_options
@json_option
def rewrite(where: Where, as_json: bool) -> int:
    done = run(where.opened())
    if as_json:
        tell([_row(one) for one in done])
    else:
        _draw(done)
    return DONE


def _row(one: Rewritten) -> dict[str, object]:
    sizes = {"bytes_before": one.before, "bytes_after": one.after}
    return {"warehouse": str(one.warehouse), **sizes, "copies": [str(path) for path in one.copies]}


def _draw(done: Sequence[Rewritten]) -> None:
    for one in done:
        click.echo(f"{one.warehouse}: {_mb(one.before)} → {_mb(one.after)} MB")
        for path in one.copies:
            click.echo(say(f"{path}: made again", f"{path}: refeita"))


def _mb(size: int) -> str:
    return number(round(size / 1_000_000))
