"""`hotmart action`: what one can do, found by name or by intent, looked at, and run."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from hotmart.actions.action import Action, actions, known_action
from hotmart.actions.finding import Finding, find
from hotmart.actions.finding.found import Effect
from hotmart.actions.listing import EFFECTS, as_data, found, lines, notices
from hotmart.cli.answer import DONE, tell
from hotmart.cli.given import text_given
from hotmart.cli.how import How, dry_run_option, max_changes_option, yes_option
from hotmart.cli.usage import Command, Group, Where, json_option, where_options
from hotmart.language import Text, say

if TYPE_CHECKING:
    from hotmart.actions.flows import Flow


@click.group(
    "action",
    cls=Group,
    help=say(
        "What can be done with an account: find an action by what you want, in English or Portuguese, look "
        "at it, and run it. What changes anything shows a plan first and waits for a yes.",
        "O que se pode fazer com uma conta: ache uma ação pelo que você quer, em português ou inglês, veja "
        "como é, e rode. O que altera algo mostra antes um plano e espera por um sim.",
    ),
)
def action() -> None:
    """Only the subcommands do something."""


@action.command(
    "list",
    cls=Command,
    short_help=say("List actions, or find them by intent.", "Lista ações, ou acha pela intenção."),
    help=say(
        "List all actions, or those that fit what you want, the best first. It searches on this machine, in "
        'both languages: --intent "who cancelled this month".',
        "Lista todas as ações, ou as que servem ao que você quer, a melhor primeiro. A busca é nesta "
        'máquina, nos dois idiomas: --intent "quem cancelou este mês".',
    ),
)
@click.option(
    "--intent",
    metavar=say("TEXT", "TEXTO"),
    help=say("What you want, in your own words.", "O que você quer, com as suas palavras."),
)
@click.option(
    "--limit",
    type=click.IntRange(1, 100),
    default=10,
    show_default=True,
    metavar="N",
    help=say("How many, with --intent.", "Quantas, com --intent."),
)
@click.option("--reads", is_flag=True, help=say("Only what changes nothing.", "Só o que não altera nada."))
@click.option("--writes", is_flag=True, help=say("Only what changes something.", "Só o que altera algo."))
@json_option
def list_actions(intent: str | None, limit: int, reads: bool, writes: bool, as_json: bool) -> int:
    if reads and writes:
        raise click.UsageError(say("Choose one of --reads and --writes.", "Escolha --reads ou --writes."))
    if intent is None:
        chosen = [
            one for one in actions().values() if (one.reads or not reads) and (not one.reads or not writes)
        ]
        return _listed(chosen, as_json)
    effect: Effect | None = "reads" if reads else "writes" if writes else None
    return _found(find(intent, limit=limit, effect=effect), as_json)


def _listed(chosen: list[Action], as_json: bool) -> int:
    if as_json:
        tell([one.as_dict() for one in chosen], {"count": len(chosen)})
        return DONE
    for line in lines(chosen):
        click.echo(line)
    return DONE


def _found(finding: Finding, as_json: bool) -> int:
    if as_json:
        tell(*as_data(finding))
        return DONE
    for notice in notices(finding):
        click.secho(notice, fg="yellow")
    return _listed(found(finding), as_json=False)


@action.command(
    "get",
    cls=Command,
    help=say(
        "Show one action: what it does, what it takes, what it answers.",
        "Mostra uma ação: o que faz, o que recebe, o que responde.",
    ),
)
@click.argument("id", metavar="ID")
@json_option
def get_action(id: str, as_json: bool) -> int:
    one = known_action(id)
    if as_json:
        tell([one.as_dict()])
        return DONE
    click.secho(f"{one.id}  [{EFFECTS[one.effect]}]", bold=True)
    click.echo(str(one.description))
    needed = one.input_schema.get("required", [])
    for name, schema in one.input_schema["properties"].items():
        said = Text(schema["description"], schema["x-pt-BR"])
        mark = say(" (needed)", " (obrigatório)") if name in needed else ""
        choices = schema.get("enum") or schema.get("items", {}).get("enum")
        click.echo(f"  {name}{mark}: {said}" + (f" {', '.join(choices)}" if choices else ""))
    for example in one.examples:
        click.secho(f"  $ {example}", dim=True)
    return DONE


@action.command(
    "run",
    cls=Command,
    short_help=say("Run an action.", "Roda uma ação."),
    help=say(
        "Run an action. Arguments are given as -p name=value, repeated, or as one JSON object. Days are "
        "written 2026-11-01, 7d or last-month and are the account's own. What changes something at Hotmart "
        "shows its plan and waits for a yes; without a terminal it ends with exit code 3 and the command "
        "that says yes.",
        "Roda uma ação. Os argumentos vão como -p nome=valor, repetido, ou como um objeto JSON. Dias se "
        "escrevem 2026-11-01, 7d ou mes-passado e são os da conta. O que altera algo na Hotmart mostra o "
        "plano e espera por um sim; sem terminal, termina com o código 3 e o comando que diz sim.",
    ),
)
@click.argument("id", metavar="[ID]", required=False)
@click.option(
    "--flow",
    metavar=say("NAME", "NOME"),
    help=say(
        "A saved flow of hotmart.toml, instead of ID; arguments given here go before its own.",
        "Um fluxo guardado no hotmart.toml, em vez de ID; argumentos dados aqui valem mais que os dele.",
    ),
)
@click.option(
    "-p",
    "pairs",
    multiple=True,
    metavar=say("NAME=VALUE", "NOME=VALOR"),
    help=say("An argument; may be repeated.", "Um argumento; pode ser repetido."),
)
@click.option(
    "--input",
    "given",
    metavar="JSON|@FILE|-",
    help=say("The arguments as one JSON object.", "Os argumentos como um objeto JSON."),
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    default=100,
    show_default=True,
    metavar="N",
    help=say("How many rows to read at most.", "Quantas linhas ler, no máximo."),
)
@click.option("--all", "everything", is_flag=True, help=say("Read all rows.", "Lê todas as linhas."))
@click.option(
    "--fields",
    metavar=say("NAMES", "NOMES"),
    help=say("Only these fields of a row, by commas.", "Só estes campos de cada linha, por vírgula."),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "ndjson", "csv"]),
    help=say("How rows are written.", "Como as linhas são escritas."),
)
@yes_option
@dry_run_option
@max_changes_option
@where_options
@json_option
def run_action(
    id: str | None,
    flow: str | None,
    pairs: tuple[str, ...],
    given: str | None,
    where: Where,
    as_json: bool,
    **how: Any,
) -> int:
    from hotmart.actions.arguments import from_json, typed  # noqa: PLC0415  # `list` must be there at once
    from hotmart.cli.acting import acted  # noqa: PLC0415  # see above

    if (id is None) is (flow is None):
        raise click.UsageError(say("Give an ID, or a --flow.", "Informe um ID, ou um --flow."))
    told = from_json(text_given(given, "input")) if given is not None else {}
    told |= typed(pairs)
    if flow is None:
        return acted(known_action(id or ""), told, where.only(), How.told(as_json=as_json, **how))
    saved, where = _saved(flow, where)
    return acted(saved.action, {**saved.parameters, **told}, where.only(), How.told(as_json=as_json, **how))


def _saved(name: str, where: Where) -> tuple[Flow, Where]:
    """A flow of hotmart.toml, and for which account: the one that is told here, its own, or the first."""
    from hotmart.actions.flows import flow_of  # noqa: PLC0415  # `list` must be there at once

    first = where.opened()[0]
    flow = flow_of(first.config.flows, name)
    if where.connections or (flow.connection is None and first.settings.alone):
        return flow, where
    return flow, replace(where, connections=(flow.connection or first.settings.name,))
