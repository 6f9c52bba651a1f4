"""Sources to begin with: endpoints of Hotmart's that are none of the streams, and an API of another host."""

from __future__ import annotations

from dataclasses import dataclass

from hotmart.language import Text


@dataclass(frozen=True)
class Template:
    """A source, as one would write it in hotmart.toml."""

    text: Text
    toml: str


TEMPLATES: dict[str, Template] = {
    "recent_commissions": Template(
        Text("Commissions of the last 30 days, by currency", "Comissões dos últimos 30 dias, por moeda"),
        """\
[sources.recent_commissions]
url = "/payments/api/v1/sales/summary"
key = "total_value.currency_code"
total = "page_info.total_results"
columns = { total_items = "integer", "total_value.value" = "money" }
""",
    ),
    "payment_links": Template(
        Text("Payment links made through the API", "Links de pagamento criados pela API"),
        """\
[sources.payment_links]
url = "/payments/api/v1/link"
key = "ucode"
""",
    ),
    "switch_plans": Template(
        Text("The plans some subscriptions may change to", "Os planos para os quais assinaturas podem mudar"),
        """\
[sources.switch_plans]
url = "/payments/api/v1/subscriptions/switch-plan/plans"
key = "subscriber_code"
query = { subscriber_codes = ["ABCD1234", "EFGH5678"] }
""",
    ),
    "rest": Template(
        Text("An API of another host, page by page", "Uma API de outro host, página por página"),
        """\
[sources.orders]
url = "https://api.example.com/v1/orders"
key = "id"
records = "data"
total = "meta.total"
columns = { amount = "money" }
transform = "SELECT id, created_at, amount FROM this"

[sources.orders.headers]
Authorization = "Bearer env:ORDERS_TOKEN"

[sources.orders.pagination]
kind = "page"
size_parameter = "per_page"
size = 100

[sources.orders.window]
start = "from"
end = "to"
field = "created_at"
format = "date"
""",
    ),
}
