"""What each event means, said once, in English and in Portuguese."""

from __future__ import annotations

from hotmart.language import Text
from hotmart.webhooks.choices import WebhookEvent

MEANINGS: dict[WebhookEvent, Text] = {
    WebhookEvent.PURCHASE_APPROVED: Text(
        "A purchase was paid. A renewal is this event too, with its `recurrence_number`.",
        "Uma compra foi paga. A renovação também é este evento, com seu `recurrence_number`.",
    ),
    WebhookEvent.PURCHASE_COMPLETE: Text(
        "The warranty of a purchase is over. Its status arrives as COMPLETED.",
        "A garantia de uma compra acabou. O status chega como COMPLETED.",
    ),
    WebhookEvent.PURCHASE_CANCELED: Text(
        "A purchase was cancelled, or its payment refused. Its status arrives as CANCELED.",
        "Uma compra foi cancelada, ou o pagamento foi recusado. O status chega como CANCELED.",
    ),
    WebhookEvent.PURCHASE_BILLET_PRINTED: Text(
        "A purchase waits for its bank slip or PIX to be paid.",
        "Uma compra espera o pagamento do boleto ou do PIX.",
    ),
    WebhookEvent.PURCHASE_PROTEST: Text(
        "The buyer asked for the money back. The status arrives as DISPUTE.",
        "O comprador pediu o dinheiro de volta. O status chega como DISPUTE.",
    ),
    WebhookEvent.PURCHASE_REFUNDED: Text("A purchase was paid back.", "Uma compra foi reembolsada."),
    WebhookEvent.PURCHASE_CHARGEBACK: Text(
        "The owner of the card contested a purchase.", "O dono do cartão contestou uma compra."
    ),
    WebhookEvent.PURCHASE_EXPIRED: Text(
        "A bank slip or PIX was not paid in time.", "Um boleto ou PIX não foi pago a tempo."
    ),
    WebhookEvent.PURCHASE_DELAYED: Text(
        "A recurrence of a subscription could not be charged.",
        "Uma recorrência de assinatura não pôde ser cobrada.",
    ),
    WebhookEvent.PURCHASE_OUT_OF_SHOPPING_CART: Text(
        "Someone left a checkout without buying; noticed about every 30 minutes.",
        "Alguém saiu do checkout sem comprar; verificado a cada 30 minutos, mais ou menos.",
    ),
    WebhookEvent.SUBSCRIPTION_CANCELLATION: Text(
        "A subscription was cancelled. It gives access until `date_next_charge`.",
        "Uma assinatura foi cancelada. Ela dá acesso até `date_next_charge`.",
    ),
    WebhookEvent.SWITCH_PLAN: Text("A subscription changed its plan.", "Uma assinatura mudou de plano."),
    WebhookEvent.UPDATE_SUBSCRIPTION_CHARGE_DATE: Text(
        "A subscription is charged on another day of the month.",
        "Uma assinatura passou a ser cobrada em outro dia do mês.",
    ),
    WebhookEvent.CLUB_FIRST_ACCESS: Text(
        "A student came into the members area for the first time.",
        "Um aluno entrou na área de membros pela primeira vez.",
    ),
    WebhookEvent.CLUB_MODULE_COMPLETED: Text("A student finished a module.", "Um aluno concluiu um módulo."),
    WebhookEvent.ORDER_FULFILLMENT: Text(
        "An order of physical things is to be sent.", "Um pedido de produtos físicos deve ser enviado."
    ),
}
