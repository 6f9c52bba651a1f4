"""A person out of all that accounts hold: looked for first, then forgotten, and what is said of both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias

from hotmart.accounts.people import places_of
from hotmart.figures import counted
from hotmart.forgetting.forget import check_one_person, forget, traces
from hotmart.forgetting.staying import Traces
from hotmart.language import Text, both, say
from hotmart.statement.place import Place

if TYPE_CHECKING:
    from hotmart.accounts.account import Account

Found: TypeAlias = Sequence[tuple[Place, Traces]]
"""Each file, or schema, and where the person stands in it."""
NOBODY = Text("No table knows this person.", "Nenhuma tabela conhece esta pessoa.")
NOT_YET = Text("Later syncs keep this person out.", "Os próximos syncs não a trazem.")
BEYOND = Text(
    "Backups, exports and copies made by others are not reached from here.",
    "Backups, exportações e cópias feitas por outros não são alcançados daqui.",
)


@dataclass(frozen=True)
class Forgetting:
    """One person, by their e-mails, codes or documents, in each file or in each account."""

    places: Sequence[Place]
    named: Sequence[str]
    keep_fiscal: bool = False
    """Whether document, amount and date of what the tax authority may ask for stay."""

    @staticmethod
    def of(
        accounts: Sequence[Account], named: Sequence[str], *, keep_fiscal: bool, one_by_one: bool
    ) -> Forgetting:
        """Of a person in these accounts, in their schemas alone where they are looked at `one_by_one`."""
        return Forgetting(places_of(accounts, one_by_one=one_by_one), named, keep_fiscal)

    def look(self) -> Found:
        """Where the person stands. Nothing is changed. Raises InvalidArgumentError for names of several."""
        return [
            (one, traces(one.warehouse, self.named, one.layouts, one.schema, keep_fiscal=self.keep_fiscal))
            for one in self.places
        ]

    def check(self) -> None:
        """Raise InvalidArgumentError where the names are those of several people, in any of the places."""
        for one in self.places:
            check_one_person(one.warehouse.looking(), self.named, one.layouts, one.schema)

    def carry_out(self, at: datetime) -> Found:
        """Forget them for good. Raises WarehouseBusyError while a sync is running, as `forget`."""
        if len(self.places) > 1:  # the second may refuse what the first would by then have done
            self.check()
        return [
            (
                one,
                forget(
                    one.warehouse,
                    self.named,
                    one.layouts,
                    at=at,
                    schema=one.schema,
                    keep_fiscal=self.keep_fiscal,
                ),
            )
            for one in self.places
        ]


def are_anywhere(found: Found) -> bool:
    """Whether the person stands in any table or page."""
    return any(one.rows or one.pages or one.sales_kept for _, one in found)


def question(found: Found) -> Text:
    """What is asked before anything is done."""
    if are_anywhere(found):
        return Text("Forget this person? It cannot be undone.", "Esquecer esta pessoa? Não dá para desfazer.")
    return Text(
        "Keep them out of later syncs all the same? It cannot be undone.",
        "Deixá-la fora dos próximos syncs mesmo assim? Não dá para desfazer.",
    )


def kept(found: Found) -> Text | None:
    """What stays for the tax authority; None where nothing does."""
    sales = sum(one.sales_kept for _, one in found)
    until = max((one.kept_until for _, one in found if one.kept_until), default=None)
    if not sales or until is None:
        return None
    return both(
        lambda: say(
            f"Document, amount and date of {counted(sales, 'sale', 'sales')} stay in _fiscal, the last until "
            f"{until}: the tax authority may ask for them.",
            f"Documento, valor e data de {counted(sales, 'venda', 'vendas')} ficam em _fiscal, o último até "
            f"{until}: o fisco pode pedir.",
        )
    )


def done(gone: Found) -> Text:
    """What was done."""
    pages, copies = sum(one.pages for _, one in gone), [path for _, one in gone for path in one.copies]
    return both(
        lambda: say(
            f"Forgotten, also in {counted(pages, 'raw page', 'raw pages')} and "
            f"{counted(len(copies), 'published copy', 'published copies')}. "
            "Later syncs keep this person out.",
            f"Pessoa esquecida, também em {counted(pages, 'página guardada', 'páginas guardadas')} e "
            f"{counted(len(copies), 'cópia publicada', 'cópias publicadas')}. "
            "Os próximos syncs não a trazem de volta.",
        )
    )
