"""The statement itself: one page, complete in itself, that reads well on paper.

Names and texts in it were written by third parties, so nothing of them is left to mean anything to a browser:
all is escaped, and the page may load and run nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

from hotmart.figures import counted, number
from hotmart.language import Text, say, speaks_portuguese
from hotmart.statement.declared import Declared
from hotmart.statement.meaning import Told
from hotmart.statement.sheets import SHOWN, Sheet, flat, text
from hotmart.statement.style import STYLE

NOT_TOLD = Text("Not stated by whoever keeps the data.", "Não informado por quem guarda os dados.")

_META = """\
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<meta name="referrer" content="no-referrer">
"""


@dataclass(frozen=True)
class Stated:
    """All that a statement says."""

    at: datetime
    zone: ZoneInfo
    asked: Sequence[tuple[Text, str]]
    """What the person was named by, and its kind."""
    declared: Declared
    sheets: Sequence[tuple[Sheet, Told, str]]
    """Each with what it means and the account it is of."""
    left_out: int
    copies: int
    """Published copies of the files, with the same people in them."""


def page(stated: Stated) -> Iterator[str]:
    """The page, piece by piece, in the language that is spoken."""
    title = say("Statement of personal data", "Declaração de dados pessoais")
    language = "pt-BR" if speaks_portuguese() else "en"
    yield f'<!doctype html>\n<html lang="{language}">\n<head>\n{_META}<title>{escape(title)}</title>\n'
    yield f"<style>{STYLE}</style>\n</head>\n<body>\n<h1>{escape(title)}</h1>\n"
    yield from _head(stated)
    yield from _declared(stated)
    yield from _held(stated)
    yield from _rights()
    tables = [one for one in stated.sheets if one[0].where.kind == "table"]  # pages say the same once more
    for sheet, told, account in tables:
        yield from _sheet(sheet, told, account, stated.zone)
    yield "</body>\n</html>\n"


def _head(stated: Stated) -> Iterator[str]:
    yield _paragraph(
        say(
            "In answer to a request under article 19, II of the LGPD (Law 13,709/2018): what is held, where "
            "it came from, what for, who got it, and how long it is kept.",
            "Em resposta a um pedido feito com base no art. 19, II, da LGPD (Lei nº 13.709/2018): o que é "
            "guardado, de onde veio, para quê, com quem foi compartilhado e por quanto tempo fica.",
        )
    )
    told = stated.declared
    yield from _facts(
        [
            (say("About the person with", "Sobre a pessoa com"), _named(stated.asked)),
            (say("Made on", "Emitida em"), _moment(stated.at, stated.zone)),
            (say("Who answers for the data", "Controlador"), told.controller or str(NOT_TOLD)),
            (say("Contact", "Contato do encarregado"), told.contact or str(NOT_TOLD)),
        ]
    )


def _named(asked: Iterable[tuple[Text, str]]) -> str:
    return "; ".join(f"{kind} {one}" for kind, one in asked)


def _declared(stated: Stated) -> Iterator[str]:
    told = stated.declared
    yield _heading(say("Why, for whom and for how long", "Para quê, para quem e por quanto tempo"))
    shared = "; ".join(told.shared_with) or str(NOT_TOLD)
    if stated.copies:
        copies = counted(stated.copies, say("copy", "cópia"), say("copies", "cópias"))
        shared += say(
            f" Besides, {copies} of the file for the tools of whoever keeps it.",
            f" Além disso, {copies} do arquivo para as ferramentas de quem o mantém.",
        )
    yield from _facts(
        [
            (say("Purpose", "Finalidade"), told.purpose or str(NOT_TOLD)),
            (say("Legal basis", "Base legal"), told.legal_basis or str(NOT_TOLD)),
            (say("Shared with", "Compartilhamento"), shared),
            (say("Kept for", "Prazo de guarda"), told.kept_for or str(NOT_TOLD)),
            *((say("Also", "Também"), str(one)) for one in told.keeping),
        ]
    )


def _held(stated: Stated) -> Iterator[str]:
    yield _heading(say("What is held", "O que é guardado"))
    heads = (
        say("what", "o quê"),
        say("from", "de onde veio"),
        say("account", "conta"),
        say("since", "desde"),
        say("records", "registros"),
        say("files", "arquivos"),
    )
    rows = [
        (
            _title(sheet, told),
            str(told.origin),
            account,
            _moment(sheet.since, stated.zone) if sheet.since else "–",
            number(sheet.rows),
            ", ".join(sheet.files),
        )
        for sheet, told, account in stated.sheets
    ]
    yield from _table(heads, rows)
    yield _paragraph(
        say(
            "The files beside this page hold every record whole: JSON exactly as it is kept, CSV for a "
            "spreadsheet. What is about other people in the same records was left out.",
            "Os arquivos ao lado desta página trazem cada registro inteiro: o JSON exatamente como é "
            "guardado, o CSV para planilha. O que é de outras pessoas, nos mesmos registros, ficou de fora.",
        )
    )
    if stated.left_out:
        fields = counted(stated.left_out, say("field", "campo"), say("fields", "campos"))
        yield _paragraph(
            say(
                f"{fields} of unknown meaning beside yours were left out, since they may be about others.",
                f"Ao lado dos seus, {fields} de sentido desconhecido também ficaram de fora: podem ser "
                "de outras pessoas.",
            )
        )


def _rights() -> Iterator[str]:
    yield _heading(say("Your rights", "Seus direitos"))
    yield _paragraph(
        say(
            "You may ask for correction, for anonymisation, blocking or erasure of what is needless or "
            "unlawful, for portability, and withdraw consent (LGPD, art. 18); and you may turn to the ANPD.",
            "Você pode pedir a correção, a anonimização, o bloqueio ou a eliminação do que for desnecessário "
            "ou ilícito, a portabilidade, e revogar o consentimento (LGPD, art. 18); e pode recorrer à ANPD.",
        )
    )


def _sheet(sheet: Sheet, told: Told, account: str, zone: ZoneInfo) -> Iterator[str]:
    """The first records of a table; what a column means is said with the first that has it."""
    yield _heading(f"{_title(sheet, told)} ({account})")
    means = dict(told.columns)
    for values in sheet.first:
        yield from _facts(
            (name, _shown(one, zone), str(means.pop(name, "")))
            for name, one in _fields(values)
            if one is not None and one != ""
        )
    if sheet.rows > SHOWN:
        rest, files = number(sheet.rows - SHOWN), ", ".join(sheet.files)
        yield _paragraph(say(f"And {rest} more, in {files}.", f"E mais {rest}, em {files}."))


def _title(sheet: Sheet, told: Told) -> str:
    if sheet.where.kind == "page":
        return say(f"As it came: {told.what}", f"Como veio: {told.what}")
    return str(told.what)


def _fields(values: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for name, one in values.items():
        yield from flat(one, "" if name == "item" else name)


def _shown(value: Any, zone: ZoneInfo) -> str:
    if isinstance(value, datetime):
        return _moment(value, zone)
    if isinstance(value, bool):
        return say("yes", "sim") if value else say("no", "não")
    if isinstance(value, Decimal):
        return number(value)
    if isinstance(value, date) and speaks_portuguese():
        return value.strftime("%d/%m/%Y")
    return text(value)


def _moment(moment: datetime, zone: ZoneInfo) -> str:
    there = moment.astimezone(zone)
    form = "%d/%m/%Y %H:%M" if speaks_portuguese() else "%Y-%m-%d %H:%M"
    return f"{there.strftime(form)} ({zone.key})"


def _heading(said: str) -> str:
    return f"<h2>{escape(said)}</h2>\n"


def _paragraph(said: str) -> str:
    return f"<p>{escape(said)}</p>\n"


def _facts(facts: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Names and what they are, each with what it means where that is told."""
    yield "<dl>\n"
    for name, said, *means in facts:
        note = f"<small>{escape(means[0])}</small>" if means and means[0] else ""
        yield f"<div><dt>{escape(name)}{note}</dt><dd>{escape(said)}</dd></div>\n"
    yield "</dl>\n"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield (
        "<table>\n<thead><tr>"
        + "".join(f"<th>{escape(one)}</th>" for one in heads)
        + "</tr></thead>\n<tbody>\n"
    )
    for row in rows:
        yield "<tr>" + "".join(f"<td>{escape(one)}</td>" for one in row) + "</tr>\n"
    yield "</tbody>\n</table>\n"
