"""Carrying over: what a warehouse held before a replay, where no kept page brings it.

The pages are the authority for every moment of which all pages are kept. For the others, such as those
whose raw pages were deleted with age, the old tables are: their versions are carried over as they were.
A carried version is marked, until the first page that holds the record makes its contents anew: what the
page says then was so since that version began, since the sync that read it saw no change.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import duckdb

from hotmart.tables.layout import RETIRED, Layout, Table
from hotmart.warehouse.sql import literal, quoted
from hotmart.warehouse.swapping import BEFORE

MARK = "~"
"""What the hash of a carried row begins with; no page's hash does, so whatever a page holds is written."""


class Carrier:
    """Carries over what one stream held before, step by step with the replay of its readings."""

    def __init__(
        self, con: duckdb.DuckDBPyConnection, layout: Layout, unpaged: Mapping[int, datetime]
    ) -> None:
        """`unpaged` are the runs of which not all pages are kept, and their moments."""
        self._con, self._layout = con, layout
        self._keys = [quoted(column.name) for column in layout.key]
        self._key = ", ".join(self._keys)
        self._main, self._past = quoted(layout.main.name), quoted(layout.main.history)
        self._adopted = quoted(f"_adopted_{layout.main.name}")
        for table in layout.tables:
            self._show(table)
        self._before = _before(layout.main)
        self._rewritten = quoted(f"_rewritten_{layout.main.name}")
        self._note_rewritten(unpaged)
        gone = set(unpaged.values())
        self._moments = [moment for moment in self._known() if moment in gone]
        con.execute(
            f"CREATE TEMP TABLE {self._adopted} AS SELECT {self._key}, _run, _synced_at AS _since"
            f" FROM {self._main} LIMIT 0"
        )

    def _show(self, table: Table) -> None:
        """Let all versions that a table held stand in one view, in the shape that the table has now."""
        today = {"_valid_from": "_synced_at", "_valid_to": "NULL", "_gone": "false"}
        past = {"_valid_from": "_valid_from", "_valid_to": "_valid_to", "_gone": "_gone"}
        selects = [
            self._select(table, name, held, span)
            for name, span in ((table.name, today), (table.history, past))
            if (held := self._columns_before(name)) >= {column.name for column in self._layout.key}
        ]
        if not selects:
            nothing = ", ".join(f"NULL::{kind} AS {column}" for column, kind in RETIRED.items())
            selects.append(f"SELECT *, {nothing} FROM {quoted(table.name)} LIMIT 0")
        self._con.execute(f"CREATE TEMP VIEW {_before(table)} AS {' UNION ALL '.join(selects)}")

    def _select(self, table: Table, name: str, held: set[str], span: dict[str, str]) -> str:
        """The rows of an old table. A column it lacks is empty; a type that was another is made this one."""
        known = held | {"NULL", "false"}
        told = [
            f"TRY_CAST({quoted(column) if column in held else 'NULL'} AS {kind}) AS {quoted(column)}"
            for column, kind in table.shape.items()
        ]
        told += [
            f"{source if source in known else 'NULL'}::{RETIRED[column]} AS {column}"
            for column, source in span.items()
        ]
        return f"SELECT {', '.join(told)} FROM {BEFORE}.{self._schema}.{quoted(name)}"

    def _columns_before(self, table: str) -> set[str]:
        sql = (
            "SELECT column_name FROM duckdb_columns() WHERE database_name = ?"
            " AND schema_name = current_schema() AND table_name = ?"
        )
        return {name for (name,) in self._con.execute(sql, [BEFORE, table]).fetchall()}

    @property
    def _schema(self) -> str:
        (schema,) = self._con.execute("SELECT current_schema()").fetchone() or ("",)
        return quoted(schema)

    def _known(self) -> list[datetime]:
        """The moments at which versions began, or rows vanished, in the old tables."""
        sql = (
            f"SELECT _valid_from AS moment FROM {self._before} WHERE _valid_from IS NOT NULL"
            f" UNION SELECT _valid_to FROM {self._before} WHERE _gone"
            f" UNION SELECT _written FROM {self._rewritten} ORDER BY moment"
        )
        return [moment for (moment,) in self._con.execute(sql).fetchall()]

    def _note_rewritten(self, unpaged: Mapping[int, datetime]) -> None:
        """Note the versions that such a run wrote again after they began, as volatile columns had changed."""
        moments = [{"run": run, "moment": at} for run, at in unpaged.items() if self._layout.volatile]
        self._con.execute(
            f"CREATE TEMP TABLE {self._rewritten} AS SELECT DISTINCT {self._key}, b._run, _valid_from,"
            f" r.moment AS _written FROM {self._before} b, (SELECT unnest("
            "$1::STRUCT(run BIGINT, moment TIMESTAMPTZ)[], recursive := true)) r"
            " WHERE b._run = r.run AND _valid_from < r.moment",
            [moments],
        )

    def carry(self, until: datetime | None = None) -> bool:
        """Carry over what was learnt up to this moment, or all that is left, where its pages are gone.

        Returned is whether there was anything.
        """
        due = [moment for moment in self._moments if until is None or moment <= until]
        if not due:
            return False
        self._moments = self._moments[len(due) :]
        self._con.execute(
            "CREATE OR REPLACE TEMP TABLE _due AS SELECT unnest($1::TIMESTAMPTZ[]) AS moment", [due]
        )
        self._end()
        stays = "_valid_to IS NULL" if until is None else f"coalesce(_valid_to > {_at(until)}, true)"
        self._put_versions("_valid_from IN (FROM _due)", stays)
        self._con.execute(
            f"INSERT INTO {self._adopted} SELECT DISTINCT {self._key}, _run, _synced_at FROM {self._main}"
            f" WHERE _synced_at IN (FROM _due) AND starts_with(_row_hash, '{MARK}')"
        )
        if self._layout.volatile:
            self._write_again(stays)
        return True

    def _end(self) -> None:
        """End the versions that a carried one follows, or that were found gone."""
        self._con.execute(
            f"CREATE OR REPLACE TEMP TABLE _ends AS SELECT {self._key}, min(moment) AS moment,"
            f" arg_min(gone, moment) AS gone FROM (SELECT {self._key}, _valid_from AS moment, false AS gone"
            f" FROM {self._before} WHERE _valid_from IN (FROM _due)"
            f" UNION ALL SELECT {self._key}, _valid_to, true"
            f" FROM {self._before} WHERE _gone AND _valid_to IN (FROM _due)) GROUP BY {self._key}"
        )
        kept = "" if self._layout.keeps_history else " WHERE e.gone"
        for table in self._layout.tables:
            name = quoted(table.name)
            same = self._same("t", "e")
            self._con.execute(
                f"INSERT INTO {quoted(table.history)} BY NAME SELECT t.*, t._synced_at AS _valid_from,"
                f" e.moment AS _valid_to, e.gone AS _gone FROM {name} t JOIN _ends e ON {same}{kept}"
            )
            self._con.execute(f"DELETE FROM {name} t WHERE EXISTS (SELECT 1 FROM _ends e WHERE {same})")

    def _write_again(self, stays: str) -> None:
        """Give the versions that were written again then, after they began, what was written."""
        con = self._con
        con.execute(
            f"CREATE OR REPLACE TEMP TABLE _again AS SELECT * FROM {self._rewritten}"
            " WHERE _written IN (FROM _due)"
        )
        for table in self._layout.tables:
            for name, since in ((table.name, "_synced_at"), (table.history, "_valid_from")):
                con.execute(f"DELETE FROM {quoted(name)} t WHERE {self._among_again('t', since)}")
        self._put_versions(self._among_again("b", "_valid_from"), stays)
        con.execute(f"DELETE FROM {self._adopted} a WHERE {self._among_again('a', '_since')}")
        con.execute(
            f"INSERT INTO {self._adopted} SELECT {self._key}, _run, _valid_from FROM _again w"
            f" WHERE EXISTS (SELECT 1 FROM {self._main} t"
            f" WHERE t._synced_at = w._valid_from AND {self._same('t', 'w')})"
        )

    def _among_again(self, table: str, since: str) -> str:
        same = f"w._valid_from = {table}.{since} AND {self._same('w', table)}"
        return f"EXISTS (SELECT 1 FROM _again w WHERE {same})"

    def _put_versions(self, which: str, stays: str) -> None:
        """Insert old versions, those that still hold at the moment in question among those of today."""
        kept = "" if self._layout.keeps_history else " AND _gone"
        for table in self._layout.tables:
            self._put(table.name, table, f"{which} AND {stays}", mark=table.is_main)
            self._put(table.history, table, f"{which} AND NOT ({stays}){kept}")

    def _put(self, into: str, table: Table, which: str, *, mark: bool = False) -> None:
        """Insert old versions as they were, the main rows marked where a page may still make them anew."""
        unwanted = "" if into == table.history else f" EXCLUDE ({', '.join(RETIRED)})"
        marked = f" REPLACE (concat('{MARK}', _row_hash) AS _row_hash)" if mark else ""
        self._con.execute(
            f"INSERT INTO {quoted(into)} BY NAME SELECT *{unwanted}{marked}"
            f" FROM {_before(table)} b WHERE {which}"
        )

    def mend(self, at: datetime) -> None:
        """Let what the pages of this moment made anew begin when the version began that it was made from.

        A version of which the old tables say that it ended at this moment did end, and is left so.
        """
        con, moment = self._con, _at(at)
        con.execute(
            f"CREATE OR REPLACE TEMP TABLE _anew AS SELECT a.* FROM {self._adopted} a SEMI JOIN"
            f" (SELECT {self._key} FROM {self._main} WHERE _synced_at = {moment}"
            f" AND NOT starts_with(_row_hash, '{MARK}')) t ON {self._same('a', 't')}"
            f" WHERE a._since = {moment} OR NOT EXISTS (SELECT 1 FROM {self._before} b"
            f" WHERE b._valid_from = {moment} AND {self._same('b', 'a')})"
        )
        for table in self._layout.tables:
            name, past = quoted(table.name), quoted(table.history)
            con.execute(
                f"DELETE FROM {past} h WHERE _valid_to = {moment} AND EXISTS (SELECT 1 FROM _anew a"
                f" WHERE h._valid_from = a._since AND {self._same('h', 'a')})"
            )
            run = ", _run = a._run" if table.is_main else ""
            con.execute(
                f"UPDATE {name} AS t SET _synced_at = a._since{run} FROM _anew a"
                f" WHERE t._synced_at = {moment} AND {self._same('t', 'a')}"
            )
        con.execute(
            f"DELETE FROM {self._adopted} a WHERE NOT EXISTS (SELECT 1 FROM {self._main} t WHERE"
            f" t._synced_at = a._since AND starts_with(t._row_hash, '{MARK}') AND {self._same('t', 'a')})"
        )

    def finish(self) -> int:
        """Carry over what is left, and records that no page brought at all; tell how many were carried."""
        self.carry()
        con = self._con
        con.execute(
            f"CREATE OR REPLACE TEMP TABLE _strays AS SELECT DISTINCT {self._key} FROM {self._before} b"
            f" WHERE NOT EXISTS (SELECT 1 FROM {self._main} t WHERE {self._same('t', 'b')})"
            f" AND NOT EXISTS (SELECT 1 FROM {self._past} t WHERE {self._same('t', 'b')})"
        )
        stray = f"EXISTS (SELECT 1 FROM _strays s WHERE {self._same('s', 'b')})"
        self._put_versions(stray, "_valid_to IS NULL")
        carried = self._count(f"FROM {self._main} WHERE starts_with(_row_hash, '{MARK}')")
        for name in (self._main, self._past):
            con.execute(
                f"UPDATE {name} SET _row_hash = nullif(substr(_row_hash, {len(MARK) + 1}), '')"
                f" WHERE starts_with(_row_hash, '{MARK}')"
            )
        return carried

    def records(self) -> int:
        """How many records the tables hold now."""
        return self._count(f"FROM {self._main}")

    def changed(self) -> int:
        """How many records are not as they were before, in any table, whenever that was learnt."""
        prints: list[str] = []
        for table in self._layout.tables:
            told = ", ".join(quoted(column) for column in table.shape if column not in UNTOLD)
            for sign, rows in (
                ("", quoted(table.name)),
                ("-", f"(FROM {_before(table)} WHERE _valid_to IS NULL)"),
            ):
                prints.append(
                    f"SELECT {self._key}, {literal(table.name)} AS name,"
                    f" {sign}(hash({told})::HUGEINT) AS print FROM {rows}"
                )
        every = " UNION ALL ".join(prints)
        summed = f"SELECT {self._key} FROM ({every}) GROUP BY {self._key}, name HAVING sum(print) <> 0"
        return self._count(f"FROM ({summed})")

    def _count(self, rows: str) -> int:
        (count,) = self._con.execute(
            f"SELECT count(*) FROM (SELECT DISTINCT {self._key} {rows})"
        ).fetchone() or (0,)
        return int(count)

    def _same(self, left: str, right: str) -> str:
        return " AND ".join(f"{left}.{key} IS NOT DISTINCT FROM {right}.{key}" for key in self._keys)


UNTOLD = ("_row_hash", "_run", "_synced_at")
"""The columns that say when and how a row was learnt, and nothing of what it says."""


def _before(table: Table) -> str:
    return quoted(f"_before_{table.name}")


def _at(moment: datetime) -> str:
    return f"TIMESTAMPTZ {literal(moment.isoformat())}"
