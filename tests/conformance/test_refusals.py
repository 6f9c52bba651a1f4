"""A value that cannot be meant is refused before anything is sent: every parameter of every operation."""

from __future__ import annotations

from datetime import date
from typing import Any

import httpx2
import pytest

from hotmart import AsyncHotmart, Hotmart, InvalidArgumentError, WrongCallError
from hotmart.api import CATALOGUE
from hotmart.declaring.endpoint import Endpoint
from hotmart.declaring.params import Param

from .account import bound
from .right import one_right, right
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


@pytest.mark.slow
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
def test_hotmart_s_own_name_for_a_parameter_is_taken_too(endpoint: Endpoint[..., Any]) -> None:
    named = {param.name: one_right(param) for param in endpoint.params}
    if "select" in named and endpoint.model:
        named["select"] = endpoint.model.__struct_encode_fields__[0]
    spelt = {endpoint.param(name).wire_name: it for name, it in named.items()}
    assert endpoint.request(**spelt) == endpoint.request(**named)


@every_operation
def test_a_number_written_as_text_is_that_number(endpoint: Endpoint[..., Any]) -> None:
    for param in endpoint.params:
        if param.kind is int and not param.many:
            number, text = ({**right(endpoint), param.name: it} for it in (12, "12"))
            assert endpoint.request(**text) == endpoint.request(**number)


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


@every_operation
def test_a_period_that_ends_before_it_begins_is_refused(endpoint: Endpoint[..., Any]) -> None:
    for start, end in periods(endpoint):
        for client in clients():
            with pytest.raises(InvalidArgumentError, match=rf"{end}.*{start}"):
                bound(client, endpoint.id)(
                    **{**right(endpoint), start: date(2026, 2, 1), end: date(2026, 1, 31)}
                )
            assert client.calls == 0


@every_operation
def test_a_window_of_more_than_twelve_months_is_refused_where_hotmart_refuses_it(
    endpoint: Endpoint[..., Any],
) -> None:
    for start, end in periods(endpoint):
        arguments = {**right(endpoint), start: date(2024, 1, 1), end: date(2025, 1, 1)}
        assert endpoint.request(**arguments)  # a leap year
        arguments[end] = date(2025, 1, 2)
        if endpoint.group != "sales":  # the others may be asked for all there is (dossier §5)
            assert endpoint.request(**arguments)
            continue
        for client in clients():
            with pytest.raises(InvalidArgumentError, match="12 months"):
                bound(client, endpoint.id)(**arguments)
            assert client.calls == 0


def periods(endpoint: Endpoint[..., Any]) -> list[tuple[str, str]]:
    """The names an operation has for the two ends of a period."""
    names = {param.name for param in endpoint.params}
    ends = {"start_date": "end_date", **{name: f"end_{name}" for name in names}}
    return [(start, end) for start, end in ends.items() if {start, end} <= names]


def test_a_bank_slip_for_a_debt_needs_the_document_of_who_pays() -> None:
    fitting = {"subscription_id": 7, "recurrences": [1], "payment_type": "BILLET"}
    for client in clients():
        with pytest.raises(InvalidArgumentError, match="document"):
            bound(client, "negotiation.create")(**fitting)
        assert client.calls == 0


@every_operation
def test_a_misspelt_field_to_select_is_refused(endpoint: Endpoint[..., Any]) -> None:
    if not any(param.name == "select" for param in endpoint.params):
        return
    assert endpoint.model
    field = max(endpoint.model.__struct_encode_fields__, key=len)
    for client in clients():
        with pytest.raises(InvalidArgumentError, match=rf"{field}\?"):
            bound(client, endpoint.id)(**right(endpoint), select=f"{field}x")
        assert client.calls == 0
