"""The names that `hotmart-python` 1.x gives to the same things, so that its programs find them here."""

from __future__ import annotations

from hotmart.answers.pages import PageInfo
from hotmart.answers.pages import Pages as PaginatedResponse
from hotmart.api.choices import (
    CommissionSource,
    PaymentType,
    ProductFormat,
    ProductStatus,
    SubscriptionStatus,
)
from hotmart.api.choices import SaleStatus as PurchaseStatus
from hotmart.api.club_models import ClubPage as PageItem
from hotmart.api.club_models import Module as ModuleItem
from hotmart.api.club_models import Student as StudentItem
from hotmart.api.club_models import Student as StudentProgress
from hotmart.api.contract_models import BulkOutcome as SubscriptionBulkResponse
from hotmart.api.contract_models import Contract as SubscriptionResult
from hotmart.api.coupon_models import Coupon as CouponItem
from hotmart.api.event_models import Event as EventItem
from hotmart.api.event_models import Ticket as TicketItem
from hotmart.api.negotiation_models import NegotiatedDebt as NegotiationResponse
from hotmart.api.product_models import Offer as OfferItem
from hotmart.api.product_models import Plan as PlanItem
from hotmart.api.product_models import Product as ProductItem
from hotmart.api.sale_models import PriceDetails as SalePriceDetailsItem
from hotmart.api.sale_models import Sale as SaleHistoryItem
from hotmart.api.sale_models import SaleCommissions as SaleCommissionsItem
from hotmart.api.sale_models import SaleParticipants as SaleParticipantsItem
from hotmart.api.sale_models import SalesTotal as SaleSummaryItem
from hotmart.api.subscription_models import Subscription as SubscriptionItem
from hotmart.api.subscription_models import SubscriptionPurchase
from hotmart.api.subscription_models import SubscriptionSummary as SubscriptionSummaryItem
from hotmart.model import Money as Price

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
