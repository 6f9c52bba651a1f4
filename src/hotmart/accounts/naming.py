"""The names that the settings make in the warehouse: plain, and each given once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from hotmart.config.accounts import AccountConfig, accounts
from hotmart.config.findings import Finding
from hotmart.config.settings import Config
from hotmart.language import Text
from hotmart.sources.transform import LANDED
from hotmart.streams.known import STREAMS
from hotmart.streams.stream import Stream
from hotmart.tracking.views import NAMES as TRACKING
from hotmart.warehouse.asking.as_of import HISTORY
from hotmart.warehouse.views import ALL_ACCOUNTS

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,62}")
_PLAIN_PREFIX = re.compile(r"([A-Za-z][A-Za-z0-9_]{0,30})?")
_RESERVED = ("information_schema", "pg_catalog", "system", "temp")
"""Schemas that DuckDB keeps for itself."""
_ANOTHER = Text("Choose another name.", "Escolha outro nome.")
_SCHEMA, _PREFIX = Text("schema", "schema"), Text("prefix", "prefixo")
_TABLE = Text("table", "tabela")
_TAKEN = {
    name: Text(f"{name} is the name of a view of this library", f"{name} é o nome de uma visão da biblioteca")
    for name in (ALL_ACCOUNTS, *TRACKING, *(one.joined_as for one in STREAMS.values() if one.joined_as))
} | {
    name.removesuffix(HISTORY): Text(
        f"the history of a table {name.removesuffix(HISTORY)} would be {name}, and that is a stream",
        f"o histórico de uma tabela {name.removesuffix(HISTORY)} seria {name}, e esse é um stream",
    )
    for name in STREAMS
    if name.endswith(HISTORY)
}
"""Names that no table may be given, and why: what reads a view or a stream would read another in silence."""


def findings_in_names(config: Config, streams: Mapping[str, Stream]) -> Iterator[Finding]:
    """Names that are not plain, are reserved, or are given twice."""
    yield from _of_schemas(config)
    yield from _of_prefixes(config)
    yield from _of_tables(config, streams)
    yield from _of_sources(config)


def _of_schemas(config: Config) -> Iterator[Finding]:
    seen: dict[tuple[str, str], str] = {}
    for account in accounts(config):
        place = _place_of_schema(config, account)
        if not _PLAIN.fullmatch(account.schema):
            yield _not_plain(place, account.schema, _SCHEMA)
        elif account.schema.lower() == ALL_ACCOUNTS:
            yield Finding(
                place,
                Text(
                    f"{ALL_ACCOUNTS} is the schema of the views over all accounts",
                    f"{ALL_ACCOUNTS} é o schema das visões sobre todas as contas",
                ),
            )
        elif account.schema.lower() in _RESERVED:
            yield Finding(
                place,
                Text(f"{account.schema} is a name of DuckDB's own", f"{account.schema} é um nome do DuckDB"),
            )
        target = (str(account.warehouse), account.schema.lower())
        if target in seen:
            yield Finding(
                ("connections", account.name),
                Text(
                    f"writes the same schema of the same file as {seen[target]}",
                    f"grava no mesmo schema do mesmo arquivo que {seen[target]}",
                ),
                Text("Give one of them another schema.", "Dê outro schema a uma delas."),
            )
        seen.setdefault(target, account.name)


def _place_of_schema(config: Config, account: AccountConfig) -> tuple[str, ...]:
    if account.connection.schema:
        return ("connections", account.name, "schema")
    return ("warehouse", "schema") if config.warehouse.schema else ("connections", account.name)


def _of_prefixes(config: Config) -> Iterator[Finding]:
    told = {("warehouse", "prefix"): config.warehouse.prefix} | {
        ("connections", name, "prefix"): one.prefix or "" for name, one in config.connections.items()
    }
    for place, prefix in told.items():
        if not _PLAIN_PREFIX.fullmatch(prefix):
            yield _not_plain(place, prefix, _PREFIX)


def _of_tables(config: Config, streams: Mapping[str, Stream]) -> Iterator[Finding]:
    """The prefix is the same for all tables of an account, so it parts none from another."""
    seen: dict[str, str] = {}
    for name in dict.fromkeys((*streams, *config.sources)):
        table = config.stream(name).table or name
        if not _PLAIN.fullmatch(table) and name not in config.sources:
            yield _not_plain(("streams", name, "table"), table, _TABLE)
        tables = _tables(config, name, table, streams.get(name))
        taken = next((_TAKEN[made.lower()] for made in tables if made.lower() in _TAKEN), None)
        if taken:
            yield Finding(_to_rename(config, name), taken, _ANOTHER)
            continue
        for made in tables:
            other = seen.setdefault(made.lower(), name)
            if other != name:
                yield Finding(
                    _to_rename(config, name, other),
                    Text(
                        f"{other} and {name} would both make a table {made}",
                        f"{other} e {name} fariam ambos uma tabela {made}",
                    ),
                )
                break


def _tables(config: Config, name: str, table: str, stream: Stream | None) -> list[str]:
    """Every table that a stream or a source makes, of a source that of its records too."""
    made = [one.name for one in replace(stream, table=table).layout.tables] if stream else [table]
    if name in config.sources:
        made.append(table + LANDED)
    return made + [one + HISTORY for one in made]


def _to_rename(config: Config, *names: str) -> tuple[str, ...]:
    """The place of the one whose name was chosen."""
    chosen = next((name for name in names if name in config.streams and config.streams[name].table), None)
    return ("streams", chosen, "table") if chosen else ("sources", names[0])


def _of_sources(config: Config) -> Iterator[Finding]:
    for name in config.sources:
        if name in STREAMS:
            yield Finding(
                ("sources", name),
                Text("there is a stream of this name", "já existe um stream com este nome"),
                _ANOTHER,
            )


def _not_plain(place: tuple[str, ...], name: str, what: Text) -> Finding:
    return Finding(
        place,
        Text(f'"{name}" cannot be the name of a {what.en}', f'"{name}" não pode ser nome de {what.pt}'),
        Text(
            "Use letters without accents, digits and _, beginning with a letter.",
            "Use letras sem acento, números e _, começando por uma letra.",
        ),
    )
