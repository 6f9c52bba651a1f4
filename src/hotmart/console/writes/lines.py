"""The lines of the audit as a table, newest first, and those that are asked for among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

import htpy as h

from hotmart.actions.guard.audit_words import HAPPENINGS, note, sent
from hotmart.actions.guard.book import Line
from hotmart.console.blocks import Column, Row, Table
from hotmart.console.view import View
from hotmart.language import Text, say
from hotmart.zone import first_moment, last_moment

SHOWN = 200  # lines on a page; CSV and JSON have all that are asked for
FILTERS = ("action", "happening", "connection", "who")
_COLUMNS = (
    Column("at", Text("when", "quando"), "moment"),
    Column("happened", Text("what happened", "o que houve")),
    Column("action", Text("action", "ação"), "code"),
    Column("sent", Text("what was to be sent", "o que se ia enviar")),
    Column("note", Text("why", "por quê")),
    Column("who", Text("who", "quem")),
    Column("connection", Text("connection", "conexão")),
    Column("plan", Text("plan", "plano"), "code"),
)
_IN_DATA = Column("happening", Text("what happened (code)", "o que houve (código)"), "code")


def table(view: View, lines: Iterable[Line]) -> Table:
    """The lines that are asked for; on a page the newest of them."""
    whole = "as" in view.query
    wanted = [line for line in lines if _is_wanted(view, line)][::-1]
    rows = [_row(line) for line in (wanted if whole else wanted[:SHOWN])]
    columns = [*_COLUMNS, _IN_DATA] if whole else _COLUMNS
    return Table(columns, rows, links=lambda row: _leads(view, row), more=not whole and len(wanted) > SHOWN)


def life(lines: Iterable[Line]) -> Table:
    """All that happened to one plan, the first first."""
    names = ("at", "happened", "who", "sent", "note")
    columns = [one for one in _COLUMNS if one.name in names]
    return Table(columns, [_row(line) for line in lines])


def _leads(view: View, row: Row) -> str:
    return view.link("/feito/plano", plan=str(row["plan"]))


def _row(line: Line) -> dict[str, object]:
    return {
        "at": datetime.fromisoformat(line.at.replace("Z", "+00:00")),
        "happened": str(HAPPENINGS[line.happening]),
        "happening": line.happening,
        "action": line.action,
        "sent": sent(line),
        "note": note(line),
        "who": line.who,
        "connection": line.connection,
        "plan": line.plan,
    }


def _is_wanted(view: View, line: Line) -> bool:
    told = line._asdict()
    zone = view.account.time_zone
    at = datetime.fromisoformat(line.at.replace("Z", "+00:00"))
    return (
        all(view.query.get(name, "") in ("", told[name]) for name in FILTERS)
        and (view.first is None or at >= first_moment(view.first, zone))
        and (view.last is None or at <= last_moment(view.last, zone))
    )


def filters(view: View, lines: Iterable[Line]) -> h.Element:
    """What to ask for. It stays in the address."""
    told = [line._asdict() for line in lines]
    names: Mapping[str, Text] = {one.name: one.title for one in (*_COLUMNS, _IN_DATA)}
    account = view.query.get("account")
    return h.form(".row.filters", method="get", action="/feito")[
        h.input(type="hidden", name="account", value=account) if account else None,
        (
            h.label(".field")[
                h.span[str(names["happened" if name == "happening" else name])],
                h.select(name=name)[
                    h.option(value="")[say("all", "tudo")],
                    _options(name, sorted({str(one[name]) for one in told}), view.query.get(name, "")),
                ],
            ]
            for name in FILTERS
        ),
        h.label(".field")[
            h.span[say("From", "De")], h.input(type="date", name="from", value=str(view.first or ""))
        ],
        h.label(".field")[
            h.span[say("to", "até")], h.input(type="date", name="to", value=str(view.last or ""))
        ],
        h.button[say("Show", "Mostrar")],
        h.a(href=f"/feito?account={account}" if account else "/feito")[say("All", "Tudo")],
    ]


def _options(name: str, values: list[str], chosen: str) -> Iterator[h.Element]:
    for one in values:
        words = next((str(said) for code, said in HAPPENINGS.items() if code == one), one)
        yield h.option(value=one, selected=one == chosen)[words if name == "happening" else one]
