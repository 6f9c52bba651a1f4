"""Trying a source of hotmart.toml: its first page, asked as a sync would ask, and nothing written."""

from __future__ import annotations

import asyncio
import time

from hotmart.accounts.session import connected
from hotmart.config.accounts import AccountConfig, accounts
from hotmart.config.settings import Config
from hotmart.errors import ConfigurationError, did_you_mean
from hotmart.language import Text
from hotmart.sources.origin import ManualOrigin
from hotmart.sources.trial import Trial, trial
from hotmart.sync.odd import what_is_odd


def origin_of(name: str, config: Config) -> ManualOrigin:
    """The source of this name. Raises ConfigurationError where there is none, or it cannot work."""
    if name not in config.sources:
        raise ConfigurationError(
            Text(f"hotmart.toml has no [sources.{name}].", f"O hotmart.toml não tem [sources.{name}]."),
            did_you_mean(name, config.sources)
            or Text("To list them, run: hotmart source list", "Para ver quais há, rode: hotmart source list"),
        )
    return ManualOrigin.from_config(name, config.sources[name])


def tried(
    name: str, config: Config, origin: ManualOrigin | None = None, account: AccountConfig | None = None
) -> Trial:
    """The first page of a source.

    One of Hotmart's is asked by the connection of this account, or else the first, of which no other host
    hears. Raises HotmartError where nothing can be had of it.
    """
    asked = origin or origin_of(name, config)
    now = int(time.time() * 1000)
    if asked.fetcher is None:
        whose = account or accounts(config)[0]
        return connected(lambda client: trial(name, asked, client, now), **whose.credential())
    elsewhere = asked.fetcher

    async def asks() -> Trial:
        async with elsewhere:
            return await trial(name, asked, elsewhere, now)

    return asyncio.run(asks())


def oddities(found: Trial) -> list[str]:
    """What a sync would warn of as well, besides what is told of each field."""
    odd = (
        (odd, seen) for odd, seen in sorted(found.oddities.items()) if odd.kind in ("no_zone", "no_record")
    )
    return [what_is_odd(odd, seen) for odd, seen in odd]
