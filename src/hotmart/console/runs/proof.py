"""The proof as a calendar: for each stream and month whether it was read, and met what Hotmart counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from hotmart.console.blocks import Block, Column, Table
from hotmart.console.charts.heat import Cell, Line, heat
from hotmart.console.reading import rows
from hotmart.console.view import View
from hotmart.language import Text, say

MONTHS = 24  # that the picture shows; the table has all
WIDTH, NAMES = 1_000.0, 210.0
_STRENGTHS = {"proved": 1.0, "read": 0.45, "differs": 0.12}
WORDS: Mapping[str, Text] = {
    "proved": Text("proved", "provado"),
    "read": Text("read, not proved", "lido, não provado"),
    "differs": Text("differs", "difere"),
}
_LATEST = """
WITH whole AS (SELECT * FROM _windows WHERE scope = 'whole' AND window_start IS NOT NULL),
months AS (
  SELECT unnest(generate_series(
    date_trunc('month', min(window_start)), max(window_end), INTERVAL 1 MONTH)) AS month
  FROM whole),
within AS (
  SELECT m.month, w.* FROM months m
  JOIN whole w ON w.window_start < m.month + INTERVAL 1 MONTH AND w.window_end > m.month),
latest AS (SELECT stream, month, max(run) AS run FROM within GROUP BY ALL),
unmet AS (
  SELECT DISTINCT stream, window_start, window_end FROM _checks c
  WHERE NOT matches AND run = (SELECT max(run) FROM _checks l WHERE l.stream = c.stream))
SELECT w.stream, w.month, bool_and(w.proved) AS proved, count(*) AS windows, max(w.read_at) AS read_at,
  EXISTS (SELECT 1 FROM unmet u WHERE u.stream = w.stream AND u.window_start < w.month + INTERVAL 1 MONTH
    AND u.window_end > w.month) AS differs
FROM within w JOIN latest l ON l.stream = w.stream AND l.month = w.month AND l.run = w.run
GROUP BY ALL ORDER BY w.stream, w.month"""


def calendar(view: View) -> Block:
    """The calendar of the account that is looked at."""
    found = view.remembered(("proof",), lambda: [_month(one) for one in rows(view.account, _LATEST)])
    columns = [
        Column("stream", Text("stream", "stream"), "code"),
        Column("month", Text("month (UTC)", "mês (UTC)")),
        Column("state", Text("state", "situação"), words=lambda row: str(WORDS[row["state"]])),
        Column("windows", Text("windows of the last reading", "janelas da última leitura"), "count"),
        Column("read_at", Text("last read", "última leitura"), "moment"),
    ]
    nothing = Text("No window was read yet.", "Nenhuma janela foi lida ainda.")
    return Block(
        "proof",
        Text("Proof, month by month", "A prova, mês a mês"),
        table=Table(columns, found, nothing=nothing),
        chart=_drawn(found),
        note=Text(
            "Full colour: all rows that Hotmart counts are there. Half: read, and Hotmart gives no figure to "
            "hold it against. Faint: a figure differs.",
            "Cor cheia: todas as linhas que a Hotmart conta estão aqui. Meia: lido, e a Hotmart não dá um "
            "número para comparar. Fraca: um número difere.",
        ),
        wide=True,
    )


def _month(row: Mapping[str, Any]) -> dict[str, Any]:
    month: datetime = row["month"]
    state = "differs" if row["differs"] else "proved" if row["proved"] else "read"
    told = {"stream": row["stream"], "month": f"{month:%Y-%m}", "state": state}
    return told | {"windows": row["windows"], "read_at": row["read_at"]}


def _drawn(found: Sequence[Mapping[str, Any]]) -> Any:
    months = sorted({one["month"] for one in found})[-MONTHS:]
    states = {(one["stream"], one["month"]): one["state"] for one in found}
    lines = [
        Line(stream, [_cell(stream, month, states.get((stream, month))) for month in months])
        for stream in dict.fromkeys(one["stream"] for one in found)
    ]
    said = say("How far each stream is proved, by month", "Quanto de cada stream está provado, por mês")
    heads = [f"{month[5:]}/{month[2:4]}" if at % 3 == 0 else "" for at, month in enumerate(months)]
    return heat(lines, heads, said, width=WIDTH, names=NAMES)


def _cell(stream: str, month: str, state: str | None) -> Cell | None:
    return None if state is None else Cell(_STRENGTHS[state], f"{stream}, {month}: {WORDS[state]}")
