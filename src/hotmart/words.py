"""The words of the API: the kinds of value it speaks of, and what each parameter means, said once."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, NamedTuple, Self, TypeAlias, TypeVar, get_args, get_type_hints

from msgspec import Meta, Struct

X = TypeVar("X")

When: TypeAlias = datetime | date
"""A moment: an aware datetime, or a date, which means its first midnight in UTC."""

Many: TypeAlias = X | Sequence[X]
"""One value, or several: the key is then repeated in the query (dossier §3.8)."""

Rate: TypeAlias = Annotated[Decimal, Meta(extra={"kind": "rate"})]
"""A conversion rate, a percentage or a fraction: a number that is not an amount of money."""

Personal: TypeAlias = Annotated[str, Meta(extra={"kind": "personal"})]
"""Text that says who or where a person is. It is read and stored, never shown in a repr or a log."""

MASK = "…"
_SECONDS_BELOW = 10**11  # a stamp this small is in seconds: some of Hotmart's samples are (dossier §3.1)


class Instant(datetime):
    """A moment Hotmart spoke of: an aware UTC datetime, exact to the millisecond."""

    @staticmethod
    def from_wire(stamp: int) -> Instant:
        """The moment of a stamp in milliseconds since 1970, or in seconds when it is too small for that."""
        if abs(stamp) < _SECONDS_BELOW:
            return _EPOCH + timedelta(seconds=stamp)
        return _EPOCH + timedelta(milliseconds=stamp)

    @property
    def ms(self) -> int:
        """Milliseconds since 1970, as Hotmart writes it."""
        return milliseconds(self)

    def __repr__(self) -> str:
        return f"Instant({self.isoformat(timespec='milliseconds')})"


_EPOCH = Instant(1970, 1, 1, tzinfo=UTC)


def milliseconds(moment: When) -> int:
    """A moment as Hotmart reads it; fractions of a millisecond are cut off."""
    if not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day, tzinfo=UTC)
    return (moment - _EPOCH) // timedelta(milliseconds=1)


def from_wire(kind: type, value: Any) -> Any:
    """What msgspec asks of a kind it does not know itself: here, the moments."""
    whole = type(value) is int or (type(value) is float and value.is_integer())
    if kind is Instant and whole:
        with contextlib.suppress(OverflowError):
            return Instant.from_wire(int(value))
    raise ValueError("not a moment")


class OpenEnum(StrEnum):
    """An enum that welcomes the values Hotmart adds after this release."""

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, str):
            return None
        member = str.__new__(cls, value)
        member._name_, member._value_ = value, value
        return member

    @classmethod
    def seen(cls) -> frozenset[str]:
        """Values that answers are known to hold though no page documents them; a question may not."""
        return frozenset()

    @property
    def known(self) -> bool:
        """True for the values that were documented when this release was made."""
        return self._name_ in type(self).__members__


class Model(Struct, kw_only=True, omit_defaults=True):
    """A thing Hotmart describes. A key that Hotmart left out is None; shown without personal data."""

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={value!r}" for name, value in self.__rich_repr__())
        return f"{type(self).__name__}({shown})"

    def __rich_repr__(self) -> list[tuple[str, Any]]:
        personal = _personal(type(self))
        fields = ((name, getattr(self, name)) for name in self.__struct_fields__)
        return [
            (name, MASK if value and name in personal else value)
            for name, value in fields
            if value is not None
        ]


@cache
def _personal(model: type[Model]) -> frozenset[str]:
    """The fields of a model that say who or where a person is."""
    hints = get_type_hints(model, include_extras=True)
    return frozenset(name for name, hint in hints.items() if Personal in (hint, *get_args(hint)))


class Money(Model):
    """An amount in major units of its currency. Never assume the currency (dossier §3.2)."""

    value: Decimal | None = None
    currency_code: str | None = None


class Word(NamedTuple):
    """What a parameter means, in both languages, and the other names people have for it."""

    en: str
    pt: str
    aliases: tuple[str, ...] = ()
    private: bool = False  # its value may say who a person is: kept out of reprs, logs and errors


WORDS: dict[str, Word] = {
    "accession_date": Word(
        "Subscriptions begun from this moment on",
        "Assinaturas iniciadas a partir deste momento",
        ("since", "from", "desde"),
    ),
    "affiliate_name": Word(
        "Name of the affiliate", "Nome do afiliado", ("affiliate", "afiliado"), private=True
    ),
    "billing_type": Word(
        "How it is charged: as a subscription, or in smart instalments",
        "Como é cobrada: assinatura ou parcelamento inteligente",
        ("tipo_de_cobranca",),
    ),
    "buyer_email": Word("E-mail of the buyer", "E-mail do comprador", ("email",), private=True),
    "buyer_name": Word("Name of the buyer", "Nome do comprador", ("buyer", "comprador"), private=True),
    "cancelation_date": Word("Cancelled from this moment on", "Canceladas a partir deste momento"),
    "commission_as": Word(
        "The part this account had in the sale",
        "O papel desta conta na venda",
        ("role", "papel"),
    ),
    "date_next_charge": Word("Next charge from this moment on", "Próxima cobrança a partir deste momento"),
    "end_accession_date": Word(
        "Subscriptions begun up to this moment",
        "Assinaturas iniciadas até este momento",
        ("until", "to", "ate"),
    ),
    "end_cancelation_date": Word("Cancelled up to this moment", "Canceladas até este momento"),
    "end_date": Word("Ordered up to this moment", "Pedidas até este momento", ("until", "to", "ate")),
    "end_date_next_charge": Word("Next charge up to this moment", "Próxima cobrança até este momento"),
    "end_transaction_date": Word(
        "Ordered up to this moment", "Pedidas até este momento", ("until", "to", "ate")
    ),
    "format": Word(
        "What the product is, such as ONLINE_COURSE", "O que o produto é, como ONLINE_COURSE", ("formato",)
    ),
    "id": Word("Number of the product", "Número do produto", ("product_id",)),
    "max_results": Word(
        "Rows in a page; Hotmart gives 500 at most",
        "Linhas por página; a Hotmart dá no máximo 500",
        ("rows", "limit", "linhas"),
    ),
    "offer_code": Word("Code of the offer", "Código da oferta", ("offer", "oferta")),
    "page_token": Word("Begin at this page", "Começar nesta página", ("page", "pagina")),
    "payment_type": Word(
        "How it was paid, such as PIX", "Como foi paga, por exemplo PIX", ("payment", "pagamento")
    ),
    "plan": Word("Name of the plan", "Nome do plano", ("plan_name", "plano")),
    "plan_id": Word("Number of the plan", "Número do plano"),
    "product_id": Word("Number of the product", "Número do produto", ("product", "produto")),
    "purchase_payment_type": Word(
        "How it was paid, such as PIX", "Como foi paga, por exemplo PIX", ("payment",)
    ),
    "purchase_status": Word("Only transactions in this state", "Só transações neste estado", ("status",)),
    "recurrency_status": Word(
        "Only recurrences in this state", "Só recorrências neste estado", ("recorrencia",)
    ),
    "sales_source": Word(
        "Source of the sale: the `src` of its link",
        "Origem da venda: o `src` do link",
        ("src", "origem"),
        private=True,
    ),
    "start_date": Word(
        "Ordered from this moment on", "Pedidas a partir deste momento", ("since", "from", "desde")
    ),
    "status": Word("Only those in this state", "Só os que estão neste estado", ("estado", "situacao")),
    "subscriber_code": Word(
        "Code of the subscription, such as K7QW3ZP9",
        "Código da assinatura, como K7QW3ZP9",
        ("subscription", "assinatura", "code"),
    ),
    "subscriber_email": Word("E-mail of the subscriber", "E-mail do assinante", ("email",), private=True),
    "subscriber_name": Word("Name of the subscriber", "Nome do assinante", ("name", "nome"), private=True),
    "subscription_status": Word("Only subscriptions in this state", "Só assinaturas neste estado"),
    "transaction": Word(
        "Code of the sale, such as HP2600010001",
        "Código da venda, como HP2600010001",
        ("sale", "venda", "transacao"),
    ),
    "transaction_date": Word(
        "Ordered from this moment on", "Pedidas a partir deste momento", ("since", "from", "desde")
    ),
    "transaction_status": Word(
        "Only sales in this state; without it Hotmart answers APPROVED and COMPLETE only",
        "Só vendas neste estado; sem isto a Hotmart responde só APPROVED e COMPLETE",
        ("status", "estado", "situacao"),
    ),
    "trial": Word("Only with (or only without) a trial", "Só com (ou só sem) período de teste", ("teste",)),
    "ucode": Word(
        "The product's ucode, a UUID; not its number",
        "O ucode do produto, um UUID; não o número",
        ("product_ucode",),
    ),
}
