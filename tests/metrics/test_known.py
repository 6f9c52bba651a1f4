"""What a warehouse knows of its own, where several accounts stand together in it."""

from __future__ import annotations

import duckdb
import pytest

from hotmart.metrics.known import known_of

SEVERAL = """
CREATE TABLE _streams (account VARCHAR, stream VARCHAR, table_name VARCHAR);
INSERT INTO _streams VALUES ('a', 'account', NULL), ('a', 'sales_commissions', NULL),
  ('b', 'sales_commissions', NULL);
CREATE TABLE _verdicts (account VARCHAR, stream VARCHAR, verdict VARCHAR, run BIGINT);
CREATE TABLE _runs (account VARCHAR, as_of TIMESTAMPTZ, state VARCHAR, streams VARCHAR[]);
CREATE TABLE account (account VARCHAR, ucode VARCHAR);
INSERT INTO account VALUES ('a', 'ME');
CREATE TABLE sales_commissions (account VARCHAR, transaction VARCHAR, user_ucode VARCHAR);
INSERT INTO sales_commissions VALUES ('a', 'HP1', 'ME'), ('b', 'HP2', 'Too');
"""


@pytest.mark.parametrize(
    ("more", "own"), [("", ()), ("INSERT INTO account VALUES ('b', 'TOO')", ("me", "too"))]
)
def test_whose_shares_are_ours_is_known_by_name_only_where_every_account_says_it(
    more: str, own: tuple[str, ...]
) -> None:
    with duckdb.connect() as con:
        con.execute(SEVERAL + more)
        assert known_of(con).tables.own == own
