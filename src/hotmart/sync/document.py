"""A report as data: what `hotmart sync --json` and `hotmart verify --json` answer, and `Report.as_dict()`.

The shapes are typed, and `docs/report.schema.json` is made from them, so that a program can be held to it.
Moments are ISO 8601 in UTC; counts are items or calls; sums are in the currency that is their scope.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Annotated, Literal, NotRequired, TypeAlias, TypedDict

import msgspec

from hotmart.figures import amount, iso, number
from hotmart.language import Text, both, say
from hotmart.streams.windows import Window
from hotmart.sync.odd import Kept, what_is_odd
from hotmart.warehouse.ledger.notes import COMMISSION, WHOLE

if TYPE_CHECKING:
    from hotmart.sync.counts import Share
    from hotmart.sync.report import Gap, Report, StreamReport
    from hotmart.warehouse.ledger.differences import Difference
    from hotmart.warehouse.ledger.notes import Check
    from hotmart.warehouse.oddities import Oddity


Moment: TypeAlias = Annotated[str, msgspec.Meta(extra_json_schema={"format": "date-time"})]
"""ISO 8601 in UTC, such as 2025-03-01T12:30:00Z."""
How: TypeAlias = Literal["proved", "differs", "incomplete", "read_whole", "failed"]
"""A verdict; `failed` where an error ended the work for an account."""


class GapRow(TypedDict):
    """A part of a stream that could not be read: its bounds, if it has any, and its parent."""

    start: Moment | None
    end: Moment | None
    owner: list[str]
    why: str


class ShareRow(TypedDict):
    """One commission of a sale, as it is held."""

    source: str | None
    value: Decimal | None
    currency: str | None
    ours: bool
    """Whether it is this account's own."""


class DifferenceRow(TypedDict):
    """What makes a sum differ, or a part of it: a sale, or a time of which no sale does."""

    kind: Literal["sale", "stale", "period", "open"]
    """`stale`: Hotmart lists other commissions by now, which the next sync reads; `open`: nobody looked."""
    transaction: str | None
    start: Moment | None
    end: Moment | None
    hotmart: Decimal
    warehouse: Decimal
    explained_at: Moment
    shares: NotRequired[list[ShareRow]]
    """The commissions that are held of the sale, where it was asked to explain."""


class CheckRow(TypedDict):
    """One comparison: a count, or a sum in the currency that is its scope."""

    connection: NotRequired[str]
    stream: str
    measure: str
    """`count` or `commission`."""
    scope: str
    start: Moment | None
    end: Moment | None
    hotmart: int | Decimal | None
    warehouse: int | Decimal
    matches: bool
    differences: NotRequired[list[DifferenceRow]]
    """What makes up all by which it differs, where that is known."""


class StreamRow(TypedDict):
    """What a run did for one stream; its figures count items."""

    connection: NotRequired[str]
    stream: str
    since: str | None
    read: int
    new: int
    changed: int
    unchanged: int
    gone: int
    verdict: How
    checks: int
    gaps: list[GapRow]
    mismatches: list[CheckRow]
    new_fields: list[str]
    new_columns: list[str]
    new_values: list[list[str | None]]
    odd_values: list[str]


class Skipped(TypedDict):
    """The streams that were not read unasked: each row costs a call, or nothing is named for them."""

    costly: list[str]
    nothing_named: list[str]


class Meta(TypedDict):
    """What frames the figures of a report: its place, its verdict, its period and its cost."""

    warehouse: str
    schema: str
    verdict: How
    run: NotRequired[int]
    since: NotRequired[Moment]
    as_of: NotRequired[Moment]
    requests: NotRequired[int]
    seconds: NotRequired[float]
    elsewhere: NotRequired[dict[str, int]]
    """How many of the requests went to each other host that a source is read from."""
    skipped: NotRequired[Skipped]


class ErrorRow(TypedDict):
    """Why an answer is not a success, in the reader's language, and the next step."""

    code: str
    message: str
    hint: str | None
    command: str | None
    """The command that the hint names, ready to be run."""
    field: str | None
    """The argument that cannot be meant."""
    http_status: int | None
    upstream: dict[str, str | None] | None
    """What Hotmart itself said."""
    retryable: bool
    """Whether the same may work later."""
    findings: NotRequired[list[str]]
    """Every gap and every figure that is not met."""
    argument: NotRequired[str]
    status: NotRequired[int]
    path: NotRequired[str]
    connections: NotRequired[dict[str, ErrorRow]]
    """The same for each account that is not a success."""


def stream_row(part: StreamReport) -> StreamRow:
    """What a run did for one stream."""
    return {
        "stream": part.stream,
        "since": None if part.since is None else iso(part.since),
        "read": part.read,
        "new": part.new,
        "changed": part.changed,
        "unchanged": part.unchanged,
        "gone": part.gone,
        "verdict": part.verdict.value,
        "checks": len(part.checks),
        "gaps": [gap_row(gap) for gap in part.gaps],
        "mismatches": [check_row(check, part.explanation(check)) for check in part.mismatches],
        "new_fields": sorted(odd.path for odd in part.oddities if odd.kind == "new_field"),
        "new_columns": list(part.learned),
        "new_values": sorted([odd.path, odd.value] for odd in part.oddities if odd.kind == "new_value"),
        "odd_values": sorted(odd.path for odd in part.oddities if odd.kind == "odd_value"),
    }


def gap_row(gap: Gap) -> GapRow:
    """A part of a stream that could not be read."""
    start, end = _bounds(gap.window)
    return {"start": start, "end": end, "owner": list(gap.owner), "why": gap.why.en}


def check_row(
    check: Check, known: Sequence[Difference] = (), shares: Mapping[str, Sequence[Share]] | None = None
) -> CheckRow:
    """One comparison, and what is known of why it differs."""
    start, end = _bounds(check.window)
    found: CheckRow = {
        "stream": check.stream,
        "measure": check.measure,
        "scope": check.scope,
        "start": start,
        "end": end,
        "hotmart": check.hotmart,
        "warehouse": check.warehouse,
        "matches": check.matches,
    }
    if known:
        found["differences"] = [_difference_row(one, shares) for one in known]
    return found


def _difference_row(one: Difference, shares: Mapping[str, Sequence[Share]] | None) -> DifferenceRow:
    start, end = _bounds((one.start, one.end))
    found: DifferenceRow = {
        "kind": one.kind.value,
        "transaction": one.transaction,
        "start": start,
        "end": end,
        "hotmart": one.hotmart,
        "warehouse": one.warehouse,
        "explained_at": iso(one.explained_at),
    }
    if shares is not None and one.transaction:
        found["shares"] = [
            {"source": share.source, "value": share.value, "currency": share.currency, "ours": share.ours}
            for share in shares.get(one.transaction, ())
        ]
    return found


def meta(report: Report) -> Meta:
    """What frames the figures of a report."""
    found: Meta = {
        "warehouse": report.warehouse,
        "schema": report.schema,
        "verdict": report.verdict.value,
        "run": report.run,
        "since": iso(report.since),
        "as_of": iso(report.as_of),
        "requests": report.requests,
        "seconds": round(report.seconds, 3),
    }
    if report.elsewhere:
        found["elsewhere"] = report.elsewhere
    if report.skipped is not None:
        found["skipped"] = report.skipped
    return found


def _bounds(window: tuple[int, int] | None) -> tuple[str | None, str | None]:
    return (iso(window[0]), iso(window[1])) if window else (None, None)


def warnings(report: Report) -> list[Text]:
    """What is no fault but should be known: fields and values that Hotmart never documented."""
    odd = [
        both(partial(_odd, part, odd, seen))
        for part in report.streams.values()
        for odd, seen in sorted(part.oddities.items())
    ]
    reshaped = [part.stream for part in report.streams.values() if part.reshaped]
    return [*odd, *([_replay(reshaped)] if reshaped else []), *report.remarks]


def _replay(streams: list[str]) -> Text:
    """Rows of before are not as the settings want them now."""
    listed = ", ".join(streams)
    return Text(
        f"{listed}: the settings have changed; rows read before are as they were. Run: hotmart replay",
        f"{listed}: as configurações mudaram; as linhas lidas antes seguem como eram. Rode: hotmart replay",
    )


def _odd(part: StreamReport, odd: Oddity, seen: int) -> str:
    return f"{part.stream}: {what_is_odd(odd, seen, part.learned, _kept(part))}"


def _kept(part: StreamReport) -> Kept:
    """Which records of a stream are in its table, of those that came."""
    if not any(odd.kind == "no_key" for odd in part.oddities):
        return "all"
    return "some" if part.read else "none"


def findings(report: Report) -> list[Text]:
    """Every gap and every mismatch, by name."""
    parts = report.streams.values()
    gaps = [_gap(part.stream, gap) for part in parts for gap in part.gaps]
    unmet = [(check, part) for part in parts for check in part.mismatches]
    return gaps + [both(partial(_mismatch, check, part)) for check, part in unmet]


def _gap(stream: str, gap: Gap) -> Text:
    owner = f" {'/'.join(gap.owner)}" if gap.owner else ""
    where = f"{stream}{owner}{_within(gap.window)}"
    return Text(f"{where}: not read: {gap.why.en}", f"{where}: não foi lido: {gap.why.pt}")


def _mismatch(check: Check, part: StreamReport) -> str:
    known, whose = part.explanation(check), part.host or "Hotmart"
    where = f"{check.stream} {_compared(check)}{_within(check.window)}"
    theirs, ours = _figure(check, check.hotmart), _figure(check, check.warehouse)
    found = say(f"{where}: {whose} {theirs}, warehouse {ours}", f"{where}: {whose} {theirs}, armazém {ours}")
    return f"{found}; {_explained(known)}" if known else found


def _compared(check: Check) -> str:
    """What was compared, in words: a count or a commission, and of what."""
    measure = say("commission", "comissão") if check.measure == COMMISSION else say("count", "contagem")
    return f"{measure} {say('of all', 'de tudo') if check.scope == WHOLE else check.scope}"


def _explained(known: Sequence[Difference]) -> str:
    """Since when it is known why, and how many sales it is."""
    day = iso(max(one.explained_at for one in known))[:10]
    sales = len({one.transaction for one in known if one.transaction})
    if not sales:
        return say(
            f"explained on {day}: no sale accounts for it", f"explicado em {day}: nenhuma venda explica"
        )
    return say(
        f"explained on {day}: {number(sales)} {'sale' if sales == 1 else 'sales'}",
        f"explicado em {day}: {number(sales)} {'venda' if sales == 1 else 'vendas'}",
    )


def _figure(check: Check, value: int | Decimal | None) -> str:
    if value is None:
        return "–"
    return f"{amount(Decimal(value))} {check.scope}" if check.measure == COMMISSION else number(value)


def _within(window: tuple[int, int] | None) -> str:
    return f", {Window(*window)}" if window else ""
