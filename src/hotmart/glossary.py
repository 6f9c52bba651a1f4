"""What each parameter means, said once, in English and in Portuguese, and its other names.

A name that means something else in one group or operation has an entry of its own: `coupons.start_date`.
"""

from __future__ import annotations

from typing import NamedTuple


class Word(NamedTuple):
    """What a parameter means, in both languages, and the other names people have for it."""

    en: str
    pt: str
    aliases: tuple[str, ...] = ()
    private: bool = False  # its value may say who a person is: kept out of reprs, logs and errors


WORDS: dict[str, Word] = {
    "accession_date": Word(
        "Subscriptions begun from this moment on",
        "Assinaturas iniciadas a partir deste momento",
        ("since", "from", "desde"),
    ),
    "affiliate": Word(
        "Number of the affiliate whose link the coupon is for",
        "Número do afiliado cujo link o cupom atende",
        ("afiliado",),
    ),
    "affiliate_name": Word(
        "Name of the affiliate", "Nome do afiliado", ("affiliate", "afiliado"), private=True
    ),
    "billing_configuration": Word(
        "How often and how many times it is charged",
        "Com que frequência e quantas vezes é cobrado",
        ("cobranca",),
    ),
    "billing_type": Word(
        "How it is charged: as a subscription, or in smart instalments",
        "Como é cobrada: assinatura ou parcelamento inteligente",
        ("tipo_de_cobranca",),
    ),
    "buyer_email": Word("E-mail of the buyer", "E-mail do comprador", ("email",), private=True),
    "buyer_name": Word("Name of the buyer", "Nome do comprador", ("buyer", "comprador"), private=True),
    "cancelation_date": Word("Cancelled from this moment on", "Canceladas a partir deste momento"),
    "charge": Word(
        "Whether to charge at once when the subscriber accepts",
        "Se cobra assim que o assinante aceitar",
        ("cobrar",),
    ),
    "checkin_status": Word(
        "Only tickets whose check-in is in this state",
        "Só ingressos com o check-in neste estado",
        ("checkin",),
    ),
    "checkout_configuration": Word(
        "What the checkout offers and asks for", "O que o checkout oferece e pede", ("checkout",)
    ),
    "commission_as": Word(
        "The part this account had in the sale",
        "O papel desta conta na venda",
        ("role", "papel"),
    ),
    "coupon_code": Word(
        "Code of the coupon, 25 characters at most",
        "Código do cupom, com até 25 caracteres",
        ("coupon", "cupom"),
    ),
    "coupon_id": Word("Number of the coupon", "Número do cupom", ("coupon", "cupom")),
    "currency": Word("Currency of the value, such as BRL", "Moeda do valor, por exemplo BRL", ("moeda",)),
    "date_next_charge": Word("Next charge from this moment on", "Próxima cobrança a partir deste momento"),
    "discount": Word(
        "How much is taken off: 10 is 10%, and so is 0.1",
        "Quanto é descontado: 10 são 10%, e 0.1 também",
        ("desconto",),
    ),
    "document": Word(
        "CPF or CNPJ of the buyer; a bank slip needs it",
        "CPF ou CNPJ do comprador; o boleto precisa dele",
        ("cpf", "cnpj"),
        private=True,
    ),
    "due_day": Word(
        "Day of the month to charge on, 1 to 31",
        "Dia do mês em que se cobra, de 1 a 31",
        ("dia_de_vencimento",),
    ),
    "email": Word(
        "E-mail, or a part of it", "E-mail, ou parte dele", ("student_email", "aluno"), private=True
    ),
    "end_accession_date": Word(
        "Subscriptions begun up to this moment",
        "Assinaturas iniciadas até este momento",
        ("until", "to", "ate"),
    ),
    "end_cancelation_date": Word("Cancelled up to this moment", "Canceladas até este momento"),
    "end_date": Word("Ordered up to this moment", "Pedidas até este momento", ("until", "to", "ate")),
    "end_date_next_charge": Word("Next charge up to this moment", "Próxima cobrança até este momento"),
    "end_transaction_date": Word(
        "Ordered up to this moment", "Pedidas até este momento", ("until", "to", "ate")
    ),
    "event_id": Word(
        "Number of the event: of its product, which must be an ETICKET",
        "Número do evento: o do produto, que precisa ser ETICKET",
        ("event", "evento", "product_id"),
    ),
    "format": Word(
        "What the product is, such as ONLINE_COURSE", "O que o produto é, como ONLINE_COURSE", ("formato",)
    ),
    "id": Word("Number of the product", "Número do produto", ("product_id",)),
    "id_eticket": Word("Number of the ticket", "Número do ingresso", ("ticket", "ingresso")),
    "id_lot": Word("Number of the lot", "Número do lote", ("lot", "lote")),
    "is_allowed_to_email_the_buyer": Word(
        "Whether the buyer may be sent e-mail about the product",
        "Se o comprador pode receber e-mails sobre o produto",
    ),
    "is_extra": Word("The extra modules instead of the main ones", "Os módulos extras em vez dos principais"),
    "is_main_offer": Word("Whether it becomes the main offer", "Se passa a ser a oferta principal"),
    "last_update": Word(
        "Changed from this moment on", "Alterados a partir deste momento", ("since", "from", "desde")
    ),
    "link_configuration": Word("Where the link calls back", "Para onde o link avisa"),
    "max_results": Word(
        "Rows in a page; Hotmart gives 500 at most",
        "Linhas por página; a Hotmart dá no máximo 500",
        ("rows", "limit", "linhas"),
    ),
    "module_id": Word(
        "Code of the module, such as 2QWER7TY8U", "Código do módulo, como 2QWER7TY8U", ("module", "modulo")
    ),
    "name": Word("Name", "Nome (título)", ("nome",)),
    "offer_code": Word("Code of the offer", "Código da oferta", ("offer", "oferta")),
    "offer_ids": Word(
        "Numbers of the offers the coupon is for; none means all",
        "Números das ofertas que o cupom atende; nenhum quer dizer todas",
        ("ofertas",),
    ),
    "offer_name": Word("Name of the offer", "Nome da oferta"),
    "page_token": Word("Begin at this page", "Começar nesta página", ("page", "pagina")),
    "participant_email": Word(
        "E-mail of whoever goes to the event", "E-mail de quem vai ao evento", private=True
    ),
    "payment_type": Word(
        "How it was paid, such as PIX", "Como foi paga, por exemplo PIX", ("payment", "pagamento")
    ),
    "periodicity": Word(
        "How often it is charged, such as MONTHLY",
        "De quanto em quanto tempo é cobrado, por exemplo MONTHLY",
        ("periodicidade",),
    ),
    "plan": Word("Name of the plan", "Nome do plano", ("plan_name", "plano")),
    "plan_id": Word("Number of the plan", "Número do plano"),
    "product_id": Word("Number of the product", "Número do produto", ("product", "produto")),
    "purchase_payment_type": Word(
        "How it was paid, such as PIX", "Como foi paga, por exemplo PIX", ("payment",)
    ),
    "purchase_status": Word("Only transactions in this state", "Só transações neste estado", ("status",)),
    "recurrences": Word(
        "Numbers of the unpaid recurrences, five at most",
        "Números das recorrências em aberto, no máximo cinco",
        ("recorrencias",),
    ),
    "recurrency_status": Word(
        "Only recurrences in this state", "Só recorrências neste estado", ("recorrencia",)
    ),
    "sales_source": Word(
        "Source of the sale: the `src` of its link",
        "Origem da venda: o `src` do link",
        ("src", "origem"),
        private=True,
    ),
    "sck": Word(
        "Source of the checkout: the `sck` of its link", "Origem do checkout: o `sck` do link", private=True
    ),
    "select": Word(
        "Only these fields, such as `purchase.transaction`; what identifies a row always comes",
        "Só estes campos, como `purchase.transaction`; o que identifica a linha sempre vem",
        ("fields", "campos"),
    ),
    "send_mail": Word(
        "Whether the subscriber is told by e-mail", "Se o assinante é avisado por e-mail", ("avisar",)
    ),
    "start_date": Word(
        "Ordered from this moment on", "Pedidas a partir deste momento", ("since", "from", "desde")
    ),
    "status": Word("Only those in this state", "Só os que estão neste estado", ("estado", "situacao")),
    "student_email": Word(
        "E-mail of the student, or a part of it", "E-mail do aluno, ou parte dele", ("email",), private=True
    ),
    "subdomain": Word(
        "Subdomain of the members area: the last part of hotmart.com/club/…",
        "Subdomínio da área de membros: o fim de hotmart.com/club/…",
        ("club",),
    ),
    "subscriber_code": Word(
        "Code of the subscription, such as K7QW3ZP9",
        "Código da assinatura, como K7QW3ZP9",
        ("subscription", "assinatura", "code"),
    ),
    "subscriber_codes": Word(
        "Codes of the subscriptions", "Códigos das assinaturas", ("subscriptions", "assinaturas")
    ),
    "subscriber_email": Word("E-mail of the subscriber", "E-mail do assinante", ("email",), private=True),
    "subscriber_name": Word("Name of the subscriber", "Nome do assinante", ("name", "nome"), private=True),
    "subscription": Word(
        "What recurs, when the link sells a subscription",
        "O que se repete, quando o link vende uma assinatura",
        ("assinatura",),
    ),
    "subscription_id": Word("Number of the subscription; not its code", "Número da assinatura; não o código"),
    "subscription_status": Word("Only subscriptions in this state", "Só assinaturas neste estado"),
    "ticket_qr_code": Word(
        "Text of the ticket's QR code", "Texto do QR code do ingresso", ("qr_code",), private=True
    ),
    "ticket_status": Word("Only tickets in this state", "Só ingressos neste estado"),
    "ticket_type": Word("Only paid, or only free tickets", "Só ingressos pagos, ou só gratuitos"),
    "transaction": Word(
        "Code of the sale, such as HP2600010001",
        "Código da venda, como HP2600010001",
        ("sale", "venda", "transacao"),
    ),
    "transaction_code": Word(
        "Code of the sale, such as HP2600010001",
        "Código da venda, como HP2600010001",
        ("transaction", "sale", "venda"),
    ),
    "transaction_date": Word(
        "Ordered from this moment on", "Pedidas a partir deste momento", ("since", "from", "desde")
    ),
    "transaction_status": Word(
        "Only sales in this state; without it Hotmart answers APPROVED and COMPLETE only",
        "Só vendas neste estado; sem isto a Hotmart responde só APPROVED e COMPLETE",
        ("status", "estado", "situacao"),
    ),
    "trial": Word("Only with (or only without) a trial", "Só com (ou só sem) período de teste", ("teste",)),
    "ucode": Word(
        "The product's ucode, a UUID; not its number",
        "O ucode do produto, um UUID; não o número",
        ("product_ucode",),
    ),
    "user_id": Word(
        "Code of the student in the members area", "Código do aluno na área de membros", ("student", "aluno")
    ),
    "value": Word(
        "Amount, in the currency's major unit", "Valor, na unidade principal da moeda", ("valor", "amount")
    ),
    "coupons.start_date": Word(
        "Valid from this moment on", "Vale a partir deste momento", ("since", "from", "desde")
    ),
    "coupons.end_date": Word("Valid up to this moment", "Vale até este momento", ("until", "to", "ate")),
    "coupons.code": Word("Only the coupon of this code", "Só o cupom com este código", ("coupon", "cupom")),
    "events.product_id": Word(
        "Number of the event: of its product, which must be an ETICKET",
        "Número do evento: o do produto, que precisa ser ETICKET",
        ("event_id", "event", "evento"),
    ),
    "links.token": Word("Token of the payment link", "Token do link de pagamento", private=True),
    "links.ucode": Word("The ucode of the payment link, a UUID", "O ucode do link de pagamento, um UUID"),
    "negotiation.discount": Word(
        "How much is taken off, in the currency of the debt",
        "Quanto é descontado, na moeda da dívida",
        ("desconto",),
    ),
    "negotiation.payment_type": Word(
        "How it will be paid: BILLET or PIX", "Como será paga: BILLET ou PIX", ("payment", "pagamento")
    ),
    "account.ucode": Word(
        "The ucode of the account, a UUID: `user.me` tells it",
        "O ucode da conta, um UUID: `user.me` o informa",
    ),
    "subscriptions.switch_plan.offer_code": Word(
        "Code of the offer to change to", "Código da oferta para a qual mudar"
    ),
}


def word(group: str, operation: str, name: str) -> Word:
    """What a parameter means in an operation; KeyError when nobody has said it."""
    return WORDS.get(f"{group}.{operation}.{name}") or WORDS.get(f"{group}.{name}") or WORDS[name]


_BEGINS = ("start_date", "accession_date", "transaction_date", "last_update")
_ENDS = ("end_date", "end_accession_date", "end_transaction_date")
_STATES = ("transaction_status", "purchase_status", "status", "subscription_status", "ticket_status")
_PEOPLE = ("buyer_email", "subscriber_email", "email", "participant_email")
_NAMES = ("buyer_name", "subscriber_name", "affiliate_name")

MEANT: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("after", "begin", "begin_date", "created_after", "date_from", "from_date"), _BEGINS),
    **dict.fromkeys(("from_", "initial_date", "min_date", "start", "start_at", "start_time"), _BEGINS),
    **dict.fromkeys(("data_inicial", "data_inicio", "de", "inicio", "order_date", "date"), _BEGINS),
    **dict.fromkeys(
        ("before", "created_before", "date_to", "end", "end_at", "end_time", "final_date"), _ENDS
    ),
    **dict.fromkeys(("expiration", "expires", "expires_at", "valid_until", "validade"), _ENDS),
    **dict.fromkeys(("max_date", "to_date", "data_fim", "data_final", "fim", "until_date"), _ENDS),
    **dict.fromkeys(
        ("order_status", "purchase_status", "sale_status", "state", "transaction_state"), _STATES
    ),
    **dict.fromkeys(("month", "period", "week", "year", "ano", "mes", "periodo", "semana"), _BEGINS),
    **dict.fromkeys(("day", "dia"), ("due_day", *_BEGINS)),
    **dict.fromkeys(("active", "approved", "canceled", "cancelled", "inactive", "paid", "refunded"), _STATES),
    **dict.fromkeys(("aprovado", "ativa", "ativo", "cancelado", "inativo", "pago", "reembolsado"), _STATES),
    **dict.fromkeys(("type", "tipo"), ("ticket_type", "billing_type", "format", "payment_type")),
    **dict.fromkeys(("client_email", "customer_email", "e_mail", "mail", "user_email"), _PEOPLE),
    **dict.fromkeys(("client_name", "customer_name", "user_name", "cliente"), _NAMES),
    **dict.fromkeys(("count", "first", "page_size", "pagesize", "per_page", "size", "top"), ("max_results",)),
    **dict.fromkeys(("limite", "por_pagina", "quantidade"), ("max_results",)),
    **dict.fromkeys(("cursor", "next", "next_page", "next_page_token", "page_number"), ("page_token",)),
    **dict.fromkeys(("offset", "skip", "starting_after"), ("page_token",)),
    **dict.fromkeys(
        ("order_id", "purchase_transaction", "sale_id", "transaction_id", "transaction_code"),
        ("transaction", "transaction_code"),
    ),
    **dict.fromkeys(("product_ucode", "product_code", "id_product"), ("product_id", "ucode", "id")),
    **dict.fromkeys(("payment_method", "purchase_payment_type"), ("payment_type",)),
    **dict.fromkeys(("columns", "include", "only", "colunas"), ("select",)),
}
"""What other operations, the warehouse and other tools call what a parameter is for; the likeliest first."""

_ELSEWHERE = {
    "amount", "confirm", "currency", "desc", "dry_run", "filter", "filters", "force", "format", "note",
    "order", "order_by", "partial", "preview", "q", "quantity", "reason", "search", "sort", "sort_by",
    "timezone", "tz", "value", "where",
}  # fmt: skip
"""What other tools take, and Hotmart has nothing like."""

KNOWN = frozenset(
    {name.rpartition(".")[2] for name in WORDS}
    | {alias for one in WORDS.values() for alias in one.aliases}
    | MEANT.keys()
    | _ELSEWHERE
)
"""Every name that means something here or elsewhere, and so is no parameter that is new."""


def meant(name: str) -> tuple[str, ...]:
    """What a name may stand for, the likeliest first: what is meant by a date depends on the operation."""
    found = next((several for several in (_BEGINS, _ENDS, _STATES, _PEOPLE, _NAMES) if name in several), ())
    return MEANT.get(name, ()) or found
