"""People that a browser looks at, kept in its session under a name that says nothing about them.

What an address holds stays in the history of the browser and in whatever log there is: so it holds that name.
"""

from __future__ import annotations

import secrets
from typing import cast

from hotmart.console.record.people import Person
from hotmart.console.session import Session
from hotmart.errors import InvalidArgumentError
from hotmart.language import Text

KEY = "people"
MOST = 32


def keep(session: Session, person: Person) -> str:
    """The name of this person for the addresses of this session: the same when they are looked for again."""
    kept = _all(session)
    for name, one in kept.items():
        if one.sought == person.sought:
            kept[name] = person
            return name
    while len(kept) >= MOST:
        del kept[next(iter(kept))]
    name = secrets.token_urlsafe(9)
    kept[name] = person
    return name


def kept(session: Session, name: str) -> Person:
    """Whoever has this name. Raises InvalidArgumentError for one that is not known any more."""
    found = _all(session).get(name)
    if found is None:
        raise InvalidArgumentError(
            "pessoa",
            Text("This link to a person has ended.", "Este link para uma pessoa não vale mais."),
            Text(
                "Such links are good for one browser, until the console ends. Search for the person again.",
                "Links assim valem em um só navegador, até o console terminar. Busque a pessoa de novo.",
            ),
        )
    return found


def drop(session: Session) -> None:
    """Keep nobody any longer."""
    session.kept.pop(KEY, None)


def _all(session: Session) -> dict[str, Person]:
    return cast("dict[str, Person]", session.kept.setdefault(KEY, {}))
