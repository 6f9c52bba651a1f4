"""The names that `hotmart-python` 1.x gives to the same things, so that its programs find them here."""

from __future__ import annotations

from .api.choices import CommissionSource, PaymentType, ProductFormat, ProductStatus, SubscriptionStatus
from .api.choices import SaleStatus as PurchaseStatus
from .api.club_models import ClubPage as PageItem
from .api.club_models import Module as ModuleItem
from .api.club_models import Student as StudentItem
from .api.club_models import Student as StudentProgress
from .api.contract_models import BulkOutcome as SubscriptionBulkResponse
from .api.contract_models import Contract as SubscriptionResult
from .api.coupon_models import Coupon as CouponItem
from .api.event_models import Event as EventItem
from .api.event_models import Ticket as TicketItem
from .api.negotiation_models import NegotiatedDebt as NegotiationResponse
from .api.product_models import Offer as OfferItem
from .api.product_models import Plan as PlanItem
from .api.product_models import Product as ProductItem
from .api.sale_models import PriceDetails as SalePriceDetailsItem
from .api.sale_models import Sale as SaleHistoryItem
from .api.sale_models import SaleCommissions as SaleCommissionsItem
from .api.sale_models import SaleParticipants as SaleParticipantsItem
from .api.sale_models import SalesTotal as SaleSummaryItem
from .api.subscription_models import Subscription as SubscriptionItem
from .api.subscription_models import SubscriptionPurchase
from .api.subscription_models import SubscriptionSummary as SubscriptionSummaryItem
from .model import Money as Price
from .pages import PageInfo
from .pages import Pages as PaginatedResponse

__all__ = [
    "CommissionSource",
    "CouponItem",
    "EventItem",
    "ModuleItem",
    "NegotiationResponse",
    "OfferItem",
    "PageInfo",
    "PageItem",
    "PaginatedResponse",
    "PaymentType",
    "PlanItem",
    "Price",
    "ProductFormat",
    "ProductItem",
    "ProductStatus",
    "PurchaseStatus",
    "SaleCommissionsItem",
    "SaleHistoryItem",
    "SaleParticipantsItem",
    "SalePriceDetailsItem",
    "SaleSummaryItem",
    "StudentItem",
    "StudentProgress",
    "SubscriptionBulkResponse",
    "SubscriptionItem",
    "SubscriptionPurchase",
    "SubscriptionResult",
    "SubscriptionStatus",
    "SubscriptionSummaryItem",
    "TicketItem",
]
