"""All that is known of the tables of a stream, as people are told it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from rich.text import Text as Styled

from hotmart.cli.screen import grid, screen
from hotmart.language import say


def draw_tables(one: dict[str, Any], facts: Iterable[tuple[str, str]]) -> None:
    """Show a stream, each of its tables with every column, what joins them, and the traps."""
    out = screen()
    out.print(Styled.assemble((one["stream"], "bold"), f"  {say(**one['description'])}"))
    for name, value in facts:
        out.print(Styled(f"{name}: {value}", style="dim"))
    for table in one["described"]:
        out.print()
        out.print(Styled.assemble((table["table"], "bold"), f"  {say(**table['description'])}"))
        _draw_columns(table)
    for title, lines in _more(one):
        out.print()
        out.print(Styled(title, style="bold"))
        for line in lines:
            out.print(line)
    out.print()


def _draw_columns(table: dict[str, Any]) -> None:
    columns = grid("", "", "")
    columns.columns[2].no_wrap = False
    for column in table["columns"]:
        name = Styled(column["name"], style="bold" if column["name"] in table["key"] else "")
        columns.add_row(name, Styled(column["type"], style="dim"), say(**column["description"]))
    screen().print(columns)
    history, also = table["history"]["table"], ", ".join(table["history"]["also"])
    said = say(f"earlier versions: {history}, with {also}", f"versões anteriores: {history}, com {also}")
    screen().print(Styled(said, style="dim"))


def _more(one: dict[str, Any]) -> Iterator[tuple[str, list[str]]]:
    """What there is beside the tables, under its titles."""
    if views := [f"{view['view']}  {say(**view['description'])}" for view in one["views"]]:
        yield say("Views", "Visões"), views
    if joins := [f"{join['sql']}\n  {say(**join['description'])}" for join in one["joins"]]:
        yield say("What joins by what", "O que se liga por onde"), joins
    if traps := [f"- {say(**trap)}" for trap in one["traps"]]:
        yield say("Traps", "Armadilhas"), traps
