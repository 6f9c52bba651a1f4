"""One small file, and who answers questions to it: to its owner, and to others, who see one view of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from hotmart.warehouse.asking.apart.asker import Asker

SECRET = "canary-0001"
TIME = 20.0  # seconds, on a machine that has other work


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with a table that others are not to see, and a view of it that they are."""
    path = tmp_path_factory.mktemp("apart") / "copy.duckdb"
    with duckdb.connect(str(path), config={"storage_compatibility_version": "v1.5.0"}) as con:
        con.execute("CREATE TABLE sales (code VARCHAR, price DECIMAL(18, 4), raw_file VARCHAR)")
        con.execute("INSERT INTO sales SELECT 'HP' || range, range / 4, ? FROM range(3)", [SECRET])
        con.execute("CREATE TABLE sales_history AS FROM sales")
        con.execute("CREATE TABLE _pages AS SELECT ? AS path", [SECRET])
        con.execute("CREATE SCHEMA other; CREATE TABLE other.sales AS SELECT ? AS code", [SECRET])
        con.execute("CREATE VIEW sold AS SELECT code, price FROM sales")
    (path.parent / "other.csv").write_text(f"word\n{SECRET}\n", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def owners(file: Path) -> Iterator[Asker]:
    """Whoever may see all of the file."""
    with Asker(file, timeout=TIME) as asker:
        yield asker


@pytest.fixture(scope="module")
def others(file: Path) -> Iterator[Asker]:
    """Whoever may see one view of it."""
    with Asker(file, tables=["sold"], timeout=TIME) as asker:
        yield asker
