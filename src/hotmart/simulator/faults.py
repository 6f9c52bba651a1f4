"""What can go wrong on purpose, and how often: `KIND:RATE`, such as `429:0.05`.

Rates are between 0 and 1, but for `heavy`, which takes days. The draws follow from the seed and the
order in which requests arrive. `/_simulator/*` is never hit.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from .chance import stream
from .clock import DAY

FAULTS: Final = {
    "429": ("refused as if the quota were used up", "recusa como se a cota tivesse acabado"),
    "500": ("internal error", "erro interno"),
    "502": ("the gateway gave up", "o gateway desistiu"),
    "503": ("temporarily unavailable", "temporariamente indisponível"),
    "cut": ("the connection is cut, before the answer or in the middle", "a conexão cai, antes ou no meio"),
    "truncated": ("a complete answer whose JSON ends too early", "resposta completa com JSON cortado"),
    "empty": ("200 without a body", "200 sem corpo"),
    "html": ("200 with the documentation's HTML", "200 com o HTML da documentação"),
    "notjson": ("200 that says JSON and is not", "200 que diz ser JSON e não é"),
    "slow": ("the answer takes `slow_ms`", "a resposta demora `slow_ms`"),
    "expired": (
        "the token expires now: 401 until the next login",
        "o token expira agora: 401 até novo login",
    ),
    "login": ("the token request answers 503", "o pedido de token responde 503"),
    "duplicate_rows": ("a page repeats one of its rows", "uma página repete uma de suas linhas"),
    "shift": (
        "rows moved by one since the page before",
        "as linhas andaram uma posição desde a página anterior",
    ),
    "lost": ("a write happens, and its answer is lost", "a escrita acontece e a resposta se perde"),
    "unknown_status": ("a row has a status nobody documented", "uma linha tem um status não documentado"),
    "new_field": ("a row has a field nobody documented", "uma linha tem um campo não documentado"),
    "heavy": ("502 for every window longer than so many days", "502 para janelas maiores que tantos dias"),
}
STATUS_CODES: Final = ("429", "500", "502", "503")
UNKNOWN_STATUS: Final = "AWAITING_MIRACLE"
NEW_FIELD: Final = '"brand_new_field":{"since":2027,"tags":["a","b"]}'


class FaultSpecError(ValueError):
    """A fault was asked for that does not exist. English and Portuguese."""

    def __init__(self, spec: str) -> None:
        kinds = ", ".join(FAULTS)
        super().__init__(
            f"{spec!r} is not KIND:RATE with a rate between 0 and 1 (for heavy, days). Kinds: {kinds}. / "
            f"{spec!r} não é TIPO:TAXA com taxa entre 0 e 1 (para heavy, dias). Tipos: {kinds}."
        )


@dataclass(frozen=True, slots=True)
class Struck:
    """What goes wrong with one request."""

    kinds: frozenset[str]
    early: bool
    """Whether a cut comes before the answer rather than in its middle."""
    forward: bool
    """Which way rows shifted."""
    place: float
    """Where in a page something happens to a row, between 0 and 1."""


class Faults:
    """The faults of one simulator. Told a number of `calls`, they are over after so many requests."""

    def __init__(self, seed: int, specs: Iterable[str] = (), calls: int | None = None) -> None:
        self._rates = dict(_parsed(spec) for spec in specs)
        self._left = calls
        self._chance = stream(seed, "faults").random

    @property
    def specs(self) -> list[str]:
        """The faults as they were asked for."""
        return [f"{kind}:{rate:g}" for kind, rate in self._rates.items()]

    def strike(self, *, login: bool = False) -> Struck:
        """Draw what goes wrong with the next request. A login has a fault of its own, and no other."""
        if not self._spent(login):
            return NOTHING
        chance = self._chance
        kinds = frozenset(kind for kind, rate in self._rates.items() if kind != "heavy" and chance() < rate)
        if not kinds:
            return NOTHING
        meant = frozenset(kind for kind in kinds if (kind == "login") is login)
        return Struck(meant, chance() < 0.5, chance() < 0.5, chance())

    def _spent(self, login: bool) -> bool:
        """Count a request that a fault is meant for; False once there were as many as asked for."""
        if self._left is None or not any((kind == "login") is login for kind in self._rates):
            return True
        if self._left == 0:
            self._rates.clear()
            return False
        self._left -= 1
        return True

    def too_heavy(self, span: int | None) -> bool:
        """Whether a window is so long that the gateway gives up on it."""
        longest = self._rates.get("heavy")
        return longest is not None and span is not None and span > longest * DAY


NOTHING: Final = Struck(frozenset(), False, False, 0.0)


def spoil(rows: list[str], struck: Struck) -> list[str]:
    """The rows of a page, with what goes wrong in them."""
    if not rows:
        return rows
    spoilt = list(rows)
    place = int(struck.place * len(rows))
    row = spoilt[place]
    if "unknown_status" in struck.kinds and '"status":"' in row:
        before, _, after = row.partition('"status":"')
        row = before + '"status":"' + UNKNOWN_STATUS + after[after.index('"') :]
    if "new_field" in struck.kinds:
        row = f"{{{NEW_FIELD},{row[1:]}"
    spoilt[place] = row
    if "duplicate_rows" in struck.kinds:
        spoilt.append(spoilt[0])
    return spoilt


def _parsed(spec: str) -> tuple[str, float]:
    kind, _, rate = spec.partition(":")
    try:
        value = float(rate)
    except ValueError:
        raise FaultSpecError(spec) from None
    if kind not in FAULTS or not value >= 0 or (kind != "heavy" and value > 1):
        raise FaultSpecError(spec)
    return kind, value
