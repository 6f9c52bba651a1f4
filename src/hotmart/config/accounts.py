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
    from hotmart.config.values import Reference

VARIABLES = ("HOTMART_CLIENT_ID", "HOTMART_CLIENT_SECRET", "HOTMART_BASIC")
"""Those of the environment that are a credential, each or together."""
ADDRESSES = {"sandbox": "HOTMART_SANDBOX", "api_url": "HOTMART_API_URL", "auth_url": "HOTMART_AUTH_URL"}
"""Those that say where it is good, which go before what was kept with it."""


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
    alone: bool = True
    """Whether it is the only one, so that the credential of the environment can be meant for no other."""

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
        """What a client is given to speak for it: secrets read now, and nothing that nobody tells.

        What the file points to goes first, then the environment, then what `hotmart connect` has kept.
        Raises CredentialMissingError when a secret is not where the file says, or is kept and cannot be had.
        """
        told = self.connection
        others = {name: getattr(told, name) for name in ADDRESSES} | {"time_zone": self.time_zone}
        mine = {name: value for name, value in others.items() if value is not None}
        if self.is_left_to_the_kept(environment) and (kept := _kept(self.name, environment)):
            return kept | mine
        return self._pointed_to(environment) | mine

    def _pointed_to(self, environment: Mapping[str, str]) -> dict[str, Any]:
        """The secrets where the file says that they are."""
        from hotmart.errors import ConfigurationError, CredentialMissingError  # noqa: PLC0415  # see above
        from hotmart.language import Text  # noqa: PLC0415  # see above

        try:
            return {name: where.read(environment) for name, where in self.references.items()}
        except ConfigurationError as missing:
            told = missing.advice or Text("", "")
            nothing = self.is_left_to_the_kept(environment)  # so that one that is kept would do
            way = f"hotmart connection {'ensure' if nothing else 'get'} {self.name}"
            raise CredentialMissingError(
                missing.text,
                Text(f"{told.en} To have one kept instead: {way}", f"{told.pt} Para guardar uma: {way}")
                if nothing
                else Text(f"{told.en} To see where it stands: {way}", f"{told.pt} Para ver como está: {way}"),
            ) from None

    @property
    def references(self) -> dict[str, Reference]:
        """Where the file says that its secrets are."""
        told = self.connection
        secrets = {name: getattr(told, name) for name in ("client_id", "client_secret", "basic")}
        return {name: where for name, where in secrets.items() if where}

    def is_left_to_the_kept(self, environment: Mapping[str, str] = os.environ) -> bool:
        """Whether neither the file nor the environment has a credential for it.

        A file that points to variables which nobody has set, as the one of `hotmart init` does, has none.
        """
        if references := self.references.values():
            return all(where.in_environment and not where.found(environment) for where in references)
        return not (self.alone and any(environment.get(name) for name in VARIABLES))

    def is_kept(self, environment: Mapping[str, str] = os.environ) -> bool:
        """Whether it speaks by a credential that `hotmart connect` has kept."""
        from hotmart.credentials import kept_names  # noqa: PLC0415  # see `_kept`

        return self.is_left_to_the_kept(environment) and self.name in kept_names()


OF_ENVIRONMENT = AccountConfig(MAIN, None, Path(WAREHOUSE), schema=MAIN, prefix="", streams=None, club=())
"""The one account where there is no file, known without reading what a file could say."""


def accounts(config: Config) -> tuple[AccountConfig, ...]:
    """The accounts of a file, in its order. Without any connection: the one of the environment."""
    from hotmart.config.settings import ConnectionConfig  # noqa: PLC0415  # without a file nobody needs it

    told = config.connections or {MAIN: ConnectionConfig()}
    return tuple(_account(config, name, connection, len(told) == 1) for name, connection in told.items())


def kept_account(name: str, config: Config | None) -> AccountConfig | None:
    """The account of a credential that is kept under a name of which no file speaks; None where none is.

    A file that names connections names all that it knows what to do with.
    """
    from hotmart.config.settings import Config, ConnectionConfig  # noqa: PLC0415  # see above
    from hotmart.credentials import kept_names  # noqa: PLC0415  # see `_kept`

    if (config and config.connections) or name not in kept_names():
        return None
    schema = name if name == MAIN else name.replace("-", "_")
    told = ConnectionConfig(schema=schema if schema[0].isalpha() else f"account_{schema}")
    return _account(config or Config(), name, told, alone=False)


def _kept(name: str, environment: Mapping[str, str]) -> dict[str, Any]:
    """What was kept under this name; an address of the environment goes before the one it was kept with."""
    from hotmart.credentials import kept  # noqa: PLC0415  # who has a credential told pays nothing for it

    found = kept(name)
    told = found.arguments if found else {}
    return {one: value for one, value in told.items() if not environment.get(ADDRESSES.get(one, ""))}


def _account(config: Config, name: str, connection: ConnectionConfig, alone: bool) -> AccountConfig:
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
        alone=alone,
    )
