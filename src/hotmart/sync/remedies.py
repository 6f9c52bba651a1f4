"""Remedies: what to do about a run that is incomplete, and what may be said of what it read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from hotmart.language import Text
from hotmart.streams.known import STREAMS
from hotmart.warehouse.records import NO_KEY

if TYPE_CHECKING:
    from hotmart.sync.report import Gap, StreamReport


def remedy(incomplete: Iterable[StreamReport]) -> Text:
    """The next step for these streams, and only what is true of all of them."""
    parts = list(incomplete)
    lost = any(part.oddities[NO_KEY] for part in parts)
    sources = [part.stream for part in parts if _of_its_source(part)]
    steps = [_KEYLESS if lost else _KEPT]
    if not parts or any(_passes(part) for part in parts):
        steps.append(_AGAIN)
    if any(_unknown_club(gap) for part in parts for gap in part.gaps):
        steps.append(_CLUB)
    steps += [_look_at(name) for name in sources[:1]]
    return Text(" ".join(step.en for step in steps), " ".join(step.pt for step in steps))


def _of_its_source(part: StreamReport) -> bool:
    """Whether the source itself has to be looked at: another host's, or one whose key its records lack."""
    return bool(part.host) or (part.stream not in STREAMS and part.oddities[NO_KEY] > 0)


def _passes(part: StreamReport) -> bool:
    """Whether reading again may help it."""
    told = part.mismatches or not part.gaps or any(not _unknown_club(gap) for gap in part.gaps)
    return bool(told) and not _of_its_source(part)


def _unknown_club(gap: Gap) -> bool:
    """Whether Hotmart does not know the members area that was named."""
    stream = STREAMS.get(gap.stream)
    return stream is not None and stream.told is not None and "HTTP 404" in gap.why.en


_KEPT = Text("Nothing that was read is lost.", "Nada do que foi lido se perdeu.")
_KEYLESS = Text(
    "Records without their key are in no table.", "Registros sem a chave não estão em tabela alguma."
)
_AGAIN = Text(
    "Run `hotmart sync` again: it reads only what is missing.",
    "Rode `hotmart sync` de novo: ele lê só o que falta.",
)

_CLUB = Text(
    "Correct `club` in hotmart.toml: a members area is named by the end of its address, hotmart.com/club/….",
    "Corrija `club` no hotmart.toml: o nome de uma área de membros é o fim do endereço dela, "
    "hotmart.com/club/….",
)


def _look_at(name: str) -> Text:
    return Text(
        f"To see what the source answers, run: hotmart source test {name}",
        f"Para ver o que a fonte responde, rode: hotmart source test {name}",
    )
