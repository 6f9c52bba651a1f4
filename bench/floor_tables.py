"""The floor's tables: the columns and types that ours have, made by DuckDB's own `read_json`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import duckdb

TEXT, NUMBER, FLAG, TIME = "VARCHAR", "BIGINT", "BOOLEAN", "TIMESTAMPTZ"
MONEY, RATE = "DECIMAL(18,4)", "DECIMAL(24,10)"

TRANSACTION = {"transaction": TEXT, "product.id": NUMBER, "product.name": TEXT}
ITEMS: dict[str, dict[str, str]] = {  # its key first
    "sales_history": {
        "purchase.transaction": TEXT,
        "product.id": NUMBER,
        "product.name": TEXT,
        "buyer.name": TEXT,
        "buyer.email": TEXT,
        "buyer.ucode": TEXT,
        "producer.name": TEXT,
        "producer.ucode": TEXT,
        "purchase.order_date": TIME,
        "purchase.approved_date": TIME,
        "purchase.status": TEXT,
        "purchase.recurrency_number": NUMBER,
        "purchase.is_subscription": FLAG,
        "purchase.commission_as": TEXT,
        "purchase.price.value": MONEY,
        "purchase.price.currency_code": TEXT,
        "purchase.payment.type": TEXT,
        "purchase.payment.method": TEXT,
        "purchase.payment.installments_number": NUMBER,
        "purchase.tracking.source": TEXT,
        "purchase.tracking.source_sck": TEXT,
        "purchase.tracking.external_code": TEXT,
        "purchase.warranty_expire_date": TIME,
        "purchase.offer.payment_mode": TEXT,
        "purchase.offer.code": TEXT,
        "purchase.hotmart_fee.total": MONEY,
        "purchase.hotmart_fee.fixed": MONEY,
        "purchase.hotmart_fee.base": MONEY,
        "purchase.hotmart_fee.percentage": RATE,
        "purchase.hotmart_fee.currency_code": TEXT,
    },
    "sales_participants": TRANSACTION,
    "sales_commissions": TRANSACTION | {"exchange_rate_currency_payout": RATE},
    "sales_price_details": TRANSACTION
    | {f"{part}.{field}": kind for part in ("base", "total", "vat", "fee")
       for field, kind in (("value", MONEY), ("currency_code", TEXT))}
    | {"coupon.code": TEXT, "coupon.value": RATE, "real_conversion_rate": RATE},
}  # fmt: skip
ADDRESS = ("city", "state", "country", "zip_code", "address", "complement", "neighborhood", "number")
PERSON = ("ucode", "locale", "name", "trade_name", "cellphone", "phone", "email")
ELEMENTS: dict[str, tuple[str, dict[str, str]]] = {
    "sales_participants": (
        "users",
        {"role": TEXT, **{f"user.{name}": TEXT for name in PERSON}}
        | {f"user.address.{name}": TEXT for name in ADDRESS}
        | {"user.documents": "STRUCT(type VARCHAR, value VARCHAR)[]"},
    ),
    "sales_commissions": (
        "commissions",
        {"commission.value": MONEY, "commission.currency_code": TEXT, "source": TEXT}
        | {f"user.{name}": TEXT for name in ("ucode", "name", "email")},
    ),
}


def land(out: Path) -> int:
    """The lines of each stream as a flat table, one row per item or per element of its array."""
    rows = 0
    with duckdb.connect(str(out / "floor.duckdb")) as con:
        for stream, fields in ITEMS.items():
            con.execute(f"CREATE TABLE {stream} AS {select(stream, out)}")
            key = next(iter(fields)).replace(".", "_")
            (items,) = con.execute(f"SELECT count(DISTINCT {key}) FROM {stream}").fetchone() or (0,)
            rows += items
    return rows


def select(stream: str, out: Path) -> str:
    """The table of a stream, read from its lines with every type told."""
    fields = ITEMS[stream]
    array, inner = ELEMENTS.get(stream, ("", {}))
    tree = {name: struct(kind) for name, kind in grown(fields).items()}
    if array:
        tree[array] = struct(grown(inner)) + "[]"
    typed = ", ".join(f"'{name}': '{kind}'" for name, kind in tree.items())
    source = f"read_json('{out}/{stream}-*.ndjson', format='newline_delimited', columns={{{typed}}})"
    columns = [column(path, kind) for path, kind in fields.items()]
    if not array:
        return f"SELECT {', '.join(columns)} FROM {source}"
    columns += [column(path, kind, "one") for path, kind in inner.items()]
    return f"SELECT {', '.join(columns)} FROM (SELECT *, unnest({array}) AS one FROM {source})"


def grown(fields: Mapping[str, str]) -> dict[str, object]:
    """The fields as they are nested in an item."""
    tree: dict[str, object] = {}
    for path, kind in fields.items():
        node = tree
        *parents, leaf = path.split(".")
        for parent in parents:
            node = node.setdefault(parent, {})  # type: ignore[assignment]  # only leaves are text
        node[leaf] = {TIME: NUMBER}.get(kind, kind)
    return tree


def column(path: str, kind: str, within: str = "") -> str:
    value = ".".join(f'"{part}"' for part in [within, *path.split(".")] if part)
    value = f"to_timestamp({value} / 1000.0)" if kind == TIME else value
    return f'{value} AS "{path.replace(".", "_")}"'


def struct(kind: object) -> str:
    if not isinstance(kind, dict):
        return str(kind)
    fields = (f'"{name}" {struct(inner)}' for name, inner in kind.items())
    return f"STRUCT({', '.join(fields)})"
