"""`hotmart init`: write a first hotmart.toml, by asking or from options."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any, get_args

import click

from hotmart.accounts.checking import verified
from hotmart.cli.answer import DONE, tell
from hotmart.cli.questions import READ, asked
from hotmart.cli.usage import Day, command, json_option
from hotmart.config.defaults import FILE
from hotmart.config.editing import write
from hotmart.config.findings import ConfigError, Finding
from hotmart.config.privacy import Treatment
from hotmart.config.schema import text as schema_text
from hotmart.config.templates import GROUPS, Answers
from hotmart.config.writing import SCHEMA_FILE, written
from hotmart.errors import InvalidArgumentError
from hotmart.language import Text, say
from hotmart.streams.known import STREAMS


@command(
    "init",
    help=say(
        f"Write a first {FILE}, by asking, or without a question from the options given. It holds no secret, "
        "only where each is.",
        f"Cria o primeiro {FILE}, perguntando, ou sem perguntas a partir das opções. Ele não guarda "
        "segredos, só onde cada um está.",
    ),
)
@click.option("--yes", "-y", is_flag=True, help=say("Ask nothing.", "Não pergunta nada."))
@click.option(
    "--streams",
    metavar=say("NAMES", "NOMES"),
    help=say(
        f"Groups ({', '.join(GROUPS)}) or streams, by commas.",
        f"Grupos ({', '.join(GROUPS)}) ou streams, separados por vírgula.",
    ),
)
@click.option(
    "--club",
    metavar=say("SUBDOMAINS", "SUBDOMÍNIOS"),
    help=say("Your members areas, by commas.", "Suas áreas de membros, separadas por vírgula."),
)
@click.option(
    "--personal",
    type=click.Choice(get_args(Treatment)),
    help=say("What becomes of personal data.", "O que se faz com dados pessoais."),
)
@click.option(
    "--warehouse",
    metavar=say("FILE", "ARQUIVO"),
    help=say("The DuckDB file that holds the copy.", "O arquivo DuckDB que guarda a cópia."),
)
@click.option(
    "--schema-name",
    "schema",
    metavar=say("NAME", "NOME"),
    help=say("The schema of its tables.", "O schema das tabelas."),
)
@click.option(
    "--since",
    type=Day(),
    metavar=say("DATE", "DATA"),
    help=say("The day history begins.", "O dia em que a história começa."),
)
@click.option(
    "--client-id",
    metavar="env:…",
    help=say("Where the client id is.", "Onde está o client id."),
)
@click.option(
    "--client-secret",
    metavar="env:…",
    help=say("Where the client secret is.", "Onde está o client secret."),
)
@click.option(
    "--sandbox",
    is_flag=True,
    default=None,
    help=say("The credential was made for the sandbox.", "A credencial foi criada para o sandbox."),
)
@click.option("--force", is_flag=True, help=say("Overwrite the file.", "Sobrescreve o arquivo."))
@json_option
def init(yes: bool, force: bool, as_json: bool, **told: Any) -> int:
    path = Path(FILE)
    if path.exists() and not force:
        raise _there_already()
    given = {name: READ[name](value) for name, value in told.items() if value is not None}
    asking = at_a_keyboard() and not yes
    if not (asking or yes or given):
        raise _nothing_to_go_by()
    answers = Answers(**(asked(given) if asking else given))
    text = written(answers.tables())
    try:
        _, warnings = verified(text, path)
    except ConfigError as error:
        raise _unusable(error) from None
    write(path, text)
    write(Path(SCHEMA_FILE), schema_text(STREAMS))
    if as_json:
        tell([{"file": FILE}, {"file": SCHEMA_FILE}], warnings=[str(one.told()) for one in warnings])
    else:
        _say_what_next(warnings)
    return DONE


def at_a_keyboard() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin.isatty()


def _say_what_next(warnings: list[Finding]) -> None:
    click.secho(say(f"{FILE} is written.", f"{FILE} foi criado."), fg="green")
    click.echo(
        say(
            f"{SCHEMA_FILE} beside it lets editors complete and check it.",
            f"{SCHEMA_FILE}, ao lado, permite que editores o completem e confiram.",
        )
    )
    for one in warnings:
        click.secho(str(one.told()), fg="yellow")
    click.echo(say("Next: hotmart sync --plan", "A seguir: hotmart sync --plan"))


def _there_already() -> InvalidArgumentError:
    return InvalidArgumentError(
        "force",
        Text(f"There is a {FILE} here already.", f"Já existe um {FILE} aqui."),
        Text(
            "Change it with: hotmart config set. To write a new one over it, add --force",
            "Altere com: hotmart config set. Para criar outro por cima, acrescente --force",
        ),
    )


def _unusable(error: ConfigError) -> InvalidArgumentError:
    """What the file would say is wrong; there is no file yet whose lines one could look at."""
    first = error.findings[0]
    return InvalidArgumentError(
        str(first.path[-1]), first.told(), Text("Nothing was written.", "Nada foi gravado.")
    )


def _nothing_to_go_by() -> InvalidArgumentError:
    return InvalidArgumentError(
        "yes",
        Text("Nobody is here to answer questions.", "Não há ninguém aqui para responder perguntas."),
        Text(
            "Say what you want with options, such as --streams sales,products --personal hash, or take the "
            "usual with --yes.",
            "Diga o que quer com opções, como --streams sales,products --personal hash, ou fique com o usual "
            "com --yes.",
        ),
    )
