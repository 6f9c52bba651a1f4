"""A person's data, out of all that accounts hold: gathered into a folder and stated to whom it is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hotmart.accounts.people import places_of
from hotmart.config.settings import Config
from hotmart.config.values import Keeping
from hotmart.figures import counted
from hotmart.language import Language, Text, both, say
from hotmart.statement.asked import Asked
from hotmart.statement.declared import Declared
from hotmart.statement.exporting import Exported, export

if TYPE_CHECKING:
    from hotmart.accounts.account import Account


def export_person(
    accounts: Sequence[Account],
    folder: Path,
    asked: Asked,
    *,
    at: datetime,
    language: Language,
    one_by_one: bool = False,
) -> Exported:
    """See `Account.export_person`; of all accounts together, or of each schema by itself."""
    places = places_of(accounts, one_by_one=one_by_one)
    return export(places, asked, folder, declared(accounts[0].config), at=at, language=language)


def several(told: str | Iterable[str]) -> tuple[str, ...]:
    """One name, or several."""
    return (told,) if isinstance(told, str) else tuple(told)


def declared(config: Config) -> Declared:
    """What hotmart.toml says to whoever asks."""
    told = config.privacy
    return Declared(
        told.controller,
        told.contact,
        told.purpose,
        told.legal_basis,
        tuple(told.shared_with),
        told.kept_for,
        tuple(
            one
            for one in (
                _kept(config.warehouse.raw, Text("The pages as they came", "As páginas como vieram")),
                _kept(config.defaults.history, Text("Earlier versions", "As versões anteriores")),
            )
            if one is not None
        ),
    )


def _kept(keeping: Keeping, what: Text) -> Text | None:
    """How long something stays; None where it is not kept at all."""
    if keeping.days is None:
        return Text(f"{what.en}: without a limit.", f"{what.pt}: sem prazo.")
    if not keeping.days:
        return None
    said = both(lambda: counted(keeping.days or 0, say("day", "dia"), say("days", "dias")))
    return Text(f"{what.en}: {said.en}.", f"{what.pt}: {said.pt}.")
