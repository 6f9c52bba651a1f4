"""Actions that are saved with what they are asked for: the tables `[flows.NAME]`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated

from msgspec import field

from hotmart.config.defaults import MAIN
from hotmart.config.findings import Finding
from hotmart.config.section import Section
from hotmart.config.source import said
from hotmart.errors import did_you_mean
from hotmart.language import Text

NAME = r"[a-z0-9]([a-z0-9_-]{0,38}[a-z0-9])?"
"""What a flow may be called: fit for an address, a file and a command line."""


class FlowConfig(Section, frozen=True):
    """An action, saved with its parameters."""

    action: Annotated[
        str,
        said(
            "What is done, by its id: `hotmart action list` tells all.",
            "O que se faz, pelo id: `hotmart action list` mostra todas.",
            examples=["sales.history"],
        ),
    ]
    connection: Annotated[
        str | None,
        said(
            "The connection it is for; unless told, the first.",
            "A conexão para a qual vale; sem isto, a primeira.",
            examples=["main"],
        ),
    ] = None
    parameters: Annotated[
        dict[str, str],
        said(
            "What it is asked for, as one would type it; several values by commas. Say nothing of a person "
            "here: the file may be shared.",
            "O que se pede, como se digitaria; vários valores por vírgula. Não ponha dados de uma pessoa "
            "aqui: o arquivo pode ser compartilhado.",
            examples=[{"period": "30d", "transaction_status": "ALL"}],
        ),
    ] = field(default_factory=dict[str, str])
    csv: Annotated[
        Path | None,
        said(
            "The file into which a run by schedule writes its rows; unless told, it only counts them. "
            "People are in it as Hotmart tells them, and nobody else can read it.",
            "O arquivo em que uma execução agendada grava as linhas; sem isto, só as conta. Nele as pessoas "
            "estão como a Hotmart as informa, e ninguém mais pode lê-lo.",
            examples=["unpaid-slips.csv"],
        ),
    ] = None


def findings_in_flows(flows: Mapping[str, FlowConfig], connections: Sequence[str]) -> Iterator[Finding]:
    """Names that cannot be, and connections that are not there."""
    for name, one in flows.items():
        place = ("flows", name)
        if not re.fullmatch(NAME, name):
            yield Finding(place, *no_name())
        if one.connection is not None and one.connection not in (connections or [MAIN]):
            yield Finding(
                (*place, "connection"),
                Text(
                    f"there is no connection {one.connection!r}", f"não existe a conexão {one.connection!r}"
                ),
                did_you_mean(one.connection, connections),
            )


def no_name() -> tuple[Text, Text]:
    """Why a flow cannot be called so, and how it can."""
    return (
        Text("no flow can be called so", "um fluxo não pode se chamar assim"),
        Text(
            "Use up to 40 small letters without accents, digits, - and _, such as unpaid-slips.",
            "Use até 40 letras minúsculas sem acento, números, - e _, como boletos-em-aberto.",
        ),
    )
