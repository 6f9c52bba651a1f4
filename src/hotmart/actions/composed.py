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
    aliases: tuple[str, ...] = ()
    """What else people call it."""
    private: bool = False
    """Whether it may tell who a person is."""


class Composed(NamedTuple):
    """An action of more than one call."""

    parameters: Mapping[str, Asked]
    output: Mapping[str, Any]
    example: str


_TEXT = {"type": "string"}
_NUMBER = {"type": "integer"}
_MAYBE = {"type": ["string", "null"]}
_DAY = {"type": ["string", "null"], "format": "date-time"}
_TEXTS = {"type": "array", "items": {"type": "string"}}
_ROWS = {"type": "array", "items": {"type": "object"}}
_PART = {"type": ["array", "null"], "items": {"type": "object"}}
_ROWS_OF_ACCESS = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "name": _MAYBE,
            "email": _MAYBE,
            "product": {"type": ["object", "null"]},
            "by": {"type": "string", "enum": ["sale", "subscription", "members_area"]},
            "status": _TEXT,
            "since": _DAY,
            "until": _DAY,
            "transaction": _TEXT,
            "subscriber_code": _TEXT,
            "subdomain": _TEXT,
            "type": _TEXT,
            "user_id": _TEXT,
        },
    },
}
_ROWS_OF_METRICS = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "metric": _TEXT,
            "variant": _MAYBE,
            "unit": _TEXT,
            "start": _TEXT,
            "end": _TEXT,
            "currency": _MAYBE,
            "value": {"type": ["number", "null"]},
            "before": {"type": ["number", "null"]},
            "change": {"type": ["number", "null"]},
        },
    },
}
_PERIOD = Asked(
    _TEXT,
    Text(
        "By the day of the order, both ends at once: 2026-11, 2026-11-01..2026-11-15, may, 30d, last-month; "
        "unless told, the last ten years",
        "Pelo dia do pedido, as duas pontas de uma vez: 2026-11, 2026-11-01..2026-11-15, maio, 30d, "
        "mes-passado; sem isto, os últimos dez anos",
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
        {
            "sql": Asked(
                _TEXT, Text("One SELECT", "Um SELECT"), required=True, aliases=("q", "query", "consulta")
            )
        },
        _ROWS,
        'hotmart action run ask -p sql="SELECT count(*) FROM sales_history"',
    ),
    "metrics": Composed(
        {
            "names": Asked(
                _TEXTS,
                Text(
                    "Such as net_revenue, mrr, churn_rate; unless told, twelve of them",
                    "Como net_revenue, mrr, churn_rate; sem isto, doze delas",
                ),
                aliases=("name", "metric", "metrics", "nomes", "nome", "metrica"),
            ),
            "period": Asked(
                _TEXT,
                Text(
                    "Such as 2026-11, 30d, last-month; unless told, the month so far",
                    "Como 2026-11, 30d, mes-passado; sem isto, o mês até agora",
                ),
            ),
            "by": Asked(
                _TEXTS,
                Text(
                    "By day, week, month, product, payment, country, ad …",
                    "Por day, week, month, product, payment, country, ad …",
                ),
                aliases=("per", "por"),
            ),
            "compare": Asked(
                {"type": "string", "enum": ["previous", "last-year"]},
                Text("What to hold it against", "Com o que comparar"),
            ),
        },
        _ROWS_OF_METRICS,
        "hotmart action run metrics -p names=net_revenue,refund_rate -p period=last-month",
    ),
    "person.sales": Composed(
        {
            "email": Asked(
                _TEXT,
                Text("E-mail of the buyer", "E-mail do comprador"),
                aliases=("buyer_email", "e_mail"),
                private=True,
            ),
            "name": Asked(
                _TEXT,
                Text("Name of the buyer", "Nome do comprador"),
                aliases=("buyer_name", "nome"),
                private=True,
            ),
            "document": Asked(
                _TEXT,
                Text(
                    "CPF, CNPJ or other document of the buyer, which takes a request for every 500 sales of "
                    "the period",
                    "CPF, CNPJ ou outro documento do comprador, o que pede uma chamada para cada 500 vendas "
                    "do período",
                ),
                aliases=("cpf", "cnpj", "documento"),
                private=True,
            ),
            "period": _PERIOD,
        },
        _ROWS,
        "hotmart action run person.sales -p email=rita@example.org",
    ),
    "transaction.everything": Composed(
        {
            "transaction": Asked(
                _TEXT,
                Text("Code of the transaction", "Código da transação"),
                required=True,
                aliases=("code", "codigo", "sale", "venda", "transaction_code"),
            )
        },
        {
            "type": "object",
            "properties": {
                "history": {"type": "object"},
                "participants": _PART,
                "commissions": _PART,
                "price": _PART,
                "subscription": _PART,
            },
        },
        "hotmart action run transaction.everything -p transaction=HP0123456789",
    ),
    "access.list": Composed(
        {
            "product_id": Asked(
                _NUMBER,
                Text("Number of the product", "Número do produto"),
                aliases=("product", "produto", "id"),
            ),
            "email": Asked(
                _TEXT,
                Text("Only this person", "Só esta pessoa"),
                aliases=("buyer_email", "aluno"),
                private=True,
            ),
            "subdomain": Asked(
                _TEXT,
                Text(
                    "Subdomain of the members area: the end of hotmart.com/club/…; unless told, those of "
                    "hotmart.toml",
                    "Subdomínio da área de membros: o fim de hotmart.com/club/…; sem isto, os do "
                    "hotmart.toml",
                ),
                aliases=("club",),
            ),
        },
        _ROWS_OF_ACCESS,
        "hotmart action run access.list -p product_id=2126083",
    ),
}
