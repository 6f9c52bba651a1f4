"""Tailoring: the streams of an account as its settings want them, and the warehouse they land in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from hotmart.accounts.selection import chosen
from hotmart.accounts.treatment import treatments
from hotmart.config.accounts import AccountConfig
from hotmart.config.settings import Config, StreamConfig
from hotmart.privacy.redaction import redaction
from hotmart.sources.origin import ManualOrigin
from hotmart.sources.transform import LANDED, view
from hotmart.streams.known import STREAMS
from hotmart.streams.ladder import LADDER, Rung
from hotmart.streams.policy import Policy
from hotmart.streams.remaking import remade, with_learned
from hotmart.streams.stream import Stream
from hotmart.streams.windows import to_ms
from hotmart.warehouse.asking.own_zone import time_zone_in
from hotmart.warehouse.key import key_when_needed
from hotmart.warehouse.ledger.queries import learned_columns
from hotmart.warehouse.store import Warehouse
from hotmart.zone import USUAL, first_moment


@dataclass(frozen=True)
class Tailored:
    """What a run of one account needs beside its client."""

    warehouse: Warehouse
    streams: Mapping[str, Stream]
    """Every stream and source that can be named."""
    names: tuple[str, ...]
    """Those to sync when none is named."""
    raw_kept: int | None
    """How long raw pages are kept, in ms: None for ever, 0 not at all."""


def tailored(config: Config, account: AccountConfig) -> Tailored:
    """The streams of an account, each with its policy, its table and its treatment of personal data."""
    warehouse = Warehouse(account.warehouse, account.schema)
    streams = shaped(config, account, _time_zone(config, account, warehouse))
    # only looked at: whoever keeps the file open to read it keeps nobody from this
    knowing = with_learned(streams, learned_columns(warehouse.looking()))
    redacting = _redacting(config, warehouse)
    return Tailored(
        warehouse,
        remade(knowing.values(), redacting),
        tuple(chosen(account, STREAMS, config.sources)),
        _ms(config.warehouse.raw.span),
    )


def shaped(config: Config, account: AccountConfig, time_zone: str = USUAL) -> dict[str, Stream]:
    """The same as the file alone tells them, whatever the warehouse knows."""
    every = [*STREAMS.values(), *_sources(config)]

    def shaping(stream: Stream) -> Stream:
        joined_as = account.prefix + stream.joined_as if stream.joined_as else ""
        return replace(_shaped(config, account, stream, time_zone), joined_as=joined_as)

    return remade(every, shaping)


def _time_zone(config: Config, account: AccountConfig, warehouse: Warehouse) -> str:
    """The zone of the days that the file tells; the warehouse is asked for it only if it tells any."""
    days = [config.sync.since, *(config.stream(name).since for name in config.streams)]
    return account.zone or (time_zone_in(warehouse) if any(days) else USUAL)


def _sources(config: Config) -> list[Stream]:
    """The endpoints that the file describes itself."""
    return [
        Stream(
            name,
            ManualOrigin.from_config(name, source),
            "A source of hotmart.toml.",
            "Uma fonte do hotmart.toml.",
            transform=source.transform or "",
        )
        for name, source in config.sources.items()
    ]


def _shaped(config: Config, account: AccountConfig, stream: Stream, time_zone: str) -> Stream:
    told = replace(stream.told, values=account.club) if stream.told else None
    chosen_for_it, name = config.stream(stream.name), _name(config, account, stream)
    return replace(
        stream,
        told=told,
        ladder=_ladder(stream, chosen_for_it),
        policy=_policy(stream, config, chosen_for_it, time_zone),
        table=name + LANDED if stream.transform else name,
        view=view(name, name + LANDED, stream.transform) if stream.transform else "",
        shown_as=name if stream.transform else "",
    )


def _name(config: Config, account: AccountConfig, stream: Stream) -> str:
    """What the table of a stream is called, or what its transformation gives."""
    return account.prefix + (config.stream(stream.name).table or stream.name)


def _ladder(stream: Stream, rules: StreamConfig) -> tuple[Rung, ...]:
    """How often rows of which age are read again: as the stream has it, but for what was chosen."""
    if len(stream.ladder) != len(LADDER):
        return stream.ladder
    young, settling, old = stream.ladder
    lookback, settle, every = (_ms(length) for length in (rules.lookback, rules.settle, rules.full_every))
    looked_back = (young.age or 0) if lookback is None else lookback
    settled = max((settling.age or 0) if settle is None else settle, looked_back)
    return (
        Rung(looked_back, young.staleness),
        Rung(settled, settling.staleness),
        Rung(old.age, old.staleness if every is None else every),
    )


def _policy(stream: Stream, config: Config, rules: StreamConfig, time_zone: str) -> Policy:
    since = rules.since or (None if stream.lives_on else config.sync.since)
    return Policy(
        full_table=rules.mode == "full_table",
        since=None if since is None else to_ms(first_moment(since, time_zone)),
        longest=_ms(rules.window),
        history=_ms(rules.history.span),
        drift=rules.drift,
        columns=tuple(rules.columns or ()),
    )


def _redacting(config: Config, warehouse: Warehouse) -> Callable[[Stream], Stream]:
    """Give each stream what is to be done to its pages before anything of them is kept."""
    if config.privacy.personal == "keep" and not config.privacy.columns:
        return lambda stream: stream
    key = key_when_needed(warehouse)
    unknown = config.privacy.personal

    def redacting(stream: Stream) -> Stream:
        policies = treatments(config.privacy, stream)
        treated = ",".join(f"{name}={one}" for name, one in sorted(policies.items()) if one != "keep")
        redact = redaction(stream.layout, policies, unknown, key)
        return replace(stream, redact=redact, treatment=f"{treated},*={unknown}" if redact else "")

    return redacting


def _ms(length: timedelta | None) -> int | None:
    return None if length is None else length // timedelta(milliseconds=1)
