"""The way through a listing, from page to page: which comes next, and when to stop."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

from hotmart.errors import HotmartWarning, UnexpectedAnswerError
from hotmart.figures import counted
from hotmart.language import Text
from hotmart.model import to_json
from hotmart.request import Request

if TYPE_CHECKING:
    from hotmart.answers.pages import Page


class Walk:
    """Which page comes next, and when to stop."""

    def __init__(self, first: Request, *, counted: bool) -> None:
        self.request, self._counted = first, counted
        self._tokens: set[str] = set()
        self._pages: set[int] = set()
        self._seen = 0

    def after(self, page: Page[Any]) -> Request | None:
        """The request of the next page, or None after the last one.

        Raises UnexpectedAnswerError where the pages would go on for ever: one comes again under another
        token, or there are more rows than Hotmart counts.
        """
        token = page.page_info.next_page_token
        self._refuse_more_than_there_is(page)
        self._seen += len(page)
        if not token or not page.items:  # past the end Hotmart may go on handing out tokens (dossier §3.6)
            self._say_if_short(page)
            return None
        if token not in self._tokens:
            self._tokens.add(token)
            return self.request.with_query(page_token=token)
        if self._seen >= (page.page_info.total_results or float("inf")):
            return None
        raise _unreliable(
            page,
            Text(
                "a page token came twice before the last row.",
                "um page_token veio duas vezes antes da última linha.",
            ),
        )

    def _refuse_more_than_there_is(self, page: Page[Any]) -> None:
        if not page.items:
            return
        ends = hash(to_json([page.items[0], page.items[-1]]))
        if ends in self._pages:
            raise _unreliable(page, Text("the same page came twice.", "a mesma página veio duas vezes."))
        self._pages.add(ends)
        total = page.page_info.total_results
        if self._counted and total is not None and self._seen >= max(total, 1):
            more = self._seen + len(page)
            raise _unreliable(
                page,
                Text(
                    f"{counted(more, 'row', 'rows')} came of the {total} that Hotmart counts.",
                    f"vieram {counted(more, 'linha', 'linhas')} das {total} que a Hotmart conta.",
                ),
            )

    def _say_if_short(self, last: Page[Any]) -> None:
        """Warn of a listing that ends before all the rows that Hotmart counts in it have come."""
        total = last.page_info.total_results or 0
        began_later = any(name == "page_token" for name, _ in self.request.query)
        if self._seen < total and not began_later:
            said = Text(
                f"{self.request.path}: Hotmart counts {counted(total, 'row', 'rows')} and gave {self._seen}. "
                "Read it again.",
                f"{self.request.path}: a Hotmart conta {counted(total, 'linha', 'linhas')} "
                f"e deu {self._seen}. Leia de novo.",
            )
            warnings.warn(str(said), HotmartWarning, stacklevel=2)


def _unreliable(page: Page[Any], said: Text) -> UnexpectedAnswerError:
    """The rows shifted while they were read: what came until here may lack some."""
    again = Text("Read it again, in smaller windows.", "Leia de novo, em períodos menores.")
    return UnexpectedAnswerError(page.request, said, again)
