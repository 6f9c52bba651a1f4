"""`hotmart request`: any path of Hotmart, with the login, the quota, the retries and the guard of all."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import click
import msgspec

from hotmart.accounts.account import Account
from hotmart.actions.raw_pages import FEW, Answered, items, pages
from hotmart.actions.reading import Output, measured
from hotmart.actions.requests import TypedRequest, request_of, see
from hotmart.actions.running import client_of, zone_of
from hotmart.actions.shell import in_shell
from hotmart.cli.answer import DONE, tell
from hotmart.cli.given import text_given
from hotmart.cli.how import How, dry_run_option, max_changes_option, yes_option
from hotmart.cli.usage import Where, command, json_option, where_options
from hotmart.client import Hotmart
from hotmart.document import to_json
from hotmart.errors import InvalidArgumentError
from hotmart.language import Text, say
from hotmart.request import Request
from hotmart.zone import USUAL


@command(
    "request",
    help=say(
        "Send one request to any path of Hotmart, with login, quota and retries. It never goes to another "
        "host. What is not a GET shows its plan and waits for a yes, as actions do.",
        "Envia uma requisição a qualquer caminho da Hotmart, com login, cota e novas tentativas. Nunca vai a "
        "outro host. O que não é GET mostra o plano e espera por um sim, como as ações.",
    ),
)
@click.argument("method", metavar="METHOD")
@click.argument("path", metavar="PATH")
@click.option(
    "-q",
    "query",
    multiple=True,
    metavar=say("NAME=VALUE", "NOME=VALOR"),
    help=say("A parameter of the query; may be repeated.", "Um parâmetro da query; pode ser repetido."),
)
@click.option(
    "-P",
    "places",
    multiple=True,
    metavar=say("NAME=VALUE", "NOME=VALOR"),
    help=say("What stands for {NAME} in the path.", "O que vai no lugar de {NOME} no caminho."),
)
@click.option(
    "-H",
    "headers",
    multiple=True,
    metavar=say("NAME:VALUE", "NOME:VALOR"),
    help=say("A header; may be repeated.", "Um cabeçalho; pode ser repetido."),
)
@click.option(
    "--body",
    metavar="JSON|@FILE|-",
    help=say("The body, a JSON object.", "O corpo, um objeto JSON."),
)
@click.option(
    "--raw", is_flag=True, help=say("Write the answer as it came.", "Escreve a resposta como veio.")
)
@click.option(
    "--json-body",
    is_flag=True,
    help=say(
        "Write the JSON of the answer alone, also with --json.",
        "Escreve só o JSON da resposta, mesmo com --json.",
    ),
)
@click.option(
    "--paginate",
    is_flag=True,
    help=say("Follow the page tokens, and give all items.", "Segue as páginas e dá todos os itens."),
)
@click.option(
    "--max-pages",
    type=click.IntRange(min=1),
    default=FEW,
    show_default=True,
    metavar="N",
    help=say("How many pages at most.", "Quantas páginas, no máximo."),
)
@yes_option
@dry_run_option
@max_changes_option
@where_options
@json_option
def request(
    method: str,
    path: str,
    query: Sequence[str],
    places: Sequence[str],
    headers: Sequence[str],
    body: str | None,
    raw: bool,
    json_body: bool,
    paginate: bool,
    max_pages: int,
    where: Where,
    as_json: bool,
    **options: Any,
) -> int:
    account = where.only()
    how = How.told(as_json=as_json, **options)
    # A raw read has no days of its own: it need not wait for DuckDB, which may be asked for their zone.
    zone = (account.settings.zone or USUAL) if method.upper() == "GET" else zone_of(account)
    with in_shell(), client_of(account, zone) as client:
        text = None if body is None else text_given(body, "body")
        typed = request_of(
            method, path, query=query, places=places, headers=headers, body=text, host=client.host
        )
        if not typed.request.reads:
            _check_form(raw=raw, json_body=json_body, paginate=paginate)
            return _planned(typed, account, client, how)
        began, before = time.monotonic(), client.calls
        found = pages(client, typed.request, max_pages if paginate else 1)
        more = _more(found, max_pages if paginate else None)
        if raw:
            sys.stdout.buffer.write(b"\n".join(found.bodies) + b"\n")
            _say(more)
            return DONE
        complete = found.token is None and not found.in_circles
        told = _read(found.bodies, paginate)
        output = Output(told, complete, found.token, time_zone=zone_of(account), warnings=more)
        measured(output, client, began, before)
        _answer(typed.request, output, account.settings.name, as_json=as_json and not json_body)
    return DONE


def _planned(typed: TypedRequest, account: Account, client: Hotmart, how: How) -> int:
    """A write: by the operation that it is, where the catalogue has one."""
    from hotmart.actions.guard.planning import plan_of, plan_of_request  # noqa: PLC0415  # a read needs no guard
    from hotmart.actions.sent_beside import beside  # noqa: PLC0415  # see above
    from hotmart.cli.guarding import guarded  # noqa: PLC0415  # see above

    name = account.settings.name
    if typed.known is None:
        plan = plan_of_request(typed.request, client, name)
        plan = msgspec.structs.replace(plan, values=(*beside(typed.request), *plan.values))
    else:
        try:
            plan = plan_of(typed.known, typed.arguments, client, name)
        except InvalidArgumentError as error:
            error.advice = error.advice or see(typed.known)
            raise
    return guarded(plan, account, client, how)


def _check_form(**options: bool) -> None:
    """Refuse for a write what only an answer that is read can be written as."""
    for name, given in options.items():
        if given:
            option = f"--{name.replace('_', '-')}"
            raise InvalidArgumentError(
                name,
                Text(
                    f"{option} is for what reads, and this would change something.",
                    f"{option} é para o que lê, e isto alteraria algo.",
                ),
                Text(
                    "Leave it out; --json answers in JSON. All options: hotmart request --help",
                    "Deixe-o de fora; --json responde em JSON. Todas as opções: hotmart request --help",
                ),
            )


def _more(found: Answered, most: int | None) -> list[Text]:
    """That there are more pages, and how they are had."""
    if found.in_circles:
        return [
            Text(
                "The same page token came again: nobody knows whether these are all. Read it again.",
                "O mesmo page_token veio de novo: não se sabe se isto é tudo. Leia de novo.",
            )
        ]
    if found.token is None:
        return []
    goes_on = f"-q page_token={found.token}"
    if most is None:
        return [
            Text(
                f"There are more pages: --paginate reads them, the same with {goes_on} the next.",
                f"Há mais páginas: --paginate lê todas, o mesmo com {goes_on} a próxima.",
            )
        ]
    return [
        Text(
            f"There are more pages: the same with {goes_on} goes on, and --max-pages {most * 10} reads more.",
            f"Há mais páginas: o mesmo com {goes_on} continua, e --max-pages {most * 10} lê mais.",
        )
    ]


def _say(warnings: Sequence[Text]) -> None:
    for text in warnings:
        click.secho(str(text), err=True, fg="yellow")


def _read(bodies: list[bytes], paginate: bool) -> Any:
    told = [json.loads(body, parse_float=Decimal) if body.strip() else None for body in bodies]
    return [item for page in told for item in items(page)] if paginate else told[0]


def _answer(asked: Request, output: Output, connection: str, *, as_json: bool) -> None:
    if as_json:
        meta = {"operation": asked.operation, "connection": connection} | output.meta()
        tell({"output": output.output}, meta, output.warnings)
        return
    click.echo(to_json(output.output))
    _say(output.warnings)
