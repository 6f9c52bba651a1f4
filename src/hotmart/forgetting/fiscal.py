"""What the tax authority may ask for: document, amount and date of a sale, kept when its buyer is forgotten.

The LGPD lets stay what the law makes one keep (dossier §24, art. 16). It is kept in a table of its own, so
that the tables of sales are left without the person all the same: no page and no sync brings anything back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Final, NamedTuple

import duckdb

from hotmart import cpf_cnpj
from hotmart.forgetting.looking import Named, held_columns, insert, items_met, note_named
from hotmart.forgetting.people import People, kind_of
from hotmart.forgetting.sight import buyers, see
from hotmart.privacy import pages
from hotmart.privacy.fields import shape_of
from hotmart.privacy.policies import HASHED
from hotmart.tables.layout import Layout
from hotmart.warehouse.personal import FISCAL
from hotmart.warehouse.sql import columns_of, ensure_table, held_tables, quoted
from hotmart.words import is_list, is_object

YEARS: Final = 5
"""How long a sale has to be proved, counted from the first day of the year after it (CTN, art. 173, I)."""
PAID: Final = ("APPROVED", "COMPLETE", "REFUNDED", "PARTIALLY_REFUNDED", "CHARGEBACK", "PROTESTED")
"""The states of a sale that was paid, whatever became of it; all others are attempts, which prove nothing."""
_SHAPE = {
    "transaction": "VARCHAR",
    "document": "VARCHAR",
    "amount": "DECIMAL(18,4)",
    "currency": "VARCHAR",
    "sold_at": "TIMESTAMPTZ",
    "keep_until": "DATE",
    "known_by": "VARCHAR[]",
}
_NEEDED = ("purchase_price_value", "purchase_price_currency_code", "purchase_order_date", "purchase_status")


class Proof(NamedTuple):
    """One sale, as it has to be proved."""

    transaction: str
    document: str
    amount: Decimal
    currency: str
    sold_at: datetime
    keep_until: date


def proofs(
    con: duckdb.DuckDBPyConnection, layouts: Mapping[str, Layout], people: People, named: Named, today: date
) -> list[Proof]:
    """What has to stay of what these people bought, as the schema in use tells it.

    Nothing of a sale whose document is not told, is hashed or masked, or that is no sale of this account's.
    """
    sales = layouts.get("sales_history")
    note_named(con, named)
    papers = _papers(con, layouts["sales_participants"], people) if "sales_participants" in layouts else {}
    held = columns_of(con, sales.main.name) if sales and sales.main.name in held_tables(con) else set[str]()
    if sales is None or not papers or not held.issuperset(_NEEDED):
        return []
    found: list[Proof] = []
    for transaction, amount, currency, at in _sold(con, sales.main.name, held, papers):
        until = keep_until(at)
        if until >= today:
            found += [Proof(transaction, one, amount, currency, at, until) for one in papers[transaction]]
    return sorted(found)


def keep_until(sold_at: datetime) -> date:
    """The last day on which a sale may have to be proved."""
    return date(sold_at.year + YEARS, 12, 31)


def keep(con: duckdb.DuckDBPyConnection, found: Iterable[Proof], people: People) -> None:
    """Keep the proofs of these people, each once, in the caller's transaction.

    They are found again by the hashes of all that the people are known by, the document too.
    """
    ensure_table(con, FISCAL, _SHAPE)
    rows: list[tuple[object, ...]] = []
    for one in found:
        con.execute(
            f"DELETE FROM {FISCAL} WHERE transaction = ? AND document = ?", [one.transaction, one.document]
        )
        rows.append((*one, sorted({*people.listed, people.hashed(one.document)})))
    insert(con, FISCAL, rows)


def held(con: duckdb.DuckDBPyConnection, people: People) -> list[Proof]:
    """What is kept of these people in the schema in use."""
    if FISCAL not in held_tables(con):
        return []
    columns = ", ".join(Proof._fields)
    rows = con.execute(
        f"SELECT {columns} FROM {FISCAL} WHERE list_has_any(known_by, ?) ORDER BY ALL", [[*people.listed]]
    ).fetchall()
    return [Proof(*row) for row in rows]


def let_go(con: duckdb.DuckDBPyConnection, people: Iterable[str], today: date, *, write: bool) -> int:
    """Let go of what is kept of the people of these hashes, and of all that was kept long enough.

    Told is how many sales. Without `write` they are counted only.
    """
    if FISCAL not in held_tables(con):
        return 0
    which = f"FROM {FISCAL} WHERE keep_until < ? OR list_has_any(known_by, ?)"
    values = [today, [*people]]
    ((count,),) = con.execute(f"SELECT count(*) {which}", values).fetchall()
    if write and count:
        con.execute(f"DELETE {which}", values)
    return int(count)


def _papers(con: duckdb.DuckDBPyConnection, layout: Layout, people: People) -> dict[str, set[str]]:
    """The documents of these people as buyers, by sale, from the participants of today and of earlier."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    there, shape = held_columns(con), shape_of(layout)
    for history in (False, True):
        tables = [(table.history if history else table.name, table) for table in layout.tables]
        tables = [(name, table) for name, table in tables if name in there]
        if not tables or not tables[0][1].is_main:
            continue
        for entities in items_met(con, layout, tables, there):
            for item in (entity.item for entity in entities):
                seen = see(people, item, shape)
                for person in buyers(item):
                    if seen.is_theirs(person) and (sale := pages.as_text(item.get("transaction"))):
                        found[sale].update(_documents(person))
    return {sale: papers for sale, papers in found.items() if papers}


def _documents(person: Mapping[str, Any]) -> Iterator[str]:
    told = person.get("documents")
    for one in told if is_list(told) else []:
        value = pages.as_text(one.get("value")) if is_object(one) else None
        if value and kind_of(value) and not HASHED.fullmatch(value):
            yield cpf_cnpj.normal(value) or value.strip()


def _sold(
    con: duckdb.DuckDBPyConnection, table: str, held: set[str], papers: Mapping[str, set[str]]
) -> list[tuple[str, Decimal, str, datetime]]:
    """Transaction, amount, currency and moment of the sales among these that were paid to this account."""
    con.execute("CREATE OR REPLACE TEMP TABLE _papered (code VARCHAR)")
    insert(con, "_papered", [(code,) for code in papers])
    paid = ", ".join(f"'{one}'" for one in PAID)
    approved = " OR purchase_approved_date IS NOT NULL" if "purchase_approved_date" in held else ""
    ours = (
        " AND purchase_commission_as IS DISTINCT FROM 'AFFILIATE'" if "purchase_commission_as" in held else ""
    )
    return con.execute(
        "SELECT purchase_transaction, purchase_price_value, purchase_price_currency_code, purchase_order_date"
        f" FROM {quoted(table)} WHERE purchase_transaction IN (SELECT code FROM _papered)"
        f" AND (purchase_status IN ({paid}){approved}){ours} AND purchase_price_value IS NOT NULL"
        " AND purchase_order_date IS NOT NULL"
    ).fetchall()
