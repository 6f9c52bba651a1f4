"""Nobody waits for figures: they are measured beforehand, or the page says that they are on their way."""

from __future__ import annotations

import shutil
import threading
from pathlib import Path

import pytest

from console.looking import Looker, words
from hotmart.console.house import House, Remembered, StillMeasuring
from hotmart.console.page import pages_of_house
from hotmart.console.preparing import prepare
from hotmart.copies import snapshots
from hotmart.copies.snapshots import Snapshots
from simulated import Account

pytestmark = pytest.mark.slow


def test_what_takes_long_is_made_once_however_many_ask() -> None:
    remembered, may_end, begun = Remembered(), threading.Event(), list[int]()

    def made() -> str:
        begun.append(1)
        may_end.wait(10)
        return "done"

    for _ in range(3):
        with pytest.raises(StillMeasuring):
            remembered.soon("key", made, 0.0)
    may_end.set()
    assert remembered.get("key", lambda: "other") == "done"
    assert begun == [1]


def test_what_fails_is_told_and_asked_for_again() -> None:
    remembered = Remembered()

    def fails() -> str:
        raise TimeoutError("so")

    with pytest.raises(TimeoutError, match="so"):
        remembered.get("key", fails)
    with pytest.raises(TimeoutError, match="so"):
        remembered.soon("key", fails, 10.0)
    assert remembered.get("key", lambda: "now") == "now"


def test_a_page_that_is_not_there_yet_says_so_and_asks_again(house: House) -> None:
    looker = Looker(house)
    house.patience = 0.0
    html = looker.page("/vendas?from=2024-01-01&to=2024-01-31", 202)
    assert "measured for the first time" in words(html)
    assert 'hx-get="/vendas?from=2024-01-01&amp;to=2024-01-31"' in html
    assert "<noscript>" in html
    house.patience = None
    assert "Gross revenue" in looker.page("/vendas?from=2024-01-01&to=2024-01-31")


def test_data_waits_for_its_figures(house: House) -> None:
    house.patience = 0.0
    assert Looker(house).data("/?from=2024-01-01&to=2024-01-31", "month")


def test_the_usual_pages_are_measured_before_anybody_asks(house: House, synced: Account) -> None:
    prepare(house, synced.warehouse.path.absolute())
    house.patience = 0.0
    looker = Looker(house)
    for page in pages_of_house():
        if page.is_prepared:
            looker.page(f"/{page.slug}")


def test_a_new_copy_is_shown_once_it_is_prepared(
    synced: Account, house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots, "SOON", 0.0)
    monkeypatch.setattr(snapshots, "REST", 0.0)
    path = tmp_path / "hotmart.duckdb"
    shutil.copy(synced.warehouse.path, path)
    mine = House(warehouse=path)
    (account,) = mine.accounts
    copies, seen = Snapshots(), list[tuple[str, str]]()

    def prepares(file: Path) -> None:
        assert file == path
        ahead, told = copies.of(account).settings.warehouse.name, list[str]()
        other = threading.Thread(target=lambda: told.append(copies.of(account).settings.warehouse.name))
        other.start()
        other.join()
        seen.append((ahead, told[0]))

    copies.prepares = prepares
    copies.keep_up(path)
    with account.warehouse.transaction() as con:
        con.execute("CREATE TABLE new AS SELECT 1 AS a")
    copies.keep_up(path)
    copies.keep_up(path)  # nothing has changed: nothing to prepare
    (first, at_first), (second, meanwhile) = seen
    assert first == at_first  # the first is shown at once: there is no other
    assert meanwhile == first != second
    assert copies.of(account).settings.warehouse.name == second
    copies.close()
    mine.close()
