"""`hotmart audit`: what was planned, sent and refused, and how it came out."""

from __future__ import annotations

import click

from hotmart.actions.guard.book import Book
from hotmart.actions.guard.place import book_file
from hotmart.cli.answer import DONE, UNKNOWN, tell
from hotmart.cli.audit_lines import drawn, sent
from hotmart.cli.usage import Command, Group, Where, json_option, where_options
from hotmart.language import Text, say

_HOW = {
    True: Text("done", "feito"),
    False: Text("not done", "não feito"),
    None: Text("still unknown", "ainda sem resposta"),
}


@click.group(
    "audit",
    cls=Group,
    invoke_without_command=True,
    help=say(
        "List what was planned, sent and refused at Hotmart from this machine, and how it came out. Lines "
        "are added and never changed.",
        "Lista o que foi planejado, enviado e recusado na Hotmart a partir desta máquina, e como terminou. "
        "Linhas são acrescentadas e nunca alteradas.",
    ),
)
@click.option(
    "-n",
    "most",
    type=click.IntRange(1, 100_000),
    default=50,
    show_default=True,
    metavar="N",
    help=say("How many lines.", "Quantas linhas."),
)
@json_option
@click.pass_context
def audit(context: click.Context, most: int, as_json: bool) -> int | None:
    if context.invoked_subcommand is not None:
        return None
    book = Book(book_file())
    lines, unknown = book.lines(), {line.plan for line in book.unknown()}
    if as_json:
        meta = {"count": len(lines[-most:]), "unknown": sorted(unknown)}
        tell([line.as_dict() for line in lines[-most:]], meta)
        return DONE
    if not lines:
        click.echo(say("Nothing was planned yet.", "Nada foi planejado ainda."))
    for text in drawn(lines[-most:]) if lines else ():
        click.echo(text)
    if unknown:
        click.secho(
            say(
                "Of some nobody knows how they came out: hotmart audit settle",
                "De alguns não se sabe como terminaram: hotmart audit settle",
            ),
            fg="yellow",
        )
    return DONE


@audit.command(
    "settle",
    cls=Command,
    short_help=say("See whether lost writes were done.", "Vê se as alterações perdidas foram feitas."),
    help=say(
        "Find out by reading whether writes were done whose answer was lost. Nothing is ever sent again.",
        "Descobre, lendo, se foram feitas as alterações cuja resposta se perdeu. Nada é enviado de novo.",
    ),
)
@click.argument("plan", metavar="[PLAN]", required=False)
@where_options
@json_option
def settle(plan: str | None, where: Where, as_json: bool) -> int:
    from hotmart.actions.guard.settling import settle as look_into  # noqa: PLC0415  # a list asks nobody
    from hotmart.actions.running import client_of  # noqa: PLC0415  # see above
    from hotmart.cli.guarding import me  # noqa: PLC0415  # see above

    account, book = where.only(), Book(book_file())
    with client_of(account) as client:
        found = look_into(book, client, me(), plan)
    if as_json:
        rows = [
            {"plan": one.line.plan, "action": one.line.action, "done": one.done, "why": str(one.why)}
            for one in found
        ]
        tell(rows, {"count": len(rows)})
    elif not found:
        click.echo(say("Nothing is unknown.", "Nada está em dúvida."))
    for one in () if as_json else found:
        click.echo(f"{one.line.plan}  {one.line.action}  {_HOW[one.done]}: {one.why}")
        if what := sent(one.line):
            click.echo(f"    {what}")
    return UNKNOWN if any(one.done is None for one in found) else DONE
