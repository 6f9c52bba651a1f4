from __future__ import annotations

import asyncio
import gzip
import logging
import pickle
from collections.abc import AsyncIterator

import httpx2
import pytest

from hotmart.errors import (
    AuthenticationError,
    ConfigurationError,
    ConnectionFailedError,
    HotmartError,
    InternalServerError,
    RateLimitError,
    UnexpectedAnswerError,
)
from hotmart.sources.asking import first_request
from hotmart.sources.elsewhere import AT_ONCE, Elsewhere
from hotmart.transport.retrying import Terms

from .endpoint import elsewhere, source

SECRET = "s3cr3t"
CALM = Terms(max_retries=3, backoff=1.0, chance=lambda: 0.5)


class Host:
    """Gives these answers one after the other, the last of them for good."""

    def __init__(self, *answers: httpx2.Response | Exception) -> None:
        self.answers = list(answers)
        self.asked: list[httpx2.Request] = []

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        self.asked.append(request)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return httpx2.Response(answer.status_code, headers=answer.headers, content=answer.content)


def fetched(fetcher: Elsewhere, **told: object) -> bytes:
    async def fetch() -> bytes:
        async with fetcher:
            return await fetcher.fetch(first_request("orders", source(**told)))

    return asyncio.run(fetch())


class Sleeps(list[float]):
    """How long was slept, which took no time."""

    async def __call__(self, seconds: float) -> None:
        self.append(seconds)


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_what_may_go_better_is_asked_again_ever_later(status: int) -> None:
    host, sleeps = (
        Host(httpx2.Response(status), httpx2.Response(status), httpx2.Response(200, text="[]")),
        Sleeps(),
    )
    assert fetched(elsewhere(source(), host, terms=CALM, sleep=sleeps)) == b"[]"
    assert sleeps == [0.5, 1.0]


def test_a_lost_connection_is_tried_again_also_for_a_post_since_it_only_reads() -> None:
    host = Host(httpx2.ReadError(""), httpx2.Response(200, text="[]"))
    told = source(method="POST", body={"a": 1})
    assert fetched(elsewhere(told, host), method="POST", body={"a": 1}) == b"[]"
    assert [request.method for request in host.asked] == ["POST", "POST"]
    assert host.asked[1].content == b'{"a":1}'


@pytest.mark.parametrize(
    ("asked", "slept"),
    [
        ({"Retry-After": "7"}, 7.5),
        ({"Retry-After": "Wed, 21 Oct 2026 07:28:20 GMT", "Date": "Wed, 21 Oct 2026 07:28:00 GMT"}, 20.5),
        ({"Retry-After": "Wed, 21 Oct 2020 07:28:00 GMT"}, 0.5),
    ],
)
def test_the_host_says_how_long_to_wait(asked: dict[str, str], slept: float) -> None:
    host = Host(httpx2.Response(429, headers=asked), httpx2.Response(200, text="[]"))
    sleeps = Sleeps()
    fetched(elsewhere(source(), host, terms=CALM, sleep=sleeps))
    assert sleeps == [slept]


def test_nobody_waits_longer_than_the_patience() -> None:
    host, sleeps = Host(httpx2.Response(503, headers={"Retry-After": "3600"})), Sleeps()
    with pytest.raises(InternalServerError):
        fetched(elsewhere(source(), host, terms=CALM, sleep=sleeps))
    assert sleeps == []


@pytest.mark.parametrize(
    ("answer", "kind", "tries", "hint"),
    [
        (httpx2.Response(401), AuthenticationError, 1, "headers"),
        (httpx2.Response(404), HotmartError, 1, "url"),
        (httpx2.Response(301, headers={"Location": "/x"}), UnexpectedAnswerError, 1, "final address"),
        (httpx2.Response(429), RateLimitError, 4, "later"),  # a limit may be waited for more often
        (httpx2.Response(500), InternalServerError, 4, "host failed"),
        (httpx2.ConnectError(""), ConnectionFailedError, 4, "network"),
        (httpx2.UnsupportedProtocol(""), ConnectionFailedError, 1, "network"),
    ],
)
def test_an_error_speaks_of_the_source_and_not_of_hotmart(
    answer: httpx2.Response | Exception, kind: type[HotmartError], tries: int, hint: str
) -> None:
    host = Host(answer)
    with pytest.raises(kind) as caught:
        fetched(elsewhere(source(), host, terms=CALM))
    assert len(host.asked) == tries
    assert hint in (caught.value.hint or "")
    assert "Hotmart" not in str(caught.value)
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)  # noqa: S301  # our own


def test_secrets_travel_and_stay_out_of_errors_reprs_and_logs(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    told = {
        "headers": {"Authorization": "Bearer env:TOKEN"},
        "query": {"api_key": "env:KEY", "state": "paid"},
    }
    host = Host(httpx2.Response(500, text=f"denied for {SECRET}"))
    fetcher = elsewhere(source(**told), host, {"TOKEN": SECRET, "KEY": SECRET + "2"}, CALM)
    with pytest.raises(InternalServerError) as caught:
        fetched(fetcher, **told)
    assert host.asked[0].headers["authorization"] == f"Bearer {SECRET}"
    assert dict(host.asked[0].url.params) == {"api_key": SECRET + "2", "state": "paid"}
    for shown in (str(caught.value), repr(caught.value), caplog.text, repr(source(**told)), repr(fetcher)):
        assert SECRET not in shown


def test_a_secret_that_is_not_there_is_told_by_its_name() -> None:
    told = {"headers": {"X-Key": "env:ORDERS_KEY"}}
    with pytest.raises(ConfigurationError, match="ORDERS_KEY"):
        fetched(elsewhere(source(**told), Host(httpx2.Response(200))), **told)


def test_what_an_answer_leads_to_is_never_looked_up_in_the_environment() -> None:
    host = Host(httpx2.Response(200, text="[]"))
    request = first_request("orders", source(query={"page": "env:HOTMART_CLIENT_SECRET"}))

    async def fetch() -> None:
        async with elsewhere(source(), host, {"HOTMART_CLIENT_SECRET": SECRET}) as fetcher:
            await fetcher.fetch(request)

    asyncio.run(fetch())
    assert host.asked[0].url.params["page"] == "env:HOTMART_CLIENT_SECRET"


def test_the_token_of_hotmart_is_not_sent() -> None:
    host = Host(httpx2.Response(200, text="[]"))
    fetched(elsewhere(source(), host, {"HOTMART_CLIENT_ID": SECRET, "HOTMART_BASIC": SECRET}))
    assert "authorization" not in host.asked[0].headers


def test_a_body_of_text_goes_as_it_is() -> None:
    told = {"method": "POST", "body": "<q/>", "headers": {"Content-Type": "text/xml"}}
    host = Host(httpx2.Response(200, text="[]"))
    fetched(elsewhere(source(**told), host), **told)
    assert (host.asked[0].content, host.asked[0].headers["content-type"]) == (b"<q/>", "text/xml")


def test_a_host_is_asked_a_few_things_at_a_time() -> None:
    under_way: list[int] = []

    async def slow(request: httpx2.Request) -> httpx2.Response:
        under_way.append(1)
        most.append(len(under_way))
        for _ in range(5):
            await asyncio.sleep(0)
        under_way.pop()
        return httpx2.Response(200, text="[]")

    most: list[int] = []

    async def ask() -> None:
        transport = httpx2.MockTransport(slow)
        async with Elsewhere(source(), {}, transport=transport) as fetcher:
            request = first_request("orders", source())
            await asyncio.gather(*(fetcher.fetch(request) for _ in range(20)))

    asyncio.run(ask())
    assert (len(most), max(most)) == (20, AT_ONCE)


async def chunks(count: int) -> AsyncIterator[bytes]:
    for _ in range(count):
        yield b"x" * 1000


def test_an_answer_that_is_too_large_is_left() -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, content=chunks(1000))

    with pytest.raises(UnexpectedAnswerError, match="larger than 0 MB"):
        fetched(elsewhere(source(), answer, largest=10_000))
    assert len(fetched(elsewhere(source(), answer, largest=1_000_000))) == 1_000_000


def test_an_answer_without_end_is_left_at_256_megabytes() -> None:
    async def endless() -> AsyncIterator[bytes]:
        megabyte = bytes(2**20)
        while True:
            yield megabyte

    def answer(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, content=endless())

    with pytest.raises(UnexpectedAnswerError, match="larger than 256 MB"):
        fetched(elsewhere(source(), answer))


def test_answers_may_be_compressed() -> None:
    def answer(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, headers={"Content-Encoding": "gzip"}, content=gzip.compress(b"[1]"))

    assert fetched(elsewhere(source(), answer)) == b"[1]"
