"""What every operation promises, asked of each by name."""

from __future__ import annotations

import re
from typing import Any, get_args, get_origin, get_type_hints

import msgspec
import pytest

from hotmart.api import CATALOGUE, GROUPS, operation
from hotmart.api.contract_models import BulkOutcome
from hotmart.declaring.endpoint import Endpoint
from hotmart.declaring.operations import Autopaginate, Listing
from hotmart.glossary import WORDS, word
from hotmart.model import Model
from hotmart.words import Instant, OpenEnum

# What a row cannot be told by without, and the things such a field is in.
KEYS = {
    "transaction",
    "purchase",
    "total_value",
    "subscriber_code",
    "id",
    "code",
    "module_id",
    "page_id",
    "user_id",
    "eticket",
    "ucode",
}
# Nobody else's read tells whether these were done (dossier §6.4).
UNSETTLED = {"products.configure"}
OLD_NAMES = {"student_email"}  # of an operation that exists for an old name only
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
        "sales.regenerate_billet",
        "subscriptions.summary",
        "subscriptions.transactions",
        "subscriptions.purchases",
        "subscriptions.cancel",
        "subscriptions.cancel_single",
        "subscriptions.reactivate",
        "subscriptions.reactivate_single",
        "subscriptions.change_due_day",
        "subscriptions.switch_plans",
        "subscriptions.switch_plan",
        "subscriptions.list",
        "products.offers",
        "products.plans",
        "products.configure",
        "products.list",
        "coupons.create",
        "coupons.list",
        "coupons.delete",
        "club.modules",
        "club.pages",
        "club.module_pages",
        "club.students",
        "club.lessons",
        "events.get",
        "events.tickets",
        "negotiation.create",
        "links.create",
        "links.list",
        "links.create_offer",
        "links.create_plan",
        "links.charge_offer",
        "links.charge_value",
        "user.me",
        "account.info",
    ]


def test_no_two_operations_share_a_method_and_a_path() -> None:
    assert len({(endpoint.method, endpoint.path) for endpoint in CATALOGUE}) == len(CATALOGUE) == 41


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
        assert param.word is word(endpoint.group, endpoint.name, param.name)
        assert param.word.en
        assert param.word.pt
        assert param.word.en != param.word.pt
        assert param.choices or not issubclass(param.kind, OpenEnum)
        assert param.required or param.place != "path"


def test_every_word_is_of_a_parameter() -> None:
    groups = [group.__name__.lower() for group in GROUPS]
    for name in WORDS:
        *of, last = name.split(".")
        within = [one for one in CATALOGUE if one.id.startswith(".".join(of))]
        assert not of or of[0] in groups
        assert last in {param.name for one in within for param in one.params} | OLD_NAMES, name


@every_operation
def test_it_reads_if_and_only_if_it_is_a_get(endpoint: Any_Endpoint) -> None:
    asked_in_graphql = endpoint.id == "account.info"
    assert (endpoint.effect == "reads") == (endpoint.method == "GET" or asked_in_graphql)


@every_operation
def test_every_name_in_its_path_is_a_parameter(endpoint: Any_Endpoint) -> None:
    in_path = {param.wire_name for param in endpoint.params if param.place == "path"}
    assert in_path == set(re.findall(r"{(\w+)}", endpoint.path))
    assert re.match(r"/(payments|products|club|events|user|accounts)/api/v[12]/", endpoint.path)


@every_operation
def test_what_is_not_in_its_path_is_in_the_query_of_a_read_and_the_body_of_a_write(
    endpoint: Any_Endpoint,
) -> None:
    places = {param.place for param in endpoint.params} - {"path"}
    assert places <= ({"query"} if endpoint.method in ("GET", "DELETE") else {"body"})


@every_operation
def test_a_write_names_the_read_that_settles_it(endpoint: Any_Endpoint) -> None:
    if endpoint.effect == "reads" or endpoint.id in UNSETTLED:
        assert endpoint.settle == ""
        return
    settled = re.fullmatch(r"(\w+\.\w+)\((?:…|(\w+)='{(\w+)}')?\)", endpoint.settle)
    assert settled is not None
    reading = operation(settled[1])
    assert reading.effect == "reads"
    if settled[2]:
        assert settled[2] in {param.name for param in reading.params}
        assert settled[3] in {param.name for param in endpoint.params}


@every_operation
def test_every_read_takes_a_select(endpoint: Any_Endpoint) -> None:
    takes = any(param.name == "select" and param.many for param in endpoint.params)
    assert takes == (endpoint.effect == "reads")


@every_operation
def test_every_field_it_answers_may_be_absent_but_for_its_key(endpoint: Any_Endpoint) -> None:
    for model in models(endpoint.returns):
        assert model.__doc__
        for field in msgspec.structs.fields(model):
            if field.required:
                assert field.name in KEYS
            elif model is BulkOutcome:
                assert field.default_factory() == []
            else:
                assert field.default is None
                assert type(None) in get_args(field.type)


def test_the_lists_of_a_bulk_outcome_are_empty_where_hotmart_leaves_them_out() -> None:
    assert (BulkOutcome().success_subscriptions, BulkOutcome().fail_subscriptions) == ([], [])


@every_listing
def test_a_listing_has_its_autopaginate_twin(listing: Listing[..., Any]) -> None:
    (group,) = (one for one in GROUPS if one.__name__.lower() == listing.group)
    twin = getattr(group, f"{listing.name}_autopaginate")
    assert isinstance(twin, Autopaginate)
    assert twin.listing is listing


@every_listing
def test_a_listing_has_a_key_that_its_rows_hold(listing: Listing[..., Any]) -> None:
    assert listing.facts.keys
    for path in listing.facts.keys:
        assert {str, int} & set(kind_at(listing.item, path))


@every_listing
def test_a_listing_s_time_is_a_moment_and_its_window_is_two_parameters(listing: Listing[..., Any]) -> None:
    if listing.facts.time is not None:
        assert Instant in kind_at(listing.item, listing.facts.time)
        assert listing.facts.window is not None or listing.id == "events.tickets"  # it asks by `last_update`
    for name in listing.facts.window or ():
        assert listing.param(name).word.en


@every_listing
def test_a_listing_can_be_paged(listing: Listing[..., Any]) -> None:
    assert {"max_results", "page_token"} <= {param.name for param in listing.params}


@every_listing
def test_the_statuses_a_listing_must_be_asked_for_may_be_repeated(listing: Listing[..., Any]) -> None:
    if listing.facts.statuses is not None:
        param = listing.param(listing.facts.statuses)
        assert param.many
        assert len(param.choices) >= 8


def test_the_statuses_of_sales_are_seventeen_and_price_details_documents_fourteen() -> None:
    counts = {one.id: len(one.param(one.facts.statuses).choices) for one in LISTINGS if one.facts.statuses}
    assert counts.pop("sales.price_details") == 14
    assert counts.pop("subscriptions.list") == 8
    assert set(counts.values()) == {17}


def test_every_group_says_what_it_is() -> None:
    assert all(group.__doc__ for group in GROUPS)
    assert all(get_origin(group) is None for group in GROUPS)
