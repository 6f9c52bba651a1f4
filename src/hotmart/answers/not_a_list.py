"""A listing is no list: taken for one, it says how its rows are reached."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from hotmart.errors import WrongCallError
from hotmart.language import Text


class NotAList:
    """A listing, whose rows are not all at hand, so that it has neither positions nor a length."""

    _rows_of = "list(listing)"
    _one_of = "listing.items[0]"
    _total_of = "listing.total()"

    if not TYPE_CHECKING:  # a checker finds it by itself

        def __getitem__(self, position: Any) -> NoReturn:
            raise WrongCallError(
                "position",
                Text(
                    "A listing has no positions: it is read page by page.",
                    "Uma listagem não tem posições: ela é lida página por página.",
                ),
                Text(
                    f"One of the first page: {self._one_of}. All rows as a list: {self._rows_of}.",
                    f"Uma da primeira página: {self._one_of}. Todas, em uma lista: {self._rows_of}.",
                ),
            )

        def __len__(self) -> int:
            raise WrongCallError(
                "listing",
                Text(
                    "A listing has no length: it is read page by page.",
                    "Uma listagem não tem tamanho: ela é lida página por página.",
                ),
                Text(
                    f"How many rows there are, where Hotmart counts: {self._total_of}. Those that were read: "
                    f"len({self._rows_of}).",
                    f"Quantas linhas há, onde a Hotmart conta: {self._total_of}. As que foram lidas: "
                    f"len({self._rows_of}).",
                ),
            )


class NotAListYet(NotAList):
    """The same of a listing that is awaited."""

    _rows_of = "[row async for row in listing]"
    _one_of = "(await listing).items[0]"
    _total_of = "await listing.total()"
