"""What Python's reader of TOML says of a mistake, in Portuguese."""

from __future__ import annotations

import re

_SAID = (
    ("Invalid statement", "não é chave nem seção"),
    ("Expected newline or end of document after a statement", "sobra algo depois do valor"),
    ("Expected '=' after a key in a key/value pair", "falta '=' depois da chave"),
    ("Expected ']' at the end of a table declaration", "falta ']' no fim da seção"),
    ("Expected ']]' at the end of an array declaration", "falta ']]' no fim da seção"),
    ("Invalid initial character for a key part", "a chave começa com um caractere que não é válido"),
    ("Cannot overwrite a value", "esta chave já tem valor"),
    ("Unclosed array", "a lista não foi fechada com ']'"),
    ("Unclosed inline table", "a tabela não foi fechada com '}'"),
    (r"Unescaped '\\' in a string", r"há um '\\' sozinho no texto; escreva '\\\\'"),
    ("Unterminated string", "o texto não foi fechado com aspas"),
    ("Invalid hex value", "não é um código hexadecimal"),
    ("Escaped character is not a Unicode scalar value", "o código não é de nenhum caractere"),
    ("Invalid date or datetime", "não é uma data"),
    ("Invalid value", "o valor não é válido"),
    (r"Cannot declare (.+) twice", r"\1 aparece duas vezes"),
    (r"Cannot (?:mutate immutable|redefine) namespace (.+)", r"\1 já foi definida antes"),
    (r"Duplicate inline table key (.+)", r"a chave \1 aparece duas vezes"),
    (r"Found invalid character (.+)", r"o caractere \1 não é válido aqui"),
    (r"Illegal character (.+)", r"o caractere \1 não é válido aqui"),
    (r"Expected (.+)", r"falta \1"),
)


def in_portuguese(said: str) -> str:
    """What is wrong; without the reason where a newer Python gives one that is not known here."""
    for en, pt in _SAID:
        if found := re.fullmatch(en, said, re.DOTALL):
            return found.expand(pt)
    return "há um erro de sintaxe"
