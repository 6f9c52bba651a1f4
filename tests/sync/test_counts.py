"""The warehouse tells what it holds, to be held against what Hotmart says."""

from __future__ import annotations

from pathlib import Path

from hotmart.streams.known import STREAMS
from hotmart.streams.windows import DAY, Window
from hotmart.sync.counts import Counts
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
