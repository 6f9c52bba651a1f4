"""The lines of the audit as a person reads them: side by side, in the account's time, with what was sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime

from hotmart.actions.guard.audit_words import HAPPENINGS, note, sent
from hotmart.actions.guard.book import Line
from hotmart.cli.aligned import aligned
from hotmart.errors import HotmartError
from hotmart.language import say
from hotmart.secrecy import visible
from hotmart.zone import USUAL, zone

_UNFOLDED = 10_000
_INDENT = "    "


def drawn(lines: Sequence[Line]) -> Iterator[str]:
    """The heading and every line, and below the first of each plan what it was to send."""
    zones = zones_of({line.connection for line in lines})
    one = len({*zones.values()}) == 1
    heading = [
        say("when", "quando") + (f" ({next(iter(zones.values()))})" if one else ""),
        say("plan", "plano"),
        say("action", "ação"),
        say("what", "o quê"),
        say("who", "quem"),
    ]
    rows = [_row(line, zones[line.connection], named=not one) for line in lines]
    table = aligned(heading, rows, (), _UNFOLDED) or ["  ".join(row) for row in [heading, *rows]]
    yield table[0].rstrip()
    shown: set[str] = set()
    for line, text in zip(lines, table[1:], strict=True):
        yield text.rstrip()
        if line.plan not in shown and (what := sent(line)):
            yield _INDENT + what
        if why := note(line):
            yield _INDENT + why
        shown.add(line.plan)


def zones_of(connections: set[str]) -> Mapping[str, str]:
    """The zone of each connection's days; the usual one of those that are not there any more."""
    from hotmart.accounts.opening import open_all  # noqa: PLC0415  # the JSON has UTC, and asks for no zone
    from hotmart.actions.running import zone_of  # noqa: PLC0415  # see above

    zones = dict.fromkeys(connections, USUAL)
    with suppress(HotmartError, OSError):
        for account in open_all():
            if account.settings.name in zones:
                zones[account.settings.name] = zone_of(account)
    return zones


def _row(line: Line, zone_name: str, *, named: bool) -> list[str]:
    moment = datetime.fromisoformat(line.at).astimezone(zone(zone_name))
    when = f"{moment:%Y-%m-%d %H:%M:%S}" + (f" {zone_name}" if named else "")
    return [when, line.plan, line.action, str(HAPPENINGS[line.happening]), visible(line.who)]
