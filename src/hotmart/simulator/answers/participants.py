"""The rows of `sales/users`: who takes part in a sale, with phone and address (dossier §4.3)."""

from __future__ import annotations

from hotmart.simulator.answers.hand import Hand
from hotmart.simulator.answers.pieces import product_named, sees_buyer
from hotmart.simulator.catalogue import Partner
from hotmart.simulator.people import BRAZIL, CITIES, DISTRICTS, STREETS, Country, Person, document, phone
from hotmart.simulator.sale import Sale
from hotmart.simulator.settings import Settings
from hotmart.simulator.terms import AFFILIATE, COPRODUCER, PRODUCER


def users(hand: Hand, sale: Sale, settings: Settings) -> str:
    """Everyone who takes part in one transaction, with what the buyer told of themselves."""
    product = sale.offer.product
    people = [_partner(hand, product.producer, PRODUCER), _buyer_user(hand, sale, settings)]
    if product.coproducer is not None:
        people.append(_partner(hand, product.coproducer, COPRODUCER))
    if sale.affiliate is not None:
        people.append(_partner(hand, sale.affiliate, AFFILIATE))
    return hand.object(
        f'"transaction":"{sale.code}",',
        f'"product":{product_named(hand, product)},',
        f'"users":[{",".join(people)}],',
    )


def _partner(hand: Hand, partner: Partner, role: str) -> str:
    return hand.once((partner, role), lambda: _role(hand, role, _partner_user(hand, partner)))


def _role(hand: Hand, role: str, user: str) -> str:
    return hand.object(f'"role":"{role}",', f'"user":{user},')


def _partner_user(hand: Hand, partner: Partner) -> str:
    address = hand.object(
        f'"city":"{partner.city}",',
        f'"state":"{partner.state}",',
        '"country":"Brasil",',
        '"zip_code":"30000000",',
        '"address":"Rua do Exemplo",',
        '"complement":"",',
        '"neighborhood":"Centro",',
        '"number":"10",',
    )
    papers = hand.object('"type":"CNPJ",', f'"value":"{partner.document}",')
    return hand.object(
        f'"ucode":"{partner.ucode}",',
        '"locale":"PT_BR",',
        f'"name":"{partner.name}",',
        f'"trade_name":"{partner.trade_name}",',
        '"cellphone":"",',
        '"phone":"",',
        f'"email":"{partner.email}",',
        f'"documents":[{papers}],',
        f'"address":{address},',
    )


def _buyer_user(hand: Hand, sale: Sale, settings: Settings) -> str:
    buyer, country = sale.buyer, sale.buyer.country
    if not sees_buyer(sale, settings):
        return _role(hand, "BUYER", _hidden_buyer(hand, buyer, country))
    area, number = phone(buyer)
    known = buyer.bits >> 30 & 3  # one buyer in four gives no phone, one in four no address
    papers = hand.object(f'"type":"{country.document}",', f'"value":"{document(buyer)}",')
    return _role(
        hand,
        "BUYER",
        hand.object(
            f'"ucode":"{buyer.ucode}",',
            f'"locale":"{country.locale}",',
            f'"name":"{buyer.name}",',
            '"trade_name":"",',
            f'"cellphone":"{area}{number}",' if known else '"cellphone":"",',
            '"phone":"",',
            f'"email":"{buyer.email}",',
            f'"documents":[{papers}],',
            f'"address":{_address(hand, buyer, country) if known > 1 else _only_country(country)},',
        ),
    )


def _hidden_buyer(hand: Hand, buyer: Person, country: Country) -> str:
    # What Hotmart does not tell is an empty string here, not an absent key (dossier §4.3).
    return hand.object(
        f'"ucode":"{buyer.ucode}",',
        f'"locale":"{country.locale}",',
        '"name":"",',
        '"trade_name":"",',
        '"cellphone":"",',
        '"phone":"",',
        '"email":"",',
        '"documents":[],',
        f'"address":{_only_country(country)},',
    )


def _only_country(country: Country) -> str:
    return f'{{"country":"{country.name}"}}'


def _address(hand: Hand, buyer: Person, country: Country) -> str:
    if country is not BRAZIL:
        return _only_country(country)
    bits = buyer.bits
    city, state, _, zip_code = CITIES.pick((bits & 0xFFFF) / 0x10000)
    return hand.object(
        f'"city":"{city}",',
        f'"state":"{state}",',
        f'"country":"{country.name}",',
        f'"zip_code":"{zip_code}{bits >> 20 & 0x3FFFF:06d}",',
        f'"address":"{STREETS[bits >> 3 & 3]}",',
        '"complement":"apto 12",' if bits & 4 else '"complement":"",',
        f'"neighborhood":"{DISTRICTS[bits >> 6 & 3]}",',
        f'"number":"{bits >> 9 & 1023}",',
    )
