"""A reading is believed only when it is consistent, and what cannot be read is said."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from hotmart.errors import AuthenticationError, ConfigurationError, ConnectionFailedError, HotmartError
from hotmart.language import Text
from hotmart.request import Request
from hotmart.streams.known import STREAMS
from hotmart.streams.origin import Answered
from hotmart.streams.windows import DAY, Window
from hotmart.sync.pull import Pulled, Puller, Unread
from hotmart.sync.question import Question
from hotmart.sync.watch import Watch
from hotmart.tables.layout import Layout
from hotmart.warehouse.records import Decoder
from hotmart.warehouse.spool import Spool, pages
from sync.scripted import NOON_MS, Answer, Scripted, Shop, refusal, sale

SALES = STREAMS["sales_history"]
MONTH = Window(NOON_MS - 15 * DAY, NOON_MS + 15 * DAY)
MANY = [sale(number, NOON_MS + number) for number in range(1_200)]


@pytest.fixture
def spool(tmp_path: Path) -> Iterator[Spool]:
    with Spool(tmp_path / "warehouse.duckdb", run=1) as opened:
        yield opened


def parts(answer: Answer, spool: Spool, question: Question | None = None) -> list[Pulled | Unread]:
    puller = Puller(Scripted(answer), spool, Watch())
    return asyncio.run(puller.pull(question or Question(SALES, MONTH)))


def pull(answer: Answer, spool: Spool, question: Question | None = None) -> list[Pulled]:
    return [part for part in parts(answer, spool, question) if isinstance(part, Pulled)]


def codes(pulled: list[Pulled]) -> list[Any]:
    return sorted(key[0] for one in pulled for key in one.keys)


def test_a_question_is_read_to_its_last_page(spool: Spool) -> None:
    (pulled,) = pull(Shop(MANY), spool)
    assert len(pulled.keys) == pulled.total == 1_200
    assert pulled.consistent


def test_every_status_is_asked_for_and_both_bounds_are_sent(spool: Spool) -> None:
    client = Scripted(Shop(MANY))
    asyncio.run(Puller(client, spool, Watch()).pull(Question(SALES, MONTH)))
    query = client.asked[0].query
    assert len([value for name, value in query if name == "transaction_status"]) == 17
    assert ("start_date", str(MONTH.start)) in query
    assert ("end_date", str(MONTH.end - 1)) in query


def again(body: Any, turns: int) -> Answer:
    """The same pages in turn, each under a token that never came before."""
    asked = count()

    def answer(request: Request) -> bytes:
        at = next(asked)
        assert at < 500, "it goes on for ever"
        return json.dumps(body(at % turns) | {"page_info": {"next_page_token": str(at)}}).encode()

    return answer


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_pages_that_come_again_and_again_are_no_endless_reading(spool: Spool, turns: int) -> None:
    (pulled, *_) = pull(again(lambda at: {"items": MANY[at * 5 : at * 5 + 5]}, turns), spool)
    assert not pulled.consistent


def test_more_rows_than_are_counted_are_no_endless_reading(spool: Spool) -> None:
    asked = count()

    def answer(request: Request) -> bytes:
        at = next(asked)
        assert at < 500, "it goes on for ever"
        info = {"next_page_token": str(at), "total_results": 10}
        return json.dumps({"items": [MANY[at], *MANY[at * 2 % 900 + 50 :][:5]], "page_info": info}).encode()

    assert not any(one.consistent for one in pull(answer, spool))


def test_the_raw_pages_are_kept_as_they_came(spool: Spool) -> None:
    answers: list[bytes] = []

    def answer(request: Request) -> bytes:
        answers.append(Shop(MANY)(request))
        return answers[-1]

    (pulled,) = pull(answer, spool)
    assert pulled.reel.raw
    assert list(pages(pulled.reel.raw)) == answers
    assert pulled.reel.raw.stat().st_mode & 0o777 == 0o600


def test_rows_that_shift_while_they_are_read_are_read_again_in_smaller_windows(spool: Spool) -> None:
    shop = Shop(MANY)

    def answer(request: Request) -> bytes:
        body = shop(request)
        if len(shop.sales) == len(MANY):  # between the first page and the second a sale disappears
            del shop.sales[0]
        return body

    pulled = pull(answer, spool)
    assert all(one.consistent for one in pulled)
    assert codes(pulled) == sorted(one["purchase"]["transaction"] for one in shop.sales)


def test_a_page_that_repeats_rows_is_not_believed(spool: Spool) -> None:
    def answer(request: Request) -> bytes:
        return Shop([*MANY, *MANY[:3]])(request)

    pulled = pull(answer, spool)
    assert not all(one.consistent for one in pulled)


def test_a_window_that_takes_hotmart_too_long_is_halved_until_it_answers(spool: Spool) -> None:
    def answer(request: Request) -> bytes:
        query = dict(request.query)
        if int(query["end_date"]) - int(query["start_date"]) > 10 * DAY:
            raise refusal(request, 502)
        return Shop(MANY)(request)

    pulled = pull(answer, spool)
    assert len(pulled) == 4
    assert codes(pulled) == codes(pull(Shop(MANY), spool))


def test_what_reads_the_pages_of_a_stream_is_made_once(spool: Spool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Making it takes longer than reading a page: a stream of children asks thousands of questions."""
    made: list[str] = []

    def decoder(layout: Layout) -> Decoder:
        made.append(layout.table)
        return Decoder(layout)

    monkeypatch.setattr("hotmart.sync.pull.Decoder", decoder)
    puller = Puller(Scripted(Shop(MANY)), spool, Watch())
    for question in (Question(SALES, MONTH), Question(SALES, MONTH)):
        asyncio.run(puller.pull(question))
    assert made == ["sales_history"]


def test_a_window_that_never_answers_is_given_up_at_one_day_and_says_why(spool: Spool) -> None:
    def answer(request: Request) -> bytes:
        raise refusal(request, 502)

    fortnight = Window(MONTH.start, MONTH.start + 14 * DAY)
    unread = parts(answer, spool, Question(SALES, fortnight))
    assert {part.why.en for part in unread if isinstance(part, Unread)} == {"HTTP 502"}
    assert all(part.question.window and part.question.window.length <= DAY for part in unread)


def test_one_bad_day_does_not_lose_the_days_around_it(spool: Spool) -> None:
    bad_day = NOON_MS + 700

    def answer(request: Request) -> bytes:
        query = dict(request.query)
        if int(query["start_date"]) <= bad_day - 5 * DAY <= int(query["end_date"]):
            raise refusal(request, 502)
        return Shop(MANY)(request)

    assert codes(pull(answer, spool)) == codes(pull(Shop(MANY), spool))


def test_a_stream_that_fails_again_and_again_is_left_for_another_run(spool: Spool) -> None:
    client = Scripted(always_502)
    puller = Puller(client, spool, Watch())
    year = Window(NOON_MS - 365 * DAY, NOON_MS)
    unread = asyncio.run(puller.pull(Question(SALES, year)))
    assert not any(isinstance(part, Pulled) for part in unread)
    assert len(client.asked) < 100
    covered = sum(part.question.window.length for part in unread if part.question.window)
    assert covered == year.length


def always_502(request: Request) -> bytes:
    raise refusal(request, 502)


def test_a_failure_that_less_would_not_mend_is_not_asked_again_in_pieces(spool: Spool) -> None:
    def answer(request: Request) -> bytes:
        raise refusal(request, 503)

    (unread,) = parts(answer, spool)
    assert isinstance(unread, Unread)
    assert unread.question.window == MONTH


def test_where_hotmart_refuses_some_statuses_the_documented_ones_are_asked_for(spool: Spool) -> None:
    prices = Question(STREAMS["sales_price_details"], MONTH)

    def answer(request: Request) -> bytes:
        if ("transaction_status", "NO_FUNDS") in request.query:
            raise refusal(request, 400, "invalid_parameter")
        return b'{"items": [{"transaction": "HP1"}], "page_info": {"total_results": 1}}'

    (pulled,) = pull(answer, spool, prices)
    assert pulled.keys == [("HP1",)]


@pytest.mark.parametrize("status", [400, 403, 404, 429])
def test_what_hotmart_refuses_of_one_stream_is_said_and_ends_nothing_else(spool: Spool, status: int) -> None:
    def answer(request: Request) -> bytes:
        raise refusal(request, status, "not_this")

    (unread,) = parts(answer, spool)
    assert isinstance(unread, Unread)
    assert unread.why.en == f"HTTP {status} not_this"


def test_a_credential_that_is_refused_ends_the_run(spool: Spool) -> None:
    def answer(request: Request) -> bytes:
        raise refusal(request, 401, "unauthorized")

    with pytest.raises(AuthenticationError):
        pull(answer, spool)


def test_a_stale_page_token_starts_the_reading_over(spool: Spool) -> None:
    refused: list[Request] = []

    def answer(request: Request) -> bytes:
        if dict(request.query).get("page_token") and not refused:
            refused.append(request)
            raise refusal(request, 400, "invalid_token")
        return Shop(MANY)(request)

    (pulled,) = pull(answer, spool)
    assert pulled.consistent
    assert len(pulled.keys) == 1_200


def test_no_plans_is_how_a_refusal_reads_for_a_product_without_subscription(spool: Spool) -> None:
    def answer(request: Request) -> bytes:
        raise refusal(request, 400, "invalid_parameter")

    plans = Question(STREAMS["product_plans"], owner=("3f9e2d5a-4cb8-4f13-9d2e-8b7c4a0f1e92",))
    (pulled,) = pull(answer, spool, plans)
    assert pulled.consistent
    assert pulled.keys == []


def test_a_page_token_that_repeats_ends_the_reading(spool: Spool) -> None:
    def answer(request: Request) -> bytes:
        return b'{"items": [{"id": 1}], "page_info": {"next_page_token": "again"}}'

    pulled = pull(answer, spool, Question(STREAMS["products"]))
    assert not pulled[0].consistent


def test_a_child_carries_its_parent_in_every_row(spool: Spool) -> None:
    def answer(request: Request) -> bytes:
        return b'{"items": [{"code": "ab12cd34"}], "page_info": {}}'

    (pulled,) = pull(answer, spool, Question(STREAMS["product_offers"], owner=("u-1",)))
    assert pulled.keys == [("u-1", "ab12cd34")]


def test_a_count_takes_one_request_for_one_row(spool: Spool) -> None:
    client = Scripted(Shop(MANY))
    total = asyncio.run(Puller(client, spool, Watch()).count(Question(SALES, MONTH)))
    assert total == 1_200
    assert [dict(request.query)["max_results"] for request in client.asked] == ["1"]


class Other:
    """A host that is not Hotmart's."""

    host, calls = "api.example", 0

    def __init__(self, error: HotmartError) -> None:
        self._error = error

    async def fetch(self, request: Request) -> bytes:
        raise self._error


@pytest.mark.parametrize(
    "error",
    [
        ConnectionFailedError("api.example", Text("it took too long", "demorou demais")),
        ConfigurationError(Text("The secret is not set.", "O segredo não está definido.")),
        refusal(Request(method="GET", path="/"), 401),
    ],
    ids=lambda error: type(error).__name__,
)
def test_another_host_that_does_not_answer_is_no_reason_not_to_read_hotmart(
    spool: Spool, error: HotmartError
) -> None:
    elsewhere = replace(STREAMS["account"], origin=Answered("user.me", ("ucode",), fetcher=Other(error)))
    (unread,) = parts(Shop([]), spool, Question(elsewhere))
    assert isinstance(unread, Unread)


def test_hotmart_itself_that_does_not_answer_ends_the_run(spool: Spool) -> None:
    def nobody(request: Request) -> bytes:
        raise ConnectionFailedError("hotmart.example", Text("it took too long", "demorou demais"))

    with pytest.raises(ConnectionFailedError):
        pull(nobody, spool)


@pytest.mark.parametrize(("slips", "rows"), [(1, 1_200), (2, 0)])
def test_an_empty_page_without_a_total_is_believed_when_it_comes_twice(
    spool: Spool, slips: int, rows: int
) -> None:
    left = [slips]

    def answer(request: Request) -> bytes:
        left[0] -= 1
        return b'{"items": [], "page_info": {}}' if left[0] >= 0 else Shop(MANY)(request)

    (pulled,) = pull(answer, spool)
    assert pulled.consistent
    assert len(pulled.keys) == rows


def test_a_total_that_is_always_wrong_is_not_chased_into_ever_smaller_windows(spool: Spool) -> None:
    shop = Shop(MANY)

    def answer(request: Request) -> bytes:
        page = json.loads(shop(request))
        page["page_info"]["total_results"] += 1
        return json.dumps(page).encode()

    client = Scripted(answer)
    read = asyncio.run(Puller(client, spool, Watch()).pull(Question(SALES, MONTH)))
    assert len(client.asked) < 500
    assert not any(isinstance(part, Pulled) and part.keys and part.consistent for part in read)


def test_a_page_that_comes_again_under_ever_new_tokens_ends_the_reading(spool: Spool) -> None:
    tokens = count()

    def answer(request: Request) -> bytes:
        page = {"items": [sale(1)], "page_info": {"total_results": 5, "next_page_token": str(next(tokens))}}
        return json.dumps(page).encode()

    pulled = pull(answer, spool)
    assert not any(one.consistent for one in pulled)
