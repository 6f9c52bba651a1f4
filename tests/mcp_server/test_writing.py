"""Writes that an agent asks for: a person says yes, it is sent once, and the audit names the client."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from typing import Any, Literal, TypeAlias

import anyio
import mcp_types as types
import pytest
from mcp import Client

import hotmart
from hotmart.actions.guard.approvals import kept_plans
from hotmart.actions.guard.place import book_file
from hotmart.mcp_server.desk import Desk

from .serving import BOTH, LEGACY, MODERN, Served, sentence, synced_account, with_client

pytestmark = pytest.mark.slow
Answers = Callable[[Any, Any], Any]
Deed: TypeAlias = Literal["accept", "decline", "cancel"]


@pytest.fixture(scope="module")
def synced(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with synced_account(tmp_path_factory.mktemp("writing"), sales=400) as served:
        yield served


@pytest.fixture
def served(synced: Served, monkeypatch: pytest.MonkeyPatch) -> Served:
    synced.here(monkeypatch)
    return synced


def desk() -> Desk:
    return Desk(allows=frozenset({"refunds"}))


@pytest.fixture
def sale(served: Served) -> str:
    """One that was paid a few days ago and never given back, another for every test."""
    taken = {refund.path for refund in _refunds(served)}
    rows = hotmart.open().ask(
        "SELECT purchase_transaction FROM sales_history WHERE purchase_status = 'APPROVED'"
        " AND purchase_payment_type = 'CREDIT_CARD' AND purchase_commission_as = 'PRODUCER'"
        " AND NOT purchase_is_subscription ORDER BY purchase_order_date DESC"
    )
    return next(str(code) for (code,) in rows if not any(str(code) in path for path in taken))


def _refunds(served: Served) -> list[Any]:
    return [one for one in served.account.requests if one.method == "PUT" and one.path.endswith("refund")]


def person(action: Deed, typed: str | None = None) -> tuple[Answers, list[Any]]:
    """Whoever sits at the client: what they do with the question, and the questions they were asked."""
    asked: list[Any] = []

    async def answers(context: Any, params: Any) -> types.ElicitResult:
        del context
        asked.append(params)
        told = params.requested_schema["properties"]["word"]["description"]
        word = told.split()[1] if typed is None else typed
        return types.ElicitResult(action=action, content={"word": word} if action == "accept" else None)

    return answers, asked


def refund(mode: str, code: str, answers: Answers | None, times: int = 1) -> list[Any]:
    async def work(client: Client) -> list[Any]:
        given = {"action": "sales.refund", "arguments": {"transaction_code": code}}
        return [await client.call_tool("hotmart_write", given) for _ in range(times)]

    options: dict[str, Any] = {"client_info": types.Implementation(name="claude-code", version="2.1")}
    if answers:
        options["elicitation_callback"] = answers
    return with_client(desk(), mode, work, **options)


@pytest.mark.parametrize("mode", BOTH)
def test_what_a_person_confirms_is_sent_once_and_the_audit_names_the_client(
    mode: str, sale: str, served: Served
) -> None:
    before = len(_refunds(served))
    answers, asked = person("accept")
    (done,) = refund(mode, sale, answers)
    assert not done.is_error, sentence(done)
    assert done.structured_content["sent"] is True
    assert len(_refunds(served)) == before + 1
    assert len(asked) == 1
    assert sale in asked[0].message
    with sqlite3.connect(book_file()) as book:
        told = "\n".join(book.iterdump())
    assert "(mcp: claude-code 2.1)" in told


@pytest.mark.parametrize("mode", BOTH)
@pytest.mark.parametrize(
    ("action", "typed"),
    [("decline", None), ("cancel", None), ("accept", ""), ("accept", "yes"), ("accept", "sim")],
)
def test_whatever_is_not_the_word_of_the_plan_is_a_no_and_withdraws_it(
    mode: str, action: Deed, typed: str | None, sale: str, served: Served
) -> None:
    before = len(_refunds(served))
    answers, _ = person(action, typed)
    (told,) = refund(mode, sale, answers)
    assert told.structured_content["sent"] is False
    assert told.structured_content["declined"] is True
    assert len(_refunds(served)) == before
    with pytest.raises(hotmart.HotmartError):
        kept_plans().read(told.structured_content["plan"], hotmart.Hotmart().identity)


@pytest.mark.parametrize("mode", BOTH)
def test_a_client_that_can_ask_nobody_is_told_who_has_to_say_yes_and_how(
    mode: str, sale: str, served: Served
) -> None:
    before = len(_refunds(served))
    (told,) = refund(mode, sale, None)
    assert not told.is_error
    data = told.structured_content
    assert data["sent"] is False
    assert data["approve"] == f"hotmart approve {data['plan']}"
    assert f"hotmart approve {data['plan']}" in sentence(told)
    assert len(_refunds(served)) == before
    assert kept_plans().read(data["plan"], hotmart.Hotmart().identity).action == "sales.refund"


@pytest.mark.parametrize("mode", BOTH)
@pytest.mark.parametrize("flag", ["confirm", "confirmed", "yes", "word", "plan"])
def test_nothing_that_a_model_sends_itself_is_a_yes(mode: str, flag: str, sale: str, served: Served) -> None:
    before = len(_refunds(served))

    async def work(client: Client) -> list[Any]:
        given: dict[str, Any] = {"action": "sales.refund", "arguments": {"transaction_code": sale}}
        return [
            await client.call_tool("hotmart_write", {**given, flag: "true"}),
            await client.call_tool(
                "hotmart_write",
                {**given, "arguments": {**given["arguments"], flag: "true"}},
            ),
        ]

    for told in with_client(desk(), mode, work):
        assert told.is_error
    assert len(_refunds(served)) == before


@pytest.mark.parametrize("mode", BOTH)
def test_what_was_not_allowed_at_the_start_is_not_even_planned(mode: str, served: Served) -> None:
    async def work(client: Client) -> list[Any]:
        return [
            await client.call_tool("hotmart_write", {"action": action})
            for action in ("subscriptions.cancel", "links.create", "sales.history", "sales.refnd")
        ]

    cancel, link, read, typo = with_client(desk(), mode, work)
    assert "hotmart mcp serve --allow subscriptions" in sentence(cancel)
    assert "hotmart action run links.create" in sentence(link)
    assert "hotmart_read" in sentence(read)
    assert "sales.refund" in sentence(typo)
    assert all(one.is_error for one in (cancel, link, read, typo))


def test_an_answer_that_is_sent_again_carries_nothing_out_again(sale: str, served: Served) -> None:
    before = len(_refunds(served))

    async def work(client: Client) -> list[Any]:
        given: dict[str, Any] = {"action": "sales.refund", "arguments": {"transaction_code": sale}}
        first: Any = await client.session.call_tool("hotmart_write", given, allow_input_required=True)
        question = first.input_requests["confirm"]
        word = question.params.requested_schema["properties"]["word"]["description"].split()[1]
        reply: dict[str, Any] = {"confirm": types.ElicitResult(action="accept", content={"word": word})}

        async def again() -> Any:
            return await client.session.call_tool(
                "hotmart_write", given, input_responses=reply, request_state=first.request_state
            )

        return [await again(), await again()]

    options: dict[str, Any] = {"elicitation_callback": person("accept")[0]}
    done, again = with_client(desk(), MODERN, work, **options)
    assert done.structured_content["sent"] is True
    assert again.is_error
    assert len(_refunds(served)) == before + 1


def test_two_who_ask_for_the_same_at_once_do_not_send_it_twice(sale: str, served: Served) -> None:
    before = len(_refunds(served))
    answers, _ = person("accept")

    async def work(client: Client) -> list[Any]:
        found: list[Any] = []

        async def one() -> None:
            given = {"action": "sales.refund", "arguments": {"transaction_code": sale}}
            found.append(await client.call_tool("hotmart_write", given))

        async with anyio.create_task_group() as group:
            group.start_soon(one)
            group.start_soon(one)
        return found

    with_client(desk(), LEGACY, work, elicitation_callback=answers)
    assert len(_refunds(served)) == before + 1
