"""Payment links, as they are at Hotmart now. Their answers are unconfirmed (dossier §11.3), so what is not
found there is warned of and not refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import Any

from hotmart.actions.guard.seen import Arguments, Seen, moved, priced, written
from hotmart.actions.guard.veiling import veiled
from hotmart.api.link_models import Link, LinkOffer, LinkPlan
from hotmart.client import Hotmart
from hotmart.errors import BadRequestError, NotFoundError, UnexpectedAnswerError
from hotmart.figures import counted
from hotmart.language import Text, both, say
from hotmart.model import Money


def seen_for_link(arguments: Arguments, client: Hotmart) -> Seen:
    """A link that is to be made: what it costs, and how many there are just like it."""
    price = Money(value=Decimal(str(arguments["value"])), currency_code=str(arguments["currency"]))
    there = links_of(client)
    alike = None if there is None else links_alike(there, arguments)
    facts = [str(price.value), price.currency_code]
    return Seen(
        facts=facts,
        word=str(price.value),
        warnings=_one_more(alike or (), arguments["name"]),
        alike=None if alike is None else len(alike),
    )


def seen_for_offer(arguments: Arguments, client: Hotmart) -> Seen:
    """A link that is to have one more offer."""
    return _more(arguments, client, offers_alike)


def seen_for_plan(arguments: Arguments, client: Hotmart) -> Seen:
    """A link that is to have one more plan, whose price is in the currency of the link."""
    return _more(arguments, client, plans_alike)


def seen_for_offer_charge(arguments: Arguments, client: Hotmart) -> Seen:
    """A link by an offer of which a charge is to be opened."""
    link, lines, warnings = _by_token(arguments, client)
    code = str(arguments["offer_code"])
    prices: list[LinkOffer | LinkPlan] = [*(link.offers or ()), *(link.plans or ())] if link else []
    offer = next((one for one in prices if one.code == code), None)
    if link is not None and offer is None:
        warnings = (
            *warnings,
            Text(
                f"The link has no offer {code}: Hotmart may refuse.",
                f"O link não tem a oferta {code}: a Hotmart pode recusar.",
            ),
        )
    price = offer.price if offer else None
    words: dict[str, Text] = {}
    if offer:
        words["offer_code"] = both(lambda: f"{offer.name or '?'}, {written(offer.price)}")
    facts = [code, link and link.ucode, price and price.value, price and price.currency_code]
    return Seen(lines, moved(price), facts=facts, word=code, words=words, warnings=warnings)


def seen_for_value_charge(arguments: Arguments, client: Hotmart) -> Seen:
    """A link by which a charge of any amount is to be opened, in the currency of the link."""
    link, lines, warnings = _by_token(arguments, client)
    currency = link.price.currency_code if link and link.price else None
    price = Money(value=Decimal(str(arguments["value"])), currency_code=currency)
    facts = [str(price.value), currency, link and link.ucode]
    word = str(price.value)
    return Seen(lines, moved(price), facts=facts, word=word, currency=currency, warnings=warnings)


def links_of(client: Hotmart) -> list[Link] | None:
    """Every link of the account; None where the answer is none that can be read."""
    try:
        return [*client.links.list()]
    except (UnexpectedAnswerError, BadRequestError, NotFoundError):
        return None


def links_alike(there: Iterable[Link], arguments: Arguments) -> list[Link]:
    """Those of the name and price of the one that is to be made."""
    return [one for one in there if _is_named(one, arguments["name"]) and _is_price(one.price, arguments)]


def offers_alike(link: Link, arguments: Arguments) -> Sequence[LinkOffer]:
    """The offers of the name and price of the one that is to be made."""
    name = arguments["offer_name"]
    return [one for one in link.offers or () if _is_named(one, name) and _is_price(one.price, arguments)]


def plans_alike(link: Link, arguments: Arguments) -> Sequence[LinkPlan]:
    """The plans of the name, price and period of the one that is to be made."""
    return [
        one
        for one in link.plans or ()
        if _is_named(one, arguments["name"])
        and one.periodicity == arguments["periodicity"]
        and _is_price(one.price, arguments)
    ]


def link_of_ucode(there: Iterable[Link], ucode: str) -> Link | None:
    """The link of that ucode."""
    return next((one for one in there if one.ucode.lower() == ucode.lower()), None)


def _is_named(one: Link | LinkOffer | LinkPlan, name: object) -> bool:
    """Whether it has that name, but for people named in it, whom the audit does not know: what is counted
    before is counted in the same way afterwards."""
    return veiled(one.name or "") == veiled(str(name))


def _is_price(price: Money | None, arguments: Arguments) -> bool:
    """Whether it is the price that is asked for; a plan is told no currency, as it has that of its link."""
    if price is None or price.value != Decimal(str(arguments["value"])):
        return False
    return arguments.get("currency") in (None, price.currency_code)


def _more(
    arguments: Arguments, client: Hotmart, alike_in: Callable[[Link, Arguments], Sequence[Any]]
) -> Seen:
    ucode, there = str(arguments["ucode"]), links_of(client)
    link = link_of_ucode(there or (), ucode)
    word = str(Decimal(str(arguments["value"])))
    if link is None:
        return Seen(facts=[ucode], word=word, warnings=(_UNREADABLE if there is None else _unknown(ucode),))
    alike = alike_in(link, arguments)
    return Seen(
        (_line(link),),
        facts=[ucode, link.name],
        word=word,
        words={"ucode": Text(link.name, link.name)} if link.name else {},
        currency=link.price.currency_code if link.price else None,
        warnings=_one_more(alike, arguments.get("offer_name", arguments.get("name"))),
        alike=len(alike),
    )


def _one_more(alike: Sequence[Any], name: object) -> tuple[Text, ...]:
    return (_ONE_MORE,) if any(one.name == name for one in alike) else ()


def _by_token(
    arguments: Arguments, client: Hotmart
) -> tuple[Link | None, tuple[Text, ...], tuple[Text, ...]]:
    there, token = links_of(client), arguments["token"]
    link = next((one for one in there or () if one.token == token), None)
    if link is None:
        return None, (), (_UNREADABLE if there is None else _UNKNOWN_TOKEN,)
    return link, (_line(link),), ()


def _line(link: Link) -> Text:
    def said() -> str:
        offers, plans = len(link.offers or ()), len(link.plans or ())
        has = say(
            f"{counted(offers, 'offer', 'offers')}, {counted(plans, 'plan', 'plans')}",
            f"{counted(offers, 'oferta', 'ofertas')}, {counted(plans, 'plano', 'planos')}",
        )
        kind = say("payment link", "link de pagamento")
        return f"{kind} {link.name or link.ucode}: {priced(link.price)}, {has}"

    return both(said)


def _unknown(ucode: str) -> Text:
    return Text(
        f"No payment link of this account has the ucode {ucode}: Hotmart may refuse.",
        f"Nenhum link de pagamento desta conta tem o ucode {ucode}: a Hotmart pode recusar.",
    )


_ONE_MORE = Text(
    "There is one already with this name and price: this makes one more.",
    "Já existe um com este nome e este preço: isto cria mais um.",
)
_UNKNOWN_TOKEN = Text(
    "No payment link of this account has this token: Hotmart may refuse.",
    "Nenhum link de pagamento desta conta tem este token: a Hotmart pode recusar.",
)
_UNREADABLE = Text(
    "The payment links could not be read beforehand.",
    "Não deu para ler antes os links de pagamento.",
)
