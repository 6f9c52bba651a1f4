"""A plan tells what is sent in words a person can judge, of every write and in both languages."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, get_args, get_type_hints

import pytest

from hotmart.actions.guard.book import Book
from hotmart.actions.guard.labels import LABELS, label
from hotmart.actions.guard.looking import subscription_of
from hotmart.actions.guard.plan import Plan
from hotmart.actions.guard.plan_lines import plan_lines
from hotmart.actions.guard.planning import plan_of, plan_of_request
from hotmart.api import operation
from hotmart.api.choices import SubscriptionStatus
from hotmart.api.link_models import LinkTrial
from hotmart.api.negotiation_models import CustomDiscount
from hotmart.client import Hotmart
from hotmart.document import to_json
from hotmart.language import LANGUAGES, Language, speaking
from hotmart.model import Model
from hotmart.request import Request

from .targets import TARGETS, subscribers
from .test_every_write import WRITES

pytestmark = pytest.mark.slow

MORE: Mapping[str, dict[str, Any]] = {
    "subscriptions.reactivate": {"charge": True},
    "subscriptions.reactivate_single": {"charge": True},
    "coupons.create": {
        "start_date": date(2030, 1, 1),
        "end_date": datetime(2030, 2, 1, 12, 30, tzinfo=UTC),
        "affiliate": 77,
        "offer_ids": [11, 12],
    },
    "negotiation.create": {"payment_type": "BILLET", "document": "000.000.000-00", "discount": Decimal(5)},
    "links.create": {
        "checkout_configuration": {
            "is_offer_pix": True,
            "offer_billet": {"is_offer_billet": False, "weekdays": ["MONDAY", "FRIDAY"]},
        },
        "link_configuration": {"link_callback_url": "https://example.org/back"},
        "subscription": {"periodicity": "MONTHLY", "trial": {"trial_period": 7}},
    },
    "links.create_offer": {"is_main_offer": True},
    "links.create_plan": {
        "billing_configuration": {"max_number_of_payments": 12},
        "trial": LinkTrial(trial_period=30),
    },
    "links.charge_offer": {"sck": "rita@example.org"},
    "links.charge_value": {"sck": "rita@example.org"},
}
"""What may be told besides: with it every parameter of every write is given."""
CODE, NUMBER, MONEY = r"[0-9A-Za-z]{8}", r"\d+", r"BRL \d[\d,.]*"
SUBSCRIPTION = (f"subscription: {CODE}", f"assinatura: {CODE}")
PRODUCT = (rf"product: {NUMBER} \(.+\)", rf"produto: {NUMBER} \(.+\)")
SALE = (r"sale: HP\d+", r"venda: HP\d+")
LINK = (r"payment link: [0-9a-f-]{36} \(Aula\)", r"link de pagamento: [0-9a-f-]{36} \(Aula\)")
HIDDEN = ("given, and not shown here", "informado, e não mostrado aqui")
TOKEN = (f"token of the link: {HIDDEN[0]}", f"token do link: {HIDDEN[1]}")
SCK = (f"sck: {HIDDEN[0]}", f"sck: {HIDDEN[1]}")
AT_ONCE = (
    rf"charge at once when accepted: yes \({MONEY}\)",
    rf"cobrar assim que aceitar: sim \({MONEY}\)",
)
TOLD: Mapping[str, list[tuple[str, str]]] = {
    "sales.refund": [SALE],
    "sales.regenerate_billet": [SALE],
    "subscriptions.cancel": [SUBSCRIPTION, ("e-mail to the subscriber: no", "e-mail ao assinante: não")],
    "subscriptions.cancel_single": [
        SUBSCRIPTION,
        ("e-mail to the subscriber: yes", "e-mail ao assinante: sim"),
    ],
    "subscriptions.reactivate": [SUBSCRIPTION, AT_ONCE],
    "subscriptions.reactivate_single": [SUBSCRIPTION, AT_ONCE],
    "subscriptions.change_due_day": [
        SUBSCRIPTION,
        (f"day of the month to charge on: {NUMBER}", f"dia do mês da cobrança: {NUMBER}"),
    ],
    "subscriptions.switch_plan": [
        SUBSCRIPTION,
        (
            rf"switch to: {CODE} \(\w+, {MONEY} every \d+ days\)",
            rf"mudar para: {CODE} \(\w+, {MONEY} a cada \d+ dias\)",
        ),
    ],
    "products.configure": [PRODUCT, ("e-mail to buyers: yes", "e-mail aos compradores: sim")],
    "coupons.create": [
        PRODUCT,
        (r"code: GUARDA\d+X", r"código: GUARDA\d+X"),
        ("discount: 10%", "desconto: 10%"),
        (
            "valid from: 2030-01-01 00:00 America/Sao_Paulo",
            "vale a partir de: 2030-01-01 00:00 America/Sao_Paulo",
        ),
        ("valid until: 2030-02-01 09:30 America/Sao_Paulo", "vale até: 2030-02-01 09:30 America/Sao_Paulo"),
        ("only for the affiliate: 77", "só para o afiliado: 77"),
        ("offers: 11, 12", "ofertas: 11, 12"),
    ],
    "coupons.delete": [(rf"coupon: {NUMBER} \(GUARDA\d+X\)", rf"cupom: {NUMBER} \(GUARDA\d+X\)")],
    "negotiation.create": [
        (f"subscription: {NUMBER}", f"assinatura: {NUMBER}"),
        (
            rf"recurrences: {NUMBER} \({MONEY} each by its price now\)",
            rf"recorrências: {NUMBER} \({MONEY} cada, no preço de hoje\)",
        ),
        (r"to be paid by: BILLET \(bank slip\)", r"forma de pagamento: BILLET \(boleto\)"),
        (r"discount: BRL 5\.00", "desconto: BRL 5,00"),
        (f"CPF or CNPJ of the buyer: {HIDDEN[0]}", f"CPF ou CNPJ do comprador: {HIDDEN[1]}"),
    ],
    "links.create": [
        ("name: Aula", "nome: Aula"),
        (r"price: BRL 90\.50", "preço: BRL 90,50"),
        ("checkout, PIX: yes", "checkout, PIX: sim"),
        ("checkout, bank slip, offered: no", "checkout, boleto, oferecido: não"),
        ("checkout, bank slip, on: MONDAY, FRIDAY", "checkout, boleto, em: MONDAY, FRIDAY"),
        ("link, calls back: https://example.org/back", "link, avisa em: https://example.org/back"),
        (
            r"subscription, charged: MONTHLY \(every month\)",
            r"assinatura, cobrado: MONTHLY \(todo mês\)",
        ),
        ("subscription, trial, days: 7", "assinatura, período de teste, dias: 7"),
    ],
    "links.create_offer": [
        LINK,
        ("name of the offer: Turma", "nome da oferta: Turma"),
        (r"price: BRL 99\.90", "preço: BRL 99,90"),
        ("becomes the main offer: yes", "passa a ser a oferta principal: sim"),
    ],
    "links.create_plan": [
        LINK,
        ("name: Anual", "nome: Anual"),
        (r"price: BRL 250\.00", "preço: BRL 250,00"),
        (r"charged: ANNUAL \(every year\)", r"cobrado: ANNUAL \(todo ano\)"),
        ("charging, number of charges at most: 12", "cobrança, número máximo de cobranças: 12"),
        ("trial, days: 30", "período de teste, dias: 30"),
    ],
    "links.charge_offer": [
        TOKEN,
        (rf"offer: {CODE} \(Aula, {MONEY}\)", rf"oferta: {CODE} \(Aula, {MONEY}\)"),
        SCK,
    ],
    "links.charge_value": [TOKEN, (r"amount: BRL 12\.34", "valor: BRL 12,34"), SCK],
}


@pytest.fixture(scope="module")
def plans(hotmart: Any) -> Callable[[str], Plan]:
    """The plan of each write, with all it can be told; made once."""
    made: dict[str, Plan] = {}

    def planned(id: str) -> Plan:
        if id not in made:
            client = hotmart.client()
            arguments = TARGETS[id](client) | MORE.get(id, {})
            given = {param.name for param in operation(id).params}
            assert given - arguments.keys() <= {"send_mail"}
            made[id] = plan_of(operation(id), arguments, client, "main")
        return made[id]

    return planned


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("id", WRITES)
def test_every_value_is_told(id: str, language: Language, plans: Callable[[str], Plan]) -> None:
    plan = plans(id)
    wanted = [both[LANGUAGES.index(language)] for both in TOLD[id]]
    with speaking(language):
        lines, data = plan_lines(plan), plan.as_dict()
    sent = [f"{one['label']}: {one['value']}" for one in data["values"]]
    assert len(sent) == len(wanted)
    for line, pattern in zip(sent, wanted, strict=True):
        assert re.fullmatch(pattern, line), (line, pattern)
    assert [f"  {line}" for line in sent] == lines[-len(sent) - trailing(plan) :][: len(sent)]


def trailing(plan: Plan) -> int:
    """How many lines stand below the values."""
    return sum((plan.moves is not None, plan.mails is not None, plan.final is not None, plan.records > 1))


@pytest.mark.parametrize("id", WRITES)
def test_the_arguments_stand_in_the_json_as_they_were_given_without_a_person(
    id: str, plans: Callable[[str], Plan]
) -> None:
    plan = plans(id)
    told = json.loads(to_json(plan.as_dict()))["arguments"]
    private = {param.name for param in operation(id).params if param.word.private}
    assert told.keys() == plan.arguments.keys() - private
    everything = to_json(plan.as_dict()) + str(plan.audited())
    for name in private & plan.arguments.keys():
        assert str(plan.arguments[name]) not in everything


@pytest.mark.parametrize("id", WRITES)
def test_a_plan_that_is_kept_comes_back_with_its_words(
    id: str, plans: Callable[[str], Plan], book: Book
) -> None:
    plan = plans(id)
    book.add(plan, "ana")
    assert book.read(plan.id).values == plan.values
    assert book.lines()[0].values == [*plan.values]


@pytest.mark.parametrize(
    ("typed", "said"),
    [(10, "10%"), (Decimal("0.1"), "10%"), (Decimal("12.5"), "12.5%"), (1, "1%"), (90, "90%")],
)
def test_a_discount_is_told_in_percent_however_it_is_typed(typed: Any, said: str, client: Hotmart) -> None:
    arguments = TARGETS["coupons.create"](client) | {"discount": typed}
    plan = plan_of(operation("coupons.create"), arguments, client, "main")
    assert [one.said.en for one in plan.values if one.name == "discount"] == [said]


def test_what_is_not_given_is_told_where_a_person_would_ask(client: Hotmart) -> None:
    plan = plan_of(operation("coupons.create"), TARGETS["coupons.create"](client), client, "main")
    said = {one.name: one.said.en for one in plan.values}
    assert said["start_date"] == "not set: Hotmart decides"
    assert said["end_date"] == "no end is set"
    assert said["offer_ids"] == "all of the product"


@pytest.mark.parametrize("id", WRITES)
def test_every_parameter_of_a_write_has_a_label(id: str) -> None:
    for param in operation(id).params:
        assert label(id, param.name) in LABELS.values(), param.name
        for field in fields(param.kind):
            assert field in LABELS, field


def fields(kind: type[Any]) -> list[str]:
    """The names of what stands in a thing, and in the things in it."""
    if not issubclass(kind, Model) or kind is CustomDiscount:
        return []
    hints = get_type_hints(kind)
    own = [*kind.__struct_fields__]
    inner = [part for name in own for part in get_args(hints[name]) if isinstance(part, type)]
    return own + [name for one in inner for name in fields(one)]


def test_only_what_moves_is_told_as_moving(plans: Callable[[str], Plan]) -> None:
    moving = {id: str(plans(id).moves) for id in WRITES if plans(id).moves}
    assert moving.keys() == {
        "sales.refund",
        "negotiation.create",
        "subscriptions.reactivate",
        "subscriptions.reactivate_single",
        "links.charge_offer",
        "links.charge_value",
    }
    assert re.fullmatch(rf"Gives {MONEY} back\.", moving["sales.refund"])
    assert moving["links.charge_value"] == "Asks for BRL 12.34; nothing moves before the buyer pays."
    assert re.fullmatch(
        rf"Asks for about {MONEY}, by its price now; nothing moves before the buyer pays\.",
        moving["negotiation.create"],
    )
    assert re.fullmatch(
        rf"Charges {MONEY} at once where it is accepted; nothing moves before\.",
        moving["subscriptions.reactivate"],
    )
    assert {id for id in WRITES if plans(id).amounts} == moving.keys()


def test_an_invitation_without_a_charge_moves_nothing(client: Hotmart) -> None:
    arguments = TARGETS["subscriptions.reactivate"](client)
    assert plan_of(operation("subscriptions.reactivate"), arguments, client, "main").amounts == {}


def test_what_several_are_charged_is_summed_but_for_whom_hotmart_leaves_as_they_are(client: Hotmart) -> None:
    over = [*subscribers(client, SubscriptionStatus.CANCELLED_BY_CUSTOMER)][:2]
    running = next(subscribers(client, SubscriptionStatus.ACTIVE))
    found = [subscription_of(client, code) for code in over]
    wanted = sum((one.price.value or Decimal() for one in found if one and one.price), Decimal())
    arguments = {"subscriber_code": [*over, running], "charge": True}
    made = plan_of(operation("subscriptions.reactivate"), arguments, client, "main")
    assert made.amounts == {"BRL": wanted}
    assert wanted > 0


def test_a_discount_is_taken_off_what_is_asked_for(client: Hotmart) -> None:
    debt = TARGETS["negotiation.create"](client)
    negotiate = operation("negotiation.create")
    whole = plan_of(negotiate, debt, client, "main").amounts["BRL"]
    assert plan_of(negotiate, debt | {"discount": Decimal(5)}, client, "main").amounts == {"BRL": whole - 5}
    assert plan_of(negotiate, debt | {"discount": 100_000}, client, "main").amounts == {}


@pytest.mark.parametrize(
    ("body", "query", "records"),
    [
        (None, (), 1),
        ({"value": 10}, (("page", "1"),), 1),
        ({"codes": ["a", "b"]}, (), 2),
        ({"filter": {"codes": ["a", "b", "c"]}, "one": [1]}, (), 3),
        ({"parts": [{"codes": [*"abcdef"]}, {}]}, (), 6),
        (None, (("id", "1"), ("id", "2"), ("other", "3")), 2),
        ({"codes": []}, (), 1),
    ],
)
def test_records_of_an_unknown_write_are_counted_wherever_they_stand(
    body: dict[str, Any] | None, query: tuple[tuple[str, str], ...], records: int, client: Hotmart
) -> None:
    """More than may be changed at once do not slip by in a list within an object, nor in a query."""
    request = Request(method="POST", path="/payments/api/v9/new", body=body, query=query)
    assert plan_of_request(request, client, "main").records == records
