"""`hotmart connect`: give a credential at the keyboard, hidden, or on a page of this machine."""

from __future__ import annotations

import asyncio
import sys
from typing import Any, ClassVar

import click

from hotmart.cli.answer import DONE, tell
from hotmart.cli.named import naming
from hotmart.cli.tried import show_kept, show_trial
from hotmart.cli.usage import command, json_option
from hotmart.connections.glance import Glance, Told, glance, told
from hotmart.connections.keeping import keep_tried
from hotmart.connections.pasting import pasted
from hotmart.connections.trying import Trial, tried_now
from hotmart.credentials import Place
from hotmart.credentials.naming import checked
from hotmart.errors import CREDENTIALS_PAGE, HotmartError
from hotmart.language import Text, say


class NobodyThereError(HotmartError):
    """A credential is to be typed, and nobody is at a keyboard."""

    code: ClassVar[str] = "credentials"

    def __init__(self, name: str) -> None:
        super().__init__(
            Text(
                "Nobody is here to type a credential, and none is taken from an argument.",
                "Não há ninguém aqui para digitar a credencial, e ela não é aceita como argumento.",
            ),
            Text(
                f"To have a page asked for it: hotmart connection ensure {name}",
                f"Para pedi-la em uma página: hotmart connection ensure {name}",
            ),
        )


@command(
    "connect",
    help=say(
        "Connect an account: paste its credential, which is hidden, tried, and kept in the keyring of the "
        "system or a file that only you can read. Every command finds it from then on. No secret is taken "
        "from an argument: it would stay in the history of the shell.",
        "Conecta uma conta: cole a credencial, que fica oculta, é testada e guardada no chaveiro do sistema "
        "ou em um arquivo que só você pode ler. Todo comando a encontra daí em diante. Nenhum segredo é "
        "aceito como argumento: ficaria no histórico do terminal.",
    ),
)
@naming
@click.option(
    "--browser",
    is_flag=True,
    help=say("On a page in the browser instead.", "Em uma página do navegador, em vez disso."),
)
@click.option(
    "--sandbox",
    is_flag=True,
    default=None,
    help=say("The credential was made for the sandbox.", "A credencial foi criada para o sandbox."),
)
@json_option
def connect(name: str | None, browser: bool, sandbox: bool | None, as_json: bool) -> int:
    said = told()
    chosen = checked(said.chosen(name))
    known = glance(chosen, said)
    if sandbox is not None:
        known = known._replace(sandbox=sandbox)
    if browser:
        trial, place = _on_a_page(chosen, known)
    elif at_a_keyboard():
        trial, place = _typed(chosen, known)
    else:
        raise NobodyThereError(chosen)
    warnings = [one for one in (place.notice, _shadow(chosen), _unknown(chosen, said)) if one]
    if as_json:
        data = {"connection": chosen, "secret": place.kind, "secret_in": str(place.path)}
        tell(data | trial.as_dict(), warnings=[*trial.remarks, *warnings])
        return DONE
    show_trial(trial)
    show_kept(chosen, place)
    for one in warnings[1 if place.notice else 0 :]:
        click.secho(str(one), fg="yellow", err=True)
    where = (
        ""
        if chosen in ("main", *said.connections) and len(said.connections) < 2
        else f" --connection {chosen}"
    )
    click.echo(say(f"Next: hotmart sync{where}", f"A seguir: hotmart sync{where}"))
    return DONE


def at_a_keyboard() -> bool:
    """Whether somebody is there to answer."""
    return sys.stdin.isatty()


def _typed(name: str, known: Glance) -> tuple[Trial, Place]:
    click.echo(
        say(
            f"Make a credential at {CREDENTIALS_PAGE} and paste its parts. Nothing of them is shown.",
            f"Crie uma credencial em {CREDENTIALS_PAGE} e cole as partes dela. Nada delas é mostrado.",
        ),
        err=True,
    )
    first = _hidden(say("Client ID (or the Basic)", "Client ID (ou o Basic)"))
    given: dict[str, Any] = {
        "sandbox": known.sandbox,
        "api_url": known.api_url,
        "auth_url": known.auth_url,
    }
    try:  # what was pasted may be all of it
        read = pasted(first, **given)
    except HotmartError:
        read = pasted(first, _hidden("Client Secret"), **given)
    for remark in read.remarks:
        click.secho(str(remark), fg="yellow", err=True)
    click.echo(say("Asking Hotmart …", "Perguntando à Hotmart …"), err=True)
    trial = tried_now(read.credential, known.club)
    if trial.problem:
        raise trial.problem
    return trial, keep_tried(name, trial)


def _hidden(what: str) -> str:
    found: str = click.prompt(what, hide_input=True, err=True, default="", show_default=False)
    return found


def _on_a_page(name: str, known: Glance) -> tuple[Trial, Place]:
    """Ask on a page, served by this command until it has ended."""
    from hotmart.connections import browser  # noqa: PLC0415  # who types needs no server
    from hotmart.connections.page.hosting import host  # noqa: PLC0415  # likewise
    from hotmart.connections.tunnel import tunnel  # noqa: PLC0415  # likewise

    here = browser.is_here()

    def ready(url: str, port: int) -> None:
        if here and browser.lead(name, port, url):
            click.echo(say(f"The page is open: {url}", f"A página está aberta: {url}"), err=True)
            return
        click.echo(say(f"Open this page: {url}", f"Abra esta página: {url}"), err=True)
        if not here:
            way = tunnel(port)
            click.echo(
                say(f"From another machine, first: {way}", f"De outra máquina, antes: {way}"), err=True
            )

    visit = asyncio.run(
        host(
            name,
            ready,
            with_code=not (here or at_a_keyboard()),
            sandbox=known.sandbox,
            club=known.club,
            api_url=known.api_url,
            auth_url=known.auth_url,
        )
    )
    if visit.trial is None or visit.place is None:
        raise (
            PageEndedError(visit.problem.text, visit.problem.advice)
            if visit.problem
            else PageEndedError(_ENDED)
        )
    return visit.trial, visit.place


class PageEndedError(HotmartError):
    """The page ended, and nothing was kept."""

    code: ClassVar[str] = "credentials"


_ENDED = Text("The page was ended, and nothing was kept.", "A página foi encerrada, e nada foi guardado.")


def _shadow(name: str) -> Text | None:
    """That something else goes before what was just kept."""
    found = glance(name, told())
    if found.note or found.where is None:
        return None
    return Text(
        f"Commands still speak by {found.where.en}, which goes before what is kept.",
        f"Os comandos ainda usam {found.where.pt}, que vem antes do que está guardado.",
    )


def _unknown(name: str, said: Told) -> Text | None:
    """That the file, which names connections, does not name this one."""
    if not said.connections or name in said.connections:
        return None
    set_it = f"hotmart config set connections.{name}.schema {name.replace('-', '_')}"
    return Text(
        f"hotmart.toml does not name {name} yet. To add it: {set_it}",
        f"O hotmart.toml ainda não cita {name}. Para acrescentar: {set_it}",
    )
