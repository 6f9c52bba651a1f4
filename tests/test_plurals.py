"""One of a thing is told as one: "1 call", "1 chamada"."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import hotmart
from hotmart.figures import counted
from hotmart.language import speaking

SOURCE = Path(hotmart.__file__).parent
ENGLISH = (
    "amounts|calls|characters|columns|connections|days|failures|figures|files|items|lines|minutes|months|pages"
    "|parts|people|records|requests|rows|runs|sales|seconds|sources|streams|sums|tables|things|values|versions"
)
PORTUGUESE = (
    "arquivos|caracteres|chamadas|colunas|conexões|dias|execuções|falhas|fontes|itens|janelas|linhas|meses"
    "|minutos|números|páginas|partes|períodos|pessoas|registros|segundos|somas|tabelas|valores|vendas|versões"
    "|vezes|lidos|lidas|novos|novas|alterados|alteradas|comparados|comparadas"
)
PLURAL = re.compile(rf" ({ENGLISH}|{PORTUGUESE})\b")
BOUNDS = ("more than ", "mais de ", "at most ", "no máximo ")
"""What stands before a number that somebody chose, and that is no count of anything."""


def told_as_several() -> Iterator[str]:
    """The numbers that stand before a plural whatever they are, but for what is fixed, or no number."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.JoinedStr):
                for number, words in followed(node):
                    yield f"{path.relative_to(SOURCE)}:{node.lineno}: {ast.unparse(number)}{words}"


def followed(text: ast.JoinedStr) -> Iterator[tuple[ast.expr, str]]:
    """The values of a text that a plural follows."""
    before = ""
    for part, after in zip(text.values, [*text.values[1:], ast.Constant("")], strict=True):
        if isinstance(part, ast.Constant):
            before = str(part.value)
        elif isinstance(part, ast.FormattedValue) and isinstance(after, ast.Constant):
            what = ast.unparse(part.value).rpartition(".")[2]
            fixed = what.isupper() or what == "name"
            if PLURAL.match(str(after.value)) and not fixed and not before.endswith(BOUNDS):
                yield part.value, str(after.value)[:20]


@pytest.mark.slow
def test_no_number_stands_before_a_plural_whatever_it_is() -> None:
    assert [*told_as_several()] == []


@pytest.mark.parametrize(("count", "said"), [(0, "0 chamadas"), (1, "1 chamada"), (1234, "1.234 chamadas")])
def test_a_number_is_told_with_what_it_counts(count: int, said: str) -> None:
    with speaking("pt"):
        assert counted(count, "chamada", "chamadas") == said
