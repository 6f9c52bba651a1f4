"""Credentials and access tokens (dossier §2)."""

from __future__ import annotations

import base64
import binascii
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, unquote

from hotmart.simulator.chance import stream, uuid
from hotmart.simulator.refusals import Refused


@dataclass(frozen=True, slots=True)
class Credentials:
    """The three strings of the credentials screen and the secret of the webhooks, all from the seed."""

    client_id: str
    client_secret: str = field(repr=False)
    basic: str = field(repr=False)
    hottok: str = field(repr=False)


def credentials(seed: int) -> Credentials:
    """The credentials of the account of this seed."""
    draw = stream(seed, "credentials").getrandbits
    client_id, client_secret = uuid(draw), uuid(draw)
    basic = base64.b64encode(f"{client_id}:{client_secret}".encode()).decode()
    return Credentials(client_id, client_secret, basic, f"{draw(128):032x}")


class Gate:
    """Gives out access tokens and knows them again. Tokens live by a real clock, in seconds."""

    def __init__(self, known: Credentials, lifetime: int, clock: Callable[[], float]) -> None:
        self._known = known
        self._lifetime = lifetime
        self._clock = clock
        self._expiry: dict[str, float] = {}

    def login(self, query: str, body: str, authorization: str) -> dict[str, str | int]:
        """The answer to a token request.

        The Basic header is what counts; id and secret in the query or the form are its substitute.
        """
        given = dict(parse_qsl(body)) | dict(parse_qsl(query))
        if given.get("grant_type") != "client_credentials":
            raise Refused(400, "unsupported_grant_type", "Only client_credentials is supported.")
        pair = _basic_pair(authorization) or (given.get("client_id"), given.get("client_secret"))
        if pair != (self._known.client_id, self._known.client_secret):
            raise Refused(401, "invalid_client", "Bad client credentials")
        # Long and URL-quoted, like Hotmart's.
        token = secrets.token_urlsafe(96) + "%2B" + secrets.token_urlsafe(24)
        self._expiry[token] = self._clock() + self._lifetime
        return {
            "access_token": token,
            "token_type": "bearer",
            "expires_in": self._lifetime,
            "scope": "read write",
            "jti": secrets.token_hex(16),
        }

    def check(self, authorization: str, missing: str = "unauthorized") -> None:
        """Let a call in, or answer 401; services differ in how they call a missing token."""
        kind, _, token = authorization.partition(" ")
        if kind.lower() != "bearer" or not token:
            raise Refused(401, missing, "Full authentication is required to access this resource.")
        expiry = self._expiry.get(token)
        if expiry is None:
            raise Refused(401, "invalid_token", "Access token is missing or invalid.")
        if self._clock() >= expiry:
            raise Refused(401, "token_expired", "The access token has expired.")

    def revoke(self, authorization: str) -> None:
        """Let a token be expired from now on."""
        self._expiry[authorization.partition(" ")[2]] = self._clock()

    def forget(self, authorization: str) -> None:
        """Let a token be none from now on."""
        self._expiry.pop(authorization.partition(" ")[2], None)


def _basic_pair(authorization: str) -> tuple[str, str] | None:
    kind, _, encoded = authorization.partition(" ")
    if kind.lower() != "basic":
        return None
    try:
        name, _, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
    except (binascii.Error, ValueError):
        return ("", "")
    return unquote(name), unquote(secret)
