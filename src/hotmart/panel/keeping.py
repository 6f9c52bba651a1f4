"""Keeping a report: its sales in the table `panel_sales`, one row each, and a view of them and the API's.

They land like what a sync reads: whoever was forgotten is kept out, personal data is treated first, a row
that changed leaves its earlier version to the history, and all of a report is committed or nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from hotmart.forgetting.erasing import Eraser
from hotmart.forgetting.intake import kept_out
from hotmart.forgetting.people import People
from hotmart.panel.meanings import meanings
from hotmart.panel.reading import Report
from hotmart.panel.records import pages
from hotmart.panel.view import ensure_view
from hotmart.privacy.fields import shape_of
from hotmart.request import Request
from hotmart.tables.layout import Layout
from hotmart.warehouse.comments import comment
from hotmart.warehouse.errors import NoWarehouseError
from hotmart.warehouse.key import privacy_key
from hotmart.warehouse.lock import lock
from hotmart.warehouse.merge import Merged, create_tables, merge
from hotmart.warehouse.records import Decoder
from hotmart.warehouse.spool import Spool
from hotmart.warehouse.store import Warehouse

Redact: TypeAlias = Callable[[bytes], bytes]
_NO_RUN = 0
"""What the rows have for the run that brought them: no sync did."""


@dataclass(frozen=True)
class Imported:
    """What became of one report; its figures count sales."""

    report: Report
    merged: Merged


def keep(
    warehouse: Warehouse,
    layout: Layout,
    reports: Sequence[Report],
    *,
    redact: Redact | None,
    sales: str,
    at: datetime,
) -> list[Imported]:
    """Keep these reports, each after the one before: of two that tell of one sale the later counts.

    `redact` is what is done to personal data, `sales` the table of `sales_history`. Raises NoWarehouseError,
    WarehouseBusyError while a sync is running, KeyLostError, WarehouseError when the disk is full.
    """
    if not warehouse.exists:
        raise NoWarehouseError(str(warehouse.path))
    with lock(warehouse):
        treat = _treating(warehouse, layout, redact)
        with Spool(warehouse.path, _NO_RUN, warehouse.schema, keeps_raw=False) as spool:
            files = [_written(spool.staging, layout, one, treat, at) for one in reports]
            with warehouse.transaction() as con:
                create_tables(con, layout)
                done = [
                    Imported(one, merge(con, layout, [file], at=at, run=_NO_RUN, distinct=True))
                    for one, file in zip(reports, files, strict=True)
                ]
                view = ensure_view(con, layout, sales)
                comment(
                    con,
                    [layout.main.name, layout.main.history, *([view] if view else [])],
                    lambda: meanings(layout, view),
                )
    return done


def _treating(warehouse: Warehouse, layout: Layout, redact: Redact | None) -> Redact:
    """What is done to a page before anything of it is kept, as a sync does it."""
    listed, fingerprint = kept_out(warehouse)
    if not listed:
        return redact or (lambda page: page)
    keep_out = Eraser(People(privacy_key(warehouse, fingerprint), listed), shape_of(layout))
    return (lambda page: redact(keep_out(page))) if redact else keep_out


def _written(folder: Path, layout: Layout, report: Report, treat: Redact, at: datetime) -> Path:
    """The records of a report as a file of JSON lines."""
    decoder, request = Decoder(layout), Request(method="GET", path=report.file)
    number = sum(1 for _ in folder.iterdir())
    path = folder / f"panel-{number}.ndjson"
    path.touch(mode=0o600)
    with path.open("wb") as file:
        for page in pages(report, at):
            file.write(decoder.page(treat(page), request).lines)
    return path
