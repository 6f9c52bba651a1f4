"""The streams: each is an operation of the catalogue and what is known about how its rows change.

Facts only (dossier §15.2). How a stream is planned, pulled, landed and proved follows from them.
"""

from __future__ import annotations

from hotmart.api.choices import SaleStatus, SubscriptionStatus
from hotmart.streams.ladder import EVERY_RUN
from hotmart.streams.origin import Answered, Listed
from hotmart.streams.stream import Parent, Stream, Sweep, Taken, Told
from hotmart.streams.windows import DAY, HOUR

ALL_SALES = tuple(SaleStatus)
PRICED_SALES = tuple(
    status
    for status in SaleStatus
    if status not in (SaleStatus.NO_FUNDS, SaleStatus.PRE_ORDER, SaleStatus.PROCESSING_TRANSACTION)
)
LATE_SALES = Sweep(
    "transaction_status",
    (SaleStatus.PROTESTED, SaleStatus.REFUNDED, SaleStatus.PARTIALLY_REFUNDED, SaleStatus.CHARGEBACK),
    "purchase_status",
)
MOVING_PURCHASES = (
    SaleStatus.STARTED,
    SaleStatus.PRE_ORDER,
    SaleStatus.PROCESSING_TRANSACTION,
    SaleStatus.UNDER_ANALISYS,
    SaleStatus.WAITING_PAYMENT,
    SaleStatus.PRINTED_BILLET,
    SaleStatus.APPROVED,
    SaleStatus.PROTESTED,
)
LIVE_SUBSCRIPTIONS = (
    SubscriptionStatus.STARTED,
    SubscriptionStatus.INACTIVE,
    SubscriptionStatus.ACTIVE,
    SubscriptionStatus.DELAYED,
)
WEEK = 7 * DAY


SALES_HISTORY = Stream(
    "sales_history",
    Listed("sales.history"),
    "Every sale, one row per transaction.",
    "Todas as vendas, uma linha por transação.",
    statuses=ALL_SALES,
    sweeps=(LATE_SALES,),
    counts_by="purchase_status",
    read_by=("producer_ucode", "purchase_commission_as"),
    joined_as="sales",
)
SALES_PARTICIPANTS = Stream(
    "sales_participants",
    Listed("sales.participants"),
    "Who took part in each sale, one row per person.",
    "Quem participou de cada venda, uma linha por pessoa.",
    exploded="users",
    statuses=ALL_SALES,
    dated_by=SALES_HISTORY,
)
SALES_COMMISSIONS = Stream(
    "sales_commissions",
    Listed("sales.commissions"),
    "How each sale is shared, one row per share.",
    "Como cada venda é repartida, uma linha por parte.",
    exploded="commissions",
    statuses=ALL_SALES,
    dated_by=SALES_HISTORY,
    sums=("commission_currency_code", "commission_value", "source", "user_ucode"),
)
SALES_PRICE_DETAILS = Stream(
    "sales_price_details",
    Listed("sales.price_details"),
    "What the price of each sale is made of, one row per transaction.",
    "De que é feito o preço de cada venda, uma linha por transação.",
    statuses=ALL_SALES,
    fewer_statuses=PRICED_SALES,
    dated_by=SALES_HISTORY,
)
SUBSCRIPTIONS = Stream(
    "subscriptions",
    Listed("subscriptions.list"),
    "Every subscription, one row per subscriber code.",
    "Todas as assinaturas, uma linha por código de assinante.",
    lives_on=True,
    statuses=tuple(SubscriptionStatus),
    sweeps=(Sweep("status", LIVE_SUBSCRIPTIONS, "status"),),
    counts_by="status",
)
SUBSCRIPTION_SUMMARIES = Stream(
    "subscription_summaries",
    Listed("subscriptions.summary"),
    "How each subscription fares, rebuilt daily by Hotmart.",
    "Como vai cada assinatura, refeito diariamente pela Hotmart.",
    lives_on=True,
    ladder=EVERY_RUN,
    sized_like=SUBSCRIPTIONS,
    volatile=("lifetime",),
)
SUBSCRIPTION_TRANSACTIONS = Stream(
    "subscription_transactions",
    Listed("subscriptions.transactions"),
    "Every charge of every subscription, up to a day old.",
    "Todas as cobranças de todas as assinaturas, com até um dia de atraso.",
    sweeps=(
        Sweep("subscription_status", LIVE_SUBSCRIPTIONS, "status", together=False),
        Sweep("purchase_status", LATE_SALES.values, "purchase_status", together=False),
    ),
    swept_every=20
    * HOUR,  # Hotmart makes it anew each day (dossier §5.3), and no daily job is quite punctual
    left_by="subscriber_code",
    sized_like=SALES_HISTORY,
    version="last_update",
    volatile=("recurrency_payment_delays_days",),
    joined_as="subscription_charges",
)
SUBSCRIPTION_PURCHASES = Stream(
    "subscription_purchases",
    Answered("subscriptions.purchases", ("transaction",)),
    "Every charge of each subscription as of now, one request per subscription.",
    "Todas as cobranças de cada assinatura até agora, uma chamada por assinatura.",
    parent=Parent(SUBSCRIPTIONS, (Taken("subscriber_code", "subscriber_code", "subscriber_code"),)),
    stale_after=90 * DAY,
    unsettled=("status", MOVING_PURCHASES),
    costly=True,
)
PRODUCTS = Stream(
    "products",
    Listed("products.list"),
    "The products this account created.",
    "Os produtos criados por esta conta.",
    read_by=("id", "ucode", "format"),
)
PRODUCT_OFFERS = Stream(
    "product_offers",
    Listed("products.offers"),
    "The offers of each product.",
    "As ofertas de cada produto.",
    parent=Parent(PRODUCTS, (Taken("ucode", "ucode", "product_ucode"),)),
)
PRODUCT_PLANS = Stream(
    "product_plans",
    Listed("products.plans"),
    "The plans of each subscription product.",
    "Os planos de cada produto de assinatura.",
    parent=Parent(PRODUCTS, (Taken("ucode", "ucode", "product_ucode"),), refusal_means_none=True),
)
COUPONS = Stream(
    "coupons",
    Listed("coupons.list"),
    "The coupons of each product; those that were deleted are in its history.",
    "Os cupons de cada produto; os apagados ficam no histórico.",
    parent=Parent(PRODUCTS, (Taken("id", "product_id", "product_id"),)),
)
CLUB_MODULES = Stream(
    "club_modules",
    Answered("club.modules", ("module_id",)),
    "The modules of each members area, the extra ones too.",
    "Os módulos de cada área de membros, inclusive os extras.",
    told=Told("club", "subdomain"),
    variants=({"is_extra": False}, {"is_extra": True}),  # without it, only the regular ones (dossier §8.1)
)
CLUB_PAGES = Stream(
    "club_pages",
    Answered("club.pages", ("page_id",)),
    "The pages of each module.",
    "As páginas de cada módulo.",
    parent=Parent(
        CLUB_MODULES,
        (Taken("subdomain", "subdomain", "subdomain"), Taken("module_id", "module_id", "module_id")),
    ),
)
CLUB_STUDENTS = Stream(
    "club_students",
    Listed("club.students"),
    "The students of each members area, and how far each has come.",
    "Os alunos de cada área de membros e o progresso de cada um.",
    told=Told("club", "subdomain"),
)
CLUB_LESSONS = Stream(
    "club_lessons",
    Answered("club.lessons", ("page_id",), records="lessons"),
    "The lessons of each student, one request per student who has been active.",
    "As aulas de cada aluno, uma chamada por aluno que esteve ativo.",
    parent=Parent(
        CLUB_STUDENTS,
        (Taken("subdomain", "subdomain", "subdomain"), Taken("user_id", "user_id", "user_id")),
    ),
    stale_after=30 * DAY,
    costly=True,
)
EVENT_INFO = Stream(
    "event_info",
    Answered("events.get"),
    "Each event: when it is, and its lots of tickets.",
    "Cada evento: quando é, e seus lotes de ingressos.",
    parent=Parent(PRODUCTS, (Taken("id", "event_id", "event_id"),), only=("format", "ETICKET")),
)
EVENT_PARTICIPANTS = Stream(
    "event_participants",
    Listed("events.tickets"),
    "The tickets of each event, who bought each and who comes with it.",
    "Os ingressos de cada evento, quem comprou cada um e quem vai com ele.",
    parent=Parent(PRODUCTS, (Taken("id", "product_id", "event_id"),), only=("format", "ETICKET")),
    since_by="last_update",
    stale_after=WEEK,
)
ACCOUNT = Stream(
    "account",
    Answered("user.me", ("ucode",)),
    "The account itself, as it names itself.",
    "A própria conta, como ela se identifica.",
)

STREAMS: dict[str, Stream] = {
    stream.name: stream
    for stream in (
        SALES_HISTORY,
        SALES_PARTICIPANTS,
        SALES_COMMISSIONS,
        SALES_PRICE_DETAILS,
        SUBSCRIPTIONS,
        SUBSCRIPTION_SUMMARIES,
        SUBSCRIPTION_TRANSACTIONS,
        SUBSCRIPTION_PURCHASES,
        PRODUCTS,
        PRODUCT_OFFERS,
        PRODUCT_PLANS,
        COUPONS,
        CLUB_MODULES,
        CLUB_PAGES,
        CLUB_STUDENTS,
        CLUB_LESSONS,
        EVENT_INFO,
        EVENT_PARTICIPANTS,
        ACCOUNT,
    )
}
