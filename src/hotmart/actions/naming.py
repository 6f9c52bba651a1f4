"""A parameter that an action does not have: refused with the one that was meant, and all that there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from hotmart import glossary
from hotmart.actions.windows import PERIOD
from hotmart.errors import WrongCallError, meant
from hotmart.language import Text

_OF_TIME = frozenset(
    (
        *(
            "date",
            "day",
            "days",
            "from",
            "from_date",
            "month",
            "range",
            "since",
            "start",
            "week",
            "when",
            "year",
        ),
        *("ano", "data", "de", "desde", "dia", "dias", "intervalo", "mes", "periodo", "quando", "semana"),
    )
)
_OF_PAGES = ("select", "max_results", "page_token")
"""What is seldom meant, and so is said last."""


def no_parameter(
    id: str, name: str, names: Sequence[str], aliases: Iterable[tuple[str, str]], takes: Text | None = None
) -> WrongCallError:
    """The error that tells it. `names` are those there are, the likeliest first; `aliases` what else they are
    called, each with its name; `takes` what there is to say to any wrong call."""
    near = [*dict.fromkeys(_near(name, names, aliases))]
    ordered = sorted(names, key=lambda one: one in _OF_PAGES)
    listed = ", ".join(ordered)
    hint = (
        Text(f"It takes: {listed}.", f"Aceita: {listed}.")
        if names
        else Text("It takes none.", "Não aceita nenhum.")
    )
    if near:
        meant_en, meant_pt = " or ".join(near[:2]), " ou ".join(near[:2])
        hint = Text(f"Did you mean {meant_en}? {hint.en}", f"Você quis dizer {meant_pt}? {hint.pt}")
    if takes:
        hint = Text(f"{takes.en} {hint.en}", f"{takes.pt} {hint.pt}")
    return WrongCallError(
        name if name.isidentifier() else "p",
        Text(f"{id} has no parameter {name[:60]!r}.", f"{id} não tem o parâmetro {name[:60]!r}."),
        hint,
    )


def _near(name: str, names: Sequence[str], aliases: Iterable[tuple[str, str]]) -> Iterator[str]:
    """What may be meant, the likeliest first."""
    plain = name.lower().replace("-", "_")
    if plain in _OF_TIME and PERIOD in names:
        yield PERIOD
        return
    found = [meant for alias, meant in aliases if alias == plain]
    found += [one] if (one := meant(plain, names)) else []
    found += [one for one in glossary.meant(plain) if one in names][:1]
    parts = {*plain.split("_")}
    yield from found or (one for one in names if parts & {*one.split("_")} and one not in _OF_PAGES)
