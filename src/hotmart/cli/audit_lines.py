"""The lines of the audit as a person reads them: side by side, in the account's time, with what was sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from decimal import Decimal, InvalidOperation

from hotmart.actions.guard.book import Line
from hotmart.cli.aligned import aligned
from hotmart.errors import HotmartError
from hotmart.figures import amount
from hotmart.language import Text, say
from hotmart.secrecy import visible
from hotmart.words import is_object
from hotmart.zone import USUAL, zone

HAPPENINGS = {
    "planned": Text("planned", "planejado"),
    "sending": Text("sent", "enviado"),
    "done": Text("done", "feito"),
    "refused": Text("refused", "recusado"),
    "unknown": Text("outcome unknown", "resultado desconhecido"),
    "settled_done": Text("was done, by a later read", "foi feito, por leitura posterior"),
    "settled_not_done": Text("was not done, by a later read", "não foi feito, por leitura posterior"),
    "told_done": Text("was done, as a person saw", "foi feito, como uma pessoa viu"),
    "told_not_done": Text("was not done, as a person saw", "não foi feito, como uma pessoa viu"),
    "withdrawn": Text("withdrawn: it had changed", "retirado: tinha mudado"),
    "declined": Text("a person said no", "uma pessoa disse não"),
}
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
        if note := _note(line):
            yield _INDENT + note
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


def sent(line: Line) -> str:
    """What was to be sent, and how much it was to move; of an unknown path, the path."""
    parts = [str(value.line) for value in line.values]
    amounts = line.told.get("amounts")
    for currency, value in amounts.items() if is_object(amounts) else ():
        with suppress(InvalidOperation):
            parts.append(f"{currency} {amount(Decimal(str(value)))}")
    if line.action == "request" or not parts:
        parts.insert(0, str(line.told.get("request") or ""))
    return visible(" · ".join(filter(None, parts)))


def _note(line: Line) -> str:
    """Why it was refused, how it was found out, or what was left as it was."""
    left = line.told.get("left")
    if is_object(left):
        told = visible(", ".join(f"{code} ({error})" for code, error in left.items()))
        return say(f"left as it was: {told}", f"ficou como estava: {told}")
    return visible(str(line.told.get("error") or line.told.get("why") or ""))
