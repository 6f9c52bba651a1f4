"""What a write that was answered did, and what is to be expected now: of what is only asked for, no more.

A test holds it to the catalogue: a write without a sentence fails by name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from hotmart.actions.guard.plan import Plan
from hotmart.figures import counted
from hotmart.language import Text, both, say
from hotmart.words import is_list, is_object

_LAST_DAY = 31


class Happened(NamedTuple):
    """What came of a write that Hotmart answered."""

    said: Text
    left: Mapping[str, str] = {}
    """What was left as it was, and Hotmart's word for why: only of a write to several."""


def happened(plan: Plan, output: Any) -> Happened:
    """What is to be said of a write, now that it was answered with this."""
    several, left = _SEVERAL.get(plan.action), left_of(output)
    if several and left:
        return Happened(both(lambda: _partly(several, output, left)), left)
    saying = SAYING.get(plan.action)
    if saying is None:
        return taken(plan)
    return Happened(saying(_Told(plan)))


def taken(plan: Plan) -> Happened:
    """That a write was answered, where nothing more can be said of it."""
    return Happened(Text(f"Hotmart took {plan.said}.", f"A Hotmart aceitou {plan.said}."))


class _Told:
    """The values of a plan, as they stand in a sentence."""

    def __init__(self, plan: Plan) -> None:
        self.arguments, self.word = plan.arguments, plan.word
        self._values = {one.name: one.said for one in plan.values}

    def __getitem__(self, name: str) -> Text:
        return self._values.get(name) or Text("?", "?")

    def codes(self) -> list[str]:
        """The subscriptions that it is about."""
        told = self.arguments["subscriber_code"]
        return [told] if isinstance(told, str) else [*dict.fromkeys(map(str, told))]


def left_of(output: Any) -> dict[str, str]:
    """What Hotmart left as it was, and its word for why (dossier §5.6)."""
    failed = output.get("fail_subscriptions") if is_object(output) else None
    if not is_list(failed):
        return {}
    return {str(one.get("subscriber_code")): str(one.get("error") or "?") for one in failed if is_object(one)}


def _partly(several: _Several, output: Any, left: Mapping[str, str]) -> str:
    succeeded = output.get("success_subscriptions")
    done = len(succeeded) if is_list(succeeded) else 0
    why = ", ".join(f"{code} ({error})" for code, error in left.items())
    if not done:
        return say(f"Hotmart left all as it was: {why}.", f"A Hotmart deixou tudo como estava: {why}.")
    return say(
        f"{counted(done, *several.en)}. Hotmart left as it was: {why}.",
        f"{counted(done, *several.pt)}. A Hotmart deixou como estava: {why}.",
    )


class _Several(NamedTuple):
    """What was done to some, and to how many: one, or more."""

    en: tuple[str, str]
    pt: tuple[str, str]


_SEVERAL: Mapping[str, _Several] = {
    "subscriptions.cancel": _Several(
        ("subscription cancelled", "subscriptions cancelled"),
        ("assinatura cancelada", "assinaturas canceladas"),
    ),
    "subscriptions.reactivate": _Several(
        ("subscriber invited to come back", "subscribers invited to come back"),
        ("assinante convidado a voltar", "assinantes convidados a voltar"),
    ),
}


def _refund(told: _Told) -> Text:
    code = told["transaction_code"].en
    return Text(
        f"The refund of sale {code} was asked for. The sale is PROTESTED first, and REFUNDED once Hotmart "
        "has given the money back; if Hotmart turns it down, the sale is APPROVED again.",
        f"O reembolso da venda {code} foi pedido. A venda fica PROTESTED primeiro, e REFUNDED quando a "
        "Hotmart devolver o dinheiro; se a Hotmart negar, ela volta a APPROVED.",
    )


def _billet(told: _Told) -> Text:
    code = told["transaction_code"].en
    return Text(
        f"Sale {code} has a new bank slip; billet_url is where it is. The sale stays PRINTED_BILLET until it "
        "is paid.",
        f"A venda {code} tem um boleto novo; billet_url é onde ele está. A venda continua PRINTED_BILLET até "
        "ele ser pago.",
    )


def _cancelled(told: _Told) -> Text:
    codes = told.codes()
    if len(codes) == 1:
        return Text(
            f"Subscription {codes[0]} was cancelled. Its date_next_charge is the last day of access.",
            f"A assinatura {codes[0]} foi cancelada. O date_next_charge dela é o último dia de acesso.",
        )
    return both(
        lambda: say(
            f"{counted(len(codes), 'subscription', 'subscriptions')} cancelled. The date_next_charge of each "
            "is its last day of access.",
            f"{counted(len(codes), 'assinatura cancelada', 'assinaturas canceladas')}. O date_next_charge de "
            "cada uma é o último dia de acesso.",
        )
    )


def _invited(told: _Told) -> Text:
    codes = ", ".join(told.codes())
    charge = told.arguments.get("charge") is True
    then = (
        Text("and then it is charged at once", "e então a cobrança é na hora")
        if charge
        else Text("and then nothing is charged at once", "e então nada é cobrado na hora")
    )
    return Text(
        f"Hotmart sends an invitation to the subscriber of {codes}: a link, good for 3 days. The "
        f"subscription stays as it is until that is accepted, {then.en}.",
        f"A Hotmart manda um convite ao assinante de {codes}: um link, que vale 3 dias. A assinatura "
        f"continua como está até o convite ser aceito, {then.pt}.",
    )


def _due_day(told: _Told) -> Text:
    code, day = told["subscriber_code"].en, told["due_day"].en
    clipped = told.arguments["due_day"] and int(told.arguments["due_day"]) == _LAST_DAY
    short = Text(
        " In a shorter month that is its last day." if clipped else "",
        " Em mês mais curto, no último dia." if clipped else "",
    )
    return Text(
        f"Subscription {code} is charged on day {day} from now on, beginning with the cycle after its next "
        f"charge.{short.en}",
        f"A assinatura {code} passa a ser cobrada no dia {day}, a partir do ciclo seguinte à próxima "
        f"cobrança.{short.pt}",
    )


def _switched(told: _Told) -> Text:
    code, plan = told["subscriber_code"].en, told["offer_code"]
    return Text(
        f"Subscription {code} has the plan of offer {plan.en} now; its next charge is of that.",
        f"A assinatura {code} agora tem o plano da oferta {plan.pt}; a próxima cobrança já é dele.",
    )


def _configured(told: _Told) -> Text:
    product = told["product_id"]
    if told.arguments["is_allowed_to_email_the_buyer"]:
        return Text(
            f"The buyers of product {product.en} may be sent e-mail from now on.",
            f"Os compradores do produto {product.pt} agora podem receber e-mails.",
        )
    return Text(
        f"The buyers of product {product.en} are sent no e-mail any more.",
        f"Os compradores do produto {product.pt} não recebem mais e-mails.",
    )


def _coupon(told: _Told) -> Text:
    code, off, product = told["coupon_code"].en, told["discount"], told["product_id"]
    return Text(
        f"Coupon {code} was made: it takes {off.en} off product {product.en}.",
        f"O cupom {code} foi criado: desconta {off.pt} do produto {product.pt}.",
    )


def _no_coupon(told: _Told) -> Text:
    coupon = told["coupon_id"]
    return Text(
        f"Coupon {coupon.en} was deleted. Nobody can use it any more; its code is free again.",
        f"O cupom {coupon.pt} foi apagado. Ninguém mais pode usá-lo; o código está livre de novo.",
    )


def _negotiated(told: _Told) -> Text:
    number, recurrences, way = told["subscription_id"].en, told["recurrences"], told["payment_type"]
    return Text(
        f"A charge for recurrences {recurrences.en} of subscription {number} was made, to be paid by "
        f"{way.en}. How is told here; nobody is known to be told of it, and nothing moves before it is paid.",
        f"Foi gerada uma cobrança das recorrências {recurrences.pt} da assinatura {number}, a pagar por "
        f"{way.pt}. Aqui está como; não se sabe se alguém é avisado, e nada se movimenta antes do pagamento.",
    )


def _link(told: _Told) -> Text:
    name, price = told["name"].en, told["value"]
    return Text(
        f"Payment link {name} was made, at {price.en}. Nobody is told of it: url is where buyers pay.",
        f"O link de pagamento {name} foi criado, a {price.pt}. Ninguém é avisado: url é onde se paga.",
    )


def _offer(told: _Told) -> Text:
    name, price, link = told["offer_name"].en, told["value"], told["ucode"]
    return Text(
        f"Offer {name}, at {price.en}, was added to payment link {link.en}.",
        f"A oferta {name}, a {price.pt}, foi acrescentada ao link de pagamento {link.pt}.",
    )


def _plan(told: _Told) -> Text:
    name, price, link = told["name"].en, told["value"], told["ucode"]
    often = told["periodicity"]
    return Text(
        f"Plan {name}, at {price.en}, {often.en}, was added to payment link {link.en}.",
        f"O plano {name}, a {price.pt}, {often.pt}, foi acrescentado ao link de pagamento {link.pt}.",
    )


def _charged(name: str) -> Callable[[_Told], Text]:
    return lambda told: Text(
        f"A charge was opened: {told[name].en}. It waits for its buyer at checkout_url; nothing moves before "
        "it is paid.",
        f"Uma cobrança foi aberta: {told[name].pt}. Ela espera pelo comprador em checkout_url; nada se "
        "movimenta antes do pagamento.",
    )


SAYING: Mapping[str, Callable[[_Told], Text]] = {
    "sales.refund": _refund,
    "sales.regenerate_billet": _billet,
    "subscriptions.cancel": _cancelled,
    "subscriptions.cancel_single": _cancelled,
    "subscriptions.reactivate": _invited,
    "subscriptions.reactivate_single": _invited,
    "subscriptions.change_due_day": _due_day,
    "subscriptions.switch_plan": _switched,
    "products.configure": _configured,
    "coupons.create": _coupon,
    "coupons.delete": _no_coupon,
    "negotiation.create": _negotiated,
    "links.create": _link,
    "links.create_offer": _offer,
    "links.create_plan": _plan,
    "links.charge_offer": _charged("offer_code"),
    "links.charge_value": _charged("value"),
}
"""What is said of each write that was done."""
