"""Several accounts, worked on side by side: each ends by itself, and one that fails stops no other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hotmart.errors import InvalidArgumentError
from hotmart.language import Text

if TYPE_CHECKING:
    from hotmart.accounts.account import Account
    from hotmart.accounts.outcome import Outcomes
    from hotmart.accounts.progress import Progress, Watching
    from hotmart.accounts.syncing import Asked
    from hotmart.language import Language
    from hotmart.metrics.figures import Figures
    from hotmart.metrics.question import Compare
    from hotmart.statement.exporting import Exported
    from hotmart.sync.plan import SyncPlan
    from hotmart.sync.report import Report, Verification
    from hotmart.warehouse.store import Warehouse

# Whoever only looks at accounts waits for no engine: each verb imports what does it.


class Accounts(list["Account"]):
    """The accounts of a hotmart.toml, in its order, made by `hotmart.open_all`."""

    def plan(
        self, *streams: str, since: date | None = None, full: bool = False, watching: Watching | None = None
    ) -> Outcomes[SyncPlan]:
        """What `sync` would read now; see `Account.plan`."""
        from hotmart.accounts.running import finished  # noqa: PLC0415  # see above
        from hotmart.accounts.syncing import Asked, plan_all  # noqa: PLC0415  # see above

        asked = Asked(streams, since, full)
        return finished(lambda: plan_all(self._anew(), asked, _watched(None, watching)))

    def sync(
        self,
        *streams: str,
        since: date | None = None,
        full: bool = False,
        wait: bool = False,
        progress: Callable[[Progress], None] | None = None,
        watching: Watching | None = None,
    ) -> Outcomes[Report]:
        """Sync all of them; see `Account.sync`. An error is that of its account, and stands in its outcome.

        Raises InvalidArgumentError for a stream that does not exist, before anything is asked.
        """
        from hotmart.accounts.running import finished  # noqa: PLC0415  # see above
        from hotmart.accounts.syncing import Asked  # noqa: PLC0415  # see above

        return finished(lambda: self._sync(Asked(streams, since, full, wait), progress, watching))

    async def sync_async(
        self,
        *streams: str,
        since: date | None = None,
        full: bool = False,
        wait: bool = False,
        progress: Callable[[Progress], None] | None = None,
    ) -> Outcomes[Report]:
        """The same as `sync`, for asyncio."""
        from hotmart.accounts.syncing import Asked  # noqa: PLC0415  # see above

        return await self._sync(Asked(streams, since, full, wait), progress, None)

    def verify(
        self,
        *,
        explain: bool = False,
        progress: Callable[[Progress], None] | None = None,
        watching: Watching | None = None,
    ) -> Outcomes[Verification]:
        """Hold all warehouses against Hotmart's own figures; see `Account.verify`."""
        from hotmart.accounts.running import finished  # noqa: PLC0415  # see above
        from hotmart.accounts.syncing import verify_all  # noqa: PLC0415  # see above

        watched = _watched(progress, watching)
        return finished(lambda: verify_all(self._anew(), watched, explain=explain))

    def export_person(
        self,
        folder: Path | str,
        email: str | Iterable[str] = (),
        ucode: str | Iterable[str] = (),
        document: str | Iterable[str] = (),
        phone: str | Iterable[str] = (),
        transaction: str | Iterable[str] = (),
        *,
        language: Language = "pt",
    ) -> Exported:
        """Write all that they hold of one person into one new folder; see `Account.export_person`."""
        from hotmart.accounts.personal_data import export_person, several  # noqa: PLC0415  # see above
        from hotmart.statement.asked import Asked  # noqa: PLC0415  # see above

        asked = Asked(*map(several, (email, ucode, document, phone, transaction)))
        at = datetime.now(UTC)
        return export_person(self, Path(folder), asked, at=at, language=language, one_by_one=True)

    def metrics(
        self,
        *names: str,
        start: date | None = None,
        end: date | None = None,
        by: Sequence[str] = (),
        only: Mapping[str, str | None] | None = None,
        compare: Compare | None = None,
    ) -> Figures:
        """The figures of all of them as of one business; see `Account.metrics`.

        A sale that two of them took part in counts once, and what each earned by it for both. They have to
        share one warehouse file; days are those of the first. Raises InvalidArgumentError where they do not.
        """
        from hotmart.metrics.catalogue import chosen  # noqa: PLC0415  # see above
        from hotmart.metrics.measuring import measure  # noqa: PLC0415  # see above
        from hotmart.metrics.question import asked  # noqa: PLC0415  # see above
        from hotmart.metrics.usual import usual_days  # noqa: PLC0415  # see above

        first = self[0]
        if len(self) == 1:
            return first.metrics(*names, start=start, end=end, by=by, only=only, compare=compare)
        warehouse = self._one_warehouse()
        where = first.time_zone
        days = usual_days(warehouse, where, start, end)
        question = asked(*days, by, only)
        return measure(warehouse, chosen(names), question, compare=compare, time_zone=where)

    @property
    def stand_together(self) -> bool:
        """Whether they are several, with one warehouse file in which their rows stand together."""
        from hotmart.warehouse.store import Warehouse  # noqa: PLC0415  # see above
        from hotmart.warehouse.views import ALL_ACCOUNTS  # noqa: PLC0415  # see above

        files = {one.settings.warehouse for one in self}
        if len(self) < 2 or len(files) > 1:
            return False
        with Warehouse(files.pop()).opened(read_only=True) as con:
            there = "SELECT 1 FROM duckdb_views() WHERE schema_name = ? AND view_name = '_streams'"
            return con.execute(there, [ALL_ACCOUNTS]).fetchone() is not None

    def _one_warehouse(self) -> Warehouse:
        """The views over all accounts of the one file they share."""
        from hotmart.warehouse.store import Warehouse  # noqa: PLC0415  # see above
        from hotmart.warehouse.views import ALL_ACCOUNTS  # noqa: PLC0415  # see above

        files = {one.settings.warehouse for one in self}
        if len(files) > 1:
            raise InvalidArgumentError(
                "connections",
                Text(
                    "These accounts have a warehouse file each, so their figures cannot be put together.",
                    "Estas contas têm um arquivo de armazém cada, então os números não podem ser juntados.",
                ),
                Text(
                    "Ask each alone, or give them one file with a schema each.",
                    "Pergunte a cada uma, ou dê a elas um arquivo com um schema cada.",
                ),
            )
        return Warehouse(files.pop(), ALL_ACCOUNTS)

    async def _sync(
        self, asked: Asked, progress: Callable[[Progress], None] | None, watching: Watching | None
    ) -> Outcomes[Report]:
        from hotmart.accounts.syncing import sync_all  # noqa: PLC0415  # see above

        outcomes = await sync_all(self._anew(), asked, _watched(progress, watching))
        for account in self:
            account.renew()  # a sync may have given its streams columns
        return outcomes

    def _anew(self) -> list[Account]:
        """The same accounts, whose streams are made for one piece of work, which closes what they open."""
        return [replace(account) for account in self]


def _watched(progress: Callable[[Progress], None] | None, given: Watching | None) -> Watching:
    from hotmart.accounts.progress import watching  # noqa: PLC0415  # see above

    return given or watching(progress)
