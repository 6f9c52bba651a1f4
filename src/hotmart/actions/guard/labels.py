"""What the values that a write sends are called in a plan, and what Hotmart's own words among them mean.

A test holds it to the catalogue: a parameter of a write without a label fails by name.
"""

from __future__ import annotations

from collections.abc import Mapping

from hotmart.language import Text

LABELS: Mapping[str, Text] = {
    "affiliate": Text("only for the affiliate", "só para o afiliado"),
    "billing_configuration": Text("charging", "cobrança"),
    "billing_type": Text("how it is charged", "como é cobrado"),
    "charge": Text("charge at once when accepted", "cobrar assim que aceitar"),
    "checkout_configuration": Text("checkout", "checkout"),
    "coupon_code": Text("code", "código"),
    "coupon_id": Text("coupon", "cupom"),
    "currency": Text("currency", "moeda"),
    "custom_thanks_page": Text("thanks page", "página de obrigado"),
    "discount": Text("discount", "desconto"),
    "document": Text("CPF or CNPJ of the buyer", "CPF ou CNPJ do comprador"),
    "due_day": Text("day of the month to charge on", "dia do mês da cobrança"),
    "end_date": Text("valid until", "vale até"),
    "is_allowed_to_email_the_buyer": Text("e-mail to buyers", "e-mail aos compradores"),
    "is_hotmart_can_send_notification_for_buyer": Text(
        "Hotmart notifies the buyer", "a Hotmart notifica o comprador"
    ),
    "is_main_offer": Text("becomes the main offer", "passa a ser a oferta principal"),
    "is_offer_balance": Text("pays with Hotmart balance", "paga com saldo Hotmart"),
    "is_offer_billet": Text("offered", "oferecido"),
    "is_offer_paypal": Text("PayPal", "PayPal"),
    "is_offer_pix": Text("PIX", "PIX"),
    "is_request_buyer_address": Text("asks for the address", "pede o endereço"),
    "is_request_id_number": Text("asks for a document", "pede documento"),
    "is_request_phone_number": Text("asks for the phone", "pede o telefone"),
    "is_show_coupon_option": Text("takes coupons", "aceita cupom"),
    "link_callback_url": Text("calls back", "avisa em"),
    "link_configuration": Text("link", "link"),
    "max_number_of_payments": Text("number of charges at most", "número máximo de cobranças"),
    "name": Text("name", "nome"),
    "offer_billet": Text("bank slip", "boleto"),
    "offer_code": Text("offer", "oferta"),
    "offer_ids": Text("offers", "ofertas"),
    "offer_name": Text("name of the offer", "nome da oferta"),
    "payment_type": Text("to be paid by", "forma de pagamento"),
    "periodicity": Text("charged", "cobrado"),
    "product_id": Text("product", "produto"),
    "purchase_approved_url": Text("when approved", "quando aprovada"),
    "purchase_under_analysis_url": Text("while under analysis", "em análise"),
    "purchase_waiting_payment_url": Text("while it waits to be paid", "aguardando pagamento"),
    "recurrences": Text("recurrences", "recorrências"),
    "sck": Text("sck", "sck"),
    "send_mail": Text("e-mail to the subscriber", "e-mail ao assinante"),
    "start_date": Text("valid from", "vale a partir de"),
    "subscriber_code": Text("subscription", "assinatura"),
    "subscription": Text("subscription", "assinatura"),
    "subscription_id": Text("subscription", "assinatura"),
    "token": Text("token of the link", "token do link"),
    "transaction_code": Text("sale", "venda"),
    "trial": Text("trial", "período de teste"),
    "trial_period": Text("days", "dias"),
    "trial_type": Text("kind", "tipo"),
    "ucode": Text("payment link", "link de pagamento"),
    "value": Text("price", "preço"),
    "weekdays": Text("on", "em"),
    "links.charge_value.value": Text("amount", "valor"),
    "subscriptions.switch_plan.offer_code": Text("switch to", "mudar para"),
}
"""By the name of a parameter or of a field in it; what means something else in one operation has its own."""

MEANINGS: Mapping[str, Text] = {
    "BILLET": Text("bank slip", "boleto"),
    "SINGLE_INSTALLMENT": Text("once", "uma vez"),
    "WEEKLY": Text("every week", "toda semana"),
    "MONTHLY": Text("every month", "todo mês"),
    "BIMONTHLY": Text("every two months", "a cada dois meses"),
    "QUARTERLY": Text("every three months", "a cada três meses"),
    "BIANNUAL": Text("every six months", "a cada seis meses"),
    "ANNUAL": Text("every year", "todo ano"),
}
"""What Hotmart's words mean where they do not say so (dossier §6.3, §10)."""

ABSENT: Mapping[str, Text] = {
    "coupons.create.start_date": Text("not set: Hotmart decides", "não informado: a Hotmart decide"),
    "coupons.create.end_date": Text("no end is set", "sem data de fim"),
    "negotiation.create.discount": Text("none", "nenhum"),
}
"""What it means that a value is not given, where a person would ask for it."""
NONE_OF_THEM: Mapping[str, Text] = {
    "offer_ids": Text("all of the product", "todas as do produto"),
}
"""What an empty list means."""


def label(action: str, name: str) -> Text:
    """What a value is called."""
    return LABELS.get(f"{action}.{name}") or LABELS.get(name) or Text(name, name)
