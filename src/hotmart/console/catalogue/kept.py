"""Questions that a browser asked, kept in its session: an address holds a number, and nothing that was typed.

A question may name a person, and an address stays in the history of the browser.
"""

from __future__ import annotations

from typing import cast

from hotmart.console.session import Session
from hotmart.errors import InvalidArgumentError
from hotmart.language import Text

KEY = "questions"
MOST = 50


def keep(session: Session, sql: str) -> str:
    """The number of this question in this session."""
    kept = _all(session)
    for name, one in kept.items():
        if one == sql:
            return name
    while len(kept) >= MOST:
        del kept[next(iter(kept))]
    name = str(max(map(int, kept), default=0) + 1)
    kept[name] = sql
    return name


def kept(session: Session, name: str) -> str:
    """The question of this number. Raises InvalidArgumentError for one that is not known any more."""
    found = _all(session).get(name)
    if found is None:
        raise InvalidArgumentError(
            "n",
            Text("This question is not known any more.", "Esta pergunta não é mais conhecida."),
            Text(
                "Numbers of questions are good for one browser, until the console ends. Save what you want "
                "to ask again.",
                "Os números das perguntas valem em um só navegador, até o console terminar. Salve o que "
                "quiser perguntar de novo.",
            ),
        )
    return found


def _all(session: Session) -> dict[str, str]:
    return cast("dict[str, str]", session.kept.setdefault(KEY, {}))
