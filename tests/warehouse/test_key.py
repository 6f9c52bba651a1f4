"""Where the key of the hashes comes from, and what is said when it is lost."""

from __future__ import annotations

import stat
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType

import pytest

from hotmart.errors import ConfigurationError
from hotmart.warehouse import key as keys
from hotmart.warehouse.key import KeyLostError, key_at_hand, key_path, key_when_needed, privacy_key
from hotmart.warehouse.store import Warehouse

GIVEN = {"HOTMART_PRIVACY_KEY": "a key that somebody chose"}


@pytest.fixture(autouse=True)
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)


@pytest.fixture
def warehouse(tmp_path: Path) -> Warehouse:
    return Warehouse(tmp_path / "hotmart.duckdb")


class Ring(ModuleType):
    """A keyring in memory."""

    def __init__(self) -> None:
        super().__init__("keyring")
        self.held: dict[tuple[str, str], str] = {}

    def set_password(self, service: str, entry: str, password: str) -> None:
        self.held[service, entry] = password

    def get_password(self, service: str, entry: str) -> str | None:
        return self.held.get((service, entry))


def test_it_is_made_once_and_only_its_owner_can_read_it(warehouse: Warehouse) -> None:
    key = privacy_key(warehouse, environment={})
    assert privacy_key(warehouse, environment={}) == key
    assert key_path(warehouse.path).read_bytes() == key
    assert stat.S_IMODE(key_path(warehouse.path).stat().st_mode) == 0o600 or sys.platform == "win32"


def test_whoever_only_looks_is_given_the_key_and_makes_none(warehouse: Warehouse) -> None:
    assert key_at_hand(warehouse, environment={}) is None
    assert not [*warehouse.path.parent.iterdir()]
    key = privacy_key(warehouse, environment={})
    assert key_at_hand(warehouse, environment={}) == key
    key_path(warehouse.path).unlink()
    with pytest.raises(KeyLostError):
        key_at_hand(warehouse, environment={})


def test_a_key_is_made_when_something_is_hashed_and_once_for_all_who_wait(warehouse: Warehouse) -> None:
    gives = [
        key_when_needed(Warehouse(warehouse.path, schema), environment={}) for schema in ("main", "client")
    ]
    assert not [*warehouse.path.parent.iterdir()]
    with ThreadPoolExecutor(8) as threads:
        made = [threads.submit(give) for give in gives * 8]
    assert {one.result() for one in made} == {privacy_key(warehouse, environment={})}


def test_a_key_that_is_lost_is_missed_before_anything_is_hashed(warehouse: Warehouse) -> None:
    privacy_key(warehouse, environment={})
    key_path(warehouse.path).unlink()
    with pytest.raises(KeyLostError):
        key_when_needed(warehouse, environment={})


def test_it_is_neither_in_the_warehouse_nor_in_a_repr(warehouse: Warehouse) -> None:
    key = privacy_key(warehouse, environment={})
    assert bytes(key) not in warehouse.path.read_bytes()
    assert key.decode() not in repr(key)


def test_every_schema_of_a_file_has_the_same_key(warehouse: Warehouse) -> None:
    other = Warehouse(warehouse.path, "client")
    assert privacy_key(other, environment={}) == privacy_key(warehouse, environment={})


def test_the_environment_wins(warehouse: Warehouse) -> None:
    assert privacy_key(warehouse, environment=GIVEN) == b"a key that somebody chose"
    assert not key_path(warehouse.path).exists()


def test_a_key_that_is_easily_guessed_is_refused(warehouse: Warehouse) -> None:
    with pytest.raises(ConfigurationError, match="HOTMART_PRIVACY_KEY"):
        privacy_key(warehouse, environment={"HOTMART_PRIVACY_KEY": "secret"})


def test_a_lost_key_is_told_and_not_replaced(warehouse: Warehouse) -> None:
    privacy_key(warehouse, environment={})
    key_path(warehouse.path).unlink()
    with pytest.raises(KeyLostError, match=r"hotmart\.duckdb\.key"):
        privacy_key(warehouse, environment={})
    assert not key_path(warehouse.path).exists()


def test_another_key_is_told(warehouse: Warehouse) -> None:
    privacy_key(warehouse, environment={})
    with pytest.raises(KeyLostError):
        privacy_key(warehouse, environment=GIVEN)


def test_a_keyring_keeps_it_where_there_is_one(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    ring = Ring()
    monkeypatch.setitem(sys.modules, "keyring", ring)
    key = privacy_key(warehouse, environment={})
    assert [*ring.held.values()] == [key.decode()]
    assert key not in key_path(warehouse.path).read_bytes()
    assert privacy_key(warehouse, environment={}) == key
    ring.held.clear()
    with pytest.raises(KeyLostError):
        privacy_key(warehouse, environment={})


def test_a_keyring_that_does_not_answer_is_not_waited_for(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    silence = threading.Event()

    class Hanging(Ring):
        def set_password(self, service: str, entry: str, password: str) -> None:
            silence.wait()

    monkeypatch.setattr(keys, "PATIENCE", 0.01)
    monkeypatch.setitem(sys.modules, "keyring", Hanging())
    assert privacy_key(warehouse, environment={}) == key_path(warehouse.path).read_bytes()
    silence.set()


def test_a_keyring_that_fails_is_passed_over(warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    class Locked(Ring):
        def set_password(self, service: str, entry: str, password: str) -> None:
            raise RuntimeError("no keyring here")

    monkeypatch.setitem(sys.modules, "keyring", Locked())
    assert privacy_key(warehouse, environment={}) == key_path(warehouse.path).read_bytes()
