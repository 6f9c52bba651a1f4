"""The accounts to sync: each connection of the file with what holds for it, or the one of the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hotmart.config.settings import MAIN, Config, ConnectionConfig


@dataclass(frozen=True)
class AccountConfig:
    """One connection, and where its copy goes."""

    name: str
    connection: ConnectionConfig
    warehouse: Path
    schema: str
    prefix: str
    streams: tuple[str, ...] | None
    """Patterns of the streams to sync; None: the default ones."""
    club: tuple[str, ...]

    def credential(self, environment: Mapping[str, str] = os.environ) -> dict[str, Any]:
        """What a client is given to speak for it: secrets read now, and nothing that the file does not tell.

        Raises ConfigurationError when a secret is not where the file says.
        """
        told = self.connection
        secrets = {name: getattr(told, name) for name in ("client_id", "client_secret", "basic")}
        others = {name: getattr(told, name) for name in ("sandbox", "api_url", "auth_url")}
        return {name: where.read(environment) for name, where in secrets.items() if where} | {
            name: value for name, value in others.items() if value is not None
        }


def accounts(config: Config) -> tuple[AccountConfig, ...]:
    """The accounts of a file, in its order. Without any connection: the one of the environment."""
    if not config.connections:
        return (_account(config, MAIN, ConnectionConfig()),)
    return tuple(_account(config, name, connection) for name, connection in config.connections.items())


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
    )
