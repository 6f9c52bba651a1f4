"""Where the reading of a listing goes on: in which window, on which page, after how many of its rows.

A page token of Hotmart says none of that but the page: it belongs to one window of a period, and a limit may
end in the middle of a page. What is handed out says the rest too, so that it can be given back as it is.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from hotmart.declaring.operations import Listing
from hotmart.errors import InvalidArgumentError
from hotmart.language import Text
from hotmart.words import Instant

TOKEN = "page_token"  # noqa: S105  # the name of a parameter
_WRITTEN = re.compile(r"more:(\d{1,9}):(\d{0,15}):(\d{0,15}):(.*)", re.ASCII | re.DOTALL)
_MARK = "more:"


class Place(NamedTuple):
    """A place in a listing."""

    token: str | None
    """Hotmart's token of the page; None is the first one of the window."""
    skip: int = 0
    """How many rows, from there on, were given already."""
    start: int | None = None
    """Where what is left of the period begins, in ms; None where the listing has no period."""
    end: int | None = None
    """Where the period ends; None where nobody said."""

    def written(self) -> str:
        """It as a cursor, which no token of Hotmart looks like."""
        start, end = ("" if it is None else str(it) for it in (self.start, self.end))
        return f"{_MARK}{self.skip}:{start}:{end}:{self.token or ''}"


def place_of(listing: Listing[..., Any], arguments: dict[str, Any]) -> Place | None:
    """The place that a cursor tells; None for a token of Hotmart's own, and for none.

    Raises InvalidArgumentError for a cursor that is none of this listing.
    """
    given = arguments.get(TOKEN)
    if not isinstance(given, str) or not given.startswith(_MARK):
        return None
    found = _WRITTEN.fullmatch(given)
    if found is None or ((found[2] or found[3]) and listing.facts.window is None):
        raise InvalidArgumentError(
            TOKEN,
            Text("That is no cursor of this listing.", "Isso não é um cursor desta listagem."),
            _as_it_came(listing),
        )
    skip, start, end, token = found.groups()
    return Place(token or None, int(skip), int(start) if start else None, int(end) if end else None)


def resumed(listing: Listing[..., Any], arguments: dict[str, Any], place: Place, zone: str) -> dict[str, Any]:
    """The arguments for what is left of the period, without a token.

    Raises InvalidArgumentError where another period is given than that of the cursor.
    """
    given = {name: value for name, value in arguments.items() if name != TOKEN}
    if listing.facts.window is None or place.start is None:
        return given
    start, end = listing.facts.window
    if start in given or end in given:
        told = period_in_ms(listing, given, zone)
        if (told[0] is not None and told[0] > place.start) or told[1] != place.end:
            raise InvalidArgumentError(
                TOKEN,
                Text("This cursor is of another period.", "Este cursor é de outro período."),
                _as_it_came(listing),
            )
        given.pop(end, None)
    return given | ends_of(listing, place.start, place.end)


def ends_of(listing: Listing[..., Any], start: int | None, end: int | None) -> dict[str, Any]:
    """Both ends of a period as arguments, as far as they are told."""
    told = zip(listing.facts.window or (), (start, end), strict=False)
    return {name: Instant.from_wire(it) for name, it in told if it is not None}


def period_in_ms(
    listing: Listing[..., Any], arguments: dict[str, Any], zone: str
) -> tuple[int | None, int | None]:
    """Both ends of the period that arguments mean, in ms."""
    values = {
        name: listing.param(name).values(arguments[name], zone)[0]
        for name in listing.facts.window or ()
        if arguments.get(name) is not None
    }
    told = [values.get(name) for name in listing.facts.window or ("", "")]
    start, end = (it if isinstance(it, int) else None for it in told)
    return start, end


def token_of_one_window(listing: Listing[..., Any]) -> InvalidArgumentError:
    """What is said to a token of Hotmart's own where a period is read in several windows."""
    return InvalidArgumentError(
        TOKEN,
        Text(
            "That page token belongs to one window, and more than 12 months are read in several.",
            "Esse page_token é de uma só janela, e mais de 12 meses são lidos em várias.",
        ),
        _as_it_came(listing),
    )


def _as_it_came(listing: Listing[..., Any]) -> Text:
    command = f"hotmart action run {listing.id} --all"
    return Text(
        "Give the next_cursor as it came, with the other arguments of that answer; or leave it out and read "
        f"all: {command}",
        "Informe o next_cursor como veio, com os outros argumentos daquela resposta; ou deixe-o de fora e "
        f"leia tudo: {command}",
    )
