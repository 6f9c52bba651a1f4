"""The life of a record in words: what Hotmart dates, and when this warehouse learnt what."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import htpy as h

from hotmart.console.blocks import Block, Column, Table
from hotmart.console.known import KnownTable, veiled
from hotmart.console.record.held import TITLES
from hotmart.console.record.money import told as amount
from hotmart.console.record.plain import plain
from hotmart.console.view import View
from hotmart.language import Text, say
from hotmart.warehouse.asking.versions import Changes, Version, changes
from hotmart.zone import zone

MOST = 40
"""Changes that one step tells; the first version tells a few of its fields only."""
_FIRST = ("purchase_status", "status", "purchase_price_value", "price_value", "product_name", "plan_name")


class Step(NamedTuple):
    """One moment of a life."""

    at: datetime
    kind: str
    """`hotmart` for what Hotmart dates, `warehouse` for what was learnt."""
    what: str
    details: tuple[str, ...] = ()


DATED = {
    "purchase_order_date": Text("Ordered", "Pedida"),
    "purchase_approved_date": Text("Paid", "Paga"),
    "purchase_warranty_expire_date": Text("End of the warranty", "Fim da garantia"),
    "purchase_payment_refund_chargeback_date": Text("Refunded or charged back", "Reembolso ou chargeback"),
    "purchase_payment_billet_expiration_date": Text("The bank slip expires", "O boleto vence"),
    "purchase_payment_pix_expiration_date": Text("The Pix expires", "O Pix expira"),
    "recurrency_scheduled_retry": Text("Hotmart tries the card again", "A Hotmart tenta o cartão de novo"),
    "accession_date": Text("The subscription began", "A assinatura começou"),
    "end_accession_date": Text("The subscription ended", "A assinatura terminou"),
    "cancellation_date": Text("Subscription cancelled", "Assinatura cancelada"),
    "date_next_charge": Text("Next charge", "Próxima cobrança"),
}
"""Times of Hotmart's that are steps of a life."""


def timeline(
    view: View,
    table: KnownTable,
    life: Sequence[Version],
    rows: Sequence[Mapping[str, Any]],
    without: Collection[str] = (),
) -> Block:
    """The steps of a life, the oldest first. `rows` are those whose times are told, but for some columns."""
    where = zone(view.account.time_zone)
    steps = sorted(
        {*_dated(rows, without), *_learnt(view, table, life, where)}, key=lambda one: (one.at, one.kind)
    )
    columns = [
        Column("at", Text("when", "quando"), "moment"),
        Column("kind", Text("told by", "contado por")),
        Column("what", Text("what", "o quê")),
        Column("details", Text("changes", "mudanças")),
    ]
    told = [one._asdict() | {"details": "; ".join(one.details) or None} for one in steps]
    return Block(
        "life",
        Text("Its life", "A vida do registro"),
        table=Table(columns, told),
        chart=h.ol(".timeline")[(_item(one, where) for one in steps)],
        wide=True,
    )


def _item(step: Step, where: ZoneInfo) -> h.Element:
    ours = step.kind != "hotmart"
    return h.li({"data-kind": step.kind})[
        h.time(datetime=step.at.isoformat())[plain(step.at, where)],
        h.strong[step.what],
        h.span(".note")[say(" in this warehouse", " neste armazém")] if ours else None,
        h.ul[(h.li[one] for one in step.details)] if step.details else None,
    ]


def _dated(rows: Sequence[Mapping[str, Any]], without: Collection[str]) -> Iterator[Step]:
    paid = any(row.get("purchase_approved_date") for row in rows)
    ended = any(row.get("end_accession_date") for row in rows)
    for row in rows:
        for name, what in DATED.items():
            if name in without or (paid and "expiration" in name) or (ended and name == "date_next_charge"):
                continue  # what was paid does not expire, and what has ended is not charged
            if isinstance(at := row.get(name), datetime):
                yield Step(at, "hotmart", str(what))


def _learnt(view: View, table: KnownTable, life: Sequence[Version], where: ZoneInfo) -> Iterator[Step]:
    before: Version | None = None
    for version in life:
        told = changes(before, version)
        what = say("Learnt", "Conhecida")
        if before:
            what = say("Came back", "Voltou") if before.gone else say("Changed", "Mudou")
        details = tuple(_details(view, table, told, version, where, first=before is None))
        yield Step(version.since, "warehouse", what, details)
        if version.gone and version.until:
            yield Step(version.until, "warehouse", say("Vanished at Hotmart", "Sumiu na Hotmart"))
        before = version


def _details(
    view: View, table: KnownTable, told: Changes, version: Version, where: ZoneInfo, *, first: bool
) -> Iterator[str]:
    for name in _FIRST if first else [*told.fields][:MOST]:
        before, after = told.fields.get(name, (None, None))
        said = _seen(view, table, name, after, version.fields, where)
        if first and after is not None:
            yield f"{_label(name)}: {said}"
        elif not first:
            yield f"{_label(name)}: {_seen(view, table, name, before, version.fields, where)} → {said}"
    if not first:
        yield from _of_lists(view, table, told, where)


def _of_lists(view: View, table: KnownTable, told: Changes, where: ZoneInfo) -> Iterator[str]:
    """What was added to lists of the record, and taken from them."""
    for words, rows in ((say("gone", "saiu"), told.removed), (say("new", "novo"), told.added)):
        for name, some in rows.items():
            for row in some[:MOST]:
                yield f"{words}, {name}: " + ", ".join(
                    f"{_label(key)} {_seen(view, table, key, value, row, where)}"
                    for key, value in row.items()
                    if value is not None
                )


def _seen(
    view: View, table: KnownTable, name: str, value: Any, row: Mapping[str, Any], where: ZoneInfo
) -> str:
    """A value; one of a field that no column of the main table holds is taken for personal."""
    known = next((one for one in table.fields if one.name == name), None)
    hidden = known.personal if known else isinstance(value, str | list | dict)
    return amount(name, veiled(value) if hidden and not view.reveals else value, row, where)


def _label(name: str) -> str:
    return str(TITLES.get(name, name))
