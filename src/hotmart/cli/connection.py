"""`hotmart connection`: the accounts that commands can speak for, each in a clear state."""

from __future__ import annotations

import sys
from typing import Any, ClassVar

import click
from rich.text import Text as Styled

from hotmart.cli.answer import DONE, StoppedError, tell
from hotmart.cli.confirming import NotConfirmedError
from hotmart.cli.named import naming
from hotmart.cli.screen import grid, screen
from hotmart.cli.standings import STYLES, tell_standing
from hotmart.cli.tried import show_trial
from hotmart.cli.usage import Command, Group, json_option
from hotmart.cli.yes_or_no import says_yes
from hotmart.connections.ensuring import ensured, standing, waited_for
from hotmart.connections.environment import WORDS, environment
from hotmart.connections.glance import existing, glance, told
from hotmart.connections.removing import removed
from hotmart.connections.states import SENTENCES, Standing
from hotmart.credentials.naming import checked
from hotmart.credentials.owners import note_owner
from hotmart.errors import HotmartError
from hotmart.language import Text, say


class NothingKeptError(HotmartError):
    """There is nothing to remove."""

    code: ClassVar[str] = "not_found"


@click.group(
    "connection",
    cls=Group,
    help=say(
        "The accounts that commands can speak for: make one, see where each stands, try it, remove it. A "
        "connection is READY, is BUILDING, waits for a person (CLIENT_ACTION_REQUIRED), has to be mended "
        "(CONFIGURATION_ERROR), or came to nothing (SETUP_FAILED). No secret is ever shown.",
        "As contas pelas quais os comandos falam: crie uma, veja como está cada uma, teste, remova. Uma "
        "conexão está pronta (READY), em teste (BUILDING), à espera de alguém (CLIENT_ACTION_REQUIRED), com "
        "algo a corrigir (CONFIGURATION_ERROR) ou não deu certo (SETUP_FAILED). Nenhum segredo é mostrado.",
    ),
)
def connection() -> None:
    """Only the subcommands do something."""


@connection.command(
    "ensure",
    cls=Command,
    short_help=say("Find a connection, or have one made.", "Acha uma conexão, ou pede que seja feita."),
    help=say(
        "Find a connection, or have a person make one: a page of this machine is opened in the browser, "
        "asks for a credential, tries it and keeps it. The command does not wait; exit code 4 says that the "
        "person has something to do, and clientAction what. Without a browser here, the command that "
        "reaches the page from another machine is told as well, and the page ends with a code: hotmart "
        "login complete CODE",
        "Acha uma conexão, ou pede a uma pessoa que a faça: uma página desta máquina é aberta no navegador, "
        "pede uma credencial, testa e guarda. O comando não espera; o código de saída 4 diz que a pessoa "
        "tem algo a fazer, e clientAction o quê. Sem navegador aqui, é dito também o comando que leva à "
        "página a partir de outra máquina, e ela termina com um código: hotmart login complete CÓDIGO",
    ),
)
@naming
@click.option(
    "--no-open", is_flag=True, help=say("Only say the address.", "Só diz o endereço, sem abrir o navegador.")
)
@click.option(
    "--again",
    is_flag=True,
    help=say("End the page that is open, for a new link.", "Encerra a página aberta, para um novo link."),
)
@click.option(
    "--sandbox",
    is_flag=True,
    help=say("The credential is one of the sandbox.", "A credencial é do sandbox."),
)
@json_option
def ensure(name: str | None, no_open: bool, again: bool, sandbox: bool, as_json: bool) -> int:
    chosen = checked(told().chosen(name))
    found = ensured(
        chosen,
        opens=not no_open,
        sandbox=sandbox,
        again=again,
        at_terminal=sys.stdin.isatty() and not as_json,
    )
    other = environment(found.api_url, sandbox=found.sandbox) == "production"
    warnings = [_of_production(chosen)] if sandbox and other and found.state == "READY" else []
    return tell_standing(found, warnings, as_json=as_json)


@connection.command(
    "list",
    cls=Command,
    short_help=say("Where each connection stands.", "Como está cada conexão."),
    help=say(
        "List the connections of hotmart.toml, of the environment, and those that are kept, and where each "
        "stands. Hotmart is not asked.",
        "Lista as conexões do hotmart.toml, do ambiente e as guardadas, e como está cada uma. Não pergunta "
        "nada à Hotmart.",
    ),
)
@json_option
def list_(as_json: bool) -> int:
    found = [standing(name) for name in told().names()]
    if as_json:
        tell([one.as_dict() for one in found], {"count": len(found)})
        return DONE
    table = grid(
        say("connection", "conexão"),
        say("state", "estado"),
        say("environment", "ambiente"),
        say("secret", "segredo"),
    )
    for one in found:
        state = Styled(str(SENTENCES[one.state]), style=STYLES.get(one.state, "red"))
        where = glance(one.name, told()).where if one.secret else None
        table.add_row(one.name, state, _environment(one), str(where or "–"))
    screen().print(table)
    return DONE


@connection.command(
    "get",
    cls=Command,
    short_help=say("Where one connection stands.", "Como está uma conexão."),
    help=say(
        "Tell where a connection stands, and what is to be done; with --wait, once that is settled or the "
        "time is over. Exit code 0 says that it is READY, 4 that it is not. Hotmart is not asked.",
        "Diz como está uma conexão, e o que há a fazer; com --wait, assim que isso se resolver ou o tempo "
        "acabar. Código de saída 0 diz que está READY, 4 que não. Não pergunta nada à Hotmart.",
    ),
)
@naming
@click.option("--wait", is_flag=True, help=say("Wait until it is settled.", "Espera até se resolver."))
@click.option(
    "--timeout",
    type=click.FloatRange(0, 600),
    default=30,
    show_default=True,
    metavar="S",
    help=say("For how many seconds.", "Por quantos segundos."),
)
@json_option
def get(name: str | None, wait: bool, timeout: float, as_json: bool) -> int:
    chosen = _spoken_of(name)
    return tell_standing(waited_for(chosen, timeout) if wait else standing(chosen), as_json=as_json)


@connection.command(
    "test",
    cls=Command,
    short_help=say("Try a connection at Hotmart.", "Testa uma conexão na Hotmart."),
    help=say(
        "Log in, and ask each part of the API the cheapest question there is: account, sales, products, "
        "members area, events. Says which work. It changes nothing.",
        "Faz o login e pergunta a cada parte da API o que há de mais barato: conta, vendas, produtos, área "
        "de membros, eventos. Diz quais funcionam. Não altera nada.",
    ),
)
@naming
@json_option
def test(name: str | None, as_json: bool) -> int:
    from hotmart.connections.trying import tried_now  # noqa: PLC0415  # nobody else needs the client
    from hotmart.connections.using import credential_of  # noqa: PLC0415  # nor all the streams

    said = told()
    chosen = existing(name, said)
    known, credential = glance(chosen, said), credential_of(chosen, said)
    trial = tried_now(credential, known.club)
    note_owner(chosen, trial.owner, credential.client_id, kept=known.note is not None)
    if as_json and not trial.problem:
        tell({"connection": chosen} | trial.as_dict(), warnings=trial.remarks)
    elif not trial.problem:
        show_trial(trial)
    else:
        raise trial.problem
    return DONE


@connection.command(
    "remove",
    cls=Command,
    short_help=say("Forget the secret of a connection.", "Esquece o segredo de uma conexão."),
    help=say(
        "Forget what is kept of a connection on this machine: its secret and its token. The credential "
        "itself stays good until it is deleted in Hotmart's panel, and the copy of the account stays as it "
        "is.",
        "Esquece o que está guardado de uma conexão nesta máquina: o segredo e o token. A credencial em si "
        "continua valendo até ser apagada no painel da Hotmart, e a cópia da conta fica como está.",
    ),
)
@naming
@click.option("--yes", "-y", is_flag=True, help=say("Do not ask.", "Não pergunta."))
@json_option
def remove(name: str | None, yes: bool, as_json: bool) -> int:
    chosen = _spoken_of(name)
    if not yes:
        if as_json or not sys.stdin.isatty():
            command = f"hotmart connection remove {chosen} --yes"
            raise NotConfirmedError(
                Text(f"This forgets the secret of {chosen}.", f"Isto esquece o segredo de {chosen}."),
                Text(f"If that is meant: {command}", f"Se é isso mesmo: {command}"),
            )
        if not says_yes(Text(f"Forget the secret of {chosen}?", f"Esquecer o segredo de {chosen}?")):
            raise StoppedError(Text("Nothing was changed.", "Nada foi alterado."))
    if not removed(chosen):
        raise _nothing_kept(chosen)
    if as_json:
        tell({"connection": chosen, "removed": True})
    else:
        click.secho(say(f"{chosen} is forgotten here.", f"{chosen} foi esquecida aqui."), fg="green")
    return DONE


def _spoken_of(name: str | None) -> str:
    """A connection that something knows: a file, what is kept, or a page that was opened for it."""
    from hotmart.connections import opened  # noqa: PLC0415  # nobody else needs it

    said = told()
    chosen = said.chosen(name)
    if opened.noted(chosen) or opened.the_end_of(chosen):
        return chosen
    return existing(chosen, said)


def _of_production(name: str) -> Text:
    command = f"hotmart connection ensure {name}-sandbox --sandbox"
    return Text(
        f"{name} is one of production, not of the sandbox. For one of the sandbox: {command}",
        f"{name} é de produção, não do sandbox. Para uma do sandbox: {command}",
    )


def _environment(one: Standing) -> str:
    return str(WORDS[environment(one.api_url, sandbox=one.sandbox)])


def _nothing_kept(name: str) -> NothingKeptError:
    seen = glance(name, told())
    where: Any = seen.where
    return NothingKeptError(
        Text(f"Nothing is kept of {name}.", f"Nada está guardado de {name}."),
        Text(
            f"Its secret is in {where.en}, and is not ours to remove.",
            f"O segredo vem de outro lugar ({where.pt}), e não cabe a nós remover.",
        )
        if where
        else None,
    )
