"""Running an action, whatever it takes: a read at Hotmart, several of them, or work on the copy."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import cache
from typing import Any

from hotmart.accounts.account import Account
from hotmart.actions.composed import COMPOSED
from hotmart.actions.guard.looking import BEGINNING
from hotmart.actions.missing import NotHereError
from hotmart.actions.moments import period, today_in
from hotmart.actions.reading import Output, measured, read, taken
from hotmart.answers.pages import Pages
from hotmart.api import CATALOGUE
from hotmart.api.choices import SaleStatus, SubscriptionStatus
from hotmart.client import Hotmart
from hotmart.declaring.endpoint import Endpoint
from hotmart.document import Problem
from hotmart.errors import HotmartError, WrongCallError, did_you_mean
from hotmart.language import Text

Told = Mapping[str, Any]
_LONG_AGO = timedelta(days=3650)


@cache
def _operations() -> dict[str, Endpoint[..., Any]]:
    return {one.id: one for one in CATALOGUE if one.stands_for is None}


def endpoint_of(id: str) -> Endpoint[..., Any] | None:
    """The operation of that id; None for an action of more than one call."""
    return _operations().get(id)


def client_of(account: Account) -> Hotmart:
    """A client that speaks for an account."""
    return Hotmart(**account.settings.credential())


def run(id: str, given: dict[str, Any], account: Account, client: Hotmart, limit: int | None) -> Output:
    """Run an action that reads, or works on the copy. What writes goes through the guard.

    An operation is given its arguments as `arguments` has read them.
    """
    if endpoint := endpoint_of(id):
        return read(endpoint, given, client, lambda: account.time_zone, limit)
    _check(id, given)
    began, before = time.monotonic(), client.calls
    return measured(_COMPOSED[id](given, account, client, limit), client, began, before)


def _check(id: str, told: Told) -> None:
    asked = COMPOSED[id].parameters
    for name in told:
        if name not in asked:
            raise WrongCallError(
                "p",
                Text(f"{id} has no parameter {name!r}.", f"{id} não tem o parâmetro {name!r}."),
                did_you_mean(name, asked) or Text(*(f"{', '.join(asked)}" for _ in range(2))),
            )
    for name, one in asked.items():
        if one.required and not told.get(name):
            raise WrongCallError(
                name,
                Text(f"{id} needs {name}.", f"{id} precisa de {name}."),
                Text(f"Such as -p {name}=…", f"Por exemplo -p {name}=…"),
            )


def _sync(told: Told, account: Account, client: Hotmart, limit: int | None) -> Output:
    del client, limit
    report = account.sync(*_several(told.get("streams")))
    return Output(report.as_dict(), complete=report.problem is None, problem=report.problem)


def _verify(told: Told, account: Account, client: Hotmart, limit: int | None) -> Output:
    del told, client, limit
    verified = account.verify()
    return Output(verified.as_dict(), complete=verified.problem is None, problem=verified.problem)


def _ask(told: Told, account: Account, client: Hotmart, limit: int | None) -> Output:
    del client
    answer = account.ask(str(told["sql"]), limit=limit)
    return Output(answer.dicts(), complete=not answer.more, warnings=list(answer.warnings))


def _metrics(told: Told, account: Account, client: Hotmart, limit: int | None) -> Output:
    del told, client, limit
    return Output(account.business().as_dict())


def _sales_of_a_person(told: Told, account: Account, client: Hotmart, limit: int | None) -> Output:
    email, name = (str(told[one]) if told.get(one) else None for one in ("email", "name"))
    if not (email or name):
        raise WrongCallError(
            "email",
            Text("person.sales needs an email or a name.", "person.sales precisa de email ou name."),
            Text("Such as -p email=rita@example.org", "Por exemplo -p email=rita@example.org"),
        )
    today = today_in(account.time_zone)
    start, end = period(str(told["period"]), today) if told.get("period") else (today - _LONG_AGO, today)
    found = client.sales.history(
        buyer_email=email,
        buyer_name=name,
        transaction_status=[*SaleStatus],
        start_date=start,
        end_date=end,
    )
    rows, complete, cursor = taken(found, limit)
    output = Output(rows, complete, cursor, (str(start), str(end)))
    if not rows:
        output.warnings.append(
            Text(f"Nothing was found from {start} to {end}.", f"Nada foi encontrado de {start} até {end}.")
        )
    return output


def _everything_of_a_transaction(told: Told, account: Account, client: Hotmart, limit: int | None) -> Output:
    del account, limit
    code = str(told["transaction"]).strip()
    sales, every = client.sales, [*SaleStatus]
    history, _, _ = taken(sales.history(transaction=code, transaction_status=every), None)
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
            output[name] = taken(part(), None)[0]
        except HotmartError as error:  # the rest is worth having without it
            output[name] = None
            warnings.append(Text(f"{name}: {error.text.en}", f"{name}: {error.text.pt}"))
    return Output(output, complete=not warnings, warnings=warnings, problem=_PARTLY if warnings else None)


_PARTLY = Problem(
    "incomplete",
    Text("Some of it could not be read.", "Parte disto não pôde ser lida."),
    Text("The warnings say what; ask again later.", "Os avisos dizem o quê; peça de novo mais tarde."),
)


def _who_has_access(told: Told, account: Account, client: Hotmart, limit: int | None) -> Output:
    del account
    email = str(told["email"]) if told.get("email") else None
    rows, complete, cursor = taken(client.club.students(str(told["subdomain"]), email=email), limit)
    return Output(rows, complete, cursor)


def _several(value: Any) -> list[str]:
    if value is None:
        return []
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    return [str(one) for one in value]


_COMPOSED: Mapping[str, Callable[[Told, Account, Hotmart, int | None], Output]] = {
    "sync": _sync,
    "verify": _verify,
    "ask": _ask,
    "metrics": _metrics,
    "person.sales": _sales_of_a_person,
    "transaction.everything": _everything_of_a_transaction,
    "access.list": _who_has_access,
}
