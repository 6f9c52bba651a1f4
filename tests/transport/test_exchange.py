"""The exchange is a generator: these tests hand it replies, and read what it wants done."""

from __future__ import annotations

import json
from itertools import chain, repeat
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmart.answers.decoding import read_page
from hotmart.answers.pages import PageInfo
from hotmart.api.sale_models import Sale
from hotmart.errors import (
    APIStatusError,
    AuthenticationError,
    BadRequestError,
    ConnectionFailedError,
    HotmartError,
    InternalServerError,
    NotFoundError,
    OutcomeUnknownError,
    RateLimitError,
    UnexpectedAnswerError,
)
from hotmart.request import Request
from hotmart.transport.exchange import exchange
from hotmart.transport.judging import as_sent
from hotmart.transport.quota import Quota
from hotmart.transport.retrying import Terms
from hotmart.transport.steps import Lost, Reply, Send

from .world import (
    CONNECTION,
    CUT,
    DROPPED,
    EMPTY,
    HTML,
    JSON,
    LIMITED,
    OK,
    PAGE,
    READ,
    REFUSED,
    SECRET,
    TERMS,
    UNAUTHORIZED,
    WRITE,
    World,
    failed,
    world,
)


def test_a_read_is_sent_with_a_token_and_its_query_in_the_url() -> None:
    here = world(OK)
    assert here.call() == OK.body
    assert here.logins == [None]
    (sent,) = here.sent
    assert (sent.method, sent.url) == ("GET", "https://api.example/sales/history?page_token=a+b")
    assert sent.headers["authorization"] == "Bearer token-1"


def test_a_body_is_sent_as_json() -> None:
    here = world(Reply(200, JSON, b"{}"))
    here.call(Request(method="POST", path="/cancel", body={"send_mail": True}))
    assert json.loads(here.sent[0].content or b"") == {"send_mail": True}
    assert here.sent[0].headers["content-type"] == "application/json"


@pytest.mark.parametrize("trouble", [*map(failed, (500, 502, 503, 504)), DROPPED, REFUSED, CUT, EMPTY, PAGE])
def test_a_read_is_asked_again_after(trouble: Reply | Lost) -> None:
    here = world(trouble, OK)
    assert here.call() == OK.body
    assert here.slept == [0.5]


def test_the_pauses_double_up_to_a_longest_one() -> None:
    here = world(*repeat(failed(503), 7), OK)
    assert here.call(max_retries=7) == OK.body
    assert here.slept == [0.5, 1, 2, 4, 8, 16, 20]


@pytest.mark.parametrize(
    ("trouble", "sends", "error"),
    [
        (failed(500), 6, InternalServerError),
        (failed(502), 3, InternalServerError),
        (DROPPED, 6, ConnectionFailedError),
        (CUT, 6, UnexpectedAnswerError),
        (PAGE, 2, UnexpectedAnswerError),
        (Reply(200, {}, b""), 2, UnexpectedAnswerError),
        (Reply(302, HTML, b""), 1, UnexpectedAnswerError),
        (Reply(400, JSON, b'{"error":"invalid_parameter"}'), 1, BadRequestError),
        (Reply(404, JSON, b'{"code":"0006","message":"no such subdomain"}'), 1, NotFoundError),
        (Reply(400, HTML, b"<html>"), 1, BadRequestError),
        (LIMITED, 21, RateLimitError),
    ],
)
def test_a_read_is_given_up_in_the_end(trouble: Reply | Lost, sends: int, error: type[HotmartError]) -> None:
    here = World(repeat(trouble))
    with pytest.raises(error):
        here.call()
    assert len(here.sent) <= sends
    assert sum(here.slept) <= Terms().patience


def test_no_retries_means_one_try() -> None:
    here = World(repeat(failed(500)))
    with pytest.raises(InternalServerError):
        here.call(max_retries=0)
    assert len(here.sent) == 1


def test_the_quota_is_waited_for_as_long_as_hotmart_asks() -> None:
    here = world(LIMITED, Reply(429, {"retry-after": "3"}, b""), Reply(429, {}, b""), OK)
    assert here.call() == OK.body
    assert here.slept == [7.5, 4.0, 2.0]


@pytest.mark.parametrize("status", [429, 503])
def test_hotmart_may_say_it_as_a_moment_by_its_own_clock(status: int) -> None:
    headers = {"date": "Wed, 21 Oct 2026 07:28:00 GMT", "retry-after": "Wed, 21 Oct 2026 07:28:20 GMT"}
    here = world(Reply(status, headers, b""), OK)
    assert here.call() == OK.body
    assert here.slept == [20.5]


def test_an_error_tells_what_hotmart_said() -> None:
    with pytest.raises(RateLimitError) as limited:
        world(LIMITED).call(max_retries=0)
    assert (limited.value.status, limited.value.error, limited.value.retry_after) == (
        429,
        "too_many_requests",
        7,
    )
    with pytest.raises(NotFoundError, match="0006: no such subdomain"):
        world(Reply(404, JSON, b'{"code":"0006","message":"no such subdomain"}')).call()


def test_an_old_token_is_renewed_once() -> None:
    here = world(UNAUTHORIZED, OK)
    assert here.call() == OK.body
    assert here.logins == [None, "token-1"]
    assert here.sent[1].headers["authorization"] == "Bearer token-2"
    assert here.slept == []


def test_a_credential_that_is_refused_twice_is_refused() -> None:
    here = World(repeat(UNAUTHORIZED))
    with pytest.raises(AuthenticationError, match="HOTMART_SANDBOX"):
        here.call()
    assert len(here.sent) == 2


@pytest.mark.parametrize("trouble", [DROPPED, *map(failed, (500, 502, 503, 504))])
def test_a_write_whose_answer_is_lost_is_not_sent_again(trouble: Reply | Lost) -> None:
    here = World(repeat(trouble))
    with pytest.raises(OutcomeUnknownError) as lost:
        here.call(WRITE)
    assert len(here.sent) == 1
    assert lost.value.settle_with == "sales.history(transaction='HP1')"


@pytest.mark.parametrize("harmless", [LIMITED, REFUSED, UNAUTHORIZED])
def test_a_write_that_did_nothing_is_sent_again(harmless: Reply | Lost) -> None:
    here = world(harmless, Reply(200, {}, b""))
    assert here.call(WRITE) == b""


def test_a_write_that_a_web_page_answers_went_nowhere() -> None:
    with pytest.raises(UnexpectedAnswerError):
        world(PAGE).call(WRITE)


def test_the_quota_is_asked_before_each_send_and_told_of_each_answer() -> None:
    here = world(failed(500), OK)
    quota = Quota(limit=1, clock=lambda: here.now)
    here.call(quota=quota)
    assert len(here.sent) == 2
    assert sum(here.slept) == pytest.approx(60.0)


def test_a_call_in_the_background_leaves_the_last_ones_of_a_minute() -> None:
    here = world(OK)
    quota = Quota(limit=50, clock=lambda: here.now)
    for _ in range(49):
        quota.reserve()
    here.run(exchange(READ, CONNECTION, quota, Terms(background=True), bytes))
    assert here.slept == [pytest.approx(60.0)]


def test_an_abandoned_call_gives_its_place_back() -> None:
    quota = Quota(limit=5)
    steps = exchange(READ, CONNECTION, quota, TERMS, bytes)
    steps.send(None)
    assert isinstance(steps.send("token"), Send)
    steps.close()
    quota.learn({"ratelimit-remaining": "1", "ratelimit-reset": "60"})
    assert quota.reserve() == 0


def a_page(body: bytes) -> tuple[list[Any], Any]:
    items, info = read_page(READ, body, Sale, PageInfo)
    return list(items), info


def test_what_the_reader_finds_cut_is_asked_for_again_and_what_it_finds_odd_is_not() -> None:
    here = world(CUT, OK)
    assert here.run(exchange(READ, CONNECTION, Quota(), TERMS, a_page)) == ([], None)
    here = world(Reply(200, JSON, b'{"odd":"x"}'), OK)
    with pytest.raises(UnexpectedAnswerError):
        here.run(exchange(READ, CONNECTION, Quota(), TERMS, a_page))
    assert len(here.sent) == 1


def test_half_a_character_in_a_name_does_not_make_a_page_unreadable() -> None:
    body = rb'{"items":[{"purchase":{"transaction":"HP1"},"buyer":{"name":"Meio \ud83d par"}}]}'
    here = world(Reply(200, JSON, body))
    (sale,), _ = here.run(exchange(READ, CONNECTION, Quota(), TERMS, a_page))
    assert (sale.buyer.name, len(here.sent)) == ("Meio \ufffd par", 1)
    here = world(Reply(200, JSON, body))
    assert here.run(exchange(READ, CONNECTION, Quota(), TERMS, as_sent(READ))) == body.replace(
        b"d83d", b"fffd"
    )


@pytest.mark.parametrize("request_", [READ, WRITE])
def test_a_refusal_under_a_status_that_says_all_is_well_is_still_a_refusal(request_: Request) -> None:
    here = world(Reply(200, JSON, b'{"error":"invalid_parameter","error_description":"No."}'), OK)
    with pytest.raises(APIStatusError, match=r"HTTP 200, invalid_parameter: No\.") as refused:
        here.run(exchange(request_, CONNECTION, Quota(), TERMS, bytes))
    assert refused.value.status == 200
    assert len(here.sent) == 1


def test_an_answer_that_only_speaks_of_errors_is_no_refusal() -> None:
    body = b'{"code":"abc","name":"error"}'
    here = world(Reply(200, JSON, body))
    assert here.run(exchange(WRITE, CONNECTION, Quota(), TERMS, bytes)) == body


@pytest.mark.parametrize("body", [b'{"name":"Jo\xe3o"}', b'["\xff"]'])
def test_bytes_that_are_no_text_are_cut_for_a_read_and_never_repeat_a_write(body: bytes) -> None:
    here = world(Reply(200, JSON, b'{"items":[{"purchase":{"transaction":"\xff"}}]}'), OK)
    items, _ = here.run(exchange(READ, CONNECTION, Quota(), TERMS, a_page))
    assert (list(items), len(here.sent)) == ([], 2)
    here = world(Reply(200, JSON, body), OK)
    assert here.run(exchange(WRITE, CONNECTION, Quota(), TERMS, as_sent(WRITE))) == body
    assert len(here.sent) == 1
    here = world(Reply(400, JSON, body))
    with pytest.raises(BadRequestError):
        here.run(exchange(READ, CONNECTION, Quota(), TERMS, as_sent(READ)))


@pytest.mark.parametrize("kind", ["Application/JSON", "application/json;charset=UTF-8"])
def test_the_case_of_a_media_type_does_not_matter(kind: str) -> None:
    here = world(Reply(200, {"content-type": kind}, OK.body))
    assert here.run(exchange(READ, CONNECTION, Quota(), TERMS, bytes)) == OK.body


def test_a_request_that_cannot_be_written_takes_nothing_from_the_quota() -> None:
    quota = Quota()
    half = READ.with_query(buyer_name="\ud83d")
    with pytest.raises(UnicodeEncodeError):
        world(OK).run(exchange(half, CONNECTION, quota, TERMS, bytes))
    assert quota.remaining == quota.limit


replies = st.sampled_from(
    [OK, PAGE, CUT, EMPTY, UNAUTHORIZED, LIMITED, REFUSED, DROPPED, *map(failed, range(500, 505))]
)
scripts = st.lists(replies, max_size=30)


def may_have_been_done(answer: Reply | Lost) -> bool:
    return answer.sent if isinstance(answer, Lost) else answer.status not in (401, 429)


@given(scripts, st.integers(0, 6))
def test_a_write_is_done_at_most_once_under_every_sequence_of_faults(
    script: list[Reply | Lost], max_retries: int
) -> None:
    here = World(chain(script, repeat(OK)))
    try:
        here.call(WRITE, max_retries)
    except OutcomeUnknownError:
        assert may_have_been_done(here.answers[-1])
    except HotmartError:
        pass
    assert sum(map(may_have_been_done, here.answers)) <= 1
    assert len(here.logins) <= 2


@given(scripts, st.integers(0, 6))
def test_retries_and_waiting_are_bounded_and_reads_end_in_json_or_an_error(
    script: list[Reply | Lost], max_retries: int
) -> None:
    here = World(chain(script, repeat(LIMITED)))
    try:
        assert json.loads(here.call(READ, max_retries)) is not None
    except HotmartError as error:
        assert SECRET not in f"{error} {error!r}"
    assert len(here.sent) <= 2 + 5 * max_retries
    assert sum(here.slept) <= Terms().patience + 60
    assert len(here.logins) <= 2
