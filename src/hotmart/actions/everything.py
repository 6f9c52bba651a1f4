"""Everything about one sale in one answer: history, participants, commissions, price and subscription."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from hotmart.actions.errand import Errand
from hotmart.actions.guard.looking import BEGINNING
from hotmart.actions.listed import taken
from hotmart.actions.missing import NotHereError
from hotmart.actions.reading import Output
from hotmart.answers.pages import Pages
from hotmart.api.choices import SaleStatus, SubscriptionStatus
from hotmart.document import Problem
from hotmart.errors import HotmartError
from hotmart.language import Text

_PARTLY = Problem(
    "incomplete",
    Text("Some of it could not be read.", "Parte disto não pôde ser lida."),
    Text("The warnings say what; ask again later.", "Os avisos dizem o quê; peça de novo mais tarde."),
)


def everything_of_a_transaction(told: Mapping[str, Any], errand: Errand) -> Output:
    """All that Hotmart tells of it. What could not be read is None, and a warning says why.

    Raises NotHereError where this account has no such sale.
    """
    code = str(told["transaction"]).strip()
    client = errand.client
    sales, every = client.sales, [*SaleStatus]
    history = taken(sales.history(transaction=code, transaction_status=every).pages(), None).rows
    if not history:
        raise NotHereError("transaction", Text(f"sale {code}", f"venda {code}"))
    warnings: list[Text] = []
    output: dict[str, Any] = {"history": history[0]}
    parts: dict[str, Callable[[], Pages[Any]]] = {
        "participants": lambda: sales.participants(transaction=code, transaction_status=every),
        "commissions": lambda: sales.commissions(transaction=code, transaction_status=every),
        "price": lambda: sales.price_details(transaction=code),
        "subscription": lambda: client.subscriptions.list(
            transaction=code, status=[*SubscriptionStatus], accession_date=BEGINNING
        ),
    }
    for name, part in parts.items():
        try:
            output[name] = taken(part().pages(), None).rows
        except HotmartError as error:  # the rest is worth having without it
            output[name] = None
            warnings.append(Text(f"{name}: {error.text.en}", f"{name}: {error.text.pt}"))
    return Output(output, complete=not warnings, warnings=warnings, problem=_PARTLY if warnings else None)
