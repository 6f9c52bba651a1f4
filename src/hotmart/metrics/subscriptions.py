"""The metrics of subscriptions: what recurs, who comes, who goes and who is late."""

from __future__ import annotations

from hotmart.language import Text
from hotmart.metrics.metric import Metric

CHARGES = ("subscription_transactions",)
LATE = ("subscriptions", "subscription_summaries")
_BY_STANDING = {"product": "product", "plan": "plan", "currency": "currency"}
_BY_CHARGE = {"product": "product", "plan": "plan", "payment": "payment", "currency": "currency"}
_NO_LATER = Text(
    "Of a subscription that was paid before the copy begins, only the day it began is known.",
    "De uma assinatura paga antes do início da cópia, só se sabe o dia em que começou.",
)


def _movement(name: str, title: Text, definition: Text, movement: str, sign: str = "") -> Metric:
    return Metric(
        name,
        title,
        definition,
        "money",
        CHARGES,
        "flow",
        "movements",
        f"sum({sign}delta){{only}}",
        where=f"movement = '{movement}'",
        when="moved_at",
        currency="currency",
        by={"currency": "currency"},
        variant="saas",
    )


SUBSCRIPTIONS = (
    Metric(
        "mrr",
        Text("MRR", "MRR"),
        Text(
            "What the subscriptions that run at the end of the period bring in a month, at the price that "
            "was last paid: a yearly 2,000 is 166.67. Trials that were never paid bring nothing; smart "
            "instalments are no subscriptions; who is late is still there.",
            "O que as assinaturas vigentes no fim do período rendem por mês, pelo último preço pago: 2.000 "
            "por ano são 166,67. Testes nunca pagos não rendem nada; parcelamento inteligente não é "
            "assinatura; quem está em atraso ainda conta.",
        ),
        "money",
        CHARGES,
        "stock",
        "running",
        "sum(monthly)",
        currency="currency",
        by=_BY_STANDING,
        variant="saas",
        caveat=_NO_LATER,
    ),
    Metric(
        "mrr",
        Text("MRR", "MRR"),
        Text(
            "The same by commission: the net revenue that the subscriptions that run bring in a month, as "
            "the panel estimates it.",
            "O mesmo pela comissão: o faturamento líquido que as assinaturas vigentes rendem por mês, como "
            "o painel estima.",
        ),
        "money",
        CHARGES,
        "stock",
        "running",
        "sum(monthly_net)",
        currency="net_currency",
        by={**_BY_STANDING, "currency": "net_currency"},
        variant="panel",
        caveat=_NO_LATER,
    ),
    _movement(
        "mrr_new",
        Text("New MRR", "MRR novo"),
        Text(
            "MRR of customers who paid for the first time.", "MRR de clientes que pagaram pela primeira vez."
        ),
        "new",
    ),
    _movement(
        "mrr_expansion",
        Text("Expansion", "Expansão"),
        Text("MRR that customers added.", "MRR que clientes acrescentaram."),
        "expansion",
    ),
    _movement(
        "mrr_contraction",
        Text("Contraction", "Contração"),
        Text("MRR that customers who stayed took away.", "MRR que clientes que ficaram tiraram."),
        "contraction",
        "-",
    ),
    _movement(
        "mrr_churn",
        Text("Churned MRR", "MRR perdido"),
        Text(
            "MRR of customers whose last subscription ended.",
            "MRR de clientes cuja última assinatura terminou.",
        ),
        "churn",
        "-",
    ),
    _movement(
        "mrr_reactivation",
        Text("Reactivated MRR", "MRR reativado"),
        Text("MRR of customers who came back.", "MRR de clientes que voltaram."),
        "reactivation",
    ),
    Metric(
        "active_subscribers",
        Text("Active subscriptions", "Assinaturas ativas"),
        Text(
            "How many paid subscriptions run at the end of the period, those that are late included.",
            "Quantas assinaturas pagas estão vigentes no fim do período, as em atraso também.",
        ),
        "count",
        CHARGES,
        "stock",
        "running",
        "count(*)",
        by={"product": "product", "plan": "plan"},
    ),
    Metric(
        "new_subscribers",
        Text("New subscriptions", "Assinaturas novas"),
        Text(
            "How many subscriptions were paid for the first time in the period.",
            "Quantas assinaturas foram pagas pela primeira vez no período.",
        ),
        "count",
        CHARGES,
        "flow",
        "begun",
        "count(*){only}",
        when="starts_at",
        by={"product": "product", "plan": "plan"},
    ),
    Metric(
        "cancelled_subscribers",
        Text("Ended subscriptions", "Assinaturas encerradas"),
        Text(
            "How many paid subscriptions ended in the period and did not run at its end.",
            "Quantas assinaturas pagas terminaram no período e não estavam vigentes no fim.",
        ),
        "count",
        CHARGES,
        "stock",
        "standing",
        "count(*) FILTER (has_ended)",
        by={"product": "product", "plan": "plan"},
    ),
    Metric(
        "churn_rate",
        Text("Churn rate", "Taxa de churn"),
        Text(
            "Of the customers who were there at the start of the period, the share that had no subscription "
            "left at its end.",
            "Dos clientes que estavam lá no início do período, a parte que no fim não tinha mais assinatura.",
        ),
        "share",
        CHARGES,
        "stock",
        "customers",
        "count(*) FILTER (was_there AND NOT is_there) / nullif(count(*) FILTER (was_there), 0)",
        variant="saas",
    ),
    Metric(
        "churn_rate",
        Text("Cancellation rate", "Taxa de cancelamento"),
        Text(
            "Subscriptions that ended in the period, divided by those that run at its end, on time and "
            "late, as the panel does.",
            "Assinaturas encerradas no período, divididas pelas vigentes no fim, em dia e em atraso, como "
            "faz o painel.",
        ),
        "share",
        CHARGES,
        "stock",
        "standing",
        "count(*) FILTER (has_ended) / nullif(count(*) FILTER (is_there), 0)",
        by={"product": "product", "plan": "plan"},
        variant="panel",
    ),
    Metric(
        "retention",
        Text("Retention", "Retenção"),
        Text(
            "Of the customers who joined in a month, the share that was still there so many months later.",
            "Dos clientes que entraram em um mês, a parte que ainda estava lá tantos meses depois.",
        ),
        "share",
        CHARGES,
        "flow",
        "retained",
        "count(*) FILTER (is_there) / nullif(count(*), 0)",
        when="joined_at",
        by={"age": "age"},
        usual=("month", "age"),
        caveat=Text(
            "A customer who left and came back is there again.",
            "Um cliente que saiu e voltou conta de novo.",
        ),
    ),
    Metric(
        "ltv",
        Text("LTV", "LTV"),
        Text(
            "MRR by customer at the end of the period, divided by the share of customers lost in an average "
            "month of the twelve before.",
            "MRR por cliente no fim do período, dividido pela parte dos clientes perdida em um mês médio "
            "dos doze anteriores.",
        ),
        "money",
        CHARGES,
        "stock",
        "monthly",
        "CAST(round(sum(monthly) / nullif(sum(customers), 0) * sum(there) / nullif(sum(lost), 0), 2)"
        " AS DECIMAL(18,2))",
        currency="currency",
        by={"currency": "currency"},
        variant="saas",
        caveat=Text("Where nobody was lost there is none.", "Onde ninguém foi perdido não há."),
    ),
    Metric(
        "ltv",
        Text("LTV", "LTV"),
        Text(
            "What a paying customer brought in commission in the twelve months before, on average, as the "
            "panel does.",
            "O que um cliente pagante rendeu em comissão nos doze meses anteriores, em média, como faz o "
            "painel.",
        ),
        "money",
        CHARGES,
        "stock",
        "paid_in_a_year",
        "CAST(round(sum(net) / count(DISTINCT coalesce(customer, code)), 2) AS DECIMAL(18,2))",
        currency="net_currency",
        by={"product": "product", "currency": "net_currency"},
        variant="panel",
    ),
    Metric(
        "late_subscribers",
        Text("Late subscriptions", "Assinaturas em atraso"),
        Text("How many subscriptions are late now.", "Quantas assinaturas estão em atraso agora."),
        "count",
        LATE,
        "now",
        "late",
        "count(DISTINCT code){only}",
        by={"product": "product", "plan": "plan"},
    ),
    Metric(
        "overdue_value",
        Text("Overdue", "Valor em atraso"),
        Text(
            "What the subscriptions that are late now owe: a price for each recurrence that was not paid.",
            "O que devem as assinaturas em atraso agora: um preço por recorrência não paga.",
        ),
        "money",
        LATE,
        "now",
        "late",
        "sum(price * unpaid){only}",
        currency="currency",
        by=_BY_STANDING,
        caveat=Text(
            "Which recurrences are unpaid is told by Hotmart up to a day late.",
            "Quais recorrências não foram pagas a Hotmart informa com até um dia de atraso.",
        ),
    ),
    Metric(
        "recovered_value",
        Text("Recovered", "Valor recuperado"),
        Text(
            "The price of recurrences that were paid after they were due, or by a negotiation.",
            "O preço de recorrências pagas depois do vencimento, ou por negociação.",
        ),
        "money",
        CHARGES,
        "flow",
        "charges",
        "sum(price){only}",
        where="is_paid AND (coalesce(delay, 0) > 0 OR kind = 'NEGOTIATION')",
        when="approved_at",
        currency="currency",
        by=_BY_CHARGE,
    ),
)
