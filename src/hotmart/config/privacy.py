"""Personal data: what becomes of it before it is kept, and what people are told of it who ask."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from msgspec import field

from hotmart.config.section import Section
from hotmart.config.source import said

Treatment: TypeAlias = Literal["keep", "hash", "mask", "drop"]
"""What becomes of a column that says who a person is."""


class PrivacyConfig(Section, frozen=True):
    """What becomes of personal data before anything is written to disk."""

    personal: Annotated[
        Treatment,
        said(
            "Every column that says who a person is: keep it, hash it (equal values stay equal, so it still "
            "joins), mask it, or drop it.",
            "Toda coluna que diz quem é uma pessoa: keep mantém, hash troca por um código (valores iguais "
            "seguem iguais, então ainda cruza), mask mascara, drop descarta.",
            examples=["hash"],
        ),
    ] = "keep"
    columns: Annotated[
        dict[str, Treatment],
        said(
            'The same for single columns, by stream and column; `"*"` stands for any.',
            'O mesmo para colunas específicas, por stream e coluna; `"*"` vale por qualquer um.',
            examples=[{"sales_history.buyer_email": "hash"}],
        ),
    ] = field(default_factory=dict[str, Treatment])
    controller: Annotated[
        str | None,
        said(
            "Who answers for the data, as a statement to a person names it: company and CNPJ.",
            "Quem responde pelos dados, como consta na declaração a uma pessoa: empresa e CNPJ.",
            examples=["Ateliê Barro Ltda., CNPJ 00.ABC.000/0001-00"],
        ),
    ] = None
    contact: Annotated[
        str | None,
        said(
            "Where people reach whoever takes care of personal data (the encarregado, LGPD art. 41).",
            "Onde se fala com o encarregado pelos dados pessoais (LGPD, art. 41).",
            examples=["privacidade@example.org"],
        ),
    ] = None
    purpose: Annotated[
        str | None,
        said(
            "What the data is held for; `hotmart privacy export` tells whoever asks.",
            "Para que os dados são guardados; o `hotmart privacy export` diz a quem pedir.",
            examples=["entregar os cursos comprados, dar suporte e cumprir obrigações fiscais"],
        ),
    ] = None
    legal_basis: Annotated[
        str | None,
        said(
            "What allows it (LGPD art. 7).",
            "O que autoriza isso (LGPD, art. 7º).",
            examples=["execução de contrato e obrigação legal (art. 7º, V e II)"],
        ),
    ] = None
    shared_with: Annotated[
        list[str],
        said(
            "Who else gets the data from you.",
            "Quem mais recebe os dados de você.",
            examples=[["Hotmart", "o escritório de contabilidade"]],
        ),
    ] = field(default_factory=list[str])
    kept_for: Annotated[
        str | None,
        said(
            "How long you keep it, and by what it is decided.",
            "Por quanto tempo você os guarda, e o que decide isso.",
            examples=["5 anos depois da última compra"],
        ),
    ] = None
