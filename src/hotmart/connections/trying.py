"""Trying a credential: it logs in, asks each domain the cheapest question there is, and says what works."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from hotmart.client import AsyncHotmart
from hotmart.connections.environment import environment
from hotmart.connections.pasting import SWAPPED, swapped
from hotmart.connections.refusals import CredentialRefusedError, WrongEnvironmentError
from hotmart.credentials import Credential
from hotmart.errors import AuthenticationError, BadRequestError, HotmartError, NotFoundError
from hotmart.language import Text
from hotmart.transport.connections import Connection
from hotmart.transport.line import Line
from hotmart.transport.retrying import Terms

TIMEOUT = 15.0  # seconds; a person waits
_TERMS = Terms(max_retries=1, patience=5.0)

DOMAINS: dict[str, Text] = {
    "account": Text("account", "conta"),
    "payments": Text("sales and payments", "vendas e pagamentos"),
    "products": Text("products", "produtos"),
    "club": Text("members area", "área de membros"),
    "events": Text("events", "eventos"),
}
"""What is tried, in the order it is told."""


class Domain(NamedTuple):
    """One part of the API: whether it works with this credential; None where there was nothing to ask."""

    name: str
    works: bool | None
    said: Text | None = None

    def as_dict(self) -> dict[str, Any]:
        return {
            "domain": self.name,
            "works": self.works,
            "message": None if self.said is None else str(self.said),
        }


@dataclass(frozen=True)
class Trial:
    """What became of it."""

    credential: Credential
    domains: tuple[Domain, ...] = ()
    owner: str | None = field(default=None, repr=False)
    """The name of the account's owner, for nobody but the owner."""
    ucode: str | None = field(default=None, repr=False)
    time_zone: str | None = None
    problem: HotmartError | None = None
    """Why it is not taken."""
    remarks: tuple[Text, ...] = ()
    server_time: datetime | None = None
    """Hotmart's clock, at `at`."""
    at: datetime | None = None
    left: tuple[int, int] | None = None
    """The calls left in this minute, and how many there are."""

    @property
    def accepted(self) -> bool:
        """Whether the credential is good for something."""
        return self.problem is None

    def as_dict(self) -> dict[str, Any]:
        """As data, for programs: without the name of anybody."""
        return {
            "accepted": self.accepted,
            "environment": environment(self.credential.api_url, sandbox=self.credential.sandbox),
            "account": self.ucode,
            "time_zone": self.time_zone,
            "domains": [one.as_dict() for one in self.domains],
        }


def tried_now(credential: Credential, club: Sequence[str] = ()) -> Trial:
    """The same as `tried`, for whoever waits."""
    return asyncio.run(tried(credential, club))


async def tried(credential: Credential, club: Sequence[str] = ()) -> Trial:
    """Try a credential; `club` are the members areas that are known. Nothing of it is written anywhere."""
    try:
        token = await _token(credential)
    except AuthenticationError as refused:
        other = swapped(credential)
        try:
            token = await _token(other) if other else ""
        except HotmartError:
            token = ""
        if not other or not token:
            return Trial(credential, problem=CredentialRefusedError.by(refused))
        return await _asked(other, token, club, (SWAPPED,))
    except HotmartError as error:
        return Trial(credential, problem=error)
    return await _asked(credential, token, club, ())


async def _token(credential: Credential) -> str:
    """A token, had in a thread, and kept nowhere: the credential is not taken yet."""
    connection = Connection.resolve(**credential.arguments)
    line = Line.to(connection, _TERMS, TIMEOUT, None, None)
    return (await asyncio.to_thread(line.log_in, None)).value


async def _asked(credential: Credential, token: str, club: Sequence[str], remarks: tuple[Text, ...]) -> Trial:
    async with _client(credential, token) as client:
        me: list[Any] = []
        domains = await asyncio.gather(
            _domain("account", _noted(client.user.me(), me), credential),
            _domain("payments", _payments(client), credential),
            _domain("products", client.products.list(max_results=1), credential),
            _club(client, club, credential),
            _events(client, credential),
        )
        told = [one for one, _ in domains]
        refusals = [error for _, error in domains if isinstance(error, AuthenticationError)]
        problem: HotmartError | None = None
        if not any(one.works for one in told):
            errors = [error for _, error in domains if error]
            problem = await _refused(credential, token, refusals[0]) if refusals else errors[0]
        owner = me[0] if me else None
        return Trial(
            credential,
            tuple(told),
            owner=getattr(owner, "name", None),
            ucode=getattr(owner, "ucode", None),
            time_zone=getattr(owner, "time_zone", None),
            problem=problem,
            remarks=remarks,
            server_time=client.server_time,
            at=datetime.now(UTC),
            left=(client.quota.remaining, client.quota.limit),
        )


def _client(credential: Credential, token: str) -> AsyncHotmart:
    return AsyncHotmart(
        access_token=token,
        sandbox=credential.sandbox,
        api_url=credential.api_url,
        timeout=TIMEOUT,
        terms=_TERMS,
        max_retries=_TERMS.max_retries,
    )


async def _noted(answer: Awaitable[Any], notes: list[Any]) -> None:
    notes.append(await answer)


def _payments(client: AsyncHotmart) -> Awaitable[Any]:
    """The sums of a day: one call, and no buyer in its answer."""
    now = datetime.now(UTC)
    return client.sales.summary(start_date=now - timedelta(days=1), end_date=now)


async def _domain(
    name: str, asked: Awaitable[Any], credential: Credential
) -> tuple[Domain, HotmartError | None]:
    try:
        await asked
    except (NotFoundError, BadRequestError) as error:
        if credential.sandbox:  # which knows its own scenarios only, and says so of all else (dossier §12)
            return Domain(name, True), None
        return Domain(name, False, error.text), error
    except HotmartError as error:
        return Domain(name, False, error.text), error
    return Domain(name, True), None


async def _club(
    client: AsyncHotmart, club: Sequence[str], credential: Credential
) -> tuple[Domain, HotmartError | None]:
    if not club:
        return Domain("club", None, _NO_SUBDOMAIN), None
    found = [await _domain("club", client.club.modules(one), credential) for one in club]
    return next((one for one in found if one[0].works is False), found[0])


async def _events(client: AsyncHotmart, credential: Credential) -> tuple[Domain, HotmartError | None]:
    """An event is known by its product, so that one is looked for first."""
    found: list[Any] = []
    looked = await _domain("events", _first_event(client, found), credential)
    if not found:
        return (Domain("events", None, _NO_EVENT), None) if looked[0].works else looked
    return await _domain("events", client.events.get(found[0]), credential)


async def _first_event(client: AsyncHotmart, found: list[Any]) -> None:
    page = await client.products.list(format="ETICKET", max_results=1)
    found.extend(one.id for one in page.items)


async def _refused(credential: Credential, token: str, error: AuthenticationError) -> HotmartError:
    """Why it logs in and may read nothing: mostly because it is of the other environment."""
    if credential.api_url is None:
        other = Credential(sandbox=not credential.sandbox)
        async with _client(other, token) as client:
            tried_there, _ = await _domain("account", client.user.me(), Credential())
        if tried_there.works:
            return WrongEnvironmentError(sandbox=other.sandbox)
    return CredentialRefusedError.by(error)


_NO_SUBDOMAIN = Text(
    "not tried: hotmart.toml names no members area (club)",
    "não testada: o hotmart.toml não indica área de membros (club)",
)
_NO_EVENT = Text("nothing to try with: there is no event", "sem o que testar: não há evento")
