"""Watching a sync: what the engine tells whoever shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hotmart.language import Text
    from hotmart.streams.windows import Window
    from hotmart.sync.plan import SyncPlan
    from hotmart.warehouse.ledger.notes import Check
    from hotmart.warehouse.merge import Merged


class Watch:
    """Ignores everything; a progress display overrides what it shows. Called from the event loop."""

    def planned(self, plan: SyncPlan) -> None:
        """The plan is made; nothing has been read yet."""

    def read(self, stream: str, rows: int) -> None:
        """A page has arrived."""

    def landed(self, stream: str, merged: Merged) -> None:
        """A batch is committed."""

    def checked(self, check: Check) -> None:
        """A figure of Hotmart's was compared with the warehouse's."""

    def gap(self, stream: str, window: Window | None, why: Text) -> None:
        """A window could not be read; the run goes on and will say that it is incomplete."""

    def waiting(self, seconds: float) -> None:
        """The next call has to wait this long, because Hotmart allows so many a minute."""

    def remark(self, text: Text) -> None:
        """Something worth knowing that is no step of the work, such as another sync that is waited for."""

    def finished(self, stream: str) -> None:
        """Nothing is left to do for this stream."""
