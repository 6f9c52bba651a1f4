"""An invented account that was synced, and reports of it as its panel exports them."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from urllib.request import urlopen

import pytest

import hotmart
from hotmart.accounts.account import Account
from hotmart.testing import SimulatedHotmart, simulated

Rows = list[dict[str, str]]
CODE, STATUS, DATE = "Código da transação", "Status da transação", "Data da transação"
CONFIRMED, SOLD_AS, MAIN = "Confirmação do pagamento", "Venda feita como", "Transação do Produto Principal"
VALUE, CURRENCY = "Valor de compra com impostos", "Moeda de compra"
NET, PRODUCER = "Faturamento líquido", "Faturamento líquido do(a) Produtor(a)"
COPRODUCER, AFFILIATE = "Faturamento do(a) Coprodutor(a)", "Comissão do(a) Afiliado(a)"
EMAIL = "Email"


@dataclass
class Desk:
    """The account, its warehouse, and its panel."""

    hotmart: SimulatedHotmart
    account: Account
    folder: Path

    def export(self, name: str = "report.csv", **query: Any) -> Path:
        """A report of the panel as it is now."""
        kind = name.rpartition(".")[2]
        where = f"{self.hotmart.environment['HOTMART_API_URL']}/_simulator/panel.{kind}"
        with urlopen(f"{where}?{urlencode(query, doseq=True)}") as answer:  # noqa: S310  # the loopback
            path = self.folder / name
            path.write_bytes(answer.read())
            return path

    def edited(self, change: Callable[[Rows], object], name: str = "edited.csv", **query: Any) -> Path:
        """A report after somebody changed its rows."""
        path = self.export(name, **query)
        rows = rows_of(path)
        change(rows)
        return written(path, rows)


def rows_of(path: Path) -> Rows:
    text = path.read_bytes().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))


def written(path: Path, rows: Rows) -> Path:
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, [*rows[0]], delimiter=";", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(file.getvalue().encode("utf-8-sig"))
    return path


def _synced(folder: Path, sales: int, months: int, *names: str) -> Iterator[Desk]:
    with (
        simulated(sales=sales, months=months, quota=1_000_000) as here,
        pytest.MonkeyPatch.context() as patch,
    ):
        for name, value in here.environment.items():
            patch.setenv(name, value)
        patch.chdir(folder)
        account = hotmart.open(warehouse=folder / "hotmart.duckdb")
        account.sync(*names)
        yield Desk(here, account, folder)


@pytest.fixture(scope="package")
def synced(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Synced once, for tests that only look."""
    yield from _synced(tmp_path_factory.mktemp("synced"), 400, 12, "sales_history", "sales_commissions")


@pytest.fixture(scope="package")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A small one to be copied, and not to live on."""
    yield from _synced(tmp_path_factory.mktemp("small"), 60, 4, "sales_history", "sales_commissions")


@pytest.fixture
def desk(small: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A copy of its warehouse for one test, which may do with it what it likes."""
    monkeypatch.chdir(tmp_path)
    for name, value in small.hotmart.environment.items():
        monkeypatch.setenv(name, value)
    shutil.copy(small.folder / "hotmart.duckdb", tmp_path)
    shutil.copytree(small.folder / "hotmart.duckdb.raw", tmp_path / "hotmart.duckdb.raw")
    return Desk(small.hotmart, hotmart.open(warehouse=tmp_path / "hotmart.duckdb"), tmp_path)


@pytest.fixture
def lively(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """An account of one test's own, synced once, whose clock it may move."""
    monkeypatch.chdir(tmp_path)
    for desk in _synced(tmp_path, 60, 4, "sales_history", "sales_commissions"):
        for name, value in desk.hotmart.environment.items():
            monkeypatch.setenv(name, value)
        yield desk
