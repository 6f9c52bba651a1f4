"""What was probably meant by a name that there is not: misspelt, or in the words that people use."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence

from hotmart.errors import did_you_mean, meant
from hotmart.language import Text
from hotmart.metrics.metric import Metric

_DIVISIONS = {
    "dia": "day",
    "semana": "week",
    "mes": "month",
    "trimestre": "quarter",
    "ano": "year",
    "produto": "product",
    "oferta": "offer",
    "pagamento": "payment",
    "origem": "source",
    "moeda": "currency",
    "anuncio": "ad",
    "conjunto": "ad_set",
    "campanha": "campaign",
    "posicionamento": "placement",
    "pais": "country",
    "hora": "hour",
    "dia da semana": "weekday",
    "pessoa": "person",
    "papel": "role",
    "plano": "plan",
}
"""What Brazilians call what figures are divided by, as `_plain` leaves it."""


def division_meant(word: str, known: Collection[str]) -> Text | None:
    """Which of what a metric is divided by was meant, as advice; None where none is near."""
    english = _DIVISIONS.get(_plain(word), "")
    return did_you_mean(english if english in known else word, known)


def metric_meant(name: str, metrics: Sequence[Metric]) -> Text | None:
    """Which metric was meant, by its name or by its title in either language; None where none is near."""
    names = dict.fromkeys(name for one in metrics for name in (one.name, one.key))
    titles = {_plain(title): one.name for one in metrics for title in (one.title.en, one.title.pt)}
    near = did_you_mean(name, names)
    if near or not (title := meant(_plain(name), titles)):
        return near
    return did_you_mean(titles[title], names)


def _plain(word: str) -> str:
    """In small letters without accents, in words."""
    apart = unicodedata.normalize("NFKD", word.casefold().replace("_", " ").replace("-", " "))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
