from __future__ import annotations

import asyncio
import inspect
import pydoc
from datetime import date
from inspect import signature
from typing import Any, get_type_hints
from unittest import mock

import pytest

from hotmart import Hotmart, InvalidArgumentError, WrongCallError
from hotmart.api import CATALOGUE, Sales
from hotmart.declaring.resource import Resource
from small_hotmart import Server, awaited, waiting


def test_functions_of_a_client_tell_what_they_are() -> None:
    with waiting(Server()) as client:
        for endpoint in CATALOGUE:
            function = getattr(getattr(client, endpoint.group), endpoint.name)
            assert function.__name__ == endpoint.name
            assert function.__doc__ == endpoint.doc
            assert function.__signature__.parameters == endpoint.written.parameters
            assert function is getattr(getattr(client, endpoint.group), endpoint.name)


def test_the_total_is_asked_with_one_row_and_nothing_else() -> None:
    server = Server()
    with waiting(server) as client:
        assert client.sales.history.total(start_date=date(2026, 1, 1)) == 3
        assert client.subscriptions.summary.total() is None
        assert client.calls == 1

    async def awaiting() -> None:
        async with awaited(Server()) as client:
            assert await client.sales.history.total() == 3
            assert client.calls == 1

    asyncio.run(awaiting())


def test_the_twins_of_listings_read_all_items_and_nothing_before_the_first() -> None:
    with waiting(Server()) as client:
        sales = client.sales.history_autopaginate(product_id=7)
        assert client.calls == 0
        assert [sale.purchase.transaction for sale in sales] == ["HP1", "HP2", "HP3"]
        with pytest.raises(InvalidArgumentError):  # at once, not at the first item
            client.sales.history_autopaginate(product_id=0)

    async def awaiting() -> list[str]:
        async with awaited(Server()) as client:
            return [sale.purchase.transaction async for sale in client.sales.history_autopaginate()]

    assert asyncio.run(awaiting()) == ["HP1", "HP2", "HP3"]


def test_help_shows_the_signature_as_it_is_declared() -> None:
    with waiting(Server()) as client:
        shown = pydoc.plain(pydoc.render_doc(client.subscriptions.change_due_day))
        assert "subscriber_code: Code, due_day: Annotated[int, Meta(ge=1, le=31)]) -> None" in shown
        assert "Change the day of the month" in shown
        assert "start_date: When | None = None" in str(inspect.signature(client.sales.history))
        assert {"history", "history_autopaginate", "refund"} <= set(dir(client.sales))
        group = pydoc.plain(pydoc.render_doc(client.sales))
        assert "refund(transaction_code: Annotated[Code, Wire('transaction')]) -> None" in group
        assert "history_autopaginate(*, start_date: When | None = None" in group
        assert "Ask for the refund of one sale." in group
    with pytest.raises(WrongCallError, match="on a client"):
        Sales.history()


def test_a_client_can_be_mocked_by_its_class() -> None:
    double = mock.Mock(spec=Hotmart)
    double.sales.history.return_value = []
    assert double.sales.history() == []
    with pytest.raises(AttributeError):
        double.sails  # noqa: B018  # the point


def test_the_hints_of_a_function_are_those_of_its_declaration() -> None:
    with waiting(Server()) as client:
        assert get_type_hints(client.sales.refund)["return"] is type(None)
        assert "start_date" in get_type_hints(client.sales.history)


def test_a_signature_says_what_a_client_makes_of_the_answer() -> None:
    with waiting(Server()) as client:
        shown = {name: str(signature(getattr(client.sales, name))) for name in dir(client.sales)}
        assert shown["history"].endswith("-> Pages[Sale]")
        assert shown["history_autopaginate"].endswith("-> Iterator[Sale]")
        assert shown["regenerate_billet"].endswith("-> Billet")
        assert "with one row" in str(client.sales.history.total.__doc__)
    other = awaited(Server())
    assert str(signature(other.sales.history)).endswith("-> AsyncPages[Sale]")
    assert str(signature(other.sales.history_autopaginate)).endswith("-> AsyncIterator[Sale]")
    assert str(signature(other.user.me)).endswith("-> Awaitable[Me]")


def test_a_forgotten_await_is_told() -> None:
    listing: Any = awaited(Server()).sales.history()
    with pytest.raises(AttributeError, match="Await it first"):
        listing.items  # noqa: B018  # the point
    with pytest.raises(AttributeError, match="has no attribute 'itens'"):
        listing.itens  # noqa: B018  # the point


def test_a_group_offers_operations_and_nothing_else() -> None:
    assert [name for name in vars(Resource) if not name.startswith("_")] == []
