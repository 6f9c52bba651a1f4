"""A place where people are held: a warehouse file, or one schema of it, and what its accounts say of it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from hotmart.panel.sale_model import TABLE, panel_layout
from hotmart.streams.known import STREAMS
from hotmart.streams.stream import Stream
from hotmart.tables.layout import Layout
from hotmart.warehouse.store import Warehouse


class Tenant(NamedTuple):
    """The account whose copy lies in a schema."""

    streams: Mapping[str, Stream]
    name: str | None = None
    """Its connection, where hotmart.toml names any."""
    zone: str | None = None
    """The zone of its days, where it is told; otherwise the copy knows it."""


class Place(NamedTuple):
    """A warehouse file, or one schema of it, and the layouts of its schemas."""

    warehouse: Warehouse
    schema: str | None
    known: Mapping[str, Mapping[str, Layout]]
    tenants: Mapping[str, Tenant] = MappingProxyType({})

    def layouts(self, schema: str) -> Mapping[str, Layout]:
        """The layouts of a schema; of one that no setting speaks of, those everybody has."""
        every = {name: stream.layout for name, stream in STREAMS.items()}
        return self.known.get(schema) or every | {TABLE: panel_layout()}

    def tenant(self, schema: str) -> Tenant:
        """The account of a schema; of one that no setting speaks of, one with the streams everybody has."""
        return self.tenants.get(schema) or Tenant(STREAMS)
