"""An action as data, for whoever reads one language."""

from __future__ import annotations

import json

import pytest

from hotmart.actions.action import actions, known_action
from hotmart.actions.finding import find
from hotmart.actions.listing import as_json
from hotmart.language import speaking


def test_an_action_as_data_says_everything_once_in_the_readers_language() -> None:
    with speaking("pt"):
        told = known_action("sales.history").as_dict()["inputSchema"]
    assert told["properties"]["buyer_email"]["description"] == "E-mail do comprador."
    assert told["properties"]["period"]["description"].startswith("Pelo dia do pedido")
    with speaking("en"):
        for one in actions().values():
            assert "x-pt-BR" not in json.dumps(one.as_dict())
    assert "x-pt-BR" in json.dumps(known_action("sales.history").input_schema)


@pytest.mark.parametrize(
    "question", ["quem cancelou este mês", "refunds of last month", "quem comprou ontem"]
)
def test_ten_actions_are_less_than_twenty_one_kilobytes(question: str) -> None:
    found = as_json(find(question))
    assert len(json.loads(found)["data"]) == 10
    assert len(found.encode()) < 21_000


def test_every_period_says_of_which_day_it_is() -> None:
    said = {
        one.id: one.input_schema["properties"]["period"]["description"]
        for one in actions().values()
        if "period" in one.input_schema["properties"]
    }
    assert {text.partition(",")[0] for id, text in said.items() if id.startswith("sales.")} == {
        "By the day of the order"
    }
    assert said["subscriptions.list"].startswith("By the day the subscription began")
    assert "cancelled=this-month" in " ".join(known_action("subscriptions.list").examples)
    assert "transaction_status=" in " ".join(known_action("sales.history").examples)
