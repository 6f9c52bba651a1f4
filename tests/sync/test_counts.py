"""The warehouse tells what it holds, to be held against what Hotmart says."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import pytest

from hotmart.streams.known import STREAMS
from hotmart.streams.windows import DAY, Window
from hotmart.sync.counts import Counts, Earning, Share
from hotmart.warehouse.merge import create_tables
from hotmart.warehouse.spool import Spool
from hotmart.warehouse.store import Warehouse
from sync.scripted import NOON_MS

CHARGES = STREAMS["subscription_transactions"]
DAY_BEFORE = Window(NOON_MS - DAY, NOON_MS)


def test_what_left_a_swept_state_is_what_is_held_there_and_did_not_come(tmp_path: Path) -> None:
    warehouse, sweep = Warehouse(tmp_path / "warehouse.duckdb"), CHARGES.sweeps[0]
    parts = [column.name for column in CHARGES.layout.key]
    time = CHARGES.layout.time
    with warehouse.transaction() as con:
        create_tables(con, CHARGES.layout)
        for who, state in (
            ("came", "ACTIVE"),
            ("left", "ACTIVE"),
            ("moved", "NEW"),
            ("over", "CANCELLED_BY_SELLER"),
        ):
            values = ", ".join([f"'{who}'", *["NULL"] * (len(parts) - 1)])  # a charge may lack a commission
            con.execute(
                f"INSERT INTO subscription_transactions ({', '.join(parts)}, subscriber_code, status, {time})"
                f" VALUES ({values}, 'of {who}', '{state}', make_timestamptz({NOON_MS - 1}::BIGINT * 1000))"
            )
    with Spool(warehouse.path, 1) as spool, spool.keys(CHARGES.name) as seen:
        assert Counts(warehouse).left(CHARGES, sweep, DAY_BEFORE, seen.path) == {
            "of came",
            "of left",
            "of moved",
        }
        seen.add([("came", *[None] * (len(parts) - 1))])
        assert Counts(warehouse).left(CHARGES, sweep, DAY_BEFORE, seen.path) == {"of left", "of moved"}
        assert Counts(warehouse).left(CHARGES, sweep, Window(0, 1), seen.path) == set()
    assert list(tmp_path.iterdir()) == [warehouse.path]


ME, OTHER, THIRD = "5B0E1C52", "1d5a2c3e", "9F00AA11"
SALES = STREAMS["sales_history"]
COMMISSIONS = STREAMS["sales_commissions"]
Shares = Sequence[tuple[str, str | None, int]]


def sharing(folder: Path, *sales: tuple[str, Shares]) -> Counts:
    """A warehouse of sales, each with the account's part in it, and the source, ucode and value of shares."""
    warehouse = Warehouse(folder / "warehouse.duckdb")
    with warehouse.transaction() as con:
        for layout in (SALES.layout, COMMISSIONS.layout):
            create_tables(con, layout)
        for number, (part, shares) in enumerate(sales):
            con.execute(
                "INSERT INTO sales_history"
                " (purchase_transaction, purchase_order_date, purchase_commission_as)"
                f" VALUES ('HP{number}', make_timestamptz({NOON_MS - 1 - number}::BIGINT * 1000), ?)",
                [part],
            )
            for index, (source, ucode, value) in enumerate(shares, start=1):
                con.execute(
                    "INSERT INTO sales_commissions"
                    " (transaction, source, user_ucode, commission_value, commission_currency_code, _index)"
                    f" VALUES ('HP{number}', ?, ?, ?, 'BRL', {index})",
                    [source, ucode, value],
                )
    return Counts(warehouse)


@pytest.mark.slow
@pytest.mark.oldest
@pytest.mark.parametrize(
    ("sales", "ours"),
    [
        ([("PRODUCER", [("PRODUCER", ME, 60), ("AFFILIATE", ME, 30), ("ADDON", ME, 4)])], 94),
        ([("PRODUCER", [("PRODUCER", ME, 60), ("AFFILIATE", OTHER, 30)])], 60),
        (
            [("PRODUCER", [("PRODUCER", ME, 60)]), ("AFFILIATE", [("PRODUCER", OTHER, 5), ("ADDON", ME, 4)])],
            64,
        ),
        ([("AFFILIATE", [("PRODUCER", OTHER, 60), ("AFFILIATE", ME, 30), ("ADDON", ME.lower(), 4)])], 34),
        (
            [
                ("COPRODUCER", [("COPRODUCER", ME, 10), ("COPRODUCER", OTHER, 20)]),
                ("COPRODUCER", [("COPRODUCER", ME, 10), ("COPRODUCER", OTHER, 20)]),
                ("COPRODUCER", [("COPRODUCER", ME, 10), ("AFFILIATE", OTHER, 20), ("PRODUCER", THIRD, 5)]),
            ],
            30,
        ),
        ([("PRODUCER", [("PRODUCER", None, 60), ("AFFILIATE", None, 30)])], 60),
    ],
    ids=["its own affiliate", "another's", "an addon", "only an affiliate", "co-producers", "no ucode"],
)
def test_the_shares_of_an_account_are_those_of_its_ucode_whatever_the_source(
    tmp_path: Path, sales: Sequence[tuple[str, Shares]], ours: int
) -> None:
    counts = sharing(tmp_path, *sales)
    assert counts.commissions(COMMISSIONS, DAY_BEFORE) == {"BRL": ours}
    earned = counts.earnings(COMMISSIONS, DAY_BEFORE)
    assert [one.transaction for one in earned] == [f"HP{number}" for number in reversed(range(len(sales)))]
    assert sum(sum(one.sums.values()) for one in earned) == ours


def test_a_sale_of_which_no_commission_is_held_earns_nothing_and_is_there(tmp_path: Path) -> None:
    counts = sharing(tmp_path, ("PRODUCER", [("PRODUCER", ME, 60)]), ("PRODUCER", []))
    assert counts.earnings(COMMISSIONS, DAY_BEFORE) == [
        Earning(NOON_MS - 2, "HP1", {}),
        Earning(NOON_MS - 1, "HP0", {"BRL": Decimal(60)}),
    ]


def test_the_shares_of_a_sale_are_told_our_own_first(tmp_path: Path) -> None:
    counts = sharing(
        tmp_path, ("PRODUCER", [("AFFILIATE", OTHER, 30), ("PRODUCER", ME, 60), ("ADDON", None, 4)])
    )
    assert counts.shares(COMMISSIONS, ["HP0", "HP7"]) == {
        "HP0": [
            Share("PRODUCER", Decimal(60), "BRL", ours=True),
            Share("AFFILIATE", Decimal(30), "BRL", ours=False),
            Share("ADDON", Decimal(4), "BRL", ours=False),
        ]
    }
    assert counts.shares(COMMISSIONS, []) == {}
