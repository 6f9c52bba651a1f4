"""Which account to speak for, and where: from arguments, else from the environment (dossier §§1-2)."""

from __future__ import annotations

import base64
import hashlib
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from hotmart.errors import CREDENTIALS_PAGE, ConfigurationError, CredentialMissingError, InvalidArgumentError
from hotmart.language import Text
from hotmart.zone import USUAL, zone

PRODUCTION = "https://developers.hotmart.com"
SANDBOX = "https://sandbox.hotmart.com"
AUTH = "https://api-sec-vlc.hotmart.com"
TOKEN_PATH = "/security/oauth/token"  # noqa: S105  # a path, not a token

_PASTED = re.compile(r"^(?:basic\s*:?\s*)+", re.IGNORECASE)
_HEADER_SAFE = re.compile(r"[A-Za-z0-9+/=_.~-]+")
_YES, _NO = ("1", "true", "yes", "on", "sim"), ("", "0", "false", "no", "off", "nao", "não")


@dataclass(frozen=True, slots=True)
class Connection:
    """One credential, and the hosts it is used with. Its repr holds no secret."""

    client_id: str = field(repr=False)
    client_secret: str | None = field(repr=False)
    basic: str = field(repr=False)
    sandbox: bool
    api_url: str
    token_url: str
    time_zone: str = USUAL
    """The zone of the account's days, by its name."""

    @property
    def is_given(self) -> bool:
        """Whether a program hands the token over, so that there is no credential to log in with."""
        return not self.basic

    @property
    def name(self) -> str:
        """Enough of the client id to tell credentials apart."""
        return "a given token" if self.is_given else self.client_id[:4] + "…"

    @property
    def fingerprint(self) -> str:
        """A name for its tokens. The secret cannot be had from it, and a changed secret changes it."""
        told = "\n".join((self.token_url, self.client_id, self.basic))
        return hashlib.sha256(told.encode()).hexdigest()[:40]

    @property
    def identity(self) -> str:
        """Whose it is, whatever the secret: neither the account nor a credential can be had from it."""
        return hashlib.sha256("\n".join((self.api_url, self.client_id)).encode()).hexdigest()[:16]

    @staticmethod
    def resolve(
        client_id: str | None = None,
        client_secret: str | None = None,
        basic: str | None = None,
        sandbox: bool | None = None,
        *,
        api_url: str | None = None,
        auth_url: str | None = None,
        time_zone: str | None = None,
        given: bool = False,
        environment: Mapping[str, str] = os.environ,
    ) -> Connection:
        """The connection that these arguments mean; what is not given comes from the environment.

        Where a token is `given`, no credential is looked for, and none may be told.
        """
        if given and (client_id or client_secret or basic):
            raise _one_or_the_other()
        told = ("", None, "") if given else _told(environment, client_id, client_secret, basic)
        chosen = _switch(environment) if sandbox is None else sandbox
        api = api_url or environment.get("HOTMART_API_URL") or (SANDBOX if chosen else PRODUCTION)
        auth = _url("HOTMART_AUTH_URL", auth_url or environment.get("HOTMART_AUTH_URL") or AUTH)
        return Connection(
            client_id=told[0],
            client_secret=told[1],
            basic=told[2],
            sandbox=chosen,
            api_url=_url("HOTMART_API_URL", api),
            token_url=auth if auth.endswith("/token") else auth + TOKEN_PATH,
            time_zone=_zone(time_zone or environment.get("HOTMART_TIME_ZONE")),
        )


def _told(
    environment: Mapping[str, str], client_id: str | None, client_secret: str | None, basic: str | None
) -> tuple[str, str | None, str]:
    """The id, the secret if known, and the basic, each from the others where it is missing."""
    if not (client_id or client_secret or basic):
        client_id = environment.get("HOTMART_CLIENT_ID")
        client_secret = environment.get("HOTMART_CLIENT_SECRET")
        basic = environment.get("HOTMART_BASIC")
    elif client_id and not (client_secret or basic):
        client_secret = environment.get("HOTMART_CLIENT_SECRET")
    id, secret, pair = (value.strip() if value else "" for value in (client_id, client_secret, basic))
    pair = _PASTED.sub("", pair).strip()  # Hotmart's page writes the word before the value (dossier §2)
    if pair and not (id and secret):
        decoded_id, decoded_secret = _decoded(pair)
        id, secret = id or decoded_id or "basic", secret or decoded_secret
    if not pair:
        if not id or not secret:
            raise _missing("HOTMART_CLIENT_SECRET" if id else "HOTMART_CLIENT_ID")
        pair = base64.b64encode(f"{id}:{secret}".encode()).decode()
    if not _HEADER_SAFE.fullmatch(pair):
        raise CredentialMissingError(
            Text(
                "HOTMART_BASIC has characters that no credential has.",
                "HOTMART_BASIC tem caracteres que nenhuma credencial tem.",
            ),
            Text(f"Copy it again from {CREDENTIALS_PAGE}.", f"Copie de novo de {CREDENTIALS_PAGE}."),
        )
    return id, secret or None, pair


def _one_or_the_other() -> InvalidArgumentError:
    return InvalidArgumentError(
        "access_token",
        Text(
            "An access token takes the place of a credential: give the one or the other.",
            "Um access token substitui a credencial: informe um ou a outra.",
        ),
    )


def _decoded(basic: str) -> tuple[str, str]:
    try:
        id, _, secret = base64.b64decode(basic, validate=True).decode().partition(":")
    except ValueError:  # no base64, or no ASCII, or no text within
        return "", ""
    return (id, secret) if secret else ("", "")


def _missing(variable: str) -> CredentialMissingError:
    return CredentialMissingError(
        Text(f"{variable} is not set.", f"{variable} não está definida."),
        Text(
            f"Make a credential at {CREDENTIALS_PAGE}, then: export {variable}=… To try everything without "
            "an account, run hotmart demo. To connect yours and keep its credential: hotmart connect",
            f"Crie uma credencial em {CREDENTIALS_PAGE} e depois: export {variable}=… Para experimentar tudo "
            "sem conta, rode hotmart demo. Para conectar a sua e guardar a credencial: hotmart connect",
        ),
    )


def _switch(environment: Mapping[str, str]) -> bool:
    value = environment.get("HOTMART_SANDBOX", "").strip().lower()
    if value not in _YES + _NO:
        raise ConfigurationError(
            Text("HOTMART_SANDBOX is neither 1 nor 0.", "HOTMART_SANDBOX não é 1 nem 0."),
            Text("Set it to 1 for the sandbox, or unset it.", "Use 1 para o sandbox, ou remova a variável."),
        )
    return value in _YES


def _zone(name: str | None) -> str:
    """The name of a zone that there is; nothing is read to know the usual one."""
    return zone(name).key if name else USUAL


def _url(variable: str, value: str) -> str:
    value = value.strip().rstrip("/")
    if not _is_address(value):
        raise ConfigurationError(
            Text(f"{variable} is not a web address.", f"{variable} não é um endereço web."),
            Text(
                f"It looks like this: {PRODUCTION}, or http://127.0.0.1:8080 for a simulator.",
                f"É assim: {PRODUCTION}, ou http://127.0.0.1:8080 para um simulador.",
            ),
        )
    return value


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        plain = not (parts.query or parts.username or parts.port == 0 or re.search(r"\s", value))
    except ValueError:
        return False
    return plain and parts.scheme in ("http", "https") and bool(parts.hostname)
