"""Opening accounts: what hotmart.toml makes of them, or the environment where there is no file."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from hotmart.accounts.account import Account
from hotmart.config.accounts import OF_ENVIRONMENT, AccountConfig, accounts, kept_account
from hotmart.config.finding import find
from hotmart.errors import InvalidArgumentError, did_you_mean
from hotmart.figures import counted
from hotmart.language import Text

if TYPE_CHECKING:
    from hotmart.accounts.several import Accounts
    from hotmart.config.settings import Config


def open(
    file: str | Path | None = None, *, connection: str | None = None, warehouse: str | Path | None = None
) -> Account:
    """The account of hotmart.toml, or of the environment (HOTMART_CLIENT_ID, HOTMART_CLIENT_SECRET …).

    `file` is the hotmart.toml; unless told, that of HOTMART_CONFIG, or else the one in the working
    directory, if there is one. `connection` chooses among those that it names. `warehouse` is the DuckDB
    file, which goes before that of HOTMART_WAREHOUSE, which goes before that of the settings.

    Nothing is opened or asked yet. Raises ConfigurationError for settings that cannot be used,
    InvalidArgumentError where there are several connections and none is named, or none of that name.
    """
    return only(file, () if connection is None else (connection,), warehouse)


def only(file: str | Path | None, connections: Iterable[str], warehouse: str | Path | None) -> Account:
    """The one account of these connections. Raises InvalidArgumentError where there are several."""
    found = opened(file, connections, warehouse)
    if len(found) == 1:
        return found[0]
    names = ", ".join(str(account.name) for account in found)
    raise InvalidArgumentError(
        "connection",
        Text(
            f"There are {counted(len(found), 'connection', 'connections')}: {names}.",
            f"Há {counted(len(found), 'conexão', 'conexões')}: {names}.",
        ),
        Text(f"Name one: --connection {found[0].name}", f"Indique uma: --connection {found[0].name}"),
    )


def open_all(
    file: str | Path | None = None,
    *,
    connections: Iterable[str] = (),
    warehouse: str | Path | None = None,
) -> Accounts:
    """All accounts of hotmart.toml, or those of these connections, to be worked on side by side.

    See `open`. Raises ConfigurationError and InvalidArgumentError as it does.
    """
    from hotmart.accounts.several import Accounts  # noqa: PLC0415  # the engine comes with it

    return Accounts(opened(file, connections, warehouse))


def opened(
    file: str | Path | None, connections: Iterable[str], warehouse: str | Path | None
) -> list[Account]:
    """The accounts of these connections, each once; of all where none is named."""
    path = find(None if file is None else Path(file))
    config = _checked(path) if path else None
    every = accounts(config) if config else (OF_ENVIRONMENT,)
    known = {account.name: account for account in every} if config and config.connections else {}
    wanted = [*dict.fromkeys([connections] if isinstance(connections, str) else connections)]
    for name in wanted:
        if name not in known and (kept := kept_account(name, config)):
            known[name] = kept
        if name not in known:
            raise _no_such(name, list(known))
    place = warehouse or os.environ.get("HOTMART_WAREHOUSE")
    found = [known[name] for name in wanted] or every
    return [Account(_in(account, place), config, path) for account in found]


def _checked(path: Path) -> Config:
    from hotmart.accounts.checking import verified  # noqa: PLC0415  # a file's checks know every stream
    from hotmart.config.reading import text_of  # noqa: PLC0415  # and without a file nothing is read

    return verified(text_of(path), path)[0]


def _in(account: AccountConfig, warehouse: str | Path | None) -> AccountConfig:
    return replace(account, warehouse=Path(warehouse)) if warehouse else account


def _no_such(name: str, known: list[str]) -> InvalidArgumentError:
    listed = ", ".join(known)
    others = (
        Text(f"The connections are {listed}.", f"As conexões são {listed}.")
        if known
        else Text(
            "A connection is told in hotmart.toml, as [connections.NAME].",
            "Uma conexão é descrita no hotmart.toml, como [connections.NOME].",
        )
    )
    return InvalidArgumentError(
        "connection",
        Text(f"There is no connection {name!r}.", f"Não existe a conexão {name!r}."),
        did_you_mean(name, known) or others,
    )
