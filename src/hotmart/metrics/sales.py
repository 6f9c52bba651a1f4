"""The metrics of sales: what was earned, how often it was paid, and what went back."""

from __future__ import annotations

from hotmart.language import Text
from hotmart.metrics.metric import Metric

HISTORY, SHARES = ("sales_history",), ("sales_history", "sales_commissions")
BY_SALE = {
    "product": "product",
    "offer": "offer",
    "payment": "payment",
    "source": "src",
    "sck": "sck",
    "role": "part",
    "hour": "hour",
    "weekday": "weekday",
    "country": "country",
    "campaign": "campaign",
    "ad_set": "ad_set",
    "ad": "ad",
    "placement": "placement",
    "currency": "currency",
}
BY_SHARE = {**BY_SALE, "currency": "net_currency"}
_PENDING = Text(
    "What is still waiting is neither: it is left out until it is paid or expires.",
    "O que ainda espera não é nem um nem outro: fica de fora até ser pago ou vencer.",
)
_BY_ORDER = Text(
    "It belongs to the day of the order, as in the panel's sales report, whenever it was paid.",
    "Conta no dia do pedido, como no relatório de vendas do painel, seja qual for o dia do pagamento.",
)


def _rate(part: str, whole: str) -> str:
    """A share of rows, from 0 to 1; NULL of none."""
    return f"count(*) FILTER ({{also}}{part}) / nullif(count(*) FILTER ({{also}}{whole}), 0)"


SALES = (
    Metric(
        "gross_revenue",
        Text("Gross revenue", "Faturamento bruto"),
        Text(
            "What buyers paid for sales that are paid now (APPROVED or COMPLETE), interest and taxes "
            "included, in the currency they paid in.",
            "O que os compradores pagaram em vendas que estão pagas agora (APPROVED ou COMPLETE), com juros "
            "e impostos, na moeda em que pagaram.",
        ),
        "money",
        HISTORY,
        "flow",
        "sales",
        "sum(price){only}",
        where="is_paid",
        currency="currency",
        by=BY_SALE,
        caveat=_BY_ORDER,
    ),
    Metric(
        "gross_revenue_paid_out",
        Text("Gross revenue in the payout currency", "Faturamento bruto na moeda de recebimento"),
        Text(
            "Gross revenue in the currency in which Hotmart pays this account, by the rate that Hotmart "
            "itself used for each sale.",
            "Faturamento bruto na moeda em que a Hotmart paga esta conta, pela taxa que a própria Hotmart "
            "usou em cada venda.",
        ),
        "money",
        SHARES,
        "flow",
        "paid_out",
        "sum(price_paid_out){only}",
        where="is_paid",
        currency="net_currency",
        by=BY_SHARE,
        caveat=_BY_ORDER,
    ),
    Metric(
        "net_revenue",
        Text("Net revenue", "Faturamento líquido"),
        Text(
            "The sum of this account's own commissions of sales that are paid now: what it earns after fees, "
            "taxes and the shares of others, in the currency it is paid in.",
            "A soma das comissões desta conta em vendas que estão pagas agora: o que ela ganha depois de "
            "taxas, impostos e da parte dos outros, na moeda em que recebe.",
        ),
        "money",
        SHARES,
        "flow",
        "shares",
        "sum(net){only}",
        where="is_paid AND is_ours",
        currency="net_currency",
        by=BY_SHARE,
        caveat=_BY_ORDER,
    ),
    Metric(
        "sales",
        Text("Sales", "Vendas"),
        Text(
            "How many sales are paid now. Attempts that were never paid are none.",
            "Quantas vendas estão pagas agora. Tentativas que nunca foram pagas não contam.",
        ),
        "count",
        HISTORY,
        "flow",
        "sales",
        "count(*){only}",
        where="is_paid",
        by=BY_SALE,
        caveat=_BY_ORDER,
    ),
    Metric(
        "orders",
        Text("Orders", "Pedidos"),
        Text(
            "How many orders were made, whatever came of them: paid, waiting, expired, refused, given back.",
            "Quantos pedidos foram feitos, seja qual for o fim deles: pago, à espera, vencido, recusado, "
            "devolvido.",
        ),
        "count",
        HISTORY,
        "flow",
        "sales",
        "count(*){only}",
        by=BY_SALE,
    ),
    Metric(
        "orders_paid",
        Text("Orders that were paid", "Pedidos que foram pagos"),
        Text(
            "How many orders of the period were ever paid, those that were given back or disputed since "
            "included.",
            "Quantos pedidos do período chegaram a ser pagos, incluindo os devolvidos ou contestados desde "
            "então.",
        ),
        "count",
        HISTORY,
        "flow",
        "sales",
        "count(*){only}",
        where="was_paid",
        by=BY_SALE,
    ),
    Metric(
        "buyers",
        Text("Buyers", "Compradores"),
        Text(
            "How many different people bought what is paid now.",
            "Quantas pessoas diferentes compraram o que está pago agora.",
        ),
        "count",
        HISTORY,
        "flow",
        "sales",
        "count(DISTINCT buyer){only}",
        where="is_paid",
        by=BY_SALE,
    ),
    Metric(
        "average_ticket",
        Text("Average ticket", "Ticket médio"),
        Text(
            "Gross revenue divided by sales, in each currency.",
            "Faturamento bruto dividido pelas vendas, em cada moeda.",
        ),
        "money",
        HISTORY,
        "flow",
        "sales",
        "CAST(round(sum(price){only} / count(*){only}, 2) AS DECIMAL(18,2))",
        where="is_paid",
        currency="currency",
        by=BY_SALE,
    ),
    Metric(
        "approval_rate",
        Text("Approval rate", "Taxa de aprovação"),
        Text(
            "Of all orders that came to an end, the share that was paid.",
            "De todos os pedidos que chegaram ao fim, a parte que foi paga.",
        ),
        "share",
        HISTORY,
        "flow",
        "sales",
        _rate("was_paid", "NOT is_waiting"),
        by=BY_SALE,
        caveat=_PENDING,
    ),
    Metric(
        "refund_rate",
        Text("Refund rate", "Taxa de reembolso"),
        Text(
            "Of the sales ordered in the period that were ever paid, the share that was given back since, "
            "wholly or in part.",
            "Das vendas pedidas no período que chegaram a ser pagas, a parte devolvida desde então, inteira "
            "ou em parte.",
        ),
        "share",
        HISTORY,
        "flow",
        "sales",
        _rate("is_refunded", "was_paid"),
        by=BY_SALE,
        caveat=Text(
            "Of a young period it still grows: sales may be given back for weeks.",
            "De um período recente ela ainda cresce: vendas podem ser devolvidas por semanas.",
        ),
    ),
    Metric(
        "chargeback_rate",
        Text("Chargeback rate", "Taxa de chargeback"),
        Text(
            "Of the sales ordered in the period that were ever paid, the share that was disputed and lost "
            "since.",
            "Das vendas pedidas no período que chegaram a ser pagas, a parte contestada e perdida desde "
            "então.",
        ),
        "share",
        HISTORY,
        "flow",
        "sales",
        _rate("is_charged_back", "was_paid"),
        by=BY_SALE,
    ),
    Metric(
        "refunded_value",
        Text("Refunded", "Reembolsado"),
        Text(
            "The price of the sales ordered in the period that were given back since.",
            "O preço das vendas pedidas no período que foram devolvidas desde então.",
        ),
        "money",
        HISTORY,
        "flow",
        "sales",
        "sum(price){only}",
        where="is_refunded",
        currency="currency",
        by=BY_SALE,
        caveat=Text(
            "A sale that was given back in part counts with its whole price: the API does not say how much.",
            "Uma venda devolvida em parte conta com o preço inteiro: a API não diz quanto voltou.",
        ),
    ),
    Metric(
        "refunds_when_made",
        Text("Refunds and chargebacks, when they happened", "Reembolsos e chargebacks, quando aconteceram"),
        Text(
            "How many charges of subscriptions were given back or charged back in the period, whenever they "
            "were ordered.",
            "Quantas cobranças de assinaturas foram devolvidas ou contestadas no período, seja qual for o "
            "dia do pedido.",
        ),
        "count",
        ("subscription_transactions",),
        "flow",
        "charges",
        "count(*){only}",
        where="undone_at IS NOT NULL AND (is_refunded OR is_charged_back)",
        when="undone_at",
        by={"product": "product", "plan": "plan", "payment": "payment"},
        caveat=Text(
            "Of subscriptions only: of other sales the API never says when they were given back.",
            "Só de assinaturas: das outras vendas a API nunca diz quando foram devolvidas.",
        ),
    ),
    Metric(
        "payment_mix",
        Text("Payment mix", "Formas de pagamento"),
        Text(
            "Which share of the gross revenue of each currency came by each kind of payment.",
            "Que parte do faturamento bruto de cada moeda veio por cada forma de pagamento.",
        ),
        "share",
        HISTORY,
        "flow",
        "sales",
        "sum(price){only}",
        where="is_paid",
        currency="currency",
        by={"payment": "payment"},
        usual=("payment",),
        of_whole=True,
    ),
    Metric(
        "commissions",
        Text("Commissions by person", "Comissões por pessoa"),
        Text(
            "What each person earned with sales that are paid now: producer, co-producers, affiliates.",
            "O que cada pessoa ganhou com vendas que estão pagas agora: produtor, coprodutores, afiliados.",
        ),
        "money",
        SHARES,
        "flow",
        "shares",
        "sum(net){only}",
        where="is_paid",
        currency="net_currency",
        by={"person": "person", **BY_SHARE, "role": "role"},
        usual=("person", "role"),
    ),
    Metric(
        "unpaid_orders",
        Text("Unpaid boletos and PIX", "Boletos e PIX não pagos"),
        Text(
            "How many boletos and PIX of the period still wait for their payment.",
            "Quantos boletos e PIX do período ainda esperam o pagamento.",
        ),
        "count",
        HISTORY,
        "flow",
        "sales",
        "count(*){only}",
        where="is_waiting AND payment IN ('BILLET', 'PIX')",
        by=BY_SALE,
    ),
    Metric(
        "unpaid_value",
        Text("Value of unpaid boletos and PIX", "Valor de boletos e PIX não pagos"),
        Text(
            "The price of the boletos and PIX of the period that still wait for their payment.",
            "O preço dos boletos e PIX do período que ainda esperam o pagamento.",
        ),
        "money",
        HISTORY,
        "flow",
        "sales",
        "sum(price){only}",
        where="is_waiting AND payment IN ('BILLET', 'PIX')",
        currency="currency",
        by=BY_SALE,
    ),
    Metric(
        "boleto_conversion",
        Text("Conversion of boletos", "Conversão de boletos"),
        Text(
            "Of the boletos of the period that came to an end, the share that was paid.",
            "Dos boletos do período que chegaram ao fim, a parte que foi paga.",
        ),
        "share",
        HISTORY,
        "flow",
        "sales",
        _rate("was_paid", "NOT is_waiting"),
        where="payment = 'BILLET'",
        by=BY_SALE,
        caveat=_PENDING,
    ),
    Metric(
        "pix_conversion",
        Text("Conversion of PIX", "Conversão de PIX"),
        Text(
            "Of the PIX of the period that came to an end, the share that was paid.",
            "Dos PIX do período que chegaram ao fim, a parte que foi paga.",
        ),
        "share",
        HISTORY,
        "flow",
        "sales",
        _rate("was_paid", "NOT is_waiting"),
        where="payment = 'PIX'",
        by=BY_SALE,
        caveat=_PENDING,
    ),
    Metric(
        "order_bump_take_rate",
        Text("Order bumps taken", "Aceitação de order bump"),
        Text(
            "Of the main products sold in the period, the share that was bought with an order bump.",
            "Dos produtos principais vendidos no período, a parte comprada com um order bump.",
        ),
        "share",
        ("panel_sales",),
        "flow",
        "main_sales",
        _rate("has_bump", "is_paid"),
        where="is_paid",
        by={"product": "product"},
        caveat=Text(
            "Only the panel's report tells what was an order bump: import it with hotmart panel import.",
            "Só o relatório do painel diz o que foi order bump: importe com hotmart panel import.",
        ),
    ),
)
