"""A glance at what hotmart.toml, the environment and the notes say of connections: no secret, no network.

It checks nothing, as `hotmart config check` does, and so imports next to nothing: whoever asks which account
a command would speak for gets an answer at once.
"""

from __future__ import annotations

import binascii
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeAlias, cast

from hotmart.config.defaults import FILE, MAIN, WAREHOUSE
from hotmart.credentials.notes import Note, kept_names, noted
from hotmart.credentials.owners import owner_of
from hotmart.errors import (
    ConfigurationError,
    CredentialMissingError,
    HotmartError,
    InvalidArgumentError,
    did_you_mean,
)
from hotmart.language import Text

Place: TypeAlias = Literal["environment", "keyring", "file"]
SECRETS = ("client_id", "client_secret", "basic")
VARIABLES = {
    "client_id": "HOTMART_CLIENT_ID",
    "client_secret": "HOTMART_CLIENT_SECRET",
    "basic": "HOTMART_BASIC",
}


class Glance(NamedTuple):
    """One connection, as far as it can be known without asking anybody."""

    name: str
    secret: Place | None
    """Where its secret is; None where there is none."""
    where: Text | None
    """The same in words."""
    client: str
    """The first letters of its client id, where they are known."""
    sandbox: bool
    api_url: str | None
    """Another address than Hotmart's own."""
    auth_url: str | None
    time_zone: str | None
    warehouse: Path
    club: tuple[str, ...]
    note: Note | None
    problem: HotmartError | None
    """Why its secret cannot be had, where something says that there is one."""
    owner: str | None
    """The name of the account's owner, where Hotmart has told it of this credential."""


class NoConnectionError(InvalidArgumentError):
    """Nothing knows a connection of that name."""

    code = "not_found"


class Told(NamedTuple):
    """What hotmart.toml says, as it stands."""

    file: Path | None
    data: Mapping[str, Any]

    @property
    def connections(self) -> dict[str, dict[str, Any]]:
        """The connections it names."""
        return {name: _table(one) for name, one in _table(self.data.get("connections")).items()}

    def names(self) -> list[str]:
        """Every connection there is: those of the file or else `main`, and those that are kept."""
        return [*dict.fromkeys([*(self.connections or [MAIN]), *kept_names()])]

    def chosen(self, name: str | None) -> str:
        """The connection that is meant. Raises InvalidArgumentError where several could be, or it is none."""
        if name is not None:
            return name
        found = [*self.connections] or [MAIN]
        if len(found) == 1:
            return found[0]
        raise InvalidArgumentError(
            "name",
            Text(
                f"hotmart.toml has several connections: {', '.join(found)}.",
                f"O hotmart.toml tem várias conexões: {', '.join(found)}.",
            ),
            Text(f"Name one, such as {found[0]}.", f"Indique uma, como {found[0]}."),
        )


def told(environment: Mapping[str, str] = os.environ) -> Told:
    """The hotmart.toml of this folder or of HOTMART_CONFIG. Raises ConfigurationError when it is no TOML."""
    path = Path(environment.get("HOTMART_CONFIG") or FILE)
    try:
        written = path.read_bytes()
    except OSError:
        return Told(None, {})
    import tomllib  # noqa: PLC0415  # without a file nobody needs it

    try:
        return Told(path, tomllib.loads(written.decode("utf-8-sig")))
    except ValueError:
        raise ConfigurationError(
            Text(f"{path} cannot be read.", f"Não dá para ler {path}."),
            Text("To see where, run: hotmart config check", "Para ver onde, rode: hotmart config check"),
        ) from None


def glance(name: str, said: Told, environment: Mapping[str, str] = os.environ) -> Glance:
    """What is known of one connection."""
    mine, note, problem = said.connections.get(name, {}), None, None
    references = {key: mine[key] for key in SECRETS if isinstance(mine.get(key), str)}
    secret, where, id = _told_secret(references, _alone(name, said), said, environment)
    client = f"{id[:4]}…" if len(id) > 12 else ""
    try:
        note = noted(name)
    except HotmartError as error:
        problem = None if secret else error
    pointed = any(one.startswith("file:") or _is_there(one, said, environment) for one in references.values())
    if secret is None and note and not pointed:
        secret, where, client = note.place.kind, note.place.text, note.client
    else:
        note = None
    if secret is None and pointed:
        problem = _nothing_there(name, references)
    chosen = _flag(environment.get("HOTMART_SANDBOX"))
    api_url = _text(mine.get("api_url")) or environment.get("HOTMART_API_URL")
    auth_url = _text(mine.get("auth_url")) or environment.get("HOTMART_AUTH_URL")
    told_sandbox = mine.get("sandbox") if isinstance(mine.get("sandbox"), bool) else chosen
    return Glance(
        name,
        secret,
        where,
        client,
        sandbox=bool((note.sandbox if note else False) if told_sandbox is None else told_sandbox),
        api_url=api_url or (note.api_url if note else None),
        auth_url=auth_url or (note.auth_url if note else None),
        time_zone=_text(mine.get("time_zone")) or _text(said.data.get("time_zone")) or _zone(environment),
        warehouse=_warehouse(mine, said, environment),
        club=_names(mine.get("club", _table(said.data.get("sync")).get("club"))),
        note=note,
        problem=problem,
        owner=owner_of(name, id, kept=note is not None) if secret else None,
    )


def existing(name: str | None, said: Told) -> str:
    """The connection of that name. Raises NoConnectionError, naming the one that was meant."""
    chosen, names = said.chosen(name), said.names()
    if chosen in names:
        return chosen
    raise NoConnectionError(
        "name",
        Text(f"There is no connection {chosen!r}.", f"Não existe a conexão {chosen!r}."),
        did_you_mean(chosen, names)
        or Text(f"The connections are {', '.join(names)}.", f"As conexões são {', '.join(names)}."),
    )


def _alone(name: str, said: Told) -> bool:
    """Whether the credential of the environment can be meant for it."""
    return name in ([*said.connections] or [MAIN]) and len(said.connections) <= 1


def _told_secret(
    references: dict[str, str], alone: bool, said: Told, environment: Mapping[str, str]
) -> tuple[Place | None, Text | None, str]:
    """Where the file or the environment has the secret, and its client id where the environment tells it."""
    if not references and alone:
        references = {key: f"env:{one}" for key, one in VARIABLES.items() if environment.get(one)}
    if not references or not all(_is_there(one, said, environment) for one in references.values()):
        return None, None, ""
    files = [one.partition(":")[2] for one in references.values() if one.startswith("file:")]
    variables = [one.partition(":")[2] for one in references.values() if one.startswith("env:")]
    client = _client_id(references, environment)
    if files:
        listed = ", ".join(files)
        return "file", Text(f"the file {listed}", f"o arquivo {listed}"), client
    listed = ", ".join(variables)
    return "environment", Text(f"the environment ({listed})", f"o ambiente ({listed})"), client


def _client_id(references: dict[str, str], environment: Mapping[str, str]) -> str:
    """What the environment says of it, by itself or as a part of the basic; no file is read for it."""
    told = {
        name: environment.get(where.partition(":")[2], "").strip()
        for name, where in references.items()
        if where.startswith("env:")
    }
    if id := told.get("client_id"):
        return id
    pair = told.get("basic", "").rpartition(" ")[2]  # Hotmart's page writes the word before the value
    try:
        return binascii.a2b_base64(pair).decode("ascii").partition(":")[0]
    except ValueError:
        return ""


def _is_there(reference: str, said: Told, environment: Mapping[str, str]) -> bool:
    kind, _, name = reference.partition(":")
    if kind == "env":
        return bool(environment.get(name, "").strip())
    return _placed(name, said).is_file()


def _nothing_there(name: str, references: dict[str, str]) -> CredentialMissingError:
    listed = ", ".join(references.values())
    return CredentialMissingError(
        Text(
            f"hotmart.toml says that the credential is in {listed}, and it is not all there.",
            f"O hotmart.toml diz que a credencial está em {listed}, e ela não está toda lá.",
        ),
        Text(
            f"Put it there, or remove these keys and run: hotmart connect {name}",
            f"Coloque-a lá, ou remova essas chaves e rode: hotmart connect {name}",
        ),
    )


def _warehouse(mine: Mapping[str, Any], said: Told, environment: Mapping[str, str]) -> Path:
    if chosen := environment.get("HOTMART_WAREHOUSE"):
        return Path(chosen)
    named = _text(mine.get("warehouse")) or _text(_table(said.data.get("warehouse")).get("path")) or WAREHOUSE
    return _placed(named, said)


def _placed(name: str, said: Told) -> Path:
    """A path of the file, which counts from its folder."""
    path = Path(name)
    if name.startswith("~"):
        try:
            path = path.expanduser()
        except RuntimeError:  # nobody has that home
            return path
    return said.file.parent / path if said.file else path


def _zone(environment: Mapping[str, str]) -> str | None:
    return environment.get("HOTMART_TIME_ZONE") or None


def _flag(said: str | None) -> bool | None:
    """What HOTMART_SANDBOX says; what it cannot mean, the client refuses."""
    word = (said or "").strip().lower()
    return None if not word else word in ("1", "true", "yes", "on", "sim")


def _table(value: object) -> dict[str, Any]:
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def _text(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _names(value: object) -> tuple[str, ...]:
    return (
        tuple(one for one in cast("list[object]", value) if isinstance(one, str))
        if isinstance(value, list)
        else ()
    )
