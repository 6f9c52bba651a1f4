"""The panel's reports of an account: kept in its warehouse, or held against it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hotmart.accounts.treatment import PANEL, treatments
from hotmart.panel.comparing import compare
from hotmart.panel.comparison import Comparison
from hotmart.panel.held import Shares
from hotmart.panel.keeping import Imported, Redact, keep
from hotmart.panel.reading import read_report
from hotmart.panel.sale_model import panel_layout
from hotmart.panel.scope import Read
from hotmart.privacy.redaction import redaction
from hotmart.sync.counts import Counts
from hotmart.warehouse.key import key_when_needed
from hotmart.warehouse.ledger.queries import remember
from hotmart.warehouse.sql import held_tables

if TYPE_CHECKING:
    from hotmart.accounts.account import Account

SALES, COMMISSIONS = "sales_history", "sales_commissions"


def import_reports(account: Account, files: Sequence[Path | str]) -> list[Imported]:
    """Keep these reports; see `Account.import_panel`."""
    reports = [read_report(Path(file), account.time_zone) for file in files]
    return keep(
        account.warehouse,
        panel_layout(account.settings.prefix),
        reports,
        redact=_redacting(account),
        sales=account.stream(SALES).layout.main.name,
        at=datetime.now(UTC),
    )


def compare_report(account: Account, file: Path | str) -> Comparison:
    """Hold a report against the warehouse; see `Account.verify_against`."""
    report = read_report(Path(file), account.time_zone)
    warehouse = account.warehouse.looking()
    known = remember(warehouse)
    gaps = [(one.start, one.end) for one in known.missed if one.stream == SALES]
    read = Read(
        known.beginnings.get(SALES),
        known.watermarks.get(SALES),
        [(start, end) for start, end in gaps if start is not None and end is not None],
    )
    commissions = account.stream(COMMISSIONS)
    with warehouse.opened(read_only=True) as con:
        has_shares = commissions.layout.main.name in held_tables(con)

    def shares_of(transactions: Collection[str]) -> Shares:
        return Counts(warehouse).shares(commissions, transactions)

    return compare(
        warehouse,
        report,
        sales=account.stream(SALES).layout.main.name,
        read=read,
        shares_of=shares_of if has_shares else None,
    )


def _redacting(account: Account) -> Redact | None:
    """What is done to the personal data of a report, as [privacy] says of `panel_sales`."""
    privacy = account.config.privacy
    if privacy.personal == "keep" and not privacy.columns:
        return None
    return redaction(
        panel_layout(account.settings.prefix),
        treatments(privacy, PANEL),
        privacy.personal,
        key_when_needed(account.warehouse),
    )
