"""Every stream that a hotmart.toml can speak of, with every column that is known of it."""

from __future__ import annotations

from collections.abc import Iterator

from hotmart.config.accounts import accounts
from hotmart.config.settings import Config
from hotmart.sources.check import findings_of
from hotmart.sources.origin import ManualOrigin
from hotmart.streams.known import STREAMS
from hotmart.streams.remaking import remade, with_learned
from hotmart.streams.stream import Stream
from hotmart.warehouse.errors import WarehouseError
from hotmart.warehouse.ledger.notes import Learned
from hotmart.warehouse.ledger.queries import learned_columns
from hotmart.warehouse.store import Warehouse

PATIENCE = 1.0  # seconds to wait for a file that another program holds: all commands wait for it


def known_streams(config: Config) -> dict[str, Stream]:
    """The streams of the catalogue and the sources of the file, with the columns that runs have learned."""
    learned = {(one.stream, one.path): one for one in _learned(config)}
    return with_learned(remade([*STREAMS.values(), *_sources(config)], _as_it_is), learned.values())


def _sources(config: Config) -> Iterator[Stream]:
    """The sources that can work; of the others, the checks tell why not."""
    for name, source in config.sources.items():
        if name not in STREAMS and all(finding.warning for finding in findings_of(name, source)):
            yield Stream(name, ManualOrigin(name, source, None), "", "")


def _learned(config: Config) -> Iterator[Learned]:
    for account in accounts(config):
        try:
            file = Warehouse(account.warehouse, account.schema, patience=PATIENCE)
            yield from learned_columns(file.looking())
        except WarehouseError:  # the file is open elsewhere, or is none: what a sync says, not a check
            continue


def _as_it_is(stream: Stream) -> Stream:
    return stream
