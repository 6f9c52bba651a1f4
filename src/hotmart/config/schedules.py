"""What runs by itself, and when: the tables `[schedules.NAME]`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Annotated, Literal, TypeAlias

from msgspec import field

from hotmart.config.defaults import MAIN
from hotmart.config.findings import Finding
from hotmart.config.section import Section
from hotmart.config.source import said
from hotmart.config.values import ZoneName
from hotmart.errors import did_you_mean
from hotmart.language import Text

What: TypeAlias = Literal["sync", "verify", "metrics", "flow"]
"""The kinds of job that there are; each has a file in `hotmart.schedule.kinds`."""
NAME = r"[a-z0-9]([a-z0-9_-]{0,38}[a-z0-9])?"
"""What a schedule may be called: fit for files of timers and for a command line."""


class ScheduleConfig(Section, frozen=True):
    """A job that runs by itself."""

    when: Annotated[
        str,
        said(
            "When: in words, such as `every day at 06:30` or `todo dia às 06:30`, or the five fields of "
            "cron.",
            "Quando: em palavras, como `todo dia às 06:30` ou `every day at 06:30`, ou os cinco campos do "
            "cron.",
            examples=["every day at 06:30"],
        ),
    ]
    what: Annotated[
        What,
        said(
            "What is run: sync copies and proves, verify only proves, metrics takes the figures down, flow "
            "reads what a saved flow asks for.",
            "O que roda: sync copia e prova, verify só prova, metrics anota os números, flow lê o que um "
            "fluxo guardado pede.",
            examples=["flow"],
        ),
    ] = "sync"
    flow: Annotated[
        str | None,
        said(
            'With `what = "flow"`: which of [flows]. Only one that reads can run by itself.',
            'Com `what = "flow"`: qual de [flows]. Só um que lê pode rodar sozinho.',
            examples=["unpaid-slips"],
        ),
    ] = None
    connections: Annotated[
        list[str],
        said(
            "The connections it is for; unless told, all.",
            "As conexões para as quais vale; sem isto, todas.",
            examples=[["main"]],
        ),
    ] = field(default_factory=list[str])
    zone: Annotated[
        ZoneName | None,
        said(
            "The time zone in which `when` is meant; unless told, that of the account.",
            "O fuso horário em que `when` vale; sem isto, o da conta.",
            examples=["America/Sao_Paulo"],
        ),
    ] = None


def findings_in_schedules(
    schedules: Mapping[str, ScheduleConfig], connections: Sequence[str], flows: Collection[str] = ()
) -> Iterator[Finding]:
    """Names that cannot be, times that are none, and connections that are not there."""
    if not schedules:
        return
    from hotmart.recurrence.errors import WhenError  # noqa: PLC0415  # most files schedule nothing
    from hotmart.recurrence.reading import read  # noqa: PLC0415  # likewise

    for name, one in schedules.items():
        place = ("schedules", name)
        if not re.fullmatch(NAME, name):
            yield Finding(place, *no_name())
        try:
            read(one.when)
        except WhenError as wrong:
            yield Finding((*place, "when"), _within_a_sentence(wrong.text), wrong.advice)
        yield from _of_flow(place, one, flows)
        for position, chosen in enumerate(one.connections):
            if chosen not in (connections or [MAIN]):
                yield Finding(
                    (*place, "connections", position),
                    Text(f"there is no connection {chosen!r}", f"não existe a conexão {chosen!r}"),
                    did_you_mean(chosen, connections),
                )


def _of_flow(place: tuple[str, ...], one: ScheduleConfig, flows: Collection[str]) -> Iterator[Finding]:
    """Which flow it is, where it is of one."""
    if one.what == "flow" and one.flow is None:
        yield Finding(place, Text("flow is missing", "falta flow"))
    elif one.flow is not None and one.what != "flow":
        said = Text('it needs what = "flow"', 'precisa de what = "flow"')
        yield Finding((*place, "flow"), said)
    elif one.flow is not None and one.flow not in flows:
        said = Text(f"there is no flow {one.flow!r}", f"não existe o fluxo {one.flow!r}")
        yield Finding((*place, "flow"), said, did_you_mean(one.flow, [*flows]))


def no_name() -> tuple[Text, Text]:
    """Why a schedule cannot be called so, and how it can."""
    return (
        Text("no schedule can be called so", "um agendamento não pode se chamar assim"),
        Text(
            "Use up to 40 small letters without accents, digits, - and _, such as every-morning.",
            "Use até 40 letras minúsculas sem acento, números, - e _, como toda-manha.",
        ),
    )


def _within_a_sentence(told: Text) -> Text:
    return Text(told.en.removesuffix("."), told.pt.removesuffix("."))
