"""How runs and jobs ended, in words."""

from __future__ import annotations

from collections.abc import Mapping

from hotmart.language import Text
from hotmart.warehouse.ledger.verdicts import VERDICTS

RUNNING = Text("running", "rodando")
STATES: Mapping[str, Text] = VERDICTS | {
    "failed": Text("failed", "falhou"),
    "interrupted": Text("interrupted", "interrompido"),
    "running": RUNNING,
}
"""Of runs, as the warehouse remembers them."""
ENDINGS: Mapping[str, Text] = {
    "done": Text("done", "feito"),
    "incomplete": Text("incomplete", "incompleto"),
    "differs": Text("differs", "difere"),
    "failed": Text("failed", "falhou"),
    "killed": Text("killed", "morto antes do fim"),
    "skipped": Text("skipped: one was running", "pulado: já havia um rodando"),
}
"""Of jobs."""
KINDS: Mapping[str, Text] = {
    "sync": Text("copy and prove", "copiar e provar"),
    "verify": Text("only prove", "só provar"),
    "metrics": Text("take figures down", "anotar os números"),
    "flow": Text("a saved flow", "um fluxo guardado"),
}


def said(words: Mapping[str, Text], key: str | None) -> str:
    """A word that is known, or the key itself where a newer release has another."""
    return str(words.get(key or "", key or RUNNING))
