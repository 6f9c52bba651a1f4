"""What is more than one call and often asked for: what each takes and answers. What it is stands in
`finding/words/composed.toml`, with the words people have for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from hotmart.language import Text


class Asked(NamedTuple):
    """A parameter of a composed action."""

    schema: Mapping[str, Any]
    says: Text
    required: bool = False


class Composed(NamedTuple):
    """An action of more than one call."""

    parameters: Mapping[str, Asked]
    output: Mapping[str, Any]
    example: str


_TEXT = {"type": "string"}
_TEXTS = {"type": "array", "items": {"type": "string"}}
_ROWS = {"type": "array", "items": {"type": "object"}}
_PERIOD = Asked(
    _TEXT,
    Text(
        "The period: 2026-11, 2026-11-01..2026-11-15, 30d, last-month",
        "O período: 2026-11, 2026-11-01..2026-11-15, 30d, mes-passado",
    ),
)
_STREAMS = Asked(
    _TEXTS, Text("Streams or groups; unless told, the usual", "Streams ou grupos; sem isto, os usuais")
)

COMPOSED: Mapping[str, Composed] = {
    "sync": Composed(
        {"streams": _STREAMS},
        {"type": "object"},
        "hotmart action run sync",
    ),
    "verify": Composed(
        {},
        {"type": "object"},
        "hotmart action run verify",
    ),
    "ask": Composed(
        {"sql": Asked(_TEXT, Text("One SELECT", "Um SELECT"), required=True)},
        _ROWS,
        'hotmart action run ask -p sql="SELECT count(*) FROM sales_history"',
    ),
    "metrics": Composed(
        {},
        {"type": "object"},
        "hotmart action run metrics",
    ),
    "person.sales": Composed(
        {
            "email": Asked(_TEXT, Text("E-mail of the buyer", "E-mail do comprador")),
            "name": Asked(_TEXT, Text("Name of the buyer", "Nome do comprador")),
            "period": _PERIOD,
        },
        _ROWS,
        "hotmart action run person.sales -p email=rita@example.org",
    ),
    "transaction.everything": Composed(
        {"transaction": Asked(_TEXT, Text("Code of the transaction", "Código da transação"), required=True)},
        {"type": "object"},
        "hotmart action run transaction.everything -p transaction=HP0123456789",
    ),
    "access.list": Composed(
        {
            "subdomain": Asked(
                _TEXT, Text("Subdomain of the members area", "Subdomínio da área de membros"), required=True
            ),
            "email": Asked(_TEXT, Text("Only whose e-mail contains this", "Só cujo e-mail contenha isto")),
        },
        _ROWS,
        "hotmart action run access.list -p subdomain=my-course",
    ),
}
