"""The settings as commands want them: each account with its warehouse, its streams and its credential."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from hotmart.accounts.checking import verified
from hotmart.accounts.tailoring import Tailored, tailored
from hotmart.cli.usage import Where
from hotmart.config import Config, find
from hotmart.config.accounts import AccountConfig, accounts
from hotmart.config.reading import text_of
from hotmart.errors import InvalidArgumentError
from hotmart.language import Text
from hotmart.warehouse.store import Warehouse


@dataclass(frozen=True)
class Situation:
    """One account, and what holds for it."""

    config: Config
    account: AccountConfig
    file: Path | None = None
    """The hotmart.toml that tells it; None without one."""

    @property
    def name(self) -> str | None:
        """The connection, where hotmart.toml names any."""
        return self.account.name if self.config.connections else None

    @property
    def warehouse(self) -> Warehouse:
        """Where its copy lies."""
        return Warehouse(self.account.warehouse, self.account.schema)

    @cached_property
    def tailored(self) -> Tailored:
        """Its warehouse and its streams. Raises HotmartError when the warehouse cannot be used."""
        return tailored(self.config, self.account)


def opened(where: Where) -> list[Situation]:
    """The accounts a command is for: those it names, or else all of hotmart.toml, or that of the environment.

    A warehouse that was told takes the place of every other. Raises ConfigurationError for settings that
    cannot be used, InvalidArgumentError for a connection that nothing is known of.
    """
    file = find(where.file)
    config = verified(text_of(file), file)[0] if file else Config()
    known = {account.name: account for account in accounts(config)} if config.connections else {}
    for name in where.connections:
        if name not in known:
            raise _no_such(name, list(known))
    found = [known[name] for name in dict.fromkeys(where.connections)] or accounts(config)
    return [Situation(config, _in(account, where.warehouse), file) for account in found]


def only(where: Where) -> Situation:
    """The one account that a command speaks of. Raises InvalidArgumentError where there are several."""
    found = opened(where)
    if len(found) == 1:
        return found[0]
    names = ", ".join(str(situation.name) for situation in found)
    raise InvalidArgumentError(
        "connection",
        Text(f"There are {len(found)} connections: {names}.", f"Há {len(found)} conexões: {names}."),
        Text(f"Name one: --connection {found[0].name}", f"Indique uma: --connection {found[0].name}"),
    )


def _in(account: AccountConfig, warehouse: Path | None) -> AccountConfig:
    return replace(account, warehouse=warehouse) if warehouse else account


def _no_such(name: str, known: list[str]) -> InvalidArgumentError:
    listed = ", ".join(known)
    near = get_close_matches(name, known, n=1)
    if near:
        advice = Text(f"Did you mean {near[0]}?", f"Você quis dizer {near[0]}?")
    elif known:
        advice = Text(f"The connections are {listed}.", f"As conexões são {listed}.")
    else:
        advice = Text(
            "A connection is told in hotmart.toml, as [connections.NAME].",
            "Uma conexão é descrita no hotmart.toml, como [connections.NOME].",
        )
    return InvalidArgumentError(
        "connection",
        Text(f"There is no connection {name!r}.", f"Não existe a conexão {name!r}."),
        advice,
    )
