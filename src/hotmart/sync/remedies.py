"""Remedies: what to do about a run that is incomplete, and what may be said of what it read."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from hotmart.language import Text
from hotmart.warehouse.records import NO_KEY

if TYPE_CHECKING:
    from hotmart.sync.report import StreamReport


def remedy(incomplete: Iterable[StreamReport]) -> Text:
    """The next step for these streams, and only what is true of all of them."""
    parts = list(incomplete)
    lost = any(part.oddities[NO_KEY] for part in parts)
    sources = [part.stream for part in parts if part.host]
    steps = [_KEYLESS if lost else _KEPT]
    if len(sources) < len(parts) or not parts:
        steps.append(_AGAIN)
    steps += [_look_at(name) for name in sources[:1]]
    return Text(" ".join(step.en for step in steps), " ".join(step.pt for step in steps))


_KEPT = Text("Nothing that was read is lost.", "Nada do que foi lido se perdeu.")
_KEYLESS = Text(
    "Records without their key are in no table.", "Registros sem a chave não estão em tabela alguma."
)
_AGAIN = Text(
    "Run `hotmart sync` again: it reads only what is missing.",
    "Rode `hotmart sync` de novo: ele lê só o que falta.",
)


def _look_at(name: str) -> Text:
    return Text(
        f"To see what the source answers, run: hotmart source test {name}",
        f"Para ver o que a fonte responde, rode: hotmart source test {name}",
    )
