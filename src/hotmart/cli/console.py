"""`hotmart console`: the pages of this machine, in a browser."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys

import click

from hotmart.cli.answer import DONE
from hotmart.cli.ports import PortTakenError
from hotmart.cli.usage import Where, command, where_options
from hotmart.document import to_json
from hotmart.language import say


@command(
    "console",
    help=say(
        "Look at the accounts in a browser: figures, sales, subscriptions, runs and more. It is served by "
        "this machine, to this machine, until Ctrl-C, and sends nothing anywhere.",
        "Veja as contas no navegador: números, vendas, assinaturas, execuções e mais. É servido por esta "
        "máquina, para esta máquina, até Ctrl-C, e não envia nada a lugar nenhum.",
    ),
)
@where_options
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    metavar="N",
    default=4_680,
    help=say(
        "The port; the next free one where it is in use.", "A porta; se estiver em uso, a próxima livre."
    ),
)
@click.option(
    "--no-open",
    is_flag=True,
    help=say("Say the address, and open no browser.", "Diz o endereço, sem abrir o navegador."),
)
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help=say(
        "Say the address in one line of JSON, token included; no browser is opened.",
        "Diz o endereço em uma linha de JSON, com o token; nenhum navegador é aberto.",
    ),
)
def console(where: Where, port: int, no_open: bool, as_json: bool) -> int:
    from hotmart.console.house import House  # noqa: PLC0415  # `--help` needs no server
    from hotmart.console.serving import host  # noqa: PLC0415  # likewise

    def ready(url: str) -> None:
        if as_json:
            click.echo(to_json({"url": url}))
        else:
            click.echo(say(f"The console is at {url}", f"O console está em {url}"))
            click.echo(say("It ends with Ctrl-C.", "Termina com Ctrl-C."), err=True)
        sys.stdout.flush()
        if not (no_open or as_json):
            from hotmart.connections.browser import is_here, lead  # noqa: PLC0415  # only who wants a browser

            if is_here():
                lead("console", house.port, url)

    house = House(where.file, where.connections, where.warehouse)
    house.check()
    if where.warehouse:  # what is started from a page writes there too
        os.environ["HOTMART_WAREHOUSE"] = str(where.warehouse.absolute())
    try:
        with contextlib.suppress(KeyboardInterrupt, asyncio.CancelledError):
            asyncio.run(host(house, ready, port))
    except OSError as error:
        raise PortTakenError(port) from error
    return DONE
