"""What has to be known of the answer of a read: for what it was asked, and what Hotmart left out unasked.

An empty answer is an answer to exactly what was asked, and is told with all of it; it is never just a no. No
value that may say who a person is stands in these sentences.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from hotmart.actions.windows import Span, is_widened, span_of, spans_of
from hotmart.api.choices import ChargeStatus, SaleStatus
from hotmart.cpf_cnpj import hidden
from hotmart.declaring.endpoint import Endpoint
from hotmart.declaring.params import Param
from hotmart.language import Text
from hotmart.secrecy import MASK
from hotmart.words import is_list
from hotmart.zone import stamp_in

Ends = tuple[str | None, str | None]
_UNASKED = ("APPROVED", "COMPLETE")
"""The only sales that Hotmart looks at where no status is told (dossier §4.0)."""
_PAID_BACK = {SaleStatus.REFUNDED, SaleStatus.PARTIALLY_REFUNDED, SaleStatus.CHARGEBACK}
_CHARGED_BACK = {ChargeStatus.REFUNDED, ChargeStatus.PARTIALLY_REFUNDED, ChargeStatus.CHARGEBACK}
_PLUMBING = ("select", "max_results", "page_token", "extra")


def window_of(endpoint: Endpoint[..., Any], given: Mapping[str, Any], zone: str) -> tuple[Span, Ends] | None:
    """The time that a read was asked for: which, and its ends; None where it is asked for none, or one thing.

    Where nothing was told it is Hotmart's own, whose ends nobody knows.
    """
    told = _told(endpoint, given)
    if told:
        chosen = told[0]
        return chosen, (_shown(given.get(chosen.start), zone), _shown(given.get(chosen.end), zone))
    own = span_of(endpoint)
    return None if own is None or _names_one(given) or is_widened(own, given) else (own, (None, None))


def remarks(
    endpoint: Endpoint[..., Any], given: Mapping[str, Any], zone: str, *, empty: bool
) -> Iterator[Text]:
    """The sentences, the most important first."""
    if empty:
        yield _nothing(endpoint, given, zone)
    if _hides_states(endpoint, given):
        yield _ONLY_PAID
    own = span_of(endpoint)
    if own and not _told(endpoint, given) and not _names_one(given) and not is_widened(own, given):
        yield _only_lately(own)
    yield from _of_refunds(given)


def _told(endpoint: Endpoint[..., Any], given: Mapping[str, Any]) -> list[Span]:
    """The times that were told, those that narrow the most first."""
    told = [one for one in spans_of(endpoint) if {one.start, one.end} & given.keys()]
    return [one for one in reversed(told) if not is_widened(one, given)]


def _names_one(given: Mapping[str, Any]) -> bool:
    return any(name in given for name in ("transaction", "subscriber_code"))


def _hides_states(endpoint: Endpoint[..., Any], given: Mapping[str, Any]) -> bool:
    asks = any(param.name == "transaction_status" for param in endpoint.params)
    return asks and "transaction_status" not in given and "transaction" not in given


def _nothing(endpoint: Endpoint[..., Any], given: Mapping[str, Any], zone: str) -> Text:
    parts = [*_times(endpoint, given, zone)]
    filters = [*_filters(endpoint, given)]
    if filters:
        parts.append(
            Text(f"with {_listed(filters, 0, 'and')}", f"com {_listed(filters, 1, 'e')}"),
        )
    if not parts:
        return Text("Nothing was found.", "Nada foi encontrado.")
    return Text(
        f"Nothing was found {', '.join(one.en for one in parts)}.",
        f"Nada foi encontrado {', '.join(one.pt for one in parts)}.",
    )


def _times(endpoint: Endpoint[..., Any], given: Mapping[str, Any], zone: str) -> Iterator[Text]:
    for one in _told(endpoint, given):
        ends = _shown(given.get(one.start), zone), _shown(given.get(one.end), zone)
        yield among(one.rows, ends, zone)
    own = span_of(endpoint)
    if own and not _told(endpoint, given) and not _names_one(given) and not is_widened(own, given):
        yield Text(
            f"among {own.rows.en} in about the last 30 days",
            f"entre {own.rows.pt} nos últimos 30 dias, mais ou menos",
        )


def among(rows: Text, ends: Ends, zone: str) -> Text:
    """Where it was looked, and whose days those are."""
    start, end = ends
    return Text(
        f"among {rows.en} from {start or 'the beginning'} to {end or 'now'} (days of {zone})",
        f"entre {rows.pt} de {start or 'o início'} até {end or 'agora'} (dias de {zone})",
    )


def _filters(endpoint: Endpoint[..., Any], given: Mapping[str, Any]) -> Iterator[Text]:
    times = {end for one in spans_of(endpoint) for end in (one.start, one.end)}
    for param in endpoint.params:
        if param.name in given and param.name not in times and param.name not in _PLUMBING:
            yield _filter(param, given[param.name])
    if _hides_states(endpoint, given):
        yield Text(
            f"transaction_status {' or '.join(_UNASKED)}", f"transaction_status {' ou '.join(_UNASKED)}"
        )


def _filter(param: Param, value: Any) -> Text:
    if param.word.private:
        return Text(f"the {param.name} that was given", f"o {param.name} informado")
    values = [_plain(one) for one in (value if is_list(value) else [value])]
    if param.choices and len(values) == len(param.choices):
        return Text(f"any {param.name}", f"qualquer {param.name}")
    return Text(f"{param.name} {' or '.join(values)}", f"{param.name} {' ou '.join(values)}")


def _plain(value: Any) -> str:
    """A value, unless it is a person's in the wrong place."""
    return MASK if "@" in str(value) else hidden(str(value))


def _listed(parts: Sequence[Text], language: int, conjunction: str) -> str:
    *most, last = [part[language] for part in parts]
    return f"{', '.join(most)} {conjunction} {last}" if most else last


def _shown(moment: Any, zone: str) -> str | None:
    if moment is None:
        return None
    return stamp_in(moment, zone) if isinstance(moment, datetime) else str(moment)


_ONLY_PAID = Text(
    "Only APPROVED and COMPLETE sales were looked at: without transaction_status Hotmart leaves out those "
    "that are refunded, cancelled or unpaid. All: -p transaction_status=ALL",
    "Só foram olhadas vendas APPROVED e COMPLETE: sem transaction_status a Hotmart deixa de fora as "
    "reembolsadas, canceladas e não pagas. Todas: -p transaction_status=ALL",
)


def _only_lately(own: Span) -> Text:
    return Text(
        f"Only about the last 30 days were looked at, by {own.of.en}: that is what Hotmart takes where no "
        f"period is given. Another: -p {own.name}=2026",
        f"Só foram olhados os últimos 30 dias, mais ou menos, pel{own.of.pt}: é o que a Hotmart usa sem um "
        f"período. Outro: -p {own.name}=2026",
    )


def _of_refunds(given: Mapping[str, Any]) -> Iterator[Text]:
    """A period of refunds is not what it seems: no filter knows when money went back (dossier §4.0, §5.3)."""
    if _asks(given, "transaction_status", _PAID_BACK) and {"start_date", "end_date"} & given.keys():
        yield Text(
            "The period is that of the order, not of the refund: Hotmart does not tell when a sale was "
            "refunded or charged back. Of subscriptions alone it does, in "
            "purchase.payment.refund_chargeback_date of subscriptions.transactions.",
            "O período é o do pedido, não o do reembolso: a Hotmart não informa quando uma venda foi "
            "reembolsada ou teve chargeback. Só o informa de assinaturas, em "
            "purchase.payment.refund_chargeback_date de subscriptions.transactions.",
        )
    ends = {"transaction_date", "end_transaction_date"}
    if _asks(given, "purchase_status", _CHARGED_BACK) and ends & given.keys():
        yield Text(
            "The period is that of the charge; when it was refunded or charged back is told by "
            "purchase.payment.refund_chargeback_date.",
            "O período é o da cobrança; quando foi reembolsada ou teve chargeback está em "
            "purchase.payment.refund_chargeback_date.",
        )


def _asks(given: Mapping[str, Any], name: str, states: set[Any]) -> bool:
    value = given.get(name)
    return any(str(one) in states for one in (value if is_list(value) else [value]))
