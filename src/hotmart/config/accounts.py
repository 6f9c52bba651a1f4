"""The accounts to sync: each connection of the file with what holds for it, or the one of the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hotmart.config.defaults import MAIN, WAREHOUSE

if TYPE_CHECKING:
    from hotmart.config.settings import Config, ConnectionConfig


@dataclass(frozen=True)
class AccountConfig:
    """One connection, and where its copy goes."""

    name: str
    told: ConnectionConfig | None
    """What the file says of it; None where there is no file."""
    warehouse: Path
    schema: str
    prefix: str
    streams: tuple[str, ...] | None
    """Patterns of the streams to sync; None: the default ones."""
    club: tuple[str, ...]
    time_zone: str | None = None
    """The zone of its days, where the file tells it."""

    @property
    def zone(self) -> str | None:
        """The zone of its days, where the file or HOTMART_TIME_ZONE tells it.

        Raises ConfigurationError when there is no such zone.
        """
        from hotmart.zone import zone  # noqa: PLC0415  # mostly nobody tells it

        told = self.time_zone or os.environ.get("HOTMART_TIME_ZONE")
        return zone(told).key if told else None

    @property
    def connection(self) -> ConnectionConfig:
        """What is told of it; nothing where the client finds its credential in the environment."""
        from hotmart.config.settings import ConnectionConfig  # noqa: PLC0415  # a question needs no credential

        return self.told or ConnectionConfig()

    def credential(self, environment: Mapping[str, str] = os.environ) -> dict[str, Any]:
        """What a client is given to speak for it: secrets read now, and nothing that the file does not tell.

        Raises ConfigurationError when a secret is not where the file says.
        """
        told = self.connection
        secrets = {name: getattr(told, name) for name in ("client_id", "client_secret", "basic")}
        others = {name: getattr(told, name) for name in ("sandbox", "api_url", "auth_url")}
        others["time_zone"] = self.time_zone
        return {name: where.read(environment) for name, where in secrets.items() if where} | {
            name: value for name, value in others.items() if value is not None
        }


OF_ENVIRONMENT = AccountConfig(MAIN, None, Path(WAREHOUSE), schema=MAIN, prefix="", streams=None, club=())
"""The one account where there is no file, known without reading what a file could say."""


def accounts(config: Config) -> tuple[AccountConfig, ...]:
    """The accounts of a file, in its order. Without any connection: the one of the environment."""
    from hotmart.config.settings import ConnectionConfig  # noqa: PLC0415  # without a file nobody needs it

    told = config.connections or {MAIN: ConnectionConfig()}
    return tuple(_account(config, name, connection) for name, connection in told.items())


def _account(config: Config, name: str, connection: ConnectionConfig) -> AccountConfig:
    streams = config.sync.streams if connection.streams is None else connection.streams
    return AccountConfig(
        name,
        connection,
        warehouse=connection.warehouse or config.warehouse.path,
        schema=connection.schema or config.warehouse.schema or name,
        prefix=config.warehouse.prefix if connection.prefix is None else connection.prefix,
        streams=None if streams is None else tuple(streams),
        club=tuple(config.sync.club if connection.club is None else connection.club),
        time_zone=connection.time_zone or config.time_zone,
    )
