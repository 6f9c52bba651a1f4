"""What a line of the audit says, in words: what happened, what was to be sent, and why it came out so."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from decimal import Decimal, InvalidOperation

from hotmart.actions.guard.book import Happening, Line
from hotmart.figures import amount
from hotmart.language import Text, say
from hotmart.secrecy import visible
from hotmart.words import is_object

HAPPENINGS: Mapping[Happening, Text] = {
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


def note(line: Line) -> str:
    """Why it was refused, how it was found out, or what was left as it was."""
    left = line.told.get("left")
    if is_object(left):
        told = visible(", ".join(f"{code} ({error})" for code, error in left.items()))
        return say(f"left as it was: {told}", f"ficou como estava: {told}")
    return visible(str(line.told.get("error") or line.told.get("why") or ""))
