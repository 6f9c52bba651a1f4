"""The names this library exports are a promise: a change here is a change for its users."""

import hotmart


def test_the_exported_names_are_these() -> None:
    assert " ".join(hotmart.__all__) == (
        "APIStatusError AsyncHotmart Attempt AuthenticationError BadRequestError CommissionSource "
        "ConfigurationError ConnectionFailedError CouponItem DecodeError EventItem Hotmart HotmartError "
        "HotmartWarning InternalServerError InvalidArgumentError ModuleItem NegotiationResponse "
        "NotFoundError OfferItem OutcomeUnknownError PageInfo PageItem PaginatedResponse PaymentType "
        "PermissionDeniedError PlanItem Price ProductFormat ProductItem ProductStatus PurchaseStatus "
        "RateLimitError SaleCommissionsItem SaleHistoryItem SaleParticipantsItem SalePriceDetailsItem "
        "SaleSummaryItem StudentItem StudentProgress SubscriptionBulkResponse SubscriptionItem "
        "SubscriptionPurchase SubscriptionResult SubscriptionStatus SubscriptionSummaryItem TicketItem "
        "UnexpectedAnswerError WrongCallError __version__"
    )
    assert all(hasattr(hotmart, name) for name in hotmart.__all__)
