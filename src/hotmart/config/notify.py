"""Who hears of it when a schedule ends another way than the last time: the table `[notify]`."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from msgspec import field

from hotmart.config.findings import Finding
from hotmart.config.section import Section
from hotmart.config.source import said
from hotmart.config.values import Reference
from hotmart.language import Text


class NotifyConfig(Section, frozen=True):
    """Who hears of it when a schedule ends another way than the last time."""

    urls: Annotated[
        list[Reference],
        said(
            "Where the addresses are that are written to, as apprise spells them: mailto://, slack://, "
            "tgram://, whatsapp:// and a hundred more. Each holds a secret, so name the place: env:NAME or "
            "file:PATH.",
            "Onde estão os endereços a avisar, como o apprise os escreve: mailto://, slack://, tgram://, "
            "whatsapp:// e outros cem. Cada um contém um segredo, por isso indique o lugar: env:NOME ou "
            "file:CAMINHO.",
            examples=[["env:HOTMART_NOTIFY_URL"]],
        ),
    ] = field(default_factory=list[Reference])
    language: Annotated[
        Literal["pt", "en"] | None,
        said(
            "The language of the messages; unless told, that of the environment, which timers mostly lack.",
            "A língua das mensagens; sem isto, a do ambiente, que os timers quase nunca têm.",
            examples=["pt"],
        ),
    ] = None


def findings_in_notify(
    config: NotifyConfig, environment: Mapping[str, str] = os.environ
) -> Iterator[Finding]:
    """Places in which there is no address, and places that are named twice."""
    for position, where in enumerate(config.urls):
        place = ("notify", "urls", position)
        if where in config.urls[:position]:
            yield Finding(place, Text(f"{where} is told twice", f"{where} aparece duas vezes"), warning=True)
        elif not where.found(environment):
            yield Finding(
                place,
                Text(f"there is nothing in {where}", f"não há nada em {where}"),
                where.remedy,
                warning=True,
            )
