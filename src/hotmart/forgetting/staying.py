"""What stays of people who are forgotten, where fiscal data is to be kept, and what is let go of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb

from hotmart.forgetting import fiscal
from hotmart.forgetting.forgotten import keeping_fiscal
from hotmart.forgetting.meeting import Met, meet, schemas_of
from hotmart.forgetting.people import People
from hotmart.tables.layout import Layout
from hotmart.warehouse.personal import FISCAL
from hotmart.warehouse.publish import Layouts
from hotmart.warehouse.store import Warehouse


@dataclass
class Traces:
    """Where people were found, and what was done about it."""

    names: int = 0
    """How many e-mails, codes and documents they are known by."""
    rows: Counter[tuple[str, str]] = field(default_factory=Counter[tuple[str, str]])
    """Rows by schema and table."""
    pages: int = 0
    """Raw pages."""
    copies: list[Path] = field(default_factory=list[Path])
    """Published copies, made anew."""
    sales_kept: int = 0
    """Sales of which document, amount and date stay, for the tax authority."""
    kept_until: date | None = None
    """The last day on which any of them may have to be proved; None where none is kept."""


@dataclass(frozen=True)
class Staying:
    """Those of whom what proves their sales stays, each group with what names it in the tables."""

    groups: list[tuple[People, Met]]
    goes: frozenset[str]
    """The hashes of those of whom nothing stays."""

    @staticmethod
    def of(
        warehouse: Warehouse,
        people: People,
        named: Collection[str],
        layouts: Layouts,
        schema: str | None,
        met: Met,
        *,
        keep_fiscal: bool,
    ) -> Staying:
        """Whoever is named, if fiscal data is to be kept now, and whoever it was to be kept of before.

        The latter were being forgotten when something went wrong: what is asked now is not asked of them.
        """
        asked = People(people.key)
        asked.add(named)
        before = People(people.key, keeping_fiscal(warehouse, schema))
        groups: list[tuple[People, Met]] = []
        if before.listed:
            meet(warehouse, asked, layouts, schema)
            before.listed = {one: kind for one, kind in before.listed.items() if one not in asked.listed}
            groups += [(before, meet(warehouse, before, layouts, schema))] if before.listed else []
        if keep_fiscal:
            is_all = not groups and asked.listed.keys() <= people.listed.keys()
            groups.append((people, met) if is_all else (asked, meet(warehouse, asked, layouts, schema)))
        stays = {one for group, _ in groups for one in group.listed}
        return Staying(groups, frozenset(people.listed.keys() - stays))

    @property
    def hashes(self) -> frozenset[str]:
        """The hashes of those of whom something stays."""
        return frozenset(one for people, _ in self.groups for one in people.listed)

    def lets_go(self, warehouse: Warehouse, schema: str | None, today: date) -> bool:
        """Whether anything that was kept goes now."""
        for one in schemas_of(warehouse, schema):
            with one.looking().opened() as con:
                if fiscal.let_go(con, self.goes, today, write=False):
                    return True
        return False

    def settle(
        self,
        con: duckdb.DuckDBPyConnection,
        schema: str,
        layouts: Mapping[str, Layout],
        traces: Traces,
        today: date,
        *,
        write: bool,
    ) -> None:
        """Put aside what stays, before the tables lose it, and let go of what does not; note both."""
        if gone := fiscal.let_go(con, self.goes, today, write=write):
            traces.rows[schema, FISCAL] += gone
        for people, met in self.groups:
            found = fiscal.proofs(con, layouts, people, met.named_in[schema], today)
            if write and found:
                fiscal.keep(con, found, people)
            kept = {(one.transaction, one.keep_until) for one in [*found, *fiscal.held(con, people)]}
            kept = {one for one in kept if one[1] >= today}
            traces.sales_kept += len({transaction for transaction, _ in kept})
            last = [until for _, until in kept] + ([traces.kept_until] if traces.kept_until else [])
            traces.kept_until = max(last, default=None)
