"""Who has access to a product, and why: by a sale that is paid, a subscription that runs, a members area.

One row for each reason, so that somebody who bought and subscribed is told twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import chain, islice
from typing import Any

from hotmart.actions.errand import Errand
from hotmart.actions.guard.looking import BEGINNING
from hotmart.actions.moments import today_in
from hotmart.actions.plain import plain
from hotmart.actions.reading import Output
from hotmart.api.choices import SaleStatus, StudentStatus, StudentType, SubscriptionStatus
from hotmart.api.club_models import Student
from hotmart.api.sale_models import Sale
from hotmart.api.subscription_models import Subscription
from hotmart.errors import WrongCallError
from hotmart.language import Text

_PAID = [SaleStatus.APPROVED, SaleStatus.COMPLETE]
_RUNNING = (SubscriptionStatus.ACTIVE, SubscriptionStatus.DELAYED)
_ENDING = (
    SubscriptionStatus.CANCELLED_BY_ADMIN,
    SubscriptionStatus.CANCELLED_BY_CUSTOMER,
    SubscriptionStatus.CANCELLED_BY_SELLER,
)
"""Of these `date_next_charge` is the last day of access (dossier §5.1)."""
_WHERE = Text(
    "the end of hotmart.com/club/…, or `club` in [sync] of hotmart.toml, where it is then found by itself",
    "o fim de hotmart.com/club/…, ou `club` em [sync] do hotmart.toml, onde depois é achado sozinho",
)


def who_has_access(told: Mapping[str, Any], errand: Errand) -> Output:
    """A row for each reason. Raises WrongCallError where neither a product, a person nor an area is named.

    The members area is the one that is told, or those of hotmart.toml: Hotmart has no list of them.
    """
    product, email, area = (str(told[one]).strip() if told.get(one) else None for one in _PARAMETERS)
    if not (product or email or area):
        raise _nobody_named()
    number = None if product is None else _number(product)
    areas = [area] if area else [*errand.account.settings.club]
    sources: list[Iterator[dict[str, Any]]] = []
    looked: list[Text] = []
    if product or email:
        sources += [_by_sales(number, email, errand), _by_subscriptions(number, email, errand)]
        looked += [Text("paid sales", "vendas pagas"), Text("subscriptions", "assinaturas")]
    sources += [_by_area(one, email, errand, strangers=product is not None) for one in areas]
    looked += [Text(f"members area {one}", f"área de membros {one}") for one in areas]
    rows = [*islice(chain.from_iterable(sources), None if errand.limit is None else errand.limit + 1)]
    complete = errand.limit is None or len(rows) <= errand.limit
    warnings = [*([] if rows else [_nobody_has(looked)]), *_remarks(product, areas)]
    return Output(rows[: errand.limit], complete, warnings=warnings)


_PARAMETERS = ("product_id", "email", "subdomain")


def _number(product: str) -> int:
    if not (product.isascii() and product.isdecimal()):
        raise WrongCallError(
            "product_id",
            Text("product_id is a whole number.", "product_id é um número inteiro."),
            Text(
                *(f"{it}: hotmart action run products.list --fields id,name" for it in ("Find it", "Ache-o"))
            ),
        )
    return int(product)


def _nobody_named() -> WrongCallError:
    return WrongCallError(
        "product_id",
        Text(
            "access.list needs a product_id, an email or a subdomain.",
            "access.list precisa de product_id, email ou subdomain.",
        ),
        Text(
            "Such as -p product_id=…, which `hotmart action run products.list --fields id,name` tells. "
            f"A subdomain is {_WHERE.en}.",
            "Por exemplo -p product_id=…, que `hotmart action run products.list --fields id,name` informa. "
            f"Um subdomain é {_WHERE.pt}.",
        ),
    )


def _by_sales(product: int | None, email: str | None, errand: Errand) -> Iterator[dict[str, Any]]:
    """Whoever paid once; charges of subscriptions are told by these."""
    found = errand.client.sales.history(
        product_id=product,
        buyer_email=email,
        transaction_status=_PAID,
        start_date=BEGINNING,
        end_date=today_in(errand.zone) + timedelta(days=1),
    )
    return (_of_sale(one) for one in found if not one.purchase.is_subscription)


def _of_sale(one: Sale) -> Any:
    buyer, product, purchase = one.buyer, one.product, one.purchase
    return plain(
        {
            "name": buyer and buyer.name,
            "email": buyer and buyer.email,
            "product": {"id": product and product.id, "name": product and product.name},
            "by": "sale",
            "status": purchase.status,
            "since": purchase.approved_date or purchase.order_date,
            "until": None,
            "transaction": purchase.transaction,
        }
    )


def _by_subscriptions(product: int | None, email: str | None, errand: Errand) -> Iterator[dict[str, Any]]:
    found = errand.client.subscriptions.list(
        product_id=product,
        subscriber_email=email,
        status=[*_RUNNING, *_ENDING],
        accession_date=BEGINNING,
    )
    for one in found:
        now = errand.client.server_time or datetime.now(UTC)
        last = one.date_next_charge
        if one.status in _RUNNING or (last is not None and last > now):
            yield _of_subscription(one)


def _of_subscription(one: Subscription) -> Any:
    who, product = one.subscriber, one.product
    return plain(
        {
            "name": who and who.name,
            "email": who and who.email,
            "product": {"id": product and product.id, "name": product and product.name},
            "by": "subscription",
            "status": one.status,
            "since": one.accession_date,
            "until": one.date_next_charge if one.status in _ENDING else None,
            "subscriber_code": one.subscriber_code,
        }
    )


def _by_area(
    subdomain: str, email: str | None, errand: Errand, *, strangers: bool
) -> Iterator[dict[str, Any]]:
    """Whoever may enter a members area; `strangers` are those who did not buy, and so stand nowhere else."""
    for one in errand.client.club.students(subdomain, email=email):
        if one.status == StudentStatus.ACTIVE and not (strangers and one.type == StudentType.BUYER):
            yield _of_area(one, subdomain)


def _of_area(one: Student, subdomain: str) -> Any:
    return plain(
        {
            "name": one.name,
            "email": one.email,
            "product": None,
            "by": "members_area",
            "status": one.status,
            "since": one.purchase_date or one.first_access_date,
            "until": None,
            "subdomain": subdomain,
            "type": one.type,
            "user_id": one.user_id,
        }
    )


def _nobody_has(looked: Sequence[Text]) -> Text:
    return Text(
        f"Nobody with access was found in: {', '.join(one.en for one in looked)}.",
        f"Ninguém com acesso foi encontrado em: {', '.join(one.pt for one in looked)}.",
    )


def _remarks(product: str | None, areas: Sequence[str]) -> Iterator[Text]:
    if not areas:
        yield Text(
            f"No members area was looked at: -p subdomain=…, which is {_WHERE.en}.",
            f"Nenhuma área de membros foi olhada: -p subdomain=…, que é {_WHERE.pt}.",
        )
    elif product:
        yield Text(
            "A members area does not tell which product its students have: of them only those are listed "
            "who did not buy, such as guests and imported ones.",
            "Uma área de membros não informa qual produto os alunos têm: deles só são listados os que não "
            "compraram, como convidados e importados.",
        )
