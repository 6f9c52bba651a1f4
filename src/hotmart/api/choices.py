"""The values Hotmart documents (dossier §13). All are open: an answer may hold others, a question may not."""

from __future__ import annotations

from hotmart.words import OpenEnum


class SaleStatus(OpenEnum):
    """Where a sale stands. It changes without any date changing (dossier §15.1)."""

    APPROVED = "APPROVED"
    BLOCKED = "BLOCKED"
    CANCELLED = "CANCELLED"
    CHARGEBACK = "CHARGEBACK"
    COMPLETE = "COMPLETE"
    EXPIRED = "EXPIRED"
    NO_FUNDS = "NO_FUNDS"
    OVERDUE = "OVERDUE"
    PARTIALLY_REFUNDED = "PARTIALLY_REFUNDED"
    PRE_ORDER = "PRE_ORDER"
    PRINTED_BILLET = "PRINTED_BILLET"
    PROCESSING_TRANSACTION = "PROCESSING_TRANSACTION"
    PROTESTED = "PROTESTED"
    REFUNDED = "REFUNDED"
    STARTED = "STARTED"
    UNDER_ANALISYS = "UNDER_ANALISYS"  # Hotmart's spelling
    WAITING_PAYMENT = "WAITING_PAYMENT"


class ChargeStatus(OpenEnum):
    """Where a sale stands, in the words of `subscriptions/transactions`, which differ (dossier §5.3)."""

    APPROVED = "APPROVED"
    CANCELLED = "CANCELLED"
    CHARGEBACK = "CHARGEBACK"
    COMPLETE = "COMPLETE"
    DELAYED = "DELAYED"
    EXPIRED = "EXPIRED"
    PARTIALLY_REFUNDED = "PARTIALLY_REFUNDED"
    PRINTED_BILLET = "PRINTED_BILLET"
    PROTESTED = "PROTESTED"
    REFUNDED = "REFUNDED"
    STARTED = "STARTED"
    UNDER_ANALYSIS = "UNDER_ANALYSIS"  # spelt right here
    WAITING_PAYMENT = "WAITING_PAYMENT"


class PaymentType(OpenEnum):
    """How a sale was paid (dossier §13.2)."""

    BILLET = "BILLET"
    CASH_PAYMENT = "CASH_PAYMENT"
    CREDIT_CARD = "CREDIT_CARD"
    DIRECT_BANK_TRANSFER = "DIRECT_BANK_TRANSFER"
    DIRECT_DEBIT = "DIRECT_DEBIT"
    FINANCED_BILLET = "FINANCED_BILLET"
    FINANCED_INSTALLMENT = "FINANCED_INSTALLMENT"
    GOOGLE_PAY = "GOOGLE_PAY"
    HOTCARD = "HOTCARD"
    HYBRID = "HYBRID"
    MANUAL_TRANSFER = "MANUAL_TRANSFER"
    PAYPAL = "PAYPAL"
    PAYPAL_INTERNACIONAL = "PAYPAL_INTERNACIONAL"
    PICPAY = "PICPAY"
    PIX = "PIX"
    SAMSUNG_PAY = "SAMSUNG_PAY"
    WALLET = "WALLET"

    @classmethod
    def seen(cls) -> frozenset[str]:
        """Values that answers hold besides."""
        return frozenset({"APPLE_PAY", "BALANCE_HOTMART", "CASHPAYMENT", "ECHECK", "HOTMART_BALANCE"})


class PaymentMethod(OpenEnum):
    """The means of payment. Unreliable: PIX sales carry other methods (dossier §4.1); trust the type."""

    APPLE_PAY = "APPLE_PAY"
    BACS_DIRECT_DEBIT = "BACS_DIRECT_DEBIT"
    BALOTO = "BALOTO"
    BANK_DEBIT = "BANK_DEBIT"
    BANK_TRANSFER_BB = "BANK_TRANSFER_BB"
    BANK_TRANSFER_BRADESCO = "BANK_TRANSFER_BRADESCO"
    BANK_TRANSFER_ITAU = "BANK_TRANSFER_ITAU"
    BILLET = "BILLET"
    CREDIT_CARD_AMERICAN_EXPRESS = "CREDIT_CARD_AMERICAN_EXPRESS"
    CREDIT_CARD_AURA = "CREDIT_CARD_AURA"
    CREDIT_CARD_DINERS = "CREDIT_CARD_DINERS"
    CREDIT_CARD_DISCOVER = "CREDIT_CARD_DISCOVER"
    CREDIT_CARD_ELO = "CREDIT_CARD_ELO"
    CREDIT_CARD_HIPERCARD = "CREDIT_CARD_HIPERCARD"
    CREDIT_CARD_MASTERCARD = "CREDIT_CARD_MASTERCARD"
    CREDIT_CARD_VISA = "CREDIT_CARD_VISA"
    CUPON_DE_PAGO = "CUPON_DE_PAGO"
    DIRECT_BANK_TRANSFER_ADYEN_SOFORT = "DIRECT_BANK_TRANSFER_ADYEN_SOFORT"
    FINANCED_BILLET = "FINANCED_BILLET"
    FINANCED_INSTALLMENT_ADYEN_ONEY = "FINANCED_INSTALLMENT_ADYEN_ONEY"
    FINANCED_INSTALLMENT_ADYEN_ONEY_3X = "FINANCED_INSTALLMENT_ADYEN_ONEY_3X"
    FINANCED_INSTALLMENT_ADYEN_ONEY_4X = "FINANCED_INSTALLMENT_ADYEN_ONEY_4X"
    FINANCED_INSTALLMENT_ADYEN_ONEY_6X = "FINANCED_INSTALLMENT_ADYEN_ONEY_6X"
    FINANCED_INSTALLMENT_ADYEN_ONEY_10X = "FINANCED_INSTALLMENT_ADYEN_ONEY_10X"
    FINANCED_INSTALLMENT_ADYEN_ONEY_12X = "FINANCED_INSTALLMENT_ADYEN_ONEY_12X"
    GOOGLE_PAY = "GOOGLE_PAY"
    HOTMART = "HOTMART"
    HYBRID = "HYBRID"
    IN_APP_PURCHASE = "IN_APP_PURCHASE"
    MULTIBANCO = "MULTIBANCO"
    OXXO = "OXXO"
    PAGO_EFECTIVO = "PAGO_EFECTIVO"
    PAYPAL = "PAYPAL"
    PICPAY = "PICPAY"
    PIX = "PIX"
    SAMSUNG_PAY = "SAMSUNG_PAY"
    SEPA_DIRECT_DEBIT = "SEPA_DIRECT_DEBIT"
    UNKNOWN = "UNKNOWN"
    UNKNOWN_CREDIT_CARD = "UNKNOWN_CREDIT_CARD"

    @classmethod
    def seen(cls) -> frozenset[str]:
        """The purchases of a subscription say VISA_CREDIT_CARD, the words the other way round (§5.4)."""
        cards = (method.removeprefix("CREDIT_CARD_") for method in cls if method.startswith("CREDIT_CARD_"))
        return frozenset(f"{card}_CREDIT_CARD" for card in cards)


class PaymentMode(OpenEnum):
    """How an offer is charged."""

    BILLET_INSTALLMENT = "BILLET_INSTALLMENT"
    FINANCED_BILLET = "FINANCED_BILLET"
    INVOICE = "INVOICE"
    MULTIPLE_PAYMENTS = "MULTIPLE_PAYMENTS"
    NOT_DEFINED = "NOT_DEFINED"
    PAY_IN_FULL = "PAY_IN_FULL"
    SMART_INSTALLMENT = "SMART_INSTALLMENT"
    SUBSCRIPTION = "SUBSCRIPTION"
    UNIQUE_PAYMENT = "UNIQUE_PAYMENT"


class PlanPaymentMode(OpenEnum):
    """How a plan is charged: the same idea as PaymentMode, in Portuguese (dossier §6.3)."""

    ASSINATURA = "ASSINATURA"
    BILLET_INSTALLMENT = "BILLET_INSTALLMENT"
    INVOICE = "INVOICE"
    MULTIPLOS_PAGAMENTOS = "MULTIPLOS_PAGAMENTOS"
    NOT_DEFINED = "NOT_DEFINED"
    PAGAMENTO_UNICO = "PAGAMENTO_UNICO"
    PAGAMENTO_VISTA = "PAGAMENTO_VISTA"
    SMART_INSTALLMENT = "SMART_INSTALLMENT"


class Periodicity(OpenEnum):
    """How often a plan is charged."""

    ANNUAL = "ANNUAL"
    BIANNUAL = "BIANNUAL"  # every six months
    BIMONTHLY = "BIMONTHLY"
    MONTHLY = "MONTHLY"
    QUARTERLY = "QUARTERLY"
    SINGLE_INSTALLMENT = "SINGLE_INSTALLMENT"
    WEEKLY = "WEEKLY"


class CommissionAs(OpenEnum):
    """The part this account had in a sale."""

    AFFILIATE = "AFFILIATE"
    COPRODUCER = "COPRODUCER"
    PRODUCER = "PRODUCER"


class CommissionSource(OpenEnum):
    """What a commission is paid for."""

    ADDON = "ADDON"
    AFFILIATE = "AFFILIATE"
    COPRODUCER = "COPRODUCER"
    MARKETPLACE = "MARKETPLACE"
    PRODUCER = "PRODUCER"


class ParticipantRole(OpenEnum):
    """What a person is in a sale."""

    AFFILIATE = "AFFILIATE"
    BUYER = "BUYER"
    COPRODUCER = "COPRODUCER"
    PRODUCER = "PRODUCER"


class DocumentType(OpenEnum):
    """What an identity document is."""

    CIF = "CIF"
    CNPJ = "CNPJ"
    CPF = "CPF"
    DNI = "DNI"
    DOCUMENT = "DOCUMENT"
    RG = "RG"


class SubscriptionStatus(OpenEnum):
    """Where a subscription stands. OVERDUE: its plan has run its course; it is not late (dossier §5.11)."""

    ACTIVE = "ACTIVE"
    CANCELLED_BY_ADMIN = "CANCELLED_BY_ADMIN"
    CANCELLED_BY_CUSTOMER = "CANCELLED_BY_CUSTOMER"
    CANCELLED_BY_SELLER = "CANCELLED_BY_SELLER"
    DELAYED = "DELAYED"
    INACTIVE = "INACTIVE"
    OVERDUE = "OVERDUE"
    STARTED = "STARTED"


class BillingType(OpenEnum):
    """What recurs: a subscription, or the instalments of one purchase."""

    SMART_INSTALLMENT = "SMART_INSTALLMENT"
    SMART_RECOVERY = "SMART_RECOVERY"
    SUBSCRIPTION = "SUBSCRIPTION"


class RecurrenceStatus(OpenEnum):
    """Where one recurrence of a subscription stands."""

    CHARGEBACK = "CHARGEBACK"
    CLAIMED = "CLAIMED"
    NOT_PAID = "NOT_PAID"
    PAID = "PAID"
    REFUNDED = "REFUNDED"


class RecurrenceTransactionType(OpenEnum):
    """How a recurrence came to be charged."""

    ANTICIPATION = "ANTICIPATION"
    AUTOMATIC = "AUTOMATIC"
    NEGOTIATION = "NEGOTIATION"


class InstallmentType(OpenEnum):
    """How a purchase is split."""

    CONVENTIONAL_INSTALLMENT = "CONVENTIONAL_INSTALLMENT"
    ONE_TIME_PAYMENT = "ONE_TIME_PAYMENT"
    SMART_INSTALLMENT = "SMART_INSTALLMENT"
    SMART_RECOVERY = "SMART_RECOVERY"


class BilletRecovery(OpenEnum):
    """How an unpaid bank slip is chased."""

    AUTOMATIC = "AUTOMATIC"
    MANUAL = "MANUAL"


class ProductStatus(OpenEnum):
    """Where a product stands."""

    ACTIVE = "ACTIVE"
    CHANGES_PENDING_ON_PRODUCT = "CHANGES_PENDING_ON_PRODUCT"
    DELETED = "DELETED"
    DRAFT = "DRAFT"
    IN_REVIEW = "IN_REVIEW"
    NOT_APPROVED = "NOT_APPROVED"
    PAUSED = "PAUSED"


class ProductFormat(OpenEnum):
    """What a product is."""

    AGENT = "AGENT"
    AUDIOS = "AUDIOS"
    BUNDLE = "BUNDLE"
    COMMUNITY = "COMMUNITY"
    EBOOK = "EBOOK"
    ETICKET = "ETICKET"
    IMAGES = "IMAGES"
    MOBILE_APPS = "MOBILE_APPS"
    ONLINE_COURSE = "ONLINE_COURSE"
    ONLINE_EVENT = "ONLINE_EVENT"
    ONLINE_SERVICE = "ONLINE_SERVICE"
    SERIAL_CODES = "SERIAL_CODES"
    SOFTWARE = "SOFTWARE"
    TEMPLATES = "TEMPLATES"
    VIDEOS = "VIDEOS"


class SlipOrPix(OpenEnum):
    """How a negotiated debt may be paid."""

    BILLET = "BILLET"
    PIX = "PIX"


class ContractStatus(OpenEnum):
    """Where a subscription stands, in the answers to cancelling and reactivating it."""

    ACTIVE = "ACTIVE"
    INACTIVE = "INACTIVE"


class ChargeInterval(OpenEnum):
    """What the interval between two charges is counted in."""

    DAY = "DAY"
    INVOICE = "INVOICE"
    MONTH = "MONTH"
    WEEK = "WEEK"


class StudentRole(OpenEnum):
    """What a person is in a members area."""

    ADMIN = "ADMIN"
    CONTENT_EDITOR = "CONTENT_EDITOR"
    FREE_STUDENT = "FREE_STUDENT"
    MODERATOR = "MODERATOR"
    OWNER = "OWNER"
    STUDENT = "STUDENT"


class StudentStatus(OpenEnum):
    """Whether a student may enter."""

    ACTIVE = "ACTIVE"
    BLOCKED = "BLOCKED"
    BLOCKED_BY_OWNER = "BLOCKED_BY_OWNER"
    OVERDUE = "OVERDUE"


class StudentType(OpenEnum):
    """How a student came in."""

    BUYER = "BUYER"
    FREE = "FREE"
    GUEST = "GUEST"
    IMPORTED = "IMPORTED"
    OWNER = "OWNER"


class PlusAccess(OpenEnum):
    """Whether a student has the plus access, and for whom else."""

    DEPENDENT = "DEPENDENT"
    HOLDER = "HOLDER"
    HOLDER_WITHOUT_DEPENDENTS = "HOLDER_WITHOUT_DEPENDENTS"
    HOLDER_WITH_DEPENDENTS = "HOLDER_WITH_DEPENDENTS"
    WITHOUT_PLUS_ACCESS = "WITHOUT_PLUS_ACCESS"


class Engagement(OpenEnum):
    """How much a student takes part."""

    HIGH = "HIGH"
    LOW = "LOW"
    MEDIUM = "MEDIUM"
    NONE = "NONE"
    VERY_HIGH = "VERY_HIGH"


class PageType(OpenEnum):
    """What a page of a module is."""

    ADVERTISEMENT = "ADVERTISEMENT"
    CONTENT = "CONTENT"
    QUIZ = "QUIZ"
    WEBINAR = "WEBINAR"


class Liberation(OpenEnum):
    """When a page opens."""

    BY_DATE = "BY_DATE"
    BY_DAYS = "BY_DAYS"
    BY_QUIZ = "BY_QUIZ"


class TicketStatus(OpenEnum):
    """Where a ticket stands."""

    AVAILABLE = "AVAILABLE"
    CHARGEBACK = "CHARGEBACK"
    EXCLUDED = "EXCLUDED"
    INVITE = "INVITE"
    INVITE_CANCELED = "INVITE_CANCELED"
    REFUNDED = "REFUNDED"
    RESERVED = "RESERVED"
    SOLD = "SOLD"


class TicketType(OpenEnum):
    """Whether a ticket was paid for. ALL is for questions only."""

    ALL = "ALL"
    FREE = "FREE"
    PAID = "PAID"


class CheckinStatus(OpenEnum):
    """Whether the participant has come in. ALL is for questions only."""

    ALL = "ALL"
    CONCLUDED = "CONCLUDED"
    PARTIAL = "PARTIAL"
    PENDING = "PENDING"
