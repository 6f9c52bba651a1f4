"""What people paste, made a credential: with labels, quotes, the word `Basic`, or in the wrong field."""

from __future__ import annotations

import base64
import binascii
import re
from typing import NamedTuple

from hotmart.credentials import Credential
from hotmart.errors import CREDENTIALS_PAGE, InvalidArgumentError
from hotmart.language import Text

LONGEST = 2_000  # characters; a credential has about a hundred, the three of them together three hundred

_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u2060\ufeff]")
_QUOTES = "\"'`“”‘’«»,;"
_LABEL = r"client[ _-]?id|client[ _-]?secret|basic(?:[ _-]?token)?"
_LABELLED = re.compile(rf"\b({_LABEL})\b[\"']?\s*[:=]?\s*[\"']?(?:basic\s+)?([^\s\"',;]+)", re.IGNORECASE)
_PREFIX = re.compile(rf"^(?:(?:{_LABEL})\b\s*[:=]?\s*)+", re.IGNORECASE)
_HEADER_SAFE = re.compile(r"[!-~]+")


class Pasted(NamedTuple):
    """A credential, and what had to be put right for it."""

    credential: Credential
    remarks: tuple[Text, ...]


def pasted(
    client_id: str = "",
    client_secret: str = "",
    basic: str = "",
    *,
    sandbox: bool = False,
    api_url: str | None = None,
    auth_url: str | None = None,
) -> Pasted:
    """The credential that these fields mean. Raises InvalidArgumentError, which repeats none of them."""
    found = _sorted({"client_id": client_id, "client_secret": client_secret, "basic": basic})
    for name, value in found.items():
        if value and (len(value) > LONGEST or not _HEADER_SAFE.fullmatch(value)):
            raise InvalidArgumentError(name, _ODD, _COPY_AGAIN)
    id, secret, pair = found["client_id"], found["client_secret"], found["basic"]
    remarks: list[Text] = []
    if known := _decoded(pair):
        if {id, secret} - {""} - {*known}:
            raise InvalidArgumentError("basic", _MIXED, _COPY_AGAIN)
        if (id and id != known[0]) or (secret and secret != known[1]):
            remarks.append(SWAPPED)
        id, secret = known
    elif not pair:
        _both(id, secret)
    return Pasted(
        Credential(id or None, secret or None, pair or None, sandbox, api_url, auth_url), tuple(remarks)
    )


def swapped(credential: Credential) -> Credential | None:
    """The same with id and secret in each other's place; None where the third part tells which is which."""
    if credential.basic or not (credential.client_id and credential.client_secret):
        return None
    return Credential(
        credential.client_secret,
        credential.client_id,
        None,
        credential.sandbox,
        credential.api_url,
        credential.auth_url,
    )


def _both(id: str, secret: str) -> None:
    if not (id or secret):
        raise InvalidArgumentError("client_id", _NOTHING, _WHERE)
    if not secret:
        raise InvalidArgumentError("client_secret", _NO_SECRET, _WHERE)
    if not id:
        raise InvalidArgumentError("client_id", _NO_ID, _WHERE)
    if id == secret:
        raise InvalidArgumentError("client_secret", _TWICE, _COPY_AGAIN)


def _sorted(fields: dict[str, str]) -> dict[str, str]:
    """Each part where it belongs, wherever it was pasted."""
    found = dict.fromkeys(fields, "")
    loose: dict[str, str] = {}
    for name, text in fields.items():
        clean = _UNSEEN.sub("", text).replace("\u00a0", " ").strip()
        labelled = {_part(label): value for label, value in _LABELLED.findall(clean)}
        if len(labelled) > 1:  # the whole text that the panel offers for download
            found |= {part: value.strip(_QUOTES) for part, value in labelled.items()}
        else:
            loose[name] = _PREFIX.sub("", clean.strip(_QUOTES)).strip().strip(_QUOTES)
    for name, value in loose.items():
        if name != "basic" and _decoded(value):
            name = "basic"  # noqa: PLW2901  # it says itself what it is
        found[name] = found[name] or value
    return found


def _part(label: str) -> str:
    plain = re.sub(r"[ _-]", "", label.lower())
    return {"clientid": "client_id", "clientsecret": "client_secret"}.get(plain, "basic")


def _decoded(basic: str) -> tuple[str, str] | None:
    """The id and the secret that the third part is made of; None where it tells neither."""
    try:
        id, _, secret = base64.b64decode(basic, validate=True).decode("ascii").partition(":")
    except (binascii.Error, ValueError):
        return None
    return (id, secret) if id and secret else None


SWAPPED = Text(
    "The client id and the client secret had changed places, and were put right.",
    "O client id e o client secret estavam trocados, e foram postos no lugar certo.",
)
_WHERE = Text(f"Both are at {CREDENTIALS_PAGE}.", f"Os dois estão em {CREDENTIALS_PAGE}.")
_COPY_AGAIN = Text(f"Copy them again from {CREDENTIALS_PAGE}.", f"Copie de novo de {CREDENTIALS_PAGE}.")
_NOTHING = Text("Nothing was pasted.", "Nada foi colado.")
_NO_SECRET = Text("The client secret is missing.", "Falta o client secret.")
_NO_ID = Text("The client id is missing.", "Falta o client id.")
_TWICE = Text(
    "The client id and the client secret are the same.", "O client id e o client secret são iguais."
)
_ODD = Text("It has characters that no credential has.", "Há caracteres que nenhuma credencial tem.")
_MIXED = Text(
    "The parts belong to different credentials.",
    "As partes são de credenciais diferentes.",
)
