"""How the links of an account are tracked: what `[tracking]` says of the values packed into them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, field

from hotmart.config.findings import Finding
from hotmart.config.section import Section
from hotmart.config.source import said
from hotmart.language import Text

Part: TypeAlias = Literal[
    "source", "source_id", "campaign", "campaign_id", "medium", "medium_id",
    "content", "content_id", "term", "term_id", "skip",
]  # fmt: skip
"""What a packed value may hold, as the columns of `sales_tracking` are called; `skip` is left out."""

Separator: TypeAlias = Annotated[str, Meta(min_length=1, max_length=40)]


class TrackingConfig(Section, frozen=True):
    """How the links of an account are tracked."""

    separator: Annotated[
        Separator | None,
        said(
            "What your links put between the values that they join in `src`, `sck` or `xcod`. Unless told: "
            "UTMify's, which is looked for in any case.",
            "O que seus links põem entre os valores que juntam em `src`, `sck` ou `xcod`. Sem isto: o da "
            "UTMify, que é procurado de qualquer forma.",
            examples=["|"],
        ),
    ] = None
    order: Annotated[
        list[Part],
        said(
            "What stands between the separators, in its order; `skip` for what is of no use. Unless told: "
            "source, campaign, medium (the ad set), content (the ad), term (the placement).",
            "O que fica entre os separadores, na ordem; `skip` para o que não serve. Sem isto: source, "
            "campaign, medium (o conjunto de anúncios), content (o anúncio), term (o posicionamento).",
            examples=[["source", "medium", "content"]],
        ),
    ] = field(default_factory=list[Part])


def findings_in_tracking(config: TrackingConfig) -> Iterator[Finding]:
    """An order of which nothing could be unpacked: one part alone, or one that is told twice."""
    if len(config.order) == 1:
        yield Finding(
            ("tracking", "order"),
            Text("must name two parts or more", "deve indicar duas partes ou mais"),
        )
    for position, part in enumerate(config.order):
        if part != "skip" and part in config.order[:position]:
            yield Finding(
                ("tracking", "order", position),
                Text(f"{part} is told twice", f"{part} aparece duas vezes"),
                Text(
                    "Name each part once; `skip` may be repeated.",
                    "Indique cada parte uma vez; só `skip` se repete.",
                ),
            )
