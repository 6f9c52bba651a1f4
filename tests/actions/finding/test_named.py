from __future__ import annotations

import pytest

from hotmart.actions.finding import find
from hotmart.actions.finding.index import index
from hotmart.actions.finding.named import named
from hotmart.api import operation


@pytest.mark.parametrize("id", index().actions)
def test_an_action_is_found_by_its_name(id: str) -> None:
    for typed in (id, f"  {id.upper()} "):
        found = find(typed)
        assert found.matches[0].id == id
        assert found.certainty == "sure"


@pytest.mark.parametrize("id", [id for _, _, id in index().paths])
def test_an_operation_is_found_by_its_method_and_path(id: str) -> None:
    declared = operation(id)
    path = declared.path.replace("{", "").replace("}", "")
    for typed in (
        f"{declared.method} {declared.path}",
        f"{declared.method.lower()} https://developers.hotmart.com{path}?max_results=5",
        f"what does {declared.method} {path} do",
    ):
        assert find(typed).matches[0].id == id, typed


@pytest.mark.parametrize(
    ("typed", "id"),
    [
        ("POST /subscriptions/cancel", "subscriptions.cancel"),
        ("/payments/api/v1/subscriptions/K7QW3ZP9/cancel", "subscriptions.cancel_single"),
        ("sales/price/details", "sales.price_details"),
        ("/payments/api/v1/link", "links.list"),
        ("o que faz sales.refund?", "sales.refund"),
        ("SELECT count(*) FROM sales_history", "ask"),
    ],
)
def test_a_part_of_it_is_enough(typed: str, id: str) -> None:
    assert find(typed).matches[0].id == id


@pytest.mark.parametrize(
    "question",
    ["vendas e/ou assinaturas", "sales on 12/05/2026", "sales.nothing", "a/b/c", "select a course"],
)
def test_what_only_looks_like_a_name_is_none(question: str) -> None:
    assert named(question, index()) == []
