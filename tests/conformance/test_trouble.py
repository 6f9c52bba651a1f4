"""When an answer fails to come, a read is asked again, and a write is not."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx2
import msgspec
import pytest

from hotmart import AsyncHotmart, Hotmart, OutcomeUnknownError, RateLimitError, UnexpectedAnswerError
from hotmart.api import operation
from hotmart.model import Model

from .account import Account, bound
from .answers import rows
from .cases import CASES, WRITES
from .reads import READS
from .right import right


@pytest.mark.slow
@pytest.mark.parametrize("id", READS)
def test_a_read_is_asked_until_it_is_answered(id: str, account: Account) -> None:
    arguments = READS[id].asks(account)[0]
    calm = rows(account, id, arguments)
    for fault in ("500", "503", "429", "cut", "truncated"):
        before = account.client.calls
        account.hotmart.fail(fault, calls=2)
        answer = bound(account.client, id)(**arguments)
        assert account.client.calls == before + 3
        told = list(answer) if hasattr(answer, "__iter__") else [answer]
        assert [row.raw for row in told] == calm


@pytest.mark.slow
@pytest.mark.parametrize("id", READS)
def test_a_read_is_whole_where_texts_come_as_numbers(id: str, account: Account) -> None:
    arguments = READS[id].asks(account)[0]
    calm = rows(account, id, arguments)
    account.hotmart.fail("text_as_number", calls=1)
    answer = bound(account.client, id)(**arguments)
    told = list(answer) if hasattr(answer, "__iter__") else [answer]
    assert len(told) == len(calm)
    for row, before in zip(told, calm, strict=True):
        assert {*row.raw} == {*before}


@pytest.mark.parametrize("id", WRITES)
def test_a_write_is_sent_once_and_the_read_that_tells_is_named(id: str, account: Account) -> None:
    arguments = right(operation(id))
    for fault in ("500", "502", "503", "cut"):
        before = account.client.calls
        account.hotmart.fail(fault, calls=1)
        with pytest.raises(OutcomeUnknownError) as lost:
            bound(account.client, id)(**arguments)
        assert account.client.calls == before + 1
        error = lost.value
        assert error.request.operation == id
        assert bool(error.settle_with) == (id != "products.configure")
        assert error.settle_with in str(error)


@pytest.mark.parametrize("id", CASES)
def test_too_many_calls_are_told_as_such(id: str, account: Account) -> None:
    impatient = account.client.with_options(max_retries=0)
    account.hotmart.fail("429", calls=1)
    with pytest.raises(RateLimitError) as refused:
        bound(impatient, id)(**right(operation(id)))
    assert refused.value.status == 429
    assert refused.value.retry_after is not None


PAGE = httpx2.Response(200, html="<html><title>Documentation</title></html>")
NOTHING = httpx2.Response(200)
SHAPES: list[Any] = ["text", [7], [[]], None, 7, {"items": "none"}, {"data": {}}]


@pytest.mark.parametrize("id", CASES)
def test_a_web_page_is_never_taken_for_an_answer(id: str) -> None:
    for client in answered(PAGE):
        with pytest.raises(UnexpectedAnswerError, match="web page"):
            ask(client, id)


@pytest.mark.slow
@pytest.mark.parametrize("id", [id for id in CASES if operation(id).returns is not None])
def test_nothing_and_something_else_are_never_taken_for_an_answer(id: str) -> None:
    least = msgspec.structs.fields(model_of(id))
    # Where nothing must be there, an object without a known key is an answer that tells nothing.
    shapes = SHAPES if any(field.required for field in least) else SHAPES[:-2]
    for other in (NOTHING, *(httpx2.Response(200, json=it) for it in shapes)):
        for client in answered(other):
            with pytest.raises(UnexpectedAnswerError):
                pytest.fail(f"{other.content!r} was taken for {ask(client, id)!r}")


@pytest.mark.parametrize("id", [id for id in CASES if operation(id).returns is None])
def test_a_write_that_answers_nothing_is_done_whatever_json_comes(id: str) -> None:
    for said in (NOTHING, httpx2.Response(200, json={}), httpx2.Response(204)):
        for client in answered(said):
            assert ask(client, id) is None


def model_of(id: str) -> type[Model]:
    model = operation(id).model
    assert model
    return model


def answered(said: httpx2.Response) -> tuple[Hotmart, AsyncHotmart]:
    """Clients that are let in, and get this for an answer."""

    def answer(request: httpx2.Request) -> httpx2.Response:
        if request.url.path.endswith("/oauth/token"):
            return httpx2.Response(200, json={"access_token": "t", "expires_in": 9_000})
        return httpx2.Response(said.status_code, headers=said.headers, content=said.content)

    transport = httpx2.MockTransport(answer)
    return (
        Hotmart("id", "secret", transport=transport, max_retries=0),
        AsyncHotmart("id", "secret", transport=transport, max_retries=0),
    )


def ask(client: Hotmart | AsyncHotmart, id: str) -> Any:
    """Call an operation by what fits, and wait for its answer."""
    called = bound(client, id)(**right(operation(id)))
    return called if isinstance(client, Hotmart) else asyncio.run(awaited(called))


async def awaited(called: Any) -> Any:
    return await called
