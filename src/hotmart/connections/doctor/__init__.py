"""The doctor: looks at everything that a connection stands on, and tells what is wrong with its remedy."""

from __future__ import annotations

from collections.abc import Iterator

from hotmart.accounts.opening import only
from hotmart.config.defaults import MAIN
from hotmart.config.findings import ConfigError
from hotmart.connections.doctor.check import TITLES, Check, Verdict
from hotmart.connections.doctor.copy import checks_of_the_copy
from hotmart.connections.doctor.here import checks_here
from hotmart.connections.doctor.there import asked, hosts, names
from hotmart.connections.glance import Told, glance
from hotmart.connections.trying import tried_now
from hotmart.connections.using import credential_of
from hotmart.credentials import Credential
from hotmart.errors import HotmartError

__all__ = ["TITLES", "Check", "Verdict", "examined"]


def examined(name: str, said: Told) -> list[Check]:
    """Everything that was looked at, in the order of `TITLES`."""
    found = [*_checks(name, said)]
    places = [*TITLES]
    return sorted(found, key=lambda one: places.index(one.name))


def _checks(name: str, said: Told) -> Iterator[Check]:
    yield from checks_here(name, said)
    credential, trouble = _credential(name, said)
    known = names(hosts(credential))
    yield known
    if trouble:
        yield trouble
    elif credential and known.verdict != "problem":
        yield from asked(name, tried_now(credential, glance(name, said).club))
    try:
        account = only(None, () if name == MAIN and not said.connections else (name,), None)
    except HotmartError:
        return  # the settings are wrong, or name another connection: that is told already
    yield from checks_of_the_copy(account)


def _credential(name: str, said: Told) -> tuple[Credential | None, Check | None]:
    """The credential, or why it cannot be had; neither where that is told already."""
    if glance(name, said).secret is None:
        return None, None
    try:
        return credential_of(name, said), None
    except ConfigError:  # which the settings tell
        return None, None
    except HotmartError as error:
        return None, Check.of("login", error)
