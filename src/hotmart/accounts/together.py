"""The views over all accounts of a file, made anew after every sync where there are two or more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from hotmart.accounts.afterwards import attempted
from hotmart.accounts.outcome import Outcome, Outcomes
from hotmart.accounts.tailoring import shaped, tailored
from hotmart.config.accounts import AccountConfig, accounts
from hotmart.config.settings import Config
from hotmart.language import Text
from hotmart.streams.meanings import meanings_of, meanings_of_ledger, of_engine
from hotmart.sync.report import Report
from hotmart.tracking.meanings import meanings_of_tracking
from hotmart.tracking.views import NAMES as TRACKING
from hotmart.warehouse.all_accounts import ACCOUNT, Place, accounts_in, stand_together
from hotmart.warehouse.comments import Meaning, Meanings, comment
from hotmart.warehouse.store import Warehouse
from hotmart.warehouse.views import ALL_ACCOUNTS


def together(outcomes: Outcomes[Report]) -> Outcomes[Report]:
    """The same outcomes, once the views are made; that they could not be is a remark, and no verdict."""
    return Outcomes([_told(outcomes, number) for number in range(len(outcomes))])


def _told(outcomes: Sequence[Outcome[Report]], number: int) -> Outcome[Report]:
    """An outcome, of a file that is the affair of the first of its accounts."""
    outcome = outcomes[number]
    file = outcome.account.settings.warehouse
    synced = [one for one in outcomes if one.result and one.account.settings.warehouse == file]
    if not synced or synced[0] is not outcome:
        return outcome
    return attempted(outcome, lambda: stand(outcome.account.config, file), _OLD)


_OLD = Text(
    f"The views in {ALL_ACCOUNTS} were not renewed", f"As visões em {ALL_ACCOUNTS} não foram renovadas"
)


def stand(config: Config, file: Path) -> None:
    """Let the tables of all accounts of a file stand together, where there are two or more."""
    here = {one.name: one for one in accounts(config) if one.warehouse == file}
    if len(here) < 2 or any(one.schema == ALL_ACCOUNTS for one in here.values()):
        return
    warehouse = Warehouse(file, ALL_ACCOUNTS)
    with warehouse.kept_open():
        held = accounts_in(warehouse, {name: _place(config, one) for name, one in here.items()})
        if len(held) < 2:
            return
        with warehouse.transaction() as con:
            views = stand_together(con, held)
            comment(con, views, lambda: _meanings(config, [here[name] for name in held]))


def _place(config: Config, account: AccountConfig) -> Place:
    streams = shaped(config, account).values()
    views = {name for stream in streams for name in (stream.joined_as, stream.shown_as) if name}
    views |= {account.prefix + name for name in TRACKING}
    return Place(account.schema, account.prefix, frozenset(views))


def _meanings(config: Config, held: Sequence[AccountConfig]) -> Meanings:
    """What each view means: what the table of any account does, and whose row it is."""
    return dict(_each({**meanings_of_ledger(), **meanings_of_tracking()})) | {
        name: meaning
        for account in held
        for stream in tailored(config, account).streams.values()
        for name, meaning in _each(meanings_of(stream), account.prefix)
    }


def _each(told: Meanings, prefix: str = "") -> Iterator[tuple[str, Meaning]]:
    account: Mapping[str, Text] = {ACCOUNT: of_engine(ACCOUNT)}
    for name, meaning in told.items():
        whole = Text(f"{meaning.table.en}; of all accounts", f"{meaning.table.pt}; de todas as contas")
        columns = {f"{ACCOUNT}_1" if one == ACCOUNT else one: said for one, said in meaning.columns.items()}
        yield name.removeprefix(prefix), Meaning(whole, {**columns, **account}, meaning.others)
