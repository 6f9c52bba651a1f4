"""`hotmart metrics`: the figures of a business, each defined once, with its currency and verdict."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from hotmart.cli.answer import DONE, INCOMPLETE, tell
from hotmart.cli.usage import Command, Group, Where, json_option, where_options
from hotmart.language import say

if TYPE_CHECKING:
    from hotmart.accounts.account import Account
    from hotmart.metrics.figures import Figures

SHOW = "show"


class Shown(Group):
    """A group that shows figures where no subcommand is named: `hotmart metrics mrr`."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not args or args[0] not in (*self.commands, *ctx.help_option_names):
            args = [SHOW, *args]
        return super().parse_args(ctx, args)


@click.group(
    "metrics",
    cls=Shown,
    help=say(
        "The figures of the business, from the copy on this machine: `hotmart metrics` alone shows twelve "
        "of them for the month so far. Each says its currency, its days, how fresh it is, and whether it is "
        "whole. How to ask for other days, to divide and to compare: `hotmart metrics show --help`.",
        "Os números do negócio, da cópia nesta máquina: só `hotmart metrics` mostra doze deles, do mês até "
        "agora. Cada um diz a moeda, os dias, quão atual é e se está completo. Como pedir outros dias, "
        "dividir e comparar: `hotmart metrics show --help`.",
    ),
)
def metrics() -> None:
    """Only the subcommands do something."""


@metrics.command(
    SHOW,
    cls=Command,
    short_help=say("Show figures; may be left out.", "Mostra números; pode ser omitido."),
    help=say(
        "Show metrics by name, or the twelve of the overview. Days are those of the account. Money is never "
        "added up across currencies.",
        "Mostra métricas pelo nome, ou as doze do resumo. Os dias são os da conta. Moedas diferentes nunca "
        "são somadas.",
    ),
)
@click.argument("names", nargs=-1, metavar=say("[NAME]...", "[NOME]..."))
@click.option(
    "--period",
    metavar=say("PERIOD", "PERÍODO"),
    help=say(
        "Such as 2026-11, last-month, 30d, 2026-01..2026-03.",
        "Como 2026-11, mes-passado, 30d, 2026-01..2026-03.",
    ),
)
@click.option("--from", "first", metavar=say("DAY", "DIA"), help=say("The first day.", "O primeiro dia."))
@click.option("--to", "last", metavar=say("DAY", "DIA"), help=say("The last day.", "O último dia."))
@click.option(
    "--by",
    multiple=True,
    metavar=say("WHAT", "O QUÊ"),
    help=say(
        "Divide them: day, week, month, quarter, year, product, payment …; may be repeated. `hotmart "
        "metrics list` tells what each can be divided by.",
        "Divide: day, week, month, quarter, year, product, payment …; pode ser repetido. `hotmart metrics "
        "list` diz por que cada uma se divide.",
    ),
)
@click.option(
    "--only",
    multiple=True,
    metavar=say("WHAT=VALUE", "O QUÊ=VALOR"),
    help=say(
        "Only what has this value, written as --by shows it: payment=PIX. Without a value, as in ad=, only "
        "what has none. May be repeated, for something else.",
        "Só o que tem este valor, escrito como --by mostra: payment=PIX. Sem valor, como em ad=, só o que "
        "não tem nenhum. Pode ser repetido, para outra coisa.",
    ),
)
@click.option(
    "--compare",
    type=click.Choice(["previous", "last-year"]),
    help=say(
        "Tell besides what it was in the days before, or a year ago.",
        "Diz também quanto era nos dias anteriores, ou há um ano.",
    ),
)
@click.option(
    "--explain",
    is_flag=True,
    help=say("Print the SQL and what each means.", "Mostra o SQL e o que cada uma quer dizer."),
)
@where_options
@json_option
def show(
    names: tuple[str, ...],
    period: str | None,
    first: str | None,
    last: str | None,
    by: tuple[str, ...],
    only: tuple[str, ...],
    compare: Any,
    explain: bool,
    where: Where,
    as_json: bool,
) -> int:
    told = [part for one in by for part in one.split(",")]
    alone = _alone(only)
    accounts = where.opened()
    found: list[tuple[list[str], Figures]] = []
    for account in accounts:
        start, end = _days(account, period, first, last)
        figures = account.metrics(*names, start=start, end=end, by=told, only=alone, compare=compare)
        found.append(([account.name] if account.name else [], figures))
    if accounts.stand_together:
        start, end = _days(accounts[0], period, first, last)
        figures = accounts.metrics(*names, start=start, end=end, by=told, only=alone, compare=compare)
        found.insert(0, ([str(one.name) for one in accounts], figures))
    if as_json:
        _tell(found, explain=explain)
    else:
        _draw(found, explain=explain)
    return DONE if all(figures.complete for _, figures in found) else INCOMPLETE


def _alone(told: Sequence[str]) -> dict[str, str | None]:
    """What was told as `payment=PIX`, by name; None where nothing stands after the sign."""
    alone: dict[str, str | None] = {}
    for one in told:
        name, sign, value = one.partition("=")
        if not (name and sign):
            raise click.UsageError(
                say(
                    f"--only {one[:40]!r} says no value. Write it as payment=PIX.",
                    f"--only {one[:40]!r} não diz um valor. Escreva como payment=PIX.",
                )
            )
        if name in alone:
            raise click.UsageError(
                say(f"--only has {name[:40]!r} twice.", f"--only traz {name[:40]!r} duas vezes.")
            )
        alone[name] = value or None
    return alone


def _days(
    account: Account, period: str | None, first: str | None, last: str | None
) -> tuple[date | None, date | None]:
    """The days that were told, by words that are those of the account's today."""
    if not (period or first or last):
        return None, None
    from hotmart.actions.moments import period as read  # noqa: PLC0415  # the usual days need none of it
    from hotmart.actions.moments import today_in  # noqa: PLC0415  # likewise

    if period and (first or last):
        raise click.UsageError(
            say("Give --period, or --from and --to.", "Informe --period, ou --from e --to.")
        )
    today = today_in(account.time_zone)
    if period:
        return read(period, today)
    return read(first, today).start if first else None, read(last, today).end if last else None


def _tell(found: Sequence[tuple[list[str], Figures]], *, explain: bool) -> None:
    rows: list[dict[str, Any]] = []
    for names, figures in found:
        whose: dict[str, Any] = {"connections": names} if names else {}
        rows.append(whose | figures.as_dict(explain=explain))
    tell(rows, {"count": len(rows), "complete": all(figures.complete for _, figures in found)})


def _draw(found: Sequence[tuple[list[str], Figures]], *, explain: bool) -> None:
    from hotmart.cli.figures import draw  # noqa: PLC0415  # a program needs no table

    for names, figures in found:
        draw(" + ".join(names), figures, explain=explain)


@metrics.command(
    "list",
    cls=Command,
    short_help=say("What each means, and is divided by.", "O que cada uma quer dizer, e por que se divide."),
    help=say(
        "List every metric: what it means, its unit, what it needs and what it can be divided by.",
        "Lista todas as métricas: o que querem dizer, a unidade, do que precisam e por que se dividem.",
    ),
)
@json_option
def list_metrics(as_json: bool) -> int:
    from hotmart.metrics.catalogue import METRICS  # noqa: PLC0415  # `--help` needs no metric
    from hotmart.metrics.described import described, divisions  # noqa: PLC0415  # likewise
    from hotmart.metrics.shown import UNITS  # noqa: PLC0415  # likewise

    if as_json:
        rows = [described(one) for one in METRICS]
        tell(rows, {"count": len(rows)})
        return DONE
    for one in METRICS:
        click.secho(f"{one.key}  {one.title}", bold=True)
        click.echo(f"  {one.definition}")
        if one.caveat:
            click.echo(f"  {one.caveat}")
        needs = ", ".join(one.needs)
        click.secho(f"  {say('in', 'em')}: {UNITS[one.unit]} · {say('from', 'de')}: {needs}", dim=True)
        click.secho(f"  {say('by', 'por')}: {', '.join(divisions(one))}", dim=True)
    return DONE


@metrics.command(
    "views",
    cls=Command,
    short_help=say("Views for a BI tool.", "Visões para uma ferramenta de BI."),
    help=say(
        "Write the facts that metrics are made of as views into the warehouse, metrics_sales and others, "
        "for a BI tool. They stay right by themselves.",
        "Escreve no armazém os fatos de que as métricas são feitas como visões, metrics_sales e outras, "
        "para uma ferramenta de BI. Elas se mantêm certas sozinhas.",
    ),
)
@where_options
@json_option
def write_views(where: Where, as_json: bool) -> int:
    from hotmart.metrics.views import make_views  # noqa: PLC0415  # likewise

    made = [name for account in where.opened() for name in make_views(account.warehouse)]
    if as_json:
        tell(made, {"count": len(made)})
        return DONE
    for name in dict.fromkeys(made):
        click.echo(name)
    return DONE


@metrics.command(
    "export",
    cls=Command,
    help=say(
        "Write the definitions for another tool. Nothing of it is needed here, and no figure is in them.",
        "Escreve as definições para outra ferramenta. Nada dela é necessário aqui, e nenhum número vai "
        "junto.",
    ),
)
@click.option(
    "--to",
    "tool",
    required=True,
    type=click.Choice(["osi", "rill", "evidence"]),
    help=say("Open Semantic Interchange, Rill or Evidence.", "Open Semantic Interchange, Rill ou Evidence."),
)
@click.option(
    "--out",
    type=click.Path(file_okay=False),
    default=".",
    show_default=True,
    metavar=say("FOLDER", "PASTA"),
    help=say("Where the files go.", "Onde ficam os arquivos."),
)
@json_option
def export_metrics(tool: str, out: str, as_json: bool) -> int:
    from pathlib import Path  # noqa: PLC0415  # likewise

    from hotmart.metrics.exporting import export  # noqa: PLC0415  # likewise

    written = [str(path) for path in export(tool, Path(out))]
    if as_json:
        tell(written, {"count": len(written)})
        return DONE
    for path in written:
        click.echo(path)
    return DONE
