"""What people call Hotmart's codes: ways to pay, days of the week, countries; and days as a heading."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from hotmart.language import Text, say

NONE = "-"
"""What stands in an address for what has no value."""

DIMENSIONS: Mapping[str, Text] = {
    "ad": Text("ad", "anúncio"),
    "ad_set": Text("ad set", "conjunto de anúncios"),
    "age": Text("months since", "meses depois"),
    "campaign": Text("campaign", "campanha"),
    "country": Text("country", "país"),
    "hour": Text("hour", "hora"),
    "offer": Text("offer", "oferta"),
    "payment": Text("payment", "pagamento"),
    "person": Text("person", "pessoa"),
    "placement": Text("placement", "posicionamento"),
    "plan": Text("plan", "plano"),
    "product": Text("product", "produto"),
    "role": Text("role", "papel"),
    "sck": Text("sck", "sck"),
    "source": Text("source", "origem"),
    "weekday": Text("weekday", "dia da semana"),
}
"""What metrics are divided by."""

PAYMENTS: Mapping[str, Text] = {
    "APPLE_PAY": Text("Apple Pay", "Apple Pay"),
    "BACS_DIRECT_DEBIT": Text("Bacs direct debit", "Débito direto Bacs"),
    "BANK_DEBIT": Text("Bank debit", "Débito em conta"),
    "BILLET": Text("Boleto", "Boleto"),
    "CASH_PAYMENT": Text("Cash", "Dinheiro"),
    "CREDIT_CARD": Text("Credit card", "Cartão de crédito"),
    "DIRECT_BANK_TRANSFER": Text("Bank transfer", "Transferência bancária"),
    "DIRECT_DEBIT": Text("Direct debit", "Débito direto"),
    "FINANCED_BILLET": Text("Financed boleto", "Boleto parcelado"),
    "FINANCED_INSTALLMENT": Text("Financed instalments", "Parcelamento financiado"),
    "GOOGLE_PAY": Text("Google Pay", "Google Pay"),
    "HOTCARD": Text("HotCard", "HotCard"),
    "HYBRID": Text("Two cards or ways at once", "Dois meios de uma vez"),
    "MANUAL_TRANSFER": Text("Manual transfer", "Transferência manual"),
    "PAYPAL": Text("PayPal", "PayPal"),
    "PAYPAL_INTERNACIONAL": Text("PayPal abroad", "PayPal internacional"),
    "PICPAY": Text("PicPay", "PicPay"),
    "PIX": Text("Pix", "Pix"),
    "SAMSUNG_PAY": Text("Samsung Pay", "Samsung Pay"),
    "WALLET": Text("Wallet", "Carteira digital"),
}
WEEKDAYS = (
    Text("Sunday", "Domingo"),
    Text("Monday", "Segunda"),
    Text("Tuesday", "Terça"),
    Text("Wednesday", "Quarta"),
    Text("Thursday", "Quinta"),
    Text("Friday", "Sexta"),
    Text("Saturday", "Sábado"),
)
"""As DuckDB counts them, from 0."""
# Hotmart tells countries by their names in Portuguese; now and then by a code (dossier §13).
_COUNTRIES = (
    Text("Angola", "Angola"),
    Text("Argentina", "Argentina"),
    Text("Bolivia", "Bolívia"),
    Text("Brazil", "Brasil"),
    Text("Canada", "Canadá"),
    Text("Cape Verde", "Cabo Verde"),
    Text("Chile", "Chile"),
    Text("Colombia", "Colômbia"),
    Text("Costa Rica", "Costa Rica"),
    Text("Dominican Republic", "República Dominicana"),
    Text("Ecuador", "Equador"),
    Text("France", "França"),
    Text("Germany", "Alemanha"),
    Text("Guatemala", "Guatemala"),
    Text("Ireland", "Irlanda"),
    Text("Italy", "Itália"),
    Text("Japan", "Japão"),
    Text("Mexico", "México"),
    Text("Mozambique", "Moçambique"),
    Text("Netherlands", "Holanda"),
    Text("Panama", "Panamá"),
    Text("Paraguay", "Paraguai"),
    Text("Peru", "Peru"),
    Text("Portugal", "Portugal"),
    Text("Spain", "Espanha"),
    Text("Switzerland", "Suíça"),
    Text("United Kingdom", "Reino Unido"),
    Text("United States", "Estados Unidos"),
    Text("Uruguay", "Uruguai"),
    Text("Venezuela", "Venezuela"),
)
COUNTRIES: Mapping[str, Text] = {one.pt.casefold(): one for one in _COUNTRIES} | {
    code: next(one for one in _COUNTRIES if one.en == name)
    for code, name in (("br", "Brazil"), ("us", "United States"), ("pt", "Portugal"), ("mx", "Mexico"))
}
_NOTHING: Mapping[str, Text] = {
    "sck": Text("without sck", "sem sck"),
    "source": Text("without a source", "sem origem"),
    "campaign": Text("without a campaign", "sem campanha"),
    "ad": Text("without an ad", "sem anúncio"),
    "country": Text("not told", "não informado"),
    "offer": Text("without an offer", "sem oferta"),
}
_LONG_MONTHS = (
    *(Text("January", "janeiro"), Text("February", "fevereiro"), Text("March", "março")),
    *(Text("April", "abril"), Text("May", "maio"), Text("June", "junho"), Text("July", "julho")),
    *(Text("August", "agosto"), Text("September", "setembro"), Text("October", "outubro")),
    *(Text("November", "novembro"), Text("December", "dezembro")),
)
_MONTHS = (
    *(
        Text("Jan", "jan."),
        Text("Feb", "fev."),
        Text("Mar", "mar."),
        Text("Apr", "abr."),
        Text("May", "maio"),
    ),
    *(
        Text("Jun", "jun."),
        Text("Jul", "jul."),
        Text("Aug", "ago."),
        Text("Sep", "set."),
        Text("Oct", "out."),
    ),
    *(Text("Nov", "nov."), Text("Dec", "dez.")),
)


def called(dimension: str, value: Any) -> str:
    """What a value of a dimension is called by people; itself where nobody knows better."""
    if value is None:
        return str(_NOTHING.get(dimension, "–"))
    match dimension:
        case "payment":
            return str(PAYMENTS.get(str(value), value))
        case "weekday":
            return str(WEEKDAYS[int(value) % 7])
        case "hour":
            return f"{int(value)}h"
        case "country":
            return str(COUNTRIES.get(str(value).casefold(), value))
        case _:
            return str(value)


def month(day: date) -> str:
    """`Jul 24`, `jul. 24`."""
    return f"{_MONTHS[day.month - 1]} {day:%y}"


def period(start: date, end: date) -> Text:
    """From a day to a day, no longer than it must be."""
    return Text(_period_en(start, end), _period_pt(start, end))


def _period_en(start: date, end: date) -> str:
    last = f"{end.day} {_LONG_MONTHS[end.month - 1].en} {end.year}"
    if start == end:
        return last
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{last}"
    year = "" if start.year == end.year else f" {start.year}"
    return f"{start.day} {_LONG_MONTHS[start.month - 1].en}{year} – {last}"


def _period_pt(start: date, end: date) -> str:
    last = f"{end.day} de {_LONG_MONTHS[end.month - 1].pt} de {end.year}"
    if start == end:
        return last
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} a {last}"
    year = "" if start.year == end.year else f" de {start.year}"
    return f"{start.day} de {_LONG_MONTHS[start.month - 1].pt}{year} a {last}"


def of_step(step: str) -> Text:
    """How a chart of this step is headed."""
    return {
        "day": Text("day by day", "dia a dia"),
        "week": Text("week by week", "semana a semana"),
    }.get(step, Text("month by month", "mês a mês"))


def stretch(day: date, step: str) -> str:
    """What stands below a stretch of time that begins on this day."""
    return month(day) if step == "month" else say(day.strftime("%m/%d"), day.strftime("%d/%m"))
