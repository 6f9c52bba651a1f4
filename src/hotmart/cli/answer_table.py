"""The answer to a question as a person sees it: a table, or a record after the other where it is too wide."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from decimal import Decimal

import click

from hotmart.cli.aligned import aligned
from hotmart.cli.cells import plain
from hotmart.figures import counted, stamp
from hotmart.language import say
from hotmart.secrecy import visible
from hotmart.warehouse.asking.answer import Answer

SHOWN = 200  # rows on a terminal; a pipe, a file, --json and --csv are given all
UNFOLDED = 10_000  # a pipe has no edge


def draw(result: Answer) -> None:
    """The rows on stdout, and below them, on stderr, how many there are and how fresh."""
    on_terminal = sys.stdout.isatty()
    shown = result.rows[:SHOWN] if on_terminal else result.rows
    columns = [visible(name) for name in result.columns]
    rows = [[visible(plain(value), "\n\t") for value in row] for row in shown]
    numbers = [position for position in range(len(result.columns)) if _is_number(result, position)]
    width = shutil.get_terminal_size().columns if on_terminal else UNFOLDED
    lines = aligned(columns, rows, numbers, width) if columns else None
    if lines is None:
        _fold(columns, rows, numbers)
    else:
        click.secho(lines[0], dim=True)
        for line in lines[1:]:
            click.echo(line)
    click.secho(" · ".join(_about(result, len(shown))), err=True, dim=True)
    for text in result.warnings:
        click.secho(str(text), err=True, fg="yellow")


def _is_number(result: Answer, position: int) -> bool:
    return any(isinstance(row[position], int | float | Decimal) for row in result.rows)


def _about(result: Answer, shown: int) -> list[str]:
    """How many rows there are, whether they are all shown, in which zone and how fresh they are.

    A month has the zone in it as well as a moment, though no column says so.
    """
    rows = len(result)
    told = [say(counted(rows, "row", "rows"), counted(rows, "linha", "linhas"))]
    if rows > shown:
        told.append(say(f"the first {shown} shown: --csv gives all", f"as primeiras {shown}: --csv dá todas"))
    if result.as_of or "TIMESTAMP WITH TIME ZONE" in result.types:
        told.append(say(f"days and times in {result.time_zone}", f"dias e horários em {result.time_zone}"))
    if result.as_of:
        told.append(say(f"as of {stamp(result.as_of)}", f"em {stamp(result.as_of)}"))
    return told


def _fold(columns: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[int]) -> None:
    from hotmart.cli.folded import draw_folded  # noqa: PLC0415  # rich takes longer to come than the answer

    draw_folded(columns, rows, numbers)
