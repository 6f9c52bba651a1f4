"""What becomes of each column of a stream, by the [privacy] table."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import TypeAlias

from hotmart.config.findings import Finding
from hotmart.config.privacy import PrivacyConfig, Treatment
from hotmart.config.settings import Config
from hotmart.errors import did_you_mean
from hotmart.language import Text
from hotmart.panel.sale_model import NEEDED, TABLE, panel_layout
from hotmart.privacy.fields import columns_by_name
from hotmart.streams.stream import Stream
from hotmart.tables.columns import Column
from hotmart.tables.layout import Layout

_WILD = "*?["


@dataclass(frozen=True)
class PanelColumns:
    """The report of Hotmart's panel: no stream, but its columns are personal as well."""

    name: str = TABLE
    layout: Layout = field(default_factory=panel_layout)
    learned: Collection[Column] = ()
    exploded: str | None = None
    needed: frozenset[str] = NEEDED


PANEL = PanelColumns()
Treated: TypeAlias = Stream | PanelColumns
"""What has columns that [privacy] may speak of."""


def treatments(privacy: PrivacyConfig, stream: Treated) -> dict[str, Treatment]:
    """The treatment of every column of a stream, by the names of `columns_by_name`.

    A column's own name counts more than a pattern, a later pattern more than an earlier one, and any of
    them more than `personal`.
    """
    return {
        name: _treatment(privacy, stream, name, column)
        for name, column in columns_by_name(stream.layout).items()
    }


def _treatment(privacy: PrivacyConfig, stream: Treated, name: str, column: Column) -> Treatment:
    whole = f"{stream.name}.{name}"
    if whole in privacy.columns:
        return privacy.columns[whole]
    for pattern, treatment in reversed(privacy.columns.items()):
        if fnmatchcase(whole, pattern) and _suits(treatment, column):
            return treatment
    unforeseen = column in stream.learned and column.kind in ("text", "texts")  # nobody knows what it is
    return privacy.personal if column.personal or unforeseen else "keep"


def findings_in_privacy(config: Config, streams: Mapping[str, Stream]) -> Iterator[Finding]:
    """Patterns that name nothing, treatments that a column cannot have, and columns the sync itself reads."""
    every: Mapping[str, Treated] = {PANEL.name: PANEL, **streams}
    for pattern, treatment in config.privacy.columns.items():
        place = ("privacy", "columns", pattern)
        reached = {
            f"{stream.name}.{name}": (stream, column)
            for stream in every.values()
            for name, column in columns_by_name(stream.layout).items()
            if fnmatchcase(f"{stream.name}.{name}", pattern)
        }
        if not reached:
            yield _nothing_like(pattern, place, config, every)
        for whole, (stream, column) in reached.items():
            if treatment != "keep" and is_needed(stream, whole.partition(".")[2]):
                yield _needed(place, whole)
            elif not _suits(treatment, column) and not any(sign in pattern for sign in _WILD):
                yield _no_text(place, whole)


def is_needed(stream: Treated, name: str) -> bool:
    """Whether the sync itself reads this column: a key, a time, a state."""
    own = name.removeprefix(f"{stream.exploded}_") if stream.exploded else name
    return not stream.needed.isdisjoint((name, own))


def _suits(treatment: Treatment, column: Column) -> bool:
    return treatment in ("keep", "drop") or column.kind in ("text", "texts")


def _nothing_like(
    pattern: str, place: tuple[str, ...], config: Config, streams: Mapping[str, Treated]
) -> Finding:
    stream, dot, _ = pattern.partition(".")
    if not dot:
        return Finding(
            place,
            Text("names no stream", "não indica um stream"),
            Text(
                f'Write the stream before it, or "*.{pattern}" for any.',
                f'Escreva o stream antes, ou "*.{pattern}" para qualquer um.',
            ),
        )
    advice: Text | None
    if stream in config.sources:
        advice = Text(
            f"Declare it in [sources.{stream}.columns]: what is not declared cannot be found in time.",
            f"Declare-a em [sources.{stream}.columns]: o que não é declarado não é achado a tempo.",
        )
    elif stream in streams:
        columns = columns_by_name(streams[stream].layout)
        advice = did_you_mean(pattern, [f"{stream}.{name}" for name in columns])
    else:
        advice = did_you_mean(stream, streams)
    return Finding(place, Text("there is no such column", "não existe esta coluna"), advice)


def _needed(place: tuple[str, ...], whole: str) -> Finding:
    return Finding(
        place,
        Text(
            f"{whole} must be kept as it is: the sync itself reads it",
            f"{whole} precisa ficar como está: o próprio sync a lê",
        ),
    )


def _no_text(place: tuple[str, ...], whole: str) -> Finding:
    return Finding(
        place,
        Text(
            f"{whole} is no text, so it can only be kept or dropped",
            f"{whole} não é texto, então só pode ser keep ou drop",
        ),
    )
