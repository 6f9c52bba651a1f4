"""People who do not exist: their names, addresses and invalid documents."""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from hotmart.simulator.chance import Weighted, uuid

_FIRST_NAMES: Final = """
Ana Adriana Alice Amanda André Antônio Beatriz Bianca Bruno Caio Camila Carla Carlos Cecília Célia César
Cláudia Cristina Daniel Débora Diego Eduardo Elaine Elisa Fábio Fátima Felipe Fernanda Flávia Gabriel
Gisele Guilherme Gustavo Helena Heloísa Igor Inês Isabela Jéssica Joana João Joaquim Jorge José Júlia
Juliana Karina Larissa Laura Leandro Letícia Lívia Lúcia Luís Luísa Luiza Marcela Marcelo Márcia Marcos
Maria Mariana Marina Mário Mateus Maurício Mônica Natália Nina Otávio Patrícia Paula Paulo Pedro Priscila
Rafael Raquel Regina Renata Ricardo Rita Roberto Rodrigo Rosana Sabrina Samuel Sandra Sérgio Sílvia
Simone Sônia Tainá Tatiana Thaís Tiago Valéria Vanessa Vera Vicente Vinícius Vitória Yasmin Zélia
"""
_LAST_NAMES: Final = """
Abreu Aguiar Almeida Alves Amaral Andrade Antunes Araújo Assis Azevedo Barbosa Barros Batista Bezerra
Borges Braga Brandão Brito Cabral Camargo Campos Cardoso Carneiro Carvalho Castro Cavalcanti Chaves
Coelho Correia Costa Cruz Cunha Dias Duarte Esteves Farias Fernandes Ferreira Figueiredo Fonseca Fontes
França Freitas Furtado Galvão Gomes Gonçalves Guimarães Leal Leite Lemos Lima Lopes Macedo Machado
Magalhães Maia Marques Martins Matos Melo Mendes Menezes Miranda Monteiro Moraes Moreira Mota Moura
Nascimento Neves Nogueira Nunes Oliveira Pacheco Paiva Peixoto Pereira Pinheiro Pinto Pires Queiroz Ramos
Reis Rezende Ribeiro Rocha Sales Sampaio Santana Santos Siqueira Soares Souza Tavares Teixeira Torres
Valente Vargas Vasconcelos Vieira Xavier
"""
CITIES: Final = Weighted(
    (20, ("São Paulo", "SP", "11", "01")),
    (4, ("Campinas", "SP", "19", "13")),
    (3, ("Ribeirão Preto", "SP", "16", "14")),
    (10, ("Rio de Janeiro", "RJ", "21", "20")),
    (3, ("Niterói", "RJ", "21", "24")),
    (8, ("Belo Horizonte", "MG", "31", "30")),
    (3, ("Uberlândia", "MG", "34", "38")),
    (2, ("Juiz de Fora", "MG", "32", "36")),
    (5, ("Curitiba", "PR", "41", "80")),
    (2, ("Maringá", "PR", "44", "87")),
    (4, ("Porto Alegre", "RS", "51", "90")),
    (3, ("Florianópolis", "SC", "48", "88")),
    (2, ("Joinville", "SC", "47", "89")),
    (5, ("Salvador", "BA", "71", "40")),
    (4, ("Recife", "PE", "81", "50")),
    (4, ("Fortaleza", "CE", "85", "60")),
    (4, ("Brasília", "DF", "61", "70")),
    (3, ("Goiânia", "GO", "62", "74")),
    (2, ("Vitória", "ES", "27", "29")),
    (2, ("Belém", "PA", "91", "66")),
    (2, ("Manaus", "AM", "92", "69")),
    (1, ("São Luís", "MA", "98", "65")),
    (1, ("Cuiabá", "MT", "65", "78")),
)
STREETS: Final = (
    "Rua das Acácias",
    "Rua do Exemplo",
    "Avenida Inventada",
    "Travessa da Paz",
    "Rua Sem Saída",
)
_SIGNS: Final = string.digits + string.ascii_uppercase
DISTRICTS: Final = ("Centro", "Jardim Modelo", "Vila Nova", "Bela Vista", "Boa Esperança")


@dataclass(frozen=True, slots=True)
class Country:
    """Where a buyer lives, as an answer says it."""

    name: str
    iso: str
    locale: str
    dial: str
    document: str
    currency: str


BRAZIL: Final = Country("Brasil", "BR", "PT_BR", "", "CPF", "BRL")
COUNTRIES: Final = Weighted(
    (90.5, BRAZIL),
    (2.6, Country("Estados Unidos", "US", "EN", "1", "DOCUMENT", "USD")),
    (2.4, Country("Portugal", "PT", "PT_PT", "351", "DOCUMENT", "EUR")),
    (1.2, Country("Espanha", "ES", "ES", "34", "DNI", "EUR")),
    (1.8, Country("México", "MX", "ES", "52", "DOCUMENT", "MXN")),
    (1.5, Country("Colômbia", "CO", "ES", "57", "DOCUMENT", "COP")),
)


@dataclass(slots=True, eq=False)
class Person:
    """A buyer. Text is stored ready for JSON: no name or address here needs escaping."""

    number: int
    name: str
    email: str
    ucode: str
    country: Country
    bits: int

    @property
    def subscriber_id(self) -> int:
        """The number `subscriptions/summary` knows them by."""
        return 50_000_000 + self.number


def plain(word: str) -> str:
    """A word without accents, fit for an e-mail address."""
    return "".join(c for c in unicodedata.normalize("NFD", word.lower()) if c.isascii() and c.isalnum())


_FIRST: Final = tuple((name, plain(name)) for name in _FIRST_NAMES.split())
_LAST: Final = tuple((name, plain(name)) for name in _LAST_NAMES.split())


def person(number: int, draw: Callable[[int], int], country: Country) -> Person:
    """Someone new. Their number keeps e-mail addresses apart."""
    bits = draw(64)
    first, first_plain = _FIRST[bits % len(_FIRST)]
    last, last_plain = _LAST[(bits >> 8) % len(_LAST)]
    name = f"{first} {_LAST[(bits >> 16) % len(_LAST)][0]} {last}" if bits >> 24 & 1 else f"{first} {last}"
    return Person(number, name, f"{first_plain}.{last_plain}.{number}@example.org", uuid(draw), country, bits)


def document(someone: Person) -> str:
    """Eleven digits that look like a CPF and can belong to nobody: the first check digit is wrong."""
    digits = f"{(someone.bits >> 5) % 10**9:09d}"
    check = (
        sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=True))
        * 10
        % 11
        % 10
    )
    return f"{digits}{(check + 1 + someone.bits % 9) % 10}{someone.bits >> 11 & 7}"


def company_document(number: int) -> str:
    """A CNPJ that can belong to nobody, as its first check digit is wrong: of digits, or with letters, as new
    ones have been since July 2026."""
    root = f"{number % 10**8:08d}" if number >> 8 & 1 else _signs(number >> 9)
    base = f"{root}0001"
    rest = (
        sum(
            (ord(sign) - ord("0")) * weight  # a letter counts as its place in ASCII, seen from the zero
            for sign, weight in zip(base, (5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2), strict=True)
        )
        % 11
    )
    right = 0 if rest < 2 else 11 - rest
    return f"{base}{(right + 1) % 10}0"


def _signs(number: int) -> str:
    """Eight digits and letters, at least one of which is a letter."""
    root = "".join(_SIGNS[number // len(_SIGNS) ** place % len(_SIGNS)] for place in range(7))
    return root + string.ascii_uppercase[number % 26]


def phone(someone: Person) -> tuple[str, str]:
    """Area code and number; the area code of a buyer abroad is the country's."""
    area = (
        CITIES.pick((someone.bits & 0xFFFF) / 0x10000)[2]
        if someone.country is BRAZIL
        else someone.country.dial
    )
    return area, f"90000{someone.bits >> 40 & 0xFFF:04d}"
