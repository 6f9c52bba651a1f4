"""What can go wrong on purpose, how often, and where: `KIND:RATE` or `KIND:RATE@PLACE`.

So `429:0.05` refuses one call in twenty, and `500:1@club` each one to the members area. Rates are between
0 and 1, but for `heavy`, which takes days. A place is a part of the path, or a whole path in which `*`
stands for anything: `@*/subscriptions`. The draws follow from the seed and the order in which requests
arrive. `/_simulator/*` is never hit.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Final

from hotmart.simulator.chance import number, stream
from hotmart.simulator.clock import DAY

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
    "revoked": (
        "the token is taken back: 401, as if it had never been given, until the next login",
        "o token é revogado: 401, como se nunca tivesse existido, até novo login",
    ),
    "login": ("the token request answers 503", "o pedido de token responde 503"),
    "clock_jump": (
        "the `Date` of the answer is an hour early or late",
        "o `Date` da resposta está uma hora adiantado ou atrasado",
    ),
    "heavy": ("502 for every window longer than so many days", "502 para janelas maiores que tantos dias"),
    "gone_parent": (
        "404 for the offers, pages, lessons … of something that was listed a moment ago; "
        "for the same ones every time",
        "404 para as ofertas, páginas, aulas … de algo que acabou de ser listado; sempre para os mesmos",
    ),
    "lost": ("a write happens, and its answer is lost", "a escrita acontece e a resposta se perde"),
    "shift": (
        "rows moved by one since the page before",
        "as linhas andaram uma posição desde a página anterior",
    ),
    "repeat_page": (
        "the next page is the same one again, under another token",
        "a próxima página é a mesma de novo, com outro token",
    ),
    "short_count": ("`total_results` is wrong by one", "`total_results` erra por um"),
    "text_total": ("`total_results` is text", "`total_results` é texto"),
    "no_total": ("`total_results` is absent", "`total_results` não vem"),
    "duplicate_rows": ("a page repeats one of its rows", "uma página repete uma de suas linhas"),
    "unknown_status": ("a row has a status nobody documented", "uma linha tem um status não documentado"),
    "odd_sum": (
        "`sales/summary` counts a sale otherwise than `sales/commissions`; always the same sales",
        "`sales/summary` conta uma venda diferente de `sales/commissions`; sempre as mesmas vendas",
    ),
    "new_field": ("a row has a field nobody documented", "uma linha tem um campo não documentado"),
    "new_currency": (
        "a price is in a currency nobody documented",
        "um preço está em uma moeda não documentada",
    ),
    "keyless": (
        "a row's codes and ids have other names",
        "os códigos e ids de uma linha têm outros nomes",
    ),
    "id_as_text": ("the numeric ids of a row are text", "os ids numéricos de uma linha são texto"),
    "text_as_number": (
        "the texts of digits in a row are numbers; if it has none, its names",
        "os textos de dígitos de uma linha são números; se não há, os nomes",
    ),
    "money_as_text": ("the amounts of a row are text", "os valores de uma linha são texto"),
    "money_as_float": (
        "the round amounts of a row have a decimal: 197.0",
        "os valores redondos de uma linha têm decimal: 197.0",
    ),
    "seconds": (
        "the times of a row are in seconds, not milliseconds",
        "as datas de uma linha estão em segundos, não milissegundos",
    ),
    "odd_names": (
        "the names of a row hold an emoji, a NUL, half a surrogate pair, Hebrew, or 20,000 letters",
        "os nomes de uma linha têm emoji, NUL, meio par substituto, hebraico ou 20.000 letras",
    ),
    "null_fields": ("a third of a row's fields are null", "um terço dos campos de uma linha é null"),
    "odd_types": (
        "a field of a row is an object instead of a value",
        "um campo de uma linha é um objeto em vez de um valor",
    ),
}
STATUS_CODES: Final = ("429", "500", "502", "503")
STANDING: Final = frozenset({"heavy", "gone_parent", "odd_sum"})  # no matter of chance: always the same


class FaultSpecError(ValueError):
    """A fault was asked for that does not exist. English and Portuguese."""

    def __init__(self, spec: str) -> None:
        kinds = ", ".join(FAULTS)
        super().__init__(
            f"{spec!r} is not KIND:RATE or KIND:RATE@PLACE with a rate between 0 and 1 (for heavy, days). "
            f"Kinds: {kinds}. / "
            f"{spec!r} não é TIPO:TAXA ou TIPO:TAXA@LUGAR com taxa entre 0 e 1 (para heavy, dias). "
            f"Tipos: {kinds}."
        )


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that goes wrong: how often, and on which paths; no place is all of them."""

    kind: str
    rate: float
    place: str = ""

    def hits(self, path: str) -> bool:
        """Whether it is meant for this path."""
        return fnmatchcase(path, self.place) if "*" in self.place else self.place in path

    def __str__(self) -> str:
        return f"{self.kind}:{self.rate:g}" + (f"@{self.place}" if self.place else "")


@dataclass(frozen=True, slots=True)
class Struck:
    """What goes wrong with one request."""

    kinds: frozenset[str]
    early: bool
    """Whether a cut comes before the answer rather than in its middle."""
    forward: bool
    """Which way rows shifted, the clock jumped, the count is wrong."""
    place: float
    """Where in a page something happens to a row, between 0 and 1."""


class Faults:
    """The faults of one simulator. Told a number of `calls`, they are over after so many requests."""

    def __init__(self, seed: int, specs: Iterable[str] = (), calls: int | None = None) -> None:
        self._seed = seed
        self._faults = [_parsed(spec) for spec in specs]
        self._left = calls
        self._chance = stream(seed, "faults").random

    @property
    def specs(self) -> list[str]:
        """The faults as they were asked for."""
        return [str(fault) for fault in self._faults]

    def strike(self, path: str = "", *, login: bool = False) -> Struck:
        """Draw what goes wrong with the next request. A login has a fault of its own, and no other."""
        meant = [it for it in self._faults if (it.kind == "login") is login and (login or it.hits(path))]
        if not meant or self._over():
            return NOTHING
        chance = self._chance
        kinds = frozenset([it.kind for it in meant if it.kind not in STANDING and chance() < it.rate])
        return Struck(kinds, chance() < 0.5, chance() < 0.5, chance()) if kinds else NOTHING

    def _over(self) -> bool:
        """Count a request that a fault is meant for; True once there were as many as asked for."""
        if self._left == 0:
            self._faults.clear()
            return True
        self._left = self._left and self._left - 1
        return False

    def too_heavy(self, path: str, span: int | None) -> bool:
        """Whether a window is so long that the gateway gives up on it."""
        return span is not None and any(span > it.rate * DAY for it in self._standing("heavy", path))

    def gone(self, path: str) -> bool:
        """Whether what this path is about is no longer there."""
        chance = number(self._seed, "gone", path) / 2**64
        return any(chance < it.rate for it in self._standing("gone_parent", path))

    def odd_cents(self, path: str, transaction: str) -> int:
        """How much more `sales/summary` says of a sale than `sales/commissions` does."""
        drawn = number(self._seed, "odd_sum", transaction)
        odd = any(drawn / 2**64 < it.rate for it in self._standing("odd_sum", path))
        return 1 + drawn % 10_000 if odd else 0

    def _standing(self, kind: str, path: str) -> Iterable[Fault]:
        return (it for it in self._faults if it.kind == kind and it.hits(path))


NOTHING: Final = Struck(frozenset(), False, False, 0.0)


def _parsed(spec: str) -> Fault:
    kind, _, rest = spec.partition(":")
    rate, _, place = rest.partition("@")
    try:
        value = float(rate)
    except ValueError:
        raise FaultSpecError(spec) from None
    if kind not in FAULTS or not value >= 0 or (kind != "heavy" and value > 1):
        raise FaultSpecError(spec)
    return Fault(kind, value, place)
