"""`hotmart simulate`: a Hotmart on this machine."""

from __future__ import annotations

import shlex
import sys
from typing import Any

import click

from hotmart.cli.answer import DONE
from hotmart.cli.ports import PortTakenError
from hotmart.cli.usage import Day, command
from hotmart.document import to_json
from hotmart.errors import InvalidArgumentError
from hotmart.language import Text, say
from hotmart.simulator import FAULTS, FaultSpecError, Served, Settings, serve_forever

EXPORTED = ("api_url", "auth_url", "client_id", "client_secret", "basic")


@command(
    "simulate",
    help=say(
        "Run a Hotmart on this machine: an invented account with a past, a login and every operation. "
        'Its clock moves when you tell it to: POST /_simulator/advance {"days": 30}.',
        "Roda uma Hotmart nesta máquina: uma conta inventada com passado, login e todas as operações. "
        'O relógio anda quando você manda: POST /_simulator/advance {"days": 30}.',
    ),
)
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    metavar="N",
    default=0,
    help=say("The port; by default any free one.", "A porta; por padrão, uma livre."),
)
@click.option(
    "--seed",
    type=int,
    metavar="N",
    help=say("Equal seeds make equal accounts.", "Sementes iguais fazem contas iguais."),
)
@click.option(
    "--sales",
    type=click.IntRange(min=0),
    metavar="N",
    help=say("About how many sales it has (20,000).", "Quantas vendas ela tem, mais ou menos (20.000)."),
)
@click.option(
    "--start",
    type=Day(),
    metavar=say("DATE", "DATA"),
    help=say("The day of its first sale.", "O dia da primeira venda."),
)
@click.option(
    "--months",
    type=click.IntRange(min=1),
    metavar="N",
    help=say("How long it has been selling (24).", "Há quantos meses ela vende (24)."),
)
@click.option(
    "--latency",
    "latency_ms",
    type=click.FloatRange(min=0),
    metavar="MS",
    help=say("Every answer waits this long.", "Toda resposta espera este tempo."),
)
@click.option(
    "--quota",
    type=click.IntRange(min=1),
    metavar="N",
    help=say("Calls a minute (500).", "Chamadas por minuto (500)."),
)
@click.option(
    "--fail",
    "faults",
    multiple=True,
    metavar=say("KIND:RATE[@PLACE]", "TIPO:TAXA[@LUGAR]"),
    help=say(
        "What goes wrong, and how often: 429:0.05, cut:0.01, 502:0.1, html:0.01 … With a part of the path, "
        "only there: 500:0.1@club. Repeat it for more.",
        "O que dá errado, e com que frequência: 429:0.05, cut:0.01, 502:0.1, html:0.01 … Com uma parte do "
        "caminho, só nele: 500:0.1@club. Repita para mais.",
    ),
)
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help=say(
        "Say where it is in one line of JSON: api_url, auth_url, client_id, client_secret, …",
        "Diz onde está em uma linha de JSON: api_url, auth_url, client_id, client_secret, …",
    ),
)
def simulate(port: int, as_json: bool, **chosen: Any) -> int:
    settings = Settings(**{name: value for name, value in chosen.items() if value is not None})
    try:
        serve_forever(settings, port, lambda served: announce(served, as_json=as_json))
    except FaultSpecError:
        kinds = ", ".join(FAULTS)
        raise InvalidArgumentError(
            "fail",
            Text(
                "--fail takes KIND:RATE or KIND:RATE@PLACE, with a rate between 0 and 1.",
                "--fail recebe TIPO:TAXA ou TIPO:TAXA@LUGAR, com a taxa entre 0 e 1.",
            ),
            Text(f"The kinds are {kinds}.", f"Os tipos são {kinds}."),
        ) from None
    except OSError:
        raise PortTakenError(port) from None
    return DONE


def announce(served: Served, *, as_json: bool) -> None:
    """Say where the simulator answers, in a form that can be pasted or read by a program."""
    connection = served.connection()
    if as_json:
        click.echo(to_json(connection))
    else:
        for name in EXPORTED:
            click.echo(f"export HOTMART_{name.upper()}={shlex.quote(connection[name])}")
        click.echo(
            say(
                f"A Hotmart with invented people answers at {served.api_url} until Ctrl-C. "
                "Paste the lines above into another terminal, then: hotmart sync",
                f"Uma Hotmart com pessoas inventadas responde em {served.api_url} até Ctrl-C. "
                "Cole as linhas acima em outro terminal e depois: hotmart sync",
            ),
            err=True,
        )
    sys.stdout.flush()
