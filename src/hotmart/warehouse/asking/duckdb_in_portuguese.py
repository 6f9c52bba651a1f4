"""What DuckDB says of a query, in Portuguese: the common sentences by their shape, any other in a frame."""

from __future__ import annotations

import re

_SENTENCES = {
    r'Parser Error: syntax error at or near "(.+)"': 'o SQL não se lê a partir de "{0}".',
    r"Parser Error: syntax error at end of input": "o SQL termina antes da hora.",
    r"Parser Error: unterminated (?:string literal|quoted string.*)": (
        "falta fechar um texto com aspas simples."
    ),
    r"Parser Error: unterminated quoted identifier": "falta fechar um nome com aspas duplas.",
    r'Catalog Error: Table with name "?(.+?)"? does not exist because schema "(.+)" does not exist[.!]': (
        'não existe a tabela "{0}": não existe o schema "{1}".'
    ),
    r'Catalog Error: Table with name "?(.+?)"? does not exist!': 'não existe a tabela "{0}".',
    r'Catalog Error: (?:Scalar |Aggregate |Table )?Function with name "?(.+?)"? does not exist!': (
        'não existe a função "{0}".'
    ),
    r'Catalog Error: (\w+) with name "?(.+?)"? does not exist!': 'não existe "{1}" ({0}).',
    r'Binder Error: Referenced column "(.+)" not found in FROM clause!': (
        'não existe a coluna "{0}" nas tabelas da consulta.'
    ),
    r'Binder Error: Referenced column "(.+)" was not found because the FROM clause is missing': (
        'não existe a coluna "{0}": falta o FROM.'
    ),
    r'Binder Error: Referenced table "(.+)" not found!': 'não há a tabela "{0}" no FROM.',
    r'Binder Error: (?:Table|Values list) "(.+)" does not have a column named "(.+)"': (
        'a tabela "{0}" não tem a coluna "{1}".'
    ),
    r'Binder Error: Column "(.+)" does not exist on (?:left|right) side of join!': (
        'a coluna "{0}" não existe nos dois lados do JOIN.'
    ),
    r'Binder Error: Ambiguous reference to column name "(.+)" \(use: (.+)\)': (
        'a coluna "{0}" existe em mais de uma tabela; escolha uma: {1}.'
    ),
    r'Binder Error: column "(.+)" must appear in the GROUP BY clause or must be part of an aggregate.*': (
        'a coluna "{0}" precisa estar no GROUP BY, ou dentro de um agregado como ANY_VALUE("{0}").'
    ),
    r"Binder Error: No function matches the given name and argument types '(.+?)'\..*": (
        "não há função para estes argumentos: {0}. Converta um deles, por exemplo com CAST."
    ),
    r"Binder Error: WHERE clause cannot contain aggregates!": (
        "o WHERE não aceita agregados; use HAVING, depois do GROUP BY."
    ),
    r"Conversion Error: Could not convert string '(.*)' to (\S+?)(?: when casting from .+)?": (
        "o texto '{0}' não pode ser lido como {1}."
    ),
    r'Conversion Error: (?:date|timestamp|time) field value out of range: "(.+?)".*': (
        '"{0}" não existe no calendário.'
    ),
    r'Conversion Error: invalid (date|timestamp|time) field format: "(.+?)".*': (
        '"{1}" não é do tipo {0}, que se escreve como 2025-01-31.'
    ),
    r'Did you mean "(.+)"\?': 'Você quis dizer "{0}"?',
    r"Candidate bindings: (?:: )?(.+)": "Colunas parecidas: {0}.",  # the colon is there twice after an alias
    r"Candidate tables: (.+)": "Tabelas da consulta: {0}.",
}
_KNOWN = [(re.compile(english), portuguese) for english, portuguese in _SENTENCES.items()]


def in_portuguese(said: str) -> str:
    """One sentence of DuckDB's, said in Portuguese where it is known."""
    for english, portuguese in _KNOWN:
        if found := english.fullmatch(said):
            told = portuguese.format(*found.groups())
            return told[0].upper() + told[1:]
    return f"O DuckDB não aceita a consulta, e diz: {said}"
