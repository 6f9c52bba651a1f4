"""The frames of the SDK have the rows and columns that the warehouse has, whoever reads them."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from hotmart.client import Hotmart
from hotmart.streams.known import STREAMS
from simulated import Account

from .tables import layout, opened

pytest.importorskip("pyarrow")
pytestmark = pytest.mark.slow

LISTED = {
    "sales_history": "start_date",
    "sales_participants": "start_date",
    "sales_commissions": "start_date",
    "sales_price_details": "start_date",
    "subscriptions": "accession_date",
    "subscription_summaries": "accession_date",
    "products": None,
}
"""The listings that tell a stream in one call, and from when on they are asked."""


def table_of(account: Account, stream: str) -> Any:
    """All that its operation answers, as a table."""
    group, operation = STREAMS[stream].origin.operation.split(".")  # type: ignore[attr-defined]
    since, served = LISTED[stream], account.served
    asked: dict[str, Any] = {since: account.simulator.now - timedelta(days=360)} if since else {}
    if stream.startswith("sales"):
        asked["transaction_status"] = STREAMS[stream].fewer_statuses or STREAMS[stream].statuses
    elif STREAMS[stream].statuses:
        asked["status"] = STREAMS[stream].statuses
    secrets = served.client_id, served.client_secret
    with Hotmart(*secrets, api_url=served.api_url, auth_url=served.auth_url) as client:
        return getattr(getattr(client, group), operation)(**asked).to_arrow()


@pytest.mark.parametrize("listed", LISTED)
def test_a_frame_is_equal_to_the_table_in_names_types_and_rows(synced: Account, listed: str) -> None:
    main = layout(listed).main
    frame = table_of(synced, listed)
    columns = ", ".join(column.name for column in main.columns)
    with opened(synced) as con:
        con.register("frame", frame)
        types = {name: kind for name, kind, *_ in con.execute("DESCRIBE frame").fetchall()}
        arrays = (
            {array.name for array in main.array.arrays}
            if main.array
            else {array.name for array in layout(listed).arrays}
        )
        assert {name: kind for name, kind in types.items() if name not in arrays} == {
            column.name: column.sql_type.replace("TIMESTAMPTZ", "TIMESTAMP WITH TIME ZONE")
            for column in main.columns
        }
        for one, other in (("frame", main.name), (main.name, "frame")):
            assert (
                con.execute(
                    f"SELECT {columns} FROM {one} EXCEPT ALL SELECT {columns} FROM {other}"
                ).fetchall()
                == []
            )
