"""A value that cannot be meant is refused before anything is sent: every parameter of every operation."""

from __future__ import annotations

from typing import Any

import httpx2
import pytest

from hotmart import AsyncHotmart, Hotmart, InvalidArgumentError, WrongCallError
from hotmart.api import CATALOGUE
from hotmart.endpoint import Endpoint
from hotmart.params import Param

from .account import bound
from .right import right
from .wrong import wrong

PARAMETERS = [(endpoint, param) for endpoint in CATALOGUE for param in endpoint.params]

every_parameter = pytest.mark.parametrize(
    ("endpoint", "param"), PARAMETERS, ids=[f"{endpoint.id}-{param.name}" for endpoint, param in PARAMETERS]
)
every_operation = pytest.mark.parametrize("endpoint", CATALOGUE, ids=lambda endpoint: endpoint.id)


def unreachable(_: httpx2.Request) -> httpx2.Response:
    raise AssertionError("it was sent")


def clients() -> tuple[Hotmart, AsyncHotmart]:
    """Clients that can send nothing."""
    transport = httpx2.MockTransport(unreachable)
    return Hotmart("id", "secret", transport=transport), AsyncHotmart("id", "secret", transport=transport)


@every_parameter
def test_a_wrong_value_is_refused_and_nothing_is_sent(endpoint: Endpoint[..., Any], param: Param) -> None:
    fitting = right(endpoint)
    for client in clients():
        for value in wrong(param):
            with pytest.raises(InvalidArgumentError) as refused:
                bound(client, endpoint.id)(**{**fitting, param.name: value})
                pytest.fail(f"took {value!r}")
            assert refused.value.argument == param.name
            assert param.name in str(refused.value)
        assert client.calls == 0


@every_operation
def test_what_fits_is_taken(endpoint: Endpoint[..., Any]) -> None:
    assert endpoint.request(**right(endpoint)).operation == endpoint.id


@every_operation
def test_without_a_parameter_it_needs_it_is_refused(endpoint: Endpoint[..., Any]) -> None:
    fitting = right(endpoint)
    for param in endpoint.params:
        if param.required:
            for client in clients():
                with pytest.raises(WrongCallError, match=param.name):
                    bound(client, endpoint.id)(**{n: it for n, it in fitting.items() if n != param.name})
                assert client.calls == 0


@every_operation
def test_a_misspelt_name_is_refused(endpoint: Endpoint[..., Any]) -> None:
    for param in endpoint.params:
        for client in clients():
            with pytest.raises(WrongCallError, match=rf"{param.name}\?"):
                bound(client, endpoint.id)(**right(endpoint), **{f"{param.name}{param.name[-1]}": 1})
            assert client.calls == 0
