"""All sales of one person, found by e-mail, name or document, in whichever state."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from hotmart.actions.errand import Errand
from hotmart.actions.listed import taken
from hotmart.actions.moments import Period, period, today_in
from hotmart.actions.reading import Output, Window
from hotmart.actions.remarks import among
from hotmart.api.choices import ParticipantRole, SaleStatus
from hotmart.api.sale_models import Participant
from hotmart.cpf_cnpj import normal
from hotmart.errors import WrongCallError
from hotmart.language import Text

_LONG_AGO = timedelta(days=3650)
_SALES = Text("the sales of this person ordered", "as vendas desta pessoa pedidas")


def sales_of_a_person(told: Mapping[str, Any], errand: Errand) -> Output:
    """Their sales, the oldest first. Raises WrongCallError where nobody is named.

    No filter of Hotmart knows a document: the participants of all sales of the period are read for it, 500 a
    request, and then the sales one by one (dossier §4.3).
    """
    email, name, document = (
        str(told[one]) if told.get(one) else None for one in ("email", "name", "document")
    )
    if not (email or name or document):
        raise WrongCallError(
            "email",
            Text(
                "person.sales needs an email, a name or a document.",
                "person.sales precisa de email, name ou document.",
            ),
            Text("Such as -p email=rita@example.org", "Por exemplo -p email=rita@example.org"),
        )
    today = today_in(errand.zone)
    when = period(str(told["period"]), today) if told.get("period") else Period(today - _LONG_AGO, today)
    filters: dict[str, Any] = {
        "buyer_email": email,
        "buyer_name": name,
        "transaction_status": [*SaleStatus],
        "start_date": when.start,
        "end_date": when.end,
    }
    rows, complete = (
        _by_document(document, filters, errand)
        if document
        else taken(errand.client.sales.history(**filters).pages(), errand.limit)[:2]
    )
    ends = str(when.start), str(when.end)
    found = Output(rows, complete, window=Window(*ends, "start_date"))
    if not rows:
        where = among(_SALES, ends, errand.zone)
        found.warnings.append(
            Text(
                f"Nothing was found {where.en}, in any status.",
                f"Nada foi encontrado {where.pt}, em qualquer status.",
            )
        )
    return found


def _by_document(document: str, filters: Mapping[str, Any], errand: Errand) -> tuple[list[Any], bool]:
    client, limit, signs = errand.client, errand.limit, _signs(document)
    codes = [
        row.transaction
        for row in client.sales.participants(**filters)
        if any(signs in _documents(one) for one in row.users or ())
    ]
    every = [*SaleStatus]
    rows = [
        row
        for code in codes[:limit]
        for row in taken(client.sales.history(transaction=code, transaction_status=every).pages(), None).rows
    ]
    return rows, limit is None or len(codes) <= limit


def _documents(one: Participant) -> set[str]:
    """The documents of a participant who is the buyer."""
    if one.role != ParticipantRole.BUYER or one.user is None:
        return set()
    return {_signs(document.value) for document in one.user.documents or () if document.value}


def _signs(document: str) -> str:
    """What counts of a document, however it is written."""
    return normal(document) or re.sub(r"\W", "", document).upper()
