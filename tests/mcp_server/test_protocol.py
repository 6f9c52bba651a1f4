"""The server as clients of both generations of the protocol see it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import anyio
import pytest
from mcp import Client
from mcp.shared.exceptions import MCPError

import hotmart
from hotmart.accounts import opening
from hotmart.mcp_server import resources
from hotmart.mcp_server.desk import Desk
from hotmart.mcp_server.tools.all_of_them import TOOLS

from .serving import BOTH, LEGACY, MODERN, Served, called, sentence, synced_account, tokens, with_client

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def synced(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with synced_account(tmp_path_factory.mktemp("protocol"), sales=600, months=8) as served:
        yield served


@pytest.fixture
def served(synced: Served, monkeypatch: pytest.MonkeyPatch) -> Served:
    synced.here(monkeypatch)
    return synced


def listed(client: Client) -> Any:
    return client.list_tools()


@pytest.mark.parametrize("mode", BOTH)
def test_the_tools_are_listed_with_schemas_and_what_they_change(mode: str) -> None:
    found = {one.name: one for one in with_client(Desk(), mode, listed).tools}
    assert list(found) == [one.name for one in TOOLS]
    for name, one in found.items():
        assert one.input_schema["additionalProperties"] is False
        assert one.annotations
        assert one.annotations.read_only_hint is (name != "hotmart_sync")
        assert one.annotations.destructive_hint is False


@pytest.mark.parametrize("mode", BOTH)
def test_nothing_that_writes_is_there_unless_it_was_allowed_at_the_start(mode: str) -> None:
    assert "hotmart_write" not in {one.name for one in with_client(Desk(), mode, listed).tools}
    found = {one.name: one for one in with_client(Desk(allows=frozenset({"refunds"})), mode, listed).tools}
    told = found["hotmart_write"].annotations
    assert told
    assert (told.read_only_hint, told.destructive_hint) == (False, True)


def test_the_definitions_cost_an_agent_little() -> None:
    def cost(desk: Desk) -> int:
        found = with_client(desk, MODERN, listed)
        return tokens(json.loads(found.model_dump_json(by_alias=True, exclude_none=True)))

    assert cost(Desk()) <= 1_500
    every = frozenset({"refunds", "subscriptions", "coupons", "negotiations"})
    assert cost(Desk(allows=every)) <= 2_700


def test_fifty_sales_and_an_overview_cost_an_agent_little(served: Served) -> None:
    sales = called(Desk(), MODERN, "hotmart_read", action="sales.history", arguments={"period": "2023-12"})
    assert len(sales.structured_content["rows"]) == 50
    assert tokens(sentence(sales)) + tokens(sales.structured_content) <= 1_500
    overview = called(Desk(), MODERN, "hotmart_metrics")
    assert len({row[0] for row in overview.structured_content["rows"]}) >= 10
    assert tokens(sentence(overview)) + tokens(overview.structured_content) <= 400


@pytest.mark.parametrize("mode", BOTH)
def test_figures_are_those_of_the_library_with_currency_days_zone_freshness_and_verdict(
    mode: str, served: Served
) -> None:
    data = called(Desk(), mode, "hotmart_metrics", names=["net_revenue"], period="2023-12").structured_content
    (expected,) = hotmart.open().metrics("net_revenue", start=date(2023, 12, 1), end=date(2023, 12, 31))
    place = {name: number for number, name in enumerate(data["columns"])}
    found = {row[place["currency"]]: Decimal(row[place["value"]]) for row in data["rows"]}
    assert found == {one.currency: one.value for one in expected.figures}
    assert (data["start"], data["end"], data["time_zone"]) == (
        "2023-12-01",
        "2023-12-31",
        "America/Sao_Paulo",
    )
    assert data["verdicts"] == ["proved"]
    assert data["complete"] is True
    assert data["freshness"]


@pytest.mark.parametrize("mode", BOTH)
@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("hotmart_metrics", {"names": ["net_revenu"]}, "Did you mean net_revenue?"),
        (
            "hotmart_metrics",
            {"names": ["sales"], "start": "2023-09-01", "end": "2023-08-01"},
            "before it begins",
        ),
        ("hotmart_metrics", {"names": ["sales"], "by": ["moon"]}, "moon"),
        ("hotmart_metrics", {"name": "sales"}, "takes no 'name'"),
        ("hotmart_metrics", {"compare": "yesterday"}, "compare is one of"),
        ("hotmart_metrics", {"names": "sales"}, "names is a list"),
        ("hotmart_query", {}, "needs sql"),
        ("hotmart_query", {"sql": "DELETE FROM sales_history"}, "Only one SELECT"),
        ("hotmart_query", {"sql": "SELECT 1", "limit": 0}, "limit is from 1 to 500"),
        ("hotmart_query", {"sql": "SELECT 1", "limit": True}, "limit is a whole number"),
        ("hotmart_query", {"sql": "SELECT * FROM nothing"}, "nothing"),
        ("hotmart_find", {}, "Give an intent, or an action."),
        ("hotmart_find", {"action": "sales.refnd"}, "sales.refund"),
        ("hotmart_read", {"action": "sales.refund"}, "hotmart_read only reads"),
        ("hotmart_read", {"action": "metrics"}, "Call hotmart_metrics"),
        ("hotmart_read", {"action": "sales.history", "arguments": {"period": "yesteryear"}}, "yesteryear"),
        ("hotmart_read", {"action": "sales.history", "fields": ["purchase.nothing"]}, "nothing"),
        ("hotmart_record", {}, "Give one"),
        ("hotmart_record", {"transaction": "HP1", "email": "a@example.org"}, "Give one"),
        ("hotmart_record", {"transaction": "HP0"}, "holds no such transaction"),
        ("hotmart_metrics", {"connection": "nobody"}, "There is no connection 'nobody'"),
        ("hotmart_write", {"action": "sales.refund"}, "There is no tool hotmart_write"),
    ],
)
def test_what_cannot_be_meant_is_answered_with_a_sentence_and_the_server_goes_on(
    mode: str, tool: str, arguments: dict[str, Any], said: str, served: Served
) -> None:
    async def work(client: Client) -> tuple[Any, Any]:
        return await client.call_tool(tool, arguments), await client.call_tool("hotmart_status", {})

    wrong, right = with_client(Desk(), mode, work)
    assert wrong.is_error
    assert said in sentence(wrong)
    assert not right.is_error


@pytest.mark.parametrize("mode", BOTH)
def test_before_the_first_sync_the_next_step_is_told(
    mode: str, tmp_path: Any, synced: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced.here(monkeypatch)
    monkeypatch.chdir(tmp_path)
    for tool, arguments in (("hotmart_metrics", {}), ("hotmart_query", {"sql": "SELECT 1"})):
        wrong = called(Desk(), mode, tool, **arguments)
        assert wrong.is_error
        assert "hotmart sync" in sentence(wrong)
    told = called(Desk(), mode, "hotmart_status").structured_content["accounts"]
    assert told[0]["state"] == "never synced: hotmart_sync"


@pytest.mark.parametrize("mode", BOTH)
def test_a_failure_inside_tells_no_client_what_it_says(
    mode: str, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*given: Any) -> str:
        raise OSError("/home/ana/secret.key")

    monkeypatch.setattr(opening, "open_all", fails)
    monkeypatch.setattr(
        resources, "RESOURCES", {"hotmart://schema": (*resources.RESOURCES["hotmart://schema"][:2], fails)}
    )

    async def work(client: Client) -> list[str]:
        told = sentence(await client.call_tool("hotmart_status", {}))
        with pytest.raises(MCPError) as caught:
            await client.read_resource("hotmart://schema")
        return [told, str(caught.value)]

    for told in with_client(Desk(), mode, work):
        assert "secret.key" not in told
        assert "hotmart doctor" in told


@pytest.mark.parametrize("mode", BOTH)
def test_a_sync_tells_how_far_it_is(mode: str, served: Served) -> None:
    steps: list[float] = []

    async def heard(progress: float, total: float | None, message: str | None) -> None:
        del total, message
        steps.append(progress)

    async def work(client: Client) -> Any:
        return await client.call_tool("hotmart_sync", {"streams": ["products"]}, progress_callback=heard)

    found = with_client(Desk(), mode, work)
    assert not found.is_error
    assert found.structured_content["rows"][0][0] == "products"
    assert steps == sorted(steps)
    assert steps


@pytest.mark.parametrize("mode", BOTH)
def test_a_sync_that_is_cancelled_stops_and_loses_nothing(mode: str, served: Served) -> None:
    before = hotmart.open().ask("SELECT count(*) FROM sales_history").rows

    async def work(client: Client) -> Any:
        with anyio.CancelScope() as scope:

            async def heard(progress: float, total: float | None, message: str | None) -> None:
                del progress, total, message
                scope.cancel()

            await client.call_tool("hotmart_sync", {"full": True}, progress_callback=heard)
        assert scope.cancelled_caught
        return await client.call_tool("hotmart_status", {})

    found = with_client(Desk(), mode, work)
    assert not found.is_error
    assert hotmart.open().ask("SELECT count(*) FROM sales_history").rows == before
    assert not hotmart.open().sync("products").problem  # nothing holds the copy any longer


@pytest.mark.parametrize("mode", BOTH)
def test_resources_and_prompts_are_told_in_the_language_of_the_server(
    mode: str, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOTMART_LANG", "pt-BR")

    async def work(client: Client) -> tuple[Any, Any, Any]:
        read = {
            str(one.uri): (await client.read_resource(str(one.uri))).contents[0]
            for one in (await client.list_resources()).resources
        }
        return read, await client.list_prompts(), await client.get_prompt("who-is-late", {})

    read, prompts, late = with_client(Desk(), mode, work)
    assert set(read) == {"hotmart://schema", "hotmart://metrics", "hotmart://actions", "hotmart://skill"}
    assert "sales_history" in json.loads(read["hotmart://schema"].text)["main"]
    assert {one["name"] for one in json.loads(read["hotmart://metrics"].text)} >= {"mrr", "net_revenue"}
    assert prompts.prompts[0].title == "Fechamento do mês"
    assert "atraso" in late.messages[0].content.text


def test_a_client_that_is_shown_text_alone_has_all_of_it_in_the_text(served: Served) -> None:
    found = called(Desk(), LEGACY, "hotmart_metrics", names=["sales"])
    assert sentence(found).count("\n") == 0  # this one is shown data
