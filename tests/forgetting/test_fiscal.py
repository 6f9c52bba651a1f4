"""Forgetting whom the tax authority may still ask about: document, amount and date stay, and nothing else."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from hotmart.forgetting import forget as forgetting
from hotmart.forgetting.fiscal import PAID, keep_until
from hotmart.forgetting.forget import forget, traces
from hotmart.sync.replay import replay
from hotmart.warehouse.publish import publish
from simulated import Account, layouts

from .conftest import NAMES
from .test_forget import AT, Person, buyer, found, tables

pytestmark = pytest.mark.slow

LONG_AFTER = datetime(2040, 1, 1, tzinfo=UTC)


def proved(account: Account) -> list[tuple[Any, ...]]:
    return account.warehouse.rows(
        "SELECT transaction, document, amount, currency, sold_at, keep_until FROM _fiscal ORDER BY ALL"
    )


def bought(account: Account, person: Person) -> list[tuple[Any, ...]]:
    """What has to be proved of what they bought, told another way."""
    paid = ", ".join(f"'{one}'" for one in PAID)
    sold = account.warehouse.rows(
        "SELECT purchase_transaction, purchase_price_value, purchase_price_currency_code, purchase_order_date"
        f" FROM sales_history WHERE lower(buyer_email) = ? AND purchase_status IN ({paid})"
        " AND purchase_commission_as <> 'AFFILIATE' ORDER BY 1",
        [person.email],
    )
    return [(sale, person.document, *told, date(told[2].year + 5, 12, 31)) for sale, *told in sold]


def rest(person: Person) -> Person:
    """The person without the document, which stays."""
    return person._replace(document=person.email)


def test_exactly_document_amount_date_and_transaction_stay(account: Account, tmp_path: Path) -> None:
    person = buyer(account)
    wanted = bought(account, person)
    assert wanted
    publish(account.warehouse, tmp_path / "open.duckdb", layouts, personal="keep")
    done = forget(account.warehouse, [person.email], layouts, at=AT, keep_fiscal=True)
    assert not found(tmp_path, rest(person))
    assert proved(account) == wanted
    assert (done.sales_kept, done.kept_until) == (len(wanted), max(row[-1] for row in wanted))
    held = tables(account.warehouse)
    assert {name for name, rows in held.items() if person.document in str(rows)} == {"_fiscal"}
    assert held["_fiscal"][0].keys() == {
        "transaction", "document", "amount", "currency", "sold_at", "keep_until", "known_by",
    }  # fmt: skip
    documents = person._replace(email=person.document, name=person.document, ucode=person.document)
    documents = documents._replace(phone=person.document)
    assert found(tmp_path, documents).keys() == {"hotmart.duckdb"}  # in no raw page, and in no copy


def test_the_plan_says_the_same_and_writes_nothing(account: Account) -> None:
    person = buyer(account)
    before = tables(account.warehouse)
    seen = traces(account.warehouse, [person.email], layouts, keep_fiscal=True, at=AT)
    assert tables(account.warehouse) == before
    done = forget(account.warehouse, [person.email], layouts, at=AT, keep_fiscal=True)
    assert (seen.rows, seen.sales_kept, seen.kept_until) == (done.rows, done.sales_kept, done.kept_until)
    again = traces(account.warehouse, [person.email], layouts, keep_fiscal=True, at=AT)
    assert (again.rows, again.sales_kept) == ({}, done.sales_kept)


@pytest.mark.parametrize("name", ["email", "ucode", "document"])
def test_forgetting_them_again_without_it_takes_the_rest(account: Account, tmp_path: Path, name: str) -> None:
    person = buyer(account)
    kept = forget(account.warehouse, [person.email, person.document], layouts, at=AT, keep_fiscal=True)
    later = traces(account.warehouse, [getattr(person, name)], layouts, at=AT)
    assert later.rows == {("main", "_fiscal"): kept.sales_kept}
    done = forget(account.warehouse, [getattr(person, name)], layouts, at=AT)
    assert (done.rows, done.sales_kept, done.kept_until) == (later.rows, 0, None)
    assert not found(tmp_path, person)


def test_after_the_years_the_next_forgetting_of_anybody_takes_it(account: Account, tmp_path: Path) -> None:
    person = buyer(account)
    kept = forget(account.warehouse, [person.email], layouts, at=AT, keep_fiscal=True)
    done = forget(account.warehouse, ["nobody@example.org"], layouts, at=LONG_AFTER, keep_fiscal=True)
    assert done.rows == {("main", "_fiscal"): kept.sales_kept}
    assert not proved(account)
    assert not found(tmp_path, person)


def test_of_sales_that_are_too_old_nothing_stays(account: Account, tmp_path: Path) -> None:
    person = buyer(account)
    assert traces(account.warehouse, [person.email], layouts, keep_fiscal=True, at=LONG_AFTER).sales_kept == 0
    forget(account.warehouse, [person.email], layouts, at=LONG_AFTER, keep_fiscal=True)
    assert not found(tmp_path, person)


@pytest.mark.parametrize(
    ("sold", "until"),
    [
        (datetime(2026, 1, 1, tzinfo=UTC), date(2031, 12, 31)),
        (datetime(2024, 2, 29, 12, tzinfo=UTC), date(2029, 12, 31)),
    ],
)
def test_the_years_are_counted_from_the_next_first_of_january(sold: datetime, until: date) -> None:
    assert keep_until(sold) == until


def test_neither_later_syncs_nor_a_replay_bring_anything_back_or_take_it(
    account: Account, tmp_path: Path
) -> None:
    person = buyer(account)
    forget(account.warehouse, [person.email], layouts, at=AT, keep_fiscal=True)
    wanted = proved(account)
    account.sync(*NAMES, full=True)
    assert proved(account) == wanted
    assert not found(tmp_path, rest(person))
    replay(account.warehouse, account.streams)
    assert proved(account) == wanted
    assert not found(tmp_path, rest(person))


def test_somebody_else_who_is_forgotten_takes_nothing_of_it(account: Account) -> None:
    person = buyer(account)
    forget(account.warehouse, [person.email], layouts, at=AT, keep_fiscal=True)
    wanted = proved(account)
    ((other,),) = account.warehouse.rows("SELECT max(buyer_email) FROM sales_history")
    forget(account.warehouse, [other], layouts, at=AT)
    assert proved(account) == wanted


@pytest.mark.parametrize("step", ["erase_raw", "erase", "publish_again", "put_copy", "_copy"])
@pytest.mark.parametrize("again", ["the same", "somebody else"])
def test_a_kill_at_any_step_loses_no_proof(
    account: Account, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, again: str
) -> None:
    person, wanted = (who := buyer(account)), bought(account, who)
    _kill_at(step, monkeypatch, account, person)
    if again == "the same":
        forget(account.warehouse, [person.email], layouts, at=AT, keep_fiscal=True)
    else:
        forget(account.warehouse, ["nobody@example.org"], layouts, at=AT)
    assert proved(account) == wanted
    assert not found(tmp_path, rest(person))


@pytest.mark.parametrize("step", ["erase_raw", "erase", "publish_again", "put_copy", "_copy"])
def test_whoever_was_to_be_kept_and_is_not_any_more_goes_whole(
    account: Account, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    person = buyer(account)
    _kill_at(step, monkeypatch, account, person)
    forget(account.warehouse, [person.email], layouts, at=AT + timedelta(days=1))
    assert not found(tmp_path, person)


def _kill_at(step: str, monkeypatch: pytest.MonkeyPatch, account: Account, person: Person) -> None:
    """Forget the person, what is fiscal kept, and be killed at a step."""

    class KilledError(Exception):
        pass

    def killed(*given: Any, **how: Any) -> Any:
        if how.get("write", True):
            raise KilledError
        return original(*given, **how)

    original = getattr(forgetting, step)
    with monkeypatch.context() as patched, pytest.raises(KilledError):
        patched.setattr(forgetting, step, killed)
        forget(account.warehouse, [person.email], layouts, at=AT, keep_fiscal=True)


def test_a_document_that_is_hashed_or_masked_proves_nothing_and_is_not_kept(account: Account) -> None:
    person = buyer(account)
    account.warehouse.rows("UPDATE sales_participants_user_documents SET value = '***00'")
    account.warehouse.rows(
        "UPDATE sales_participants_user_documents_history SET value = 'hmac:' || repeat('0', 32)"
    )
    assert traces(account.warehouse, [person.email], layouts, keep_fiscal=True, at=AT).sales_kept == 0


def test_without_participants_or_sales_there_is_nothing_to_keep(account: Account) -> None:
    person = buyer(account)
    for table in ("sales_history", "sales_participants"):
        account.warehouse.rows(f"DROP TABLE {table}")
        seen = traces(account.warehouse, [person.email], layouts, keep_fiscal=True, at=AT)
        assert (seen.sales_kept, seen.kept_until) == (0, None)
