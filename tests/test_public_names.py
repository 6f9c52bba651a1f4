"""The names this library exports are a promise: a change here is a change for its users."""

import hotmart


def test_the_exported_names_are_these() -> None:
    assert " ".join(hotmart.__all__) == (
        "APIStatusError Account AccountInfo Accounts Answer AsyncHotmart AsyncPages Attempt "
        "AuthenticationError BadRequestError Billet BilletRecovery BillingType BulkOutcome "
        "ChargeInterval ChargeStatus CheckinStatus ClubPage CommissionAs CommissionSource "
        "ConfigurationError ConnectionFailedError Contract ContractStatus Coupon CouponItem DecodeError "
        "DiffersError DocumentType Engagement Event EventItem Hotmart HotmartError HotmartWarning "
        "IncompleteError InstallmentType Instant InternalServerError InvalidArgumentError Lessons Liberation "
        "Link LinkCharge LinkOffer LinkPlan Me Module ModuleItem ModulePage Money NegotiatedDebt "
        "NegotiationResponse NoRecordError NoWarehouseError NotFoundError Offer OfferItem Outcome "
        "OutcomeUnknownError Outcomes Page PageInfo PageItem PageType Pages PaginatedResponse "
        "ParticipantRole PastRun PaymentMethod PaymentMode PaymentType Periodicity PermissionDeniedError "
        "Plan PlanItem PlanPaymentMode PlusAccess Price PriceDetails Product ProductFormat ProductItem "
        "ProductStatus Progress PurchaseStatus QueryError RateLimitError RecurrenceStatus "
        "RecurrenceTransactionType Report Sale SaleCommissions SaleCommissionsItem SaleHistoryItem "
        "SaleParticipants SaleParticipantsItem SalePriceDetailsItem SaleStatus SaleSummaryItem "
        "SalesTotal SlipOrPix StreamReport Student StudentItem StudentProgress StudentRole StudentStatus "
        "StudentType Subscription SubscriptionBulkResponse SubscriptionItem SubscriptionPurchase "
        "SubscriptionResult SubscriptionStatus SubscriptionSummary SubscriptionSummaryItem "
        "SubscriptionTransaction SwitchablePlans SwitchedPlan SyncPlan Ticket TicketItem TicketStatus "
        "TicketType UnexpectedAnswerError Verification WarehouseBusyError WarehouseError WrongCallError "
        "__version__ open_all speaking"
    )
    assert all(hasattr(hotmart, name) for name in hotmart.__all__)


def test_open_is_at_the_door_and_a_star_leaves_python_its_own() -> None:
    assert callable(hotmart.open)
    assert "open" in dir(hotmart)
    assert "open" not in hotmart.__all__
