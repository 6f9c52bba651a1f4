"""`hotmart streams`: what can be synced, where it lands, and how it is proved."""

from __future__ import annotations

from typing import Any

import click
from rich.text import Text as Styled

from hotmart.accounts.account import Account
from hotmart.accounts.explaining import explain, stream_of
from hotmart.accounts.selection import asked_for, spoken_of
from hotmart.cli.answer import DONE, tell
from hotmart.cli.described import draw_tables
from hotmart.cli.screen import grid, screen
from hotmart.cli.usage import Where, command, json_option, where_options
from hotmart.language import Text, say

PROOFS = {
    "counts_by_status": Text("counts by period and status", "contagens por período e status"),
    "counts": Text("counts by period", "contagens por período"),
    "total": Text("its total", "o total"),
    "counts_and_sums": Text(
        "counts by period, and sums by currency against sales/summary",
        "contagens por período, e somas por moeda contra sales/summary",
    ),
    "read_whole": Text(
        "read to the last page; Hotmart gives no figure", "lido até a última página; a Hotmart não dá número"
    ),
}


MODES = {
    "incremental": Text("what is new, young or changed", "o que é novo, recente ou mudou"),
    "children": Text(
        "those whose parents changed, and now and then all", "os de pais alterados, e às vezes todos"
    ),
    "full_table": Text("everything, every time", "tudo, todas as vezes"),
}


@command(
    "streams",
    help=say(
        "List what can be synced: each stream and each source of hotmart.toml, its tables, its key, how it "
        "is read, how it is proved, and whether it is read unasked. With NAME, a stream, group, pattern, "
        "table or view: what every column means, what joins by what, and where the traps are.",
        "Lista o que pode ser sincronizado: cada stream e cada fonte do hotmart.toml, suas tabelas, sua "
        "chave, como é lido, como é provado e se é lido sem ser pedido. Com NOME, um stream, um grupo, um "
        "padrão, uma tabela ou uma visão: o que cada coluna significa, o que se liga por onde, e onde estão "
        "as armadilhas.",
    ),
)
@click.argument("names", nargs=-1, metavar=say("[NAME...]", "[NOME...]"))
@where_options
@json_option
def streams(names: tuple[str, ...], where: Where, as_json: bool) -> int:
    accounts = where.opened()
    described = [row for account in accounts for row in _described(account, names)]
    if as_json:
        tell(described, {"count": len(described)})
        return DONE
    for one in accounts:
        if one.name:
            screen().print(Styled(one.name, style="bold"), end="\n\n")
        _draw([told for told in described if told.get("connection") == one.name])
    return DONE


def _described(account: Account, names: tuple[str, ...]) -> list[dict[str, Any]]:
    """The streams of an account; those that are named, with all that is known of their tables."""
    if not names:
        return account.describe()
    known = account.streams
    meant = [name if spoken_of(name, known) else stream_of(name, known) or name for name in names]
    asked = asked_for(meant, known, account.tailored.names)
    return [
        row | explain(known[row["stream"]], known) for row in account.describe() if row["stream"] in asked
    ]


def _draw(described: list[dict[str, Any]]) -> None:
    if any("described" in one for one in described):
        for one in described:
            draw_tables(one, [*_facts(one)])
        return
    table = grid("", "")
    table.columns[1].no_wrap, table.padding = False, (0, 2, 1, 0)
    for one in described:
        words = Styled(say(**one["description"]))
        for name, value in _facts(one):
            words.append(f"\n{name}: {value}", style="dim")
        table.add_row(Styled(one["stream"], style="bold" if one["synced"] else ""), words)
    screen().print(table)


def _facts(one: dict[str, Any]) -> list[tuple[str, str]]:
    """What people are told of a stream, line by line."""
    facts = [
        (say("key", "chave"), ", ".join(one["key"])),
        (say("tables", "tabelas"), ", ".join(one["tables"])),
        (say("reads", "lê"), str(MODES[one["mode"]])),
        (say("proof", "prova"), str(PROOFS[one["proof"]])),
    ]
    if not one["synced"]:
        facts.append((say("not synced", "não sincronizado"), _how_to_sync(one)))
    return facts


def _how_to_sync(one: dict[str, Any]) -> str:
    if one["needs_club"]:
        return say(
            "name your members areas, as `club` under [sync] in hotmart.toml",
            "indique suas áreas de membros, em `club` sob [sync] no hotmart.toml",
        )
    if one["costly"]:
        return say(
            f"it takes a request for each row; ask for it: hotmart sync {one['stream']}",
            f"custa uma chamada por linha; peça-o: hotmart sync {one['stream']}",
        )
    return say("`streams` in hotmart.toml leaves it out", "`streams` no hotmart.toml o deixa de fora")
