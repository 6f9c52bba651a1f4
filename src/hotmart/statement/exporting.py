"""Exporting all that is held of one person into a folder: a statement, and every record as JSON and CSV."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from secrets import token_bytes

from hotmart.figures import counted
from hotmart.language import Language, Text, both, say, speaking
from hotmart.statement.asked import Asked, NobodyError
from hotmart.statement.declared import Declared
from hotmart.statement.finding import Keyed, who_is
from hotmart.statement.folder import Folder, put_at
from hotmart.statement.found import Kind
from hotmart.statement.gathering import Gathering
from hotmart.statement.meaning import names_of, told_of
from hotmart.statement.page import Stated, page
from hotmart.statement.place import Place
from hotmart.statement.sheets import Sheet, Sheets
from hotmart.warehouse.asking.own_zone import time_zone_in
from hotmart.warehouse.errors import NoWarehouseError
from hotmart.warehouse.key import key_at_hand
from hotmart.warehouse.sql import held_tables
from hotmart.warehouse.store import MAIN, Warehouse
from hotmart.zone import zone

PAGE = "declaracao.html"


@dataclass(frozen=True)
class Exported:
    """What was written about a person."""

    folder: Path
    names: int
    """How many e-mails, codes, documents and phones they are known by."""
    rows: Counter[tuple[str, str]]
    """Rows by account and table."""
    items: Counter[tuple[str, str]]
    """Items of raw pages by account and stream."""
    left_out: int
    """Fields of unknown meaning that may be about others."""
    missing: tuple[str, ...]
    """The keys of `[privacy]` that say nothing, so that the statement says that it was not told."""

    @property
    def page(self) -> Path:
        """The statement."""
        return self.folder / PAGE


def export(
    places: Sequence[Place],
    asked: Asked,
    folder: Path,
    declared: Declared,
    *,
    at: datetime,
    language: Language = "pt",
) -> Exported:
    """Write all that is held of the person into a new folder, which only its owner can look into.

    Raises InvalidArgumentError for what names nobody or several, or a folder that is there; NobodyError
    where nothing is held; FolderError where it cannot be written, NoWarehouseError where nothing was synced.
    Nothing is left behind then.
    """
    asked.check()
    there = [place for place in places if place.warehouse.exists]
    if not there:
        raise NoWarehouseError(str(places[0].warehouse.path) if places else "hotmart.duckdb")
    keyed = [Keyed(one, key_at_hand(one.warehouse) or token_bytes()) for one in there]
    with put_at(folder) as draft:
        who = who_is(keyed, asked)
        gathering = Gathering(keyed, who)
        names = names_of(there)
        with Sheets(draft, names) as sheets:
            for found in gathering:
                sheets.add(found)
            sheets.close()
        if not sheets.written:
            raise _nobody(there, gathering)
        told = list(sheets.written.values())
        _write_page(draft, told, there, asked, declared, gathering.left_out, at, language)
    rows, items = _counted(told, "table"), _counted(told, "page")
    missing = tuple(declared.missing)
    return Exported(folder.absolute(), len(who.names), rows, items, gathering.left_out, missing)


def _counted(sheets: Sequence[Sheet], kind: Kind) -> Counter[tuple[str, str]]:
    found = [sheet for sheet in sheets if sheet.where.kind == kind]
    return Counter({(sheet.account, sheet.where.name): sheet.rows for sheet in found})


def _write_page(
    draft: Folder,
    sheets: Sequence[Sheet],
    places: Sequence[Place],
    asked: Asked,
    declared: Declared,
    left_out: int,
    at: datetime,
    language: Language,
) -> None:
    first = places[0].tenant(sheets[0].where.schema)
    told = first.zone or time_zone_in(Warehouse(sheets[0].where.file, sheets[0].where.schema))
    stated = Stated(
        at=at,
        zone=zone(told),
        asked=[(KINDS[kind], one) for kind, some in asked._asdict().items() for one in some],
        declared=declared,
        sheets=[(sheet, told_of(sheet.where, places), sheet.account) for sheet in sheets],
        left_out=left_out,
        copies=sum(map(_copies, {place.warehouse.path for place in places})),
    )
    with speaking(language), draft.open(PAGE) as file:
        file.writelines(page(stated))


KINDS = {
    "email": Text("e-mail", "e-mail"),
    "ucode": Text("code", "código"),
    "document": Text("document", "documento"),
    "phone": Text("phone", "telefone"),
    "transaction": Text("sale", "venda"),
}
"""What somebody may be named by."""


def _copies(file: Path) -> int:
    with Warehouse(file, MAIN).opened(read_only=True) as con:
        if "_published" not in held_tables(con):
            return 0
        targets = con.execute("SELECT target FROM _published").fetchall()
    return sum(Path(target).exists() for (target,) in targets)


def _nobody(places: Sequence[Place], gathering: Gathering) -> NobodyError:
    files = ", ".join(place.warehouse.path.name for place in places)

    def looked() -> str:
        tables = counted(gathering.tables, say("table", "tabela"), say("tables", "tabelas"))
        pages = counted(
            gathering.pages, say("raw page", "página guardada"), say("raw pages", "páginas guardadas")
        )
        return say(
            f"Nothing is held of this person: of {files}, {tables} and {pages} were looked through.",
            f"Não há dados dessa pessoa: de {files} foram vistas {tables} e {pages}.",
        )

    return NobodyError(
        both(looked),
        Text(
            "Try another e-mail, the document or a sale; if there is none, that is the answer to the person. "
            "Who is masked here, or was forgotten, is not found.",
            "Tente outro e-mail, o documento ou uma venda; se não houver, essa é a resposta à pessoa. Quem "
            "está mascarado aqui, ou foi esquecido, não é encontrado.",
        ),
    )
