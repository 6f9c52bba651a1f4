"""For which account a command would speak, told without asking anybody: without a secret or the network."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from hotmart.connections.environment import WORDS, environment
from hotmart.connections.glance import Glance, existing, glance, told
from hotmart.language import Text
from hotmart.zone import USUAL


def seen(name: str | None = None) -> list[Glance]:
    """The connection of that name, or all that commands would speak for.

    Raises ConfigurationError for a hotmart.toml that is no TOML, InvalidArgumentError for an unknown name.
    """
    said = told()
    names = [existing(name, said)] if name else [*said.connections] or said.names()[:1]
    return [glance(one, said) for one in names]


def said(name: str | None = None, *, as_json: bool = False) -> str:
    """All of it as one text: lines for a person, or the JSON document. Raises as `seen`."""
    found = seen(name)
    if as_json:
        told = [as_dict(one) for one in found]
        answer = {"ok": True, "data": told, "meta": {"count": len(told)}, "warnings": []}
        return json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
    return "\n\n".join(
        "\n".join(f"{str(what) + ':':<13} {value}" for what, value in lines(one)) for one in found
    )


def as_dict(one: Glance) -> dict[str, Any]:
    """As data."""
    return {
        "connection": one.name,
        "owner": one.owner,
        "secret": one.secret,
        "secret_in": None if one.where is None else str(one.where),
        "client_id": one.client or None,
        "environment": environment(one.api_url, sandbox=one.sandbox),
        "api_url": one.api_url,
        "time_zone": one.time_zone,
        "warehouse": str(one.warehouse),
        "warehouse_exists": one.warehouse.is_file(),
        "problem": None if one.problem is None else one.problem.message,
    }


def lines(one: Glance) -> Iterator[tuple[Text, Text]]:
    """In words, line by line: what it is, and how it stands."""
    yield Text("connection", "conexão"), _same(one.name)
    if one.owner:
        yield Text("owner", "titular"), _same(one.owner)
    yield Text("secret", "segredo"), _secret(one)
    if one.client:
        yield Text("client id", "client id"), _same(one.client)
    yield Text("environment", "ambiente"), _environment(one)
    yield Text("time zone", "fuso horário"), _zone(one)
    there = Text("", "") if one.warehouse.is_file() else Text(" (not there yet)", " (ainda não existe)")
    yield Text("warehouse", "armazém"), Text(f"{one.warehouse}{there.en}", f"{one.warehouse}{there.pt}")


def _secret(one: Glance) -> Text:
    if one.problem:
        return one.problem.text
    if one.where:
        return one.where
    name = "" if one.name == "main" else f" {one.name}"
    return Text(f"none: run hotmart connect{name}", f"nenhum: rode hotmart connect{name}")


def _environment(one: Glance) -> Text:
    at = f" · {one.api_url}" if one.api_url else ""
    said = WORDS[environment(one.api_url, sandbox=one.sandbox)]
    return Text(f"{said.en}{at}", f"{said.pt}{at}")


def _zone(one: Glance) -> Text:
    if one.time_zone:
        return _same(one.time_zone)
    return Text(f"that of the account, or else {USUAL}", f"o da conta ou, na falta dele, {USUAL}")


def _same(said: str) -> Text:
    return Text(said, said)
