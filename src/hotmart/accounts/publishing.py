"""The copies that hotmart.toml asks for, masked or as they are, made anew after every sync of the file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from hotmart.accounts.outcome import Outcome, Outcomes
from hotmart.accounts.tailoring import tailored
from hotmart.config.accounts import accounts
from hotmart.errors import HotmartError
from hotmart.language import Text
from hotmart.panel.sale_model import TABLE, panel_layout
from hotmart.streams.known import STREAMS
from hotmart.sync.report import Report
from hotmart.tables.layout import Layout
from hotmart.warehouse.publish import Layouts, publish
from hotmart.warehouse.store import Warehouse


def published(outcomes: Outcomes[Report]) -> Outcomes[Report]:
    """The same outcomes, once the copies are made. That one could not be made is no more than a remark."""
    if not outcomes:
        return outcomes
    first, *others = outcomes
    config = first.account.config
    source, unmasked = config.warehouse.path, config.publish.unmasked
    synced = [one for one in outcomes if one.result and one.account.settings.warehouse == source]
    for target in dict.fromkeys(config.copies.values()) if synced else ():
        try:
            publish(Warehouse(source), target, _layouts(synced), "keep" if target == unmasked else "mask")
        except HotmartError as error:
            failed = Text(
                f"The copy {target.name} was not renewed: {error.text.en}",
                f"A cópia {target.name} não foi renovada: {error.text.pt}",
            )
            first = replace(first, remarks=(*first.remarks, failed))
    return Outcomes([first, *others])


def _layouts(synced: Sequence[Outcome[Report]]) -> Layouts:
    """The layouts of each schema of the file, also of connections that were not synced now."""
    config, source = synced[0].account.config, synced[0].account.settings.warehouse
    streams = {one.account.settings.schema: one.account.streams for one in synced}
    prefixes = {one.account.settings.schema: one.account.settings.prefix for one in synced}
    for account in accounts(config):
        if account.warehouse == source and account.schema not in streams:
            streams[account.schema] = tailored(config, account).streams
            prefixes[account.schema] = account.prefix

    def layouts(schema: str) -> Mapping[str, Layout]:
        known = {name: one.layout for name, one in streams.get(schema, STREAMS).items()}
        return known | {TABLE: panel_layout(prefixes.get(schema, ""))}

    return layouts
