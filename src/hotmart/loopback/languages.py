"""The language of whoever looks at a page: the one they chose, or that their browser asks for."""

from __future__ import annotations

from hotmart.language import Language


def language_of(chosen: str, accepted: str) -> Language:
    """The chosen one, else the first of the header `accept-language` that is spoken here, else Portuguese."""
    for wanted in (chosen, *_by_weight(accepted)):
        if wanted[:2].lower() in ("pt", "en"):
            return "pt" if wanted[:2].lower() == "pt" else "en"
    return "pt"


def _by_weight(header: str) -> list[str]:
    """The languages of the header, the best first."""
    found: list[tuple[float, str]] = []
    for part in header.split(",")[:20]:
        name, _, weight = part.strip().partition(";q=")
        try:
            found.append((float(weight or 1), name))
        except ValueError:
            continue
    return [name for _, name in sorted(found, key=lambda one: -one[0])]
