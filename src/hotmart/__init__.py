"""Everything to work with Hotmart from Python."""

from __future__ import annotations

import logging
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .client import AsyncHotmart, Hotmart
    from .errors import (
        APIStatusError,
        AuthenticationError,
        BadRequestError,
        ConfigurationError,
        ConnectionFailedError,
        DecodeError,
        HotmartError,
        HotmartWarning,
        InternalServerError,
        InvalidArgumentError,
        NotFoundError,
        OutcomeUnknownError,
        PermissionDeniedError,
        RateLimitError,
        UnexpectedAnswerError,
        WrongCallError,
    )
    from .former import (
        CommissionSource,
        CouponItem,
        EventItem,
        ModuleItem,
        NegotiationResponse,
        OfferItem,
        PageInfo,
        PageItem,
        PaginatedResponse,
        PaymentType,
        PlanItem,
        Price,
        ProductFormat,
        ProductItem,
        ProductStatus,
        PurchaseStatus,
        SaleCommissionsItem,
        SaleHistoryItem,
        SaleParticipantsItem,
        SalePriceDetailsItem,
        SaleSummaryItem,
        StudentItem,
        StudentProgress,
        SubscriptionBulkResponse,
        SubscriptionItem,
        SubscriptionPurchase,
        SubscriptionResult,
        SubscriptionStatus,
        SubscriptionSummaryItem,
        TicketItem,
    )
    from .hooks import Attempt

__version__ = "0.1.0"

__all__ = [
    "APIStatusError",
    "AsyncHotmart",
    "Attempt",
    "AuthenticationError",
    "BadRequestError",
    "CommissionSource",
    "ConfigurationError",
    "ConnectionFailedError",
    "CouponItem",
    "DecodeError",
    "EventItem",
    "Hotmart",
    "HotmartError",
    "HotmartWarning",
    "InternalServerError",
    "InvalidArgumentError",
    "ModuleItem",
    "NegotiationResponse",
    "NotFoundError",
    "OfferItem",
    "OutcomeUnknownError",
    "PageInfo",
    "PageItem",
    "PaginatedResponse",
    "PaymentType",
    "PermissionDeniedError",
    "PlanItem",
    "Price",
    "ProductFormat",
    "ProductItem",
    "ProductStatus",
    "PurchaseStatus",
    "RateLimitError",
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
    "UnexpectedAnswerError",
    "WrongCallError",
    "__version__",
]

logging.getLogger("hotmart").addHandler(logging.NullHandler())  # silent until the program asks

_ROOMS = {"Hotmart": "client", "AsyncHotmart": "client", "Attempt": "hooks", "HotmartWarning": "errors"}


if not TYPE_CHECKING:  # a type checker would take it for leave to ask for any name

    def __getattr__(name: str) -> Any:
        """Import the room a name lives in when it is first asked for; until then it costs nothing."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        room = _ROOMS.get(name) or ("errors" if name.endswith("Error") else "former")
        value = globals()[name] = getattr(import_module(f".{room}", __name__), name)
        return value


def __dir__() -> list[str]:
    return sorted(__all__)
