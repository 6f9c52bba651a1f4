"""What whoever keeps the data says of it, which no table knows."""

from __future__ import annotations

from typing import NamedTuple

from hotmart.language import Text


class Declared(NamedTuple):
    """The facts that a statement takes from `[privacy]` of hotmart.toml."""

    controller: str | None = None
    contact: str | None = None
    purpose: str | None = None
    legal_basis: str | None = None
    shared_with: tuple[str, ...] = ()
    kept_for: str | None = None
    keeping: tuple[Text, ...] = ()
    """How long histories and raw pages stay, as the settings say."""

    @property
    def missing(self) -> list[str]:
        """The keys of `[privacy]` that say nothing, and that the law wants said."""
        wanted = ("controller", "contact", "purpose", "legal_basis", "shared_with", "kept_for")
        return [name for name in wanted if not getattr(self, name)]
