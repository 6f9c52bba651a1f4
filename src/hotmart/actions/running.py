"""Running an action, whatever it takes: a read at Hotmart, several of them, or work on the copy."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeAlias

from hotmart.accounts.account import Account
from hotmart.actions.access import who_has_access
from hotmart.actions.composed import COMPOSED
from hotmart.actions.errand import Errand
from hotmart.actions.everything import everything_of_a_transaction
from hotmart.actions.moments import period, today_in
from hotmart.actions.naming import no_parameter
from hotmart.actions.person import sales_of_a_person
from hotmart.actions.reading import Output, measured, read
from hotmart.api import CATALOGUE
from hotmart.client import Hotmart
from hotmart.declaring.endpoint import Endpoint
from hotmart.errors import HotmartError, InvalidArgumentError, WrongCallError
from hotmart.language import Text
from hotmart.metrics.question import COMPARISONS, Compare
from hotmart.zone import USUAL

Told: TypeAlias = Mapping[str, Any]


@cache
def _operations() -> dict[str, Endpoint[..., Any]]:
    return {one.id: one for one in CATALOGUE if one.stands_for is None}


def endpoint_of(id: str) -> Endpoint[..., Any] | None:
    """The operation of that id; None for an action of more than one call."""
    return _operations().get(id)


def zone_of(account: Account) -> str:
    """The zone of an account's days, also while another program holds its copy."""
    if account.settings.zone is None and not account.settings.warehouse.exists():
        return USUAL  # found without DuckDB, which takes longer to come than the answer
    try:
        return account.time_zone
    except HotmartError:
        return account.settings.zone or USUAL


def client_of(account: Account, zone: str | None = None) -> Hotmart:
    """A client that speaks for an account, and means its days."""
    told = account.settings.credential()
    told["time_zone"] = zone or zone_of(account)
    return Hotmart(**told)


def run(
    id: str,
    given: dict[str, Any],
    account: Account,
    client: Hotmart,
    limit: int | None,
    zone: str | None = None,
) -> Output:
    """Run an action that reads, or works on the copy. What writes goes through the guard.

    An operation is given its arguments as `arguments` has read them. `zone` is that of the account's days.
    """
    zone = zone or zone_of(account)
    if endpoint := endpoint_of(id):
        found = read(endpoint, given, client, zone, limit)
    else:
        check(id, given)
        began, before = time.monotonic(), client.calls
        errand = Errand(account, client, zone, limit)
        found = measured(_COMPOSED[id](given, errand), client, began, before)
    found.time_zone = zone
    return found


def check(id: str, told: Told) -> None:
    """Raise WrongCallError for a parameter that a composed action does not have, or lacks."""
    asked = COMPOSED[id].parameters
    for name in told:
        if name not in asked:
            aliases = [(alias, one) for one, param in asked.items() for alias in param.aliases]
            raise no_parameter(id, name, [*asked], aliases)
    for name, one in asked.items():
        if one.required and not told.get(name):
            raise WrongCallError(
                name,
                Text(f"{id} needs {name}.", f"{id} precisa de {name}."),
                Text(f"Such as -p {name}=…", f"Por exemplo -p {name}=…"),
            )


def _sync(told: Told, errand: Errand) -> Output:
    report = errand.account.sync(*_several(told.get("streams")))
    return Output(report.as_dict(), complete=report.problem is None, problem=report.problem)


def _verify(told: Told, errand: Errand) -> Output:
    del told
    verified = errand.account.verify()
    return Output(verified.as_dict(), complete=verified.problem is None, problem=verified.problem)


def _ask(told: Told, errand: Errand) -> Output:
    answer = errand.account.ask(str(told["sql"]), limit=errand.limit)
    return Output(answer.dicts(), complete=not answer.more, warnings=list(answer.warnings))


def _metrics(told: Told, errand: Errand) -> Output:
    """The figures as rows; what of them is not whole is a warning for each stream that lacks."""
    days = period(str(told["period"]), today_in(errand.zone)) if told.get("period") else None
    figures = errand.account.metrics(
        *_several(told.get("names")),
        start=days.start if days else None,
        end=days.end if days else None,
        by=_several(told.get("by")),
        compare=_comparison(told.get("compare")),
        time_zone=errand.zone,
    )
    lacking = sorted({stream for one in figures for stream in one.missing})
    warnings = [
        Text(
            f"Incomplete: {stream} was not read, or not wholly.",
            f"Incompleto: {stream} não foi lido, ou não inteiro.",
        )
        for stream in lacking
    ]
    return Output(figures.rows(), complete=figures.complete, warnings=warnings)


def _comparison(told: object) -> Compare | None:
    if told is None:
        return None
    if told in COMPARISONS:
        return COMPARISONS[COMPARISONS.index(told)]
    choices = ", ".join(COMPARISONS)
    raise InvalidArgumentError(
        "compare", Text(f"compare is one of {choices}.", f"compare é um de {choices}.")
    )


def _several(value: Any) -> list[str]:
    if value is None:
        return []
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    return [str(one) for one in value]


_COMPOSED: Mapping[str, Callable[[Told, Errand], Output]] = {
    "sync": _sync,
    "verify": _verify,
    "ask": _ask,
    "metrics": _metrics,
    "person.sales": sales_of_a_person,
    "transaction.everything": everything_of_a_transaction,
    "access.list": who_has_access,
}
