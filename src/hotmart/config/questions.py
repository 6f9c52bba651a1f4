"""Questions to the warehouse that are saved to be asked again: the tables `[questions.NAME]`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Annotated

from hotmart.config.findings import Finding
from hotmart.config.section import Section
from hotmart.config.source import said
from hotmart.language import Text

NAME = r"[a-z0-9]([a-z0-9_-]{0,38}[a-z0-9])?"
"""What a question may be called: fit for an address, a file and a command line."""


class QuestionConfig(Section, frozen=True):
    """A question in SQL, saved under a name."""

    sql: Annotated[
        str,
        said(
            "One SELECT, in DuckDB's SQL. Say nothing of a person here: the file may be shared.",
            "Um SELECT, no SQL do DuckDB. Não ponha dados de uma pessoa aqui: o arquivo pode ser "
            "compartilhado.",
            examples=["SELECT product_name, count(*) AS sales FROM sales GROUP BY ALL ORDER BY 2 DESC"],
        ),
    ]
    title: Annotated[
        str | None,
        said(
            "What it is called in the console; unless told, its name.",
            "Como ela se chama no console; sem isto, o nome.",
            examples=["Vendas por produto"],
        ),
    ] = None


def findings_in_questions(questions: Mapping[str, QuestionConfig]) -> Iterator[Finding]:
    """Names that cannot be, and questions that ask nothing."""
    for name, one in questions.items():
        if not re.fullmatch(NAME, name):
            yield Finding(("questions", name), *no_name())
        if not one.sql.strip():
            yield Finding(("questions", name, "sql"), Text("it asks nothing", "não pergunta nada"))


def no_name() -> tuple[Text, Text]:
    """Why a question cannot be called so, and how it can."""
    return (
        Text("no question can be called so", "uma pergunta não pode se chamar assim"),
        Text(
            "Use up to 40 small letters without accents, digits, - and _, such as sales-by-product.",
            "Use até 40 letras minúsculas sem acento, números, - e _, como vendas-por-produto.",
        ),
    )
