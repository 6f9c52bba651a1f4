"""The masked copy that `[warehouse].publish` asks for, made anew after every sync of that file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from hotmart.cli.settings import Situation
from hotmart.cli.side_by_side import Outcome
from hotmart.config import Config
from hotmart.config.accounts import accounts
from hotmart.errors import HotmartError
from hotmart.language import say
from hotmart.streams.known import STREAMS
from hotmart.sync.report import Report
from hotmart.tables.layout import Layout
from hotmart.warehouse.publish import publish
from hotmart.warehouse.store import Warehouse


def published(outcomes: Sequence[Outcome[Report]]) -> list[Outcome[Report]]:
    """The same outcomes, once the copy is made; that it could not be is a warning, and changes no verdict."""
    first, *others = outcomes
    config = first.situation.config
    source, target = config.warehouse.path, config.warehouse.publish
    synced = [one for one in outcomes if one.result and one.situation.account.warehouse == source]
    if target is None or not synced:
        return [first, *others]
    try:
        publish(Warehouse(source), target, _layouts(config, source))
    except HotmartError as error:
        failed = say(
            f"The copy {target.name} was not renewed: {error.message}",
            f"A cópia {target.name} não foi renovada: {error.message}",
        )
        first = replace(first, warnings=(*first.warnings, failed))
    return [first, *others]


def _layouts(config: Config, source: Path) -> Callable[[str], Mapping[str, Layout]]:
    """The layouts of each schema of the file, also of connections that were not synced now."""
    streams = {
        account.schema: Situation(config, account).tailored.streams
        for account in accounts(config)
        if account.warehouse == source
    }
    return lambda schema: {name: one.layout for name, one in streams.get(schema, STREAMS).items()}
