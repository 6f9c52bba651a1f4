"""What every operation promises, asked of each by name."""

from __future__ import annotations

import re
from typing import Any, get_args, get_origin, get_type_hints

import msgspec
import pytest

from hotmart.api import CATALOGUE, GROUPS, operation
from hotmart.endpoint import Endpoint, Listing
from hotmart.words import WORDS, Instant, Model, OpenEnum

KEYS = {"transaction", "purchase", "total_value", "subscriber_code", "id", "code"}
Any_Endpoint = Endpoint[..., Any]
LISTINGS: list[Listing[..., Any]] = [one for one in CATALOGUE if isinstance(one, Listing)]

every_operation = pytest.mark.parametrize("endpoint", CATALOGUE, ids=lambda endpoint: endpoint.id)
every_listing = pytest.mark.parametrize("listing", LISTINGS, ids=lambda listing: listing.id)


def parts(hint: Any) -> list[Any]:
    """A hint and everything it is made of."""
    return [hint, *(inner for part in get_args(hint) for inner in parts(part))]


def kind_at(model: type[Model], path: str) -> list[Any]:
    """What a dotted path of a model may hold."""
    hint: Any = model
    for name in path.split("."):
        (holder,) = (part for part in parts(hint) if isinstance(part, type) and issubclass(part, Model))
        hint = get_type_hints(holder)[name]
    return parts(hint)


def models(hint: Any) -> set[type[Model]]:
    """Every model that an answer is made of."""
    found = {part for part in parts(hint) if isinstance(part, type) and issubclass(part, Model)}
    return found.union(*(models(inner) for one in found for inner in get_type_hints(one).values()), found)


def test_the_operations_are_these() -> None:
    assert [endpoint.id for endpoint in CATALOGUE] == [
        "sales.history",
        "sales.summary",
        "sales.participants",
        "sales.commissions",
        "sales.price_details",
        "sales.refund",
        "subscriptions.summary",
        "subscriptions.transactions",
        "subscriptions.purchases",
        "subscriptions.list",
        "products.offers",
        "products.plans",
        "products.list",
    ]


def test_an_operation_is_found_by_its_name() -> None:
    assert operation("sales.history") is LISTINGS[0]
    with pytest.raises(KeyError):
        operation("sales.herstory")


@every_operation
def test_it_is_described_in_both_languages(endpoint: Any_Endpoint) -> None:
    for sentence in (endpoint.doc, endpoint.doc_pt):
        assert re.match(r"[A-ZÀ-Ú].*\.$", sentence, re.DOTALL), sentence
    assert endpoint.doc != endpoint.doc_pt


@every_operation
def test_each_of_its_parameters_is_described(endpoint: Any_Endpoint) -> None:
    for param in endpoint.params:
        assert param.word is WORDS[param.name]
        assert param.choices or not issubclass(param.kind, OpenEnum)
        assert param.required == (param.place == "path")


@every_operation
def test_it_reads_if_and_only_if_it_is_a_get(endpoint: Any_Endpoint) -> None:
    assert (endpoint.effect == "reads") == (endpoint.method == "GET")


@every_operation
def test_every_name_in_its_path_is_a_parameter(endpoint: Any_Endpoint) -> None:
    in_path = {param.name for param in endpoint.params if param.place == "path"}
    assert in_path == set(re.findall(r"{(\w+)}", endpoint.path))
    assert re.match(r"/(payments|products)/api/v1/", endpoint.path)


@every_operation
def test_a_write_names_the_read_that_settles_it(endpoint: Any_Endpoint) -> None:
    if endpoint.effect == "reads":
        assert endpoint.settle == ""
        return
    settled = re.fullmatch(r"(\w+\.\w+)\((\w+)='{(\w+)}'\)", endpoint.settle)
    assert settled is not None
    reading = operation(settled[1])
    assert reading.effect == "reads"
    assert settled[2] in {param.name for param in reading.params}
    assert settled[3] in {param.name for param in endpoint.params}


@every_operation
def test_every_field_it_answers_may_be_absent_but_for_its_key(endpoint: Any_Endpoint) -> None:
    for model in models(endpoint.returns):
        assert model.__doc__
        for field in msgspec.structs.fields(model):
            if field.required:
                assert field.name in KEYS
            else:
                assert field.default is None
                assert type(None) in get_args(field.type)


@every_listing
def test_a_listing_has_a_key_that_its_rows_hold(listing: Listing[..., Any]) -> None:
    assert listing.key
    for path in listing.key:
        assert {str, int} & set(kind_at(listing.item, path))


@every_listing
def test_a_listing_s_time_is_a_moment_and_its_window_is_two_parameters(listing: Listing[..., Any]) -> None:
    if listing.time is not None:
        assert Instant in kind_at(listing.item, listing.time)
        assert listing.window is not None
    for name in listing.window or ():
        assert listing.param(name).word.en


@every_listing
def test_a_listing_can_be_paged(listing: Listing[..., Any]) -> None:
    assert {"max_results", "page_token"} <= {param.name for param in listing.params}
    assert listing.page_limit == 500


@every_listing
def test_the_statuses_a_listing_must_be_asked_for_may_be_repeated(listing: Listing[..., Any]) -> None:
    if listing.statuses is not None:
        param = listing.param(listing.statuses)
        assert param.many
        assert len(param.choices) >= 8


def test_the_statuses_of_sales_are_seventeen_and_price_details_documents_fourteen() -> None:
    counts = {one.id: len(one.param(one.statuses).choices) for one in LISTINGS if one.statuses}
    assert counts.pop("sales.price_details") == 14
    assert counts.pop("subscriptions.list") == 8
    assert set(counts.values()) == {17}


def test_every_group_says_what_it_is() -> None:
    assert all(group.__doc__ for group in GROUPS)
    assert all(get_origin(group) is None for group in GROUPS)
