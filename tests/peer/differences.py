"""Where hotmart-python and ours part, and why. The tests beside hold that there is nothing else."""

from __future__ import annotations

NOT_JSON = "JSONDecodeError"  # of a web page with status 200: what answers a path that does not exist

# What hotmart-python reads and does just as we do.
READ = {
    *(f"sales.{name}" for name in ("history", "summary", "participants", "commissions", "price_details")),
    "sales.refund",
    *(f"subscriptions.{name}" for name in ("list", "summary", "purchases", "change_due_day")),
    *(f"subscriptions.{name}" for name in ("cancel", "reactivate", "reactivate_single")),
    *(f"products.{name}" for name in ("list", "offers", "plans")),
    "club.modules",
}

# Of these Hotmart does what it was told, and hotmart-python fails on the answer where `date_last_recurrence`
# is a number, as it was recorded: its model has a text, as is documented (dossier §5.5).
UNREAD = {"subscriptions.cancel", "subscriptions.reactivate", "subscriptions.reactivate_single"}

# What hotmart-python gets at the ten operations whose paths do not exist, and what we do (dossier §16).
LOST: dict[str, tuple[str, str]] = {
    "subscriptions.transactions": (NOT_JSON, "rows"),
    "coupons.create": (NOT_JSON, "done"),
    "coupons.list": (NOT_JSON, "rows"),
    "coupons.delete": (NOT_JSON, "done"),
    "club.pages": (NOT_JSON, "rows"),
    "club.students": (NOT_JSON, "rows"),
    "club.student_progress": (NOT_JSON, "rows"),
    "events.get": (NOT_JSON, "a row"),
    "events.tickets": (NOT_JSON, "rows"),
    "negotiation.create": (NOT_JSON, "WrongCallError"),  # it takes a code, which does not say which debt
}

# Parameters we do not take, and why.
NOT_TAKEN = {
    ("negotiation.create", "subscriber_code"): "a code does not say which debt: Hotmart asks for the number"
    " of the subscription, the recurrences and the way to pay (dossier §10)",
}


# Fields we do not have: Hotmart has been seen to send them nowhere (dossier §§5.1, 5.5, 5.6 and 7).
NOT_SENT = {
    "SubscriptionItem": {"subscriber.id"},
    "CouponItem": {"product_id"},
    "SubscriptionResult": {"error"},
    # what was done has no error, and what was not has nothing but its code and the error
    "SubscriptionBulkResponse": {
        "success_subscriptions.error",
        *(
            f"fail_subscriptions.{name}"
            for name in (
                "status",
                "creation_date",
                "current_recurrence",
                "date_last_recurrence",
                "date_next_charge",
                "due_day",
                "trial_period",
                "interval_type_between_charges",
                "interval_between_charges",
                "max_charge_cycles",
                "activation_date",
                "shopper",
                "shopper.email",
                "shopper.phone",
            )
        ),
    },
}
