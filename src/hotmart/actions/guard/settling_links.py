"""Whether a payment link, an offer or a plan of one was made whose answer was lost (dossier §11.3).

How many there are of that name and price is held against how many there were just before. Links tell besides
when they were made; offers and plans do not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from hotmart.actions.guard.book import UNDONE, Book, Line, newest
from hotmart.actions.guard.of_links import link_of_ucode, links_alike, links_of, offers_alike, plans_alike
from hotmart.actions.guard.seen import Arguments
from hotmart.api.link_models import Link
from hotmart.client import Hotmart
from hotmart.language import Text

Answer = tuple[bool | None, Text]


def link_made(line: Line, book: Book, client: Hotmart) -> Answer:
    """Whether there is a link of that name and price, made at or after the moment of sending."""
    there, arguments = links_of(client), line.told.get("arguments", {})
    if there is None:
        return None, _UNREADABLE
    sent = datetime.fromisoformat(line.told.get("at_hotmart") or line.at)
    alike = links_alike(there, arguments)
    # A link that does not say when it was made is counted alone; one of the same second may be of before.
    late = sum(one.creation_date is None or one.creation_date >= sent for one in alike)
    more = len(alike) - int(line.told.get("alike", 0))
    return _counted(line, book, min(late, more))


def offer_made(line: Line, book: Book, client: Hotmart) -> Answer:
    """Whether the link has one more offer of that name and price than before."""
    return _more(line, book, client, offers_alike)


def plan_made(line: Line, book: Book, client: Hotmart) -> Answer:
    """Whether the link has one more plan of that name, price and period than before."""
    return _more(line, book, client, plans_alike)


def _more(
    line: Line, book: Book, client: Hotmart, alike_in: Callable[[Link, Arguments], Sequence[Any]]
) -> Answer:
    there, arguments = links_of(client), line.told.get("arguments", {})
    link = link_of_ucode(there or (), str(arguments.get("ucode")))
    if link is None or "alike" not in line.told:
        return None, _UNREADABLE
    return _counted(line, book, len(alike_in(link, arguments)) - int(line.told["alike"]))


def _counted(line: Line, book: Book, new: int) -> Answer:
    """Of those that are new, this one's may be one only if no other write of the audit accounts for it."""
    if new <= 0:
        return False, Text("there is none of this name and price", "não existe nenhum com este nome e preço")
    if new > others(line, book):
        return True, Text("there is one of this name and price", "existe um com este nome e preço")
    return None, Text(
        "there is one of this name and price, and another write of this audit asked for the same",
        "existe um com este nome e preço, e outra alteração desta auditoria pediu o mesmo",
    )


def others(line: Line, book: Book) -> int:
    """How many other writes of the same, sent after this one, were or may have been done."""
    lines = book.lines()
    undone = {one.plan for one in newest(lines).values() if one.happening in UNDONE}
    return sum(
        one.happening == "sending"
        and one.line > line.line
        and one.plan not in undone
        and (one.account, one.action, one.told.get("arguments"))
        == (line.account, line.action, line.told.get("arguments"))
        for one in lines
    )


_UNREADABLE = Text("the payment links do not tell", "os links de pagamento não dizem")
