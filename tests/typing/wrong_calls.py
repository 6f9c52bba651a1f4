"""Calls that every type checker must reject: each line with a `type: ignore`. See test_checkers.py."""

# pyright: reportUnnecessaryTypeIgnoreComment=true, reportUnusedCoroutine=false

from __future__ import annotations

from datetime import date

import hotmart
from hotmart import Account, AsyncHotmart, Hotmart
from hotmart.api import Sales


def reading(client: Hotmart) -> None:
    client.sales.history(start_data=date(2026, 1, 1))  # type: ignore  # no such parameter
    client.sales.history(start_date="2026-01-01")  # type: ignore  # a text is no moment
    client.sales.history(date(2026, 1, 1))  # type: ignore  # filters have names
    client.sales.history(product_id="7")  # type: ignore  # a number is no text
    client.sales.history(transaction_status=3)  # type: ignore  # nor a status
    client.sales.history(trial=True)  # type: ignore  # a sale has no trial
    client.sales.history.total(start_data=date(2026, 1, 1))  # type: ignore  # the same parameters
    client.sales.history_autopaginate(start_data=date(2026, 1, 1))  # type: ignore  # and here
    client.sales.herstory()  # type: ignore  # no such operation
    client.subscriptions.purchases(code="K7QW3ZP9")  # type: ignore  # its name is subscriber_code
    client.subscriptions.purchases()  # type: ignore  # of which subscription?
    client.club.students()  # type: ignore  # of which members area?
    client.club.pages("atelie")  # type: ignore  # of which module?
    client.events.tickets()  # type: ignore  # of which event?
    client.products.list(status=1)  # type: ignore  # a status is text
    Sales.history.request(start_data=date(2026, 1, 1))  # type: ignore  # declarations have the same types


def writing(client: Hotmart) -> None:
    client.sales.refund()  # type: ignore  # of which sale?
    client.sales.refund(3)  # type: ignore  # codes are text
    client.subscriptions.cancel([1, 2])  # type: ignore  # codes are text
    client.subscriptions.cancel(["K7QW3ZP9"], "no")  # type: ignore  # it has a name
    client.subscriptions.change_due_day("K7QW3ZP9", due_day="15")  # type: ignore  # a number is no text
    client.subscriptions.change_due_day("K7QW3ZP9")  # type: ignore  # to which day?
    client.coupons.create(1234567, "SUMMER10")  # type: ignore  # how much off?
    client.coupons.create(1234567, "SUMMER10", discount="10%")  # type: ignore  # a number, not a text
    client.negotiation.create("K7QW3ZP9")  # type: ignore  # a code names no debt
    client.links.create("Aula", "50", "BRL")  # type: ignore  # an amount is a number


async def faces(client: Hotmart, other: AsyncHotmart) -> None:
    for _ in other.sales.history():  # type: ignore  # asynchronous pages want `async for`
        pass
    async for _ in client.sales.history():  # type: ignore  # and the others do not
        pass
    await client.sales.refund("HP1")  # type: ignore  # nothing to await
    other.sales.history().items  # type: ignore  # noqa: B018  # it was not awaited
    other.subscriptions.purchases("K7QW3ZP9").sort()  # type: ignore  # nor was this


def accounts(account: Account) -> None:
    hotmart.open("hotmart.toml", "loja")  # type: ignore  # a connection has a name
    hotmart.open_all(connection="loja")  # type: ignore  # several are `connections`
    account.sync(stream="products")  # type: ignore  # streams have no name
    account.sync("products", since="2025-01-01")  # type: ignore  # a day is a date
    account.ask("SELECT 1", as_of=2025)  # type: ignore  # a year is no moment
    hotmart.speaking("fr")  # type: ignore  # English or Portuguese
