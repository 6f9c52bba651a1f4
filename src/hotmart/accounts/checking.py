"""What is wrong with settings that read well: names that nothing has, and choices that do not go together."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from fnmatch import fnmatchcase
from pathlib import Path

from hotmart.accounts.known import known_streams
from hotmart.accounts.naming import findings_in_names
from hotmart.accounts.selection import nearest, needs_club, selected, spoken_of
from hotmart.accounts.treatment import findings_in_privacy
from hotmart.config.accounts import AccountConfig, accounts
from hotmart.config.findings import ConfigError, Finding, Step
from hotmart.config.flows import findings_in_flows
from hotmart.config.notify import findings_in_notify
from hotmart.config.questions import findings_in_questions
from hotmart.config.reading import located, salvage
from hotmart.config.schedules import findings_in_schedules
from hotmart.config.settings import Config, StreamConfig, StreamRules
from hotmart.config.tracking import findings_in_tracking
from hotmart.config.values import Duration
from hotmart.config.writes import findings_in_writes
from hotmart.errors import did_you_mean
from hotmart.language import Text
from hotmart.privacy.fields import columns_by_name
from hotmart.sources.check import findings_of
from hotmart.streams.stream import Stream

_YEAR = timedelta(days=365)  # Hotmart refuses a longer window (dossier §15.3)
_SHORTEST = {"window": timedelta(hours=1), "full_every": timedelta(days=1), "settle": timedelta(days=1)}
_READ_AGAIN = 90
"""Days within which every row is read again, so that raw pages this old can be rebuilt from."""


def verified(
    text: str, path: Path, environment: Mapping[str, str] = os.environ
) -> tuple[Config, list[Finding]]:
    """The settings of a text, as if it stood in this file, and the warnings about them.

    Raises ConfigError with all that is wrong.
    """
    config, salvaged = salvage(text, path.absolute().parent, path.name)
    known = known_streams(config)
    beyond = filter(salvaged.stands, check(config, known, environment, also=salvaged.spoiled))
    findings = located([*salvaged.findings, *beyond], text)
    wrong = [finding for finding in findings if not finding.warning]
    if wrong:
        raise ConfigError(path.name, wrong, [finding for finding in findings if finding.warning])
    return config, findings


def check(
    config: Config,
    streams: Mapping[str, Stream],
    environment: Mapping[str, str] = os.environ,
    also: Iterable[str] = (),
) -> list[Finding]:
    """All that is wrong or suspicious, beyond types.

    `streams` are all that could be synced, `also` the names of others that cannot yet.
    """
    known = [*dict.fromkeys((*streams, *config.sources, *also))]
    return list(dict.fromkeys(_all(config, streams, known, environment)))


def _all(
    config: Config, streams: Mapping[str, Stream], known: list[str], environment: Mapping[str, str]
) -> Iterator[Finding]:
    yield from _of_selections(config, known)
    yield from _of_streams(config, streams, known)
    yield from _of_club(config, streams, known)
    yield from findings_in_privacy(config, streams)
    yield from findings_in_names(config, streams)
    yield from findings_in_tracking(config.tracking)
    yield from findings_in_writes(config.writes, _changing)
    yield from findings_in_flows(config.flows, [*config.connections])
    yield from findings_in_questions(config.questions)
    yield from findings_in_schedules(config.schedules, [*config.connections], config.flows)
    yield from findings_in_notify(config.notify, environment)
    yield from _of_connections(config, environment)
    yield from _of_warehouse(config)
    yield from _of_files(config)
    for name, source in config.sources.items():
        yield from findings_of(name, source)


def _changing() -> list[str]:
    """All that changes something at Hotmart."""
    from hotmart.api import CATALOGUE  # noqa: PLC0415  # only who forbids something needs it

    return [one.id for one in CATALOGUE if one.effect != "reads" and one.stands_for is None]


def _of_selections(config: Config, known: list[str]) -> Iterator[Finding]:
    """Patterns that take no stream."""
    for place, patterns in _selections(config):
        for position, pattern in enumerate(patterns):
            if not spoken_of(pattern, known):
                yield _no_stream((*place, position), pattern.removeprefix("-"), known)


def _selections(config: Config) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    yield ("sync", "streams"), config.sync.streams or []
    for name, connection in config.connections.items():
        yield ("connections", name, "streams"), connection.streams or []


def _no_stream(place: tuple[Step, ...], name: str, known: list[str]) -> Finding:
    return Finding(
        place,
        Text(f"there is no stream {name}", f"não existe o stream {name}"),
        nearest(name, known)
        or Text("To list them, run: hotmart streams", "Para ver quais há, rode: hotmart streams"),
    )


def _of_streams(config: Config, streams: Mapping[str, Stream], known: list[str]) -> Iterator[Finding]:
    general = list(_of_durations(("defaults",), config.defaults))
    yield from general
    inherited = {(finding.path[-1], finding.text) for finding in general}
    for name, chosen in config.streams.items():
        place = ("streams", name)
        if name not in known:
            yield _no_stream(place, name, known)
            continue
        own = _of_durations(place, chosen)
        yield from (finding for finding in own if (finding.path[-1], finding.text) not in inherited)
        if name in streams:
            yield from _of_columns(place, chosen, streams[name])


def _of_columns(place: tuple[str, ...], chosen: StreamConfig, stream: Stream) -> Iterator[Finding]:
    names = list(columns_by_name(stream.layout))
    for position, pattern in enumerate(chosen.columns or ()):
        if not any(fnmatchcase(name, pattern) for name in names):
            yield Finding(
                (*place, "columns", position),
                Text(f"there is no column {pattern}", f"não existe a coluna {pattern}"),
                _leave_out(pattern) or did_you_mean(pattern, names),
            )


def _leave_out(pattern: str) -> Text | None:
    if not pattern.startswith("-"):
        return None
    return Text(
        'A column is left out by "drop" in [privacy.columns].',
        'Uma coluna fica de fora com "drop" em [privacy.columns].',
    )


def _of_durations(place: tuple[str, ...], rules: StreamRules) -> Iterator[Finding]:
    for name, shortest in _SHORTEST.items():
        told: Duration | None = getattr(rules, name)
        if told is not None and told < shortest:
            least = Duration(seconds=shortest.total_seconds())
            yield Finding((*place, name), Text(f"must be at least {least}", f"deve ser no mínimo {least}"))
    if rules.window and rules.window > _YEAR:
        yield Finding(
            (*place, "window"),
            Text("Hotmart answers 12 months at most", "a Hotmart responde no máximo 12 meses"),
            Text("Write 365 days or less.", "Use 365 days ou menos."),
        )
    if rules.lookback and rules.settle and rules.lookback > rules.settle:
        yield Finding(
            (*place, "settle"),
            Text("must not be shorter than lookback", "não pode ser menor que lookback"),
        )


def _of_club(config: Config, streams: Mapping[str, Stream], known: list[str]) -> Iterator[Finding]:
    """Streams asked for by name that nothing can be asked of, because no members area is named."""
    telling = [name for name, stream in streams.items() if needs_club(stream)]
    for account in accounts(config):
        if account.club:
            continue
        chosen = selected(account.streams, known, ()) if account.streams is not None else []
        wanted = [name for name in telling if name in chosen]
        if wanted:
            yield Finding(
                _place_of_selection(account),
                Text(
                    f"{', '.join(wanted)}: without `club` there is nothing to read",
                    f"{', '.join(wanted)}: sem `club` não há o que ler",
                ),
                Text(
                    'Name your members areas: club = ["my-course"]',
                    'Indique suas áreas de membros: club = ["meu-curso"]',
                ),
                warning=not any(name in (account.streams or ()) for name in wanted),
            )


def _place_of_selection(account: AccountConfig) -> tuple[str, ...]:
    own = account.connection.streams is not None
    return ("connections", account.name, "streams") if own else ("sync", "streams")


def _of_connections(config: Config, environment: Mapping[str, str]) -> Iterator[Finding]:
    for account in accounts(config) if config.connections else ():
        if account.is_kept(environment):
            continue
        name, references = account.name, account.references
        for key, where in references.items():
            if not where.found(environment):
                yield Finding(
                    ("connections", name, key),
                    Text(f"there is nothing in {where}", f"não há nada em {where}"),
                    where.remedy,
                    warning=True,
                )
        if len(config.connections) > 1 and not references:
            yield Finding(
                ("connections", name),
                Text("names no credential", "não indica uma credencial"),
                Text(
                    "With several connections each needs its own client_id and client_secret, or a "
                    f"credential that is kept: hotmart connect {name}",
                    "Com várias conexões, cada uma precisa de client_id e client_secret próprios, ou de uma "
                    f"credencial guardada: hotmart connect {name}",
                ),
            )


def _of_warehouse(config: Config) -> Iterator[Finding]:
    days = config.warehouse.raw.days
    if days and days < _READ_AGAIN:
        yield Finding(
            ("warehouse", "raw"),
            Text(
                f"rows are read again within {_READ_AGAIN} days: pages kept for less cannot rebuild all",
                f"as linhas são relidas em até {_READ_AGAIN} dias: as mantidas por menos não refazem tudo",
            ),
            warning=True,
        )
    files = {one.warehouse for one in accounts(config)}
    unmasked = config.publish.unmasked
    for place, path in config.copies.items():
        if path in files:
            yield Finding(
                place,
                Text("is the warehouse itself", "é o próprio armazém"),
                Text("Name another file.", "Indique outro arquivo."),
            )
        elif path == unmasked and place != ("publish", "unmasked"):
            yield Finding(
                place,
                Text("is the unmasked copy as well", "é também a cópia sem máscara"),
                Text("Name another file.", "Indique outro arquivo."),
            )


def _of_files(config: Config) -> Iterator[Finding]:
    for account in accounts(config):
        if account.warehouse.is_dir():
            own = account.connection.warehouse is not None
            yield Finding(
                ("connections", account.name, "warehouse") if own else ("warehouse", "path"),
                Text("is a folder", "é uma pasta"),
                Text(
                    "Name a file in it, such as hotmart.duckdb.", "Indique um arquivo, como hotmart.duckdb."
                ),
            )
