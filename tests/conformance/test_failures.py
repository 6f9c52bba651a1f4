"""Every operation says no with Hotmart's own word, and without telling anybody's secret."""

from __future__ import annotations

import pickle

import pytest

from hotmart import APIStatusError, AuthenticationError, Hotmart
from hotmart.api import operation
from hotmart.request import Request

from .account import Account, bound
from .case import Failure
from .cases import CASES
from .right import right

FAILURES = [(id, failure) for id, case in CASES.items() for failure in case.failures]
every_failure = pytest.mark.parametrize(
    ("id", "failure"), FAILURES, ids=[f"{id}-{it.kind.__name__}-{it.error}" for id, it in FAILURES]
)
STATUS = {"BadRequestError": 400, "NotFoundError": 404, "PermissionDeniedError": 403}


def tell(error: BaseException) -> str:
    """All that an error shows of itself."""
    return repr([error, error.args, vars(error)]) + str(error) + pickle.dumps(error).decode("latin-1")


@pytest.mark.slow
@every_failure
def test_what_hotmart_refuses_is_told_alike_by_both_clients(
    id: str, failure: Failure, account: Account
) -> None:
    arguments = failure.arguments(account)
    with pytest.raises(APIStatusError) as waited:
        bound(account.client, id)(**arguments)
    error = waited.value
    assert type(error) is failure.kind
    assert (error.status, error.error) == (STATUS[failure.kind.__name__], failure.error)
    assert error.description
    assert isinstance(error.request, Request)
    assert error.request.operation == id
    for secret in account.secrets:
        assert secret not in tell(error)
    with pytest.raises(failure.kind) as awaited:
        Account(account.hotmart, awaits=True).do(id, **arguments)
    assert str(awaited.value) == str(error)


@pytest.mark.slow
@pytest.mark.parametrize("id", CASES)
def test_a_stranger_is_refused(id: str, account: Account) -> None:
    environment = account.hotmart.environment
    with (
        Hotmart(
            environment["HOTMART_CLIENT_ID"],
            "not-the-secret",
            api_url=environment["HOTMART_API_URL"],
            auth_url=environment["HOTMART_AUTH_URL"],
        ) as stranger,
        pytest.raises(AuthenticationError) as refused,
    ):
        bound(stranger, id)(**right(operation(id)))
    assert refused.value.status == 401
    assert "not-the-secret" not in tell(refused.value)
