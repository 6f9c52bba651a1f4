"""What pages go through on their way in."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from hotmart.forgetting.forgotten import note_forgotten
from hotmart.forgetting.intake import keeping_out
from hotmart.forgetting.people import People
from hotmart.privacy.redaction import Redaction
from hotmart.streams.known import STREAMS
from hotmart.warehouse.key import privacy_key
from hotmart.warehouse.store import Warehouse

AT = datetime(2026, 1, 1, tzinfo=UTC)
BUYERS = [{"buyer": {"email": "rita@example.org"}}, {"buyer": {"email": "luis@example.org"}}]
PAGE = json.dumps({"items": BUYERS}).encode()


def test_where_nobody_was_forgotten_nothing_is_done(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path / "hotmart.duckdb")
    assert keeping_out(STREAMS, warehouse) is STREAMS
    assert not warehouse.exists


def test_the_forgotten_are_kept_out_before_a_policy_makes_them_unrecognisable(tmp_path: Path) -> None:
    warehouse, sales = Warehouse(tmp_path / "hotmart.duckdb"), STREAMS["sales_history"]
    key = privacy_key(warehouse)
    rita = People(key)
    rita.add(["rita@example.org"])
    note_forgotten(warehouse, rita.listed, None, AT)
    masking = replace(sales, redact=Redaction(sales.layout, {"buyer_email": "mask"}, "mask", lambda: key))
    for schema in ("main", "client"):
        known = keeping_out({"sales_history": masking}, Warehouse(warehouse.path, schema))
        redact = known["sales_history"].redact
        assert redact
        assert json.loads(redact(PAGE))["items"] == [{"buyer": {}}, {"buyer": {"email": "l***@example.org"}}]


def test_who_was_forgotten_in_one_schema_is_let_into_another(tmp_path: Path) -> None:
    warehouse = Warehouse(tmp_path / "hotmart.duckdb")
    rita = People(privacy_key(warehouse))
    rita.add(["rita@example.org"])
    note_forgotten(warehouse, rita.listed, "client", AT)
    assert keeping_out(STREAMS, warehouse) is STREAMS
    guarded = keeping_out(STREAMS, Warehouse(warehouse.path, "client"))["sales_history"].redact
    assert guarded
    assert json.loads(guarded(PAGE))["items"] == [{"buyer": {}}, BUYERS[1]]
