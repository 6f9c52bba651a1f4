"""`hotmart request`: any path of Hotmart, with the login, the quota, the retries and the guard of all."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import click

from hotmart.accounts.account import Account
from hotmart.actions.reading import Output, measured
from hotmart.actions.requests import FEW, arguments_of, operation_of, pages, request_of
from hotmart.actions.running import client_of, zone_of
from hotmart.actions.shell import in_shell
from hotmart.cli.answer import DONE, tell
from hotmart.cli.given import text_given
from hotmart.cli.how import How, dry_run_option, max_changes_option, yes_option
from hotmart.cli.usage import Where, command, json_option, where_options
from hotmart.client import Hotmart
from hotmart.document import to_json
from hotmart.language import say
from hotmart.request import Request
from hotmart.words import is_list, is_object


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
    how, zone = How.told(as_json=as_json, **options), zone_of(account)
    with in_shell(), client_of(account, zone) as client:
        text = None if body is None else text_given(body, "body")
        asked = request_of(
            method, path, query=query, places=places, headers=headers, body=text, host=client.host
        )
        if not asked.reads:
            return _planned(asked, account, client, how)
        began, before = time.monotonic(), client.calls
        found = [*pages(client, asked, max_pages if paginate else 1)]
        if raw:
            sys.stdout.buffer.write(b"\n".join(found) + b"\n")
            return DONE
        output = measured(Output(_read(found, paginate), time_zone=zone), client, began, before)
        _answer(asked, output, account.settings.name, as_json=as_json and not json_body)
    return DONE


def _planned(asked: Request, account: Account, client: Hotmart, how: How) -> int:
    """A write: by the operation that it is, where the catalogue has one."""
    from hotmart.actions.guard.planning import plan_of, plan_of_request  # noqa: PLC0415  # a read needs no guard
    from hotmart.cli.guarding import guarded  # noqa: PLC0415  # see above

    known, name = operation_of(asked.method, asked.path), account.settings.name
    if known is None:
        return guarded(plan_of_request(asked, client, name), account, client, how)
    return guarded(plan_of(known, arguments_of(known, asked), client, name), account, client, how)


def _read(bodies: list[bytes], paginate: bool) -> Any:
    told = [json.loads(body, parse_float=Decimal) if body.strip() else None for body in bodies]
    return [item for page in told for item in _items(page)] if paginate else told[0]


def _items(page: Any) -> list[Any]:
    """The items of a page, of whatever shape it is."""
    if is_list(page):
        return page
    items = page.get("items") if is_object(page) else None
    return items if is_list(items) else [page]


def _answer(asked: Request, output: Output, connection: str, *, as_json: bool) -> None:
    if as_json:
        meta = {"operation": asked.operation, "connection": connection} | output.meta()
        tell({"output": output.output}, meta)
    else:
        click.echo(to_json(output.output))
