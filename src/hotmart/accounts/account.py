"""One account: its connection, its warehouse and its streams, and all that can be done with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hotmart.config.accounts import AccountConfig
from hotmart.errors import InvalidArgumentError
from hotmart.language import Language, Text

if TYPE_CHECKING:
    from hotmart.accounts.progress import Progress, Watching
    from hotmart.accounts.several import Accounts
    from hotmart.accounts.tailoring import Tailored
    from hotmart.config.settings import Config
    from hotmart.metrics.business import Business
    from hotmart.metrics.figures import Figures
    from hotmart.metrics.question import Compare
    from hotmart.panel.comparison import Comparison
    from hotmart.panel.keeping import Imported
    from hotmart.statement.exporting import Exported
    from hotmart.streams.stream import Stream
    from hotmart.sync.plan import SyncPlan
    from hotmart.sync.replay import Replayed
    from hotmart.sync.report import Report, Verification
    from hotmart.tracking.importing import SpendImport
    from hotmart.warehouse.asking.answer import Answer
    from hotmart.warehouse.asking.versions import Version
    from hotmart.warehouse.ledger.past_runs import PastRun
    from hotmart.warehouse.store import Warehouse

# What asks Hotmart, what opens the file and what remakes tables is imported by the verb that needs it: a
# question to the warehouse (`ask`) must not wait for the clients, the catalogue and the engine, and a call to
# Hotmart not for DuckDB.


_WITHIN = {"config", "settings", "told", "file", "tailored", "renew"}
"""What the library itself asks of an account, and nobody needs to see who looks for something to do."""


@dataclass(frozen=True)
class Account:
    """One account, made by `hotmart.open`. Every verb may be used from a script, a thread or a notebook."""

    settings: AccountConfig
    """Its connection, and where its copy goes."""
    told: Config | None = None
    """What hotmart.toml says for all accounts; None without one."""
    file: Path | None = None
    """The hotmart.toml that tells it; None without one."""

    @property
    def name(self) -> str | None:
        """The connection, where hotmart.toml names any."""
        return self.settings.name if self.told and self.told.connections else None

    @cached_property
    def config(self) -> Config:
        """What holds for all accounts: what is told, or else the defaults."""
        from hotmart.config.settings import Config  # noqa: PLC0415  # see above

        return self.told or Config()

    @property
    def warehouse(self) -> Warehouse:
        """Where its copy lies."""
        from hotmart.warehouse.store import Warehouse  # noqa: PLC0415  # see above

        return Warehouse(self.settings.warehouse, self.settings.schema)

    @property
    def time_zone(self) -> str:
        """The zone of its days: told in hotmart.toml or HOTMART_TIME_ZONE, or else by the account itself.

        America/Sao_Paulo as long as nobody has told it.
        """
        from hotmart.warehouse.asking.own_zone import time_zone_in  # noqa: PLC0415  # see above

        return self.settings.zone or time_zone_in(self.warehouse)

    @property
    def streams(self) -> Mapping[str, Stream]:
        """Every stream and source that can be synced, as the settings want them, by name.

        Raises HotmartError when the warehouse cannot be used.
        """
        return self.tailored.streams

    @property
    def usual_streams(self) -> Sequence[Stream]:
        """Those that are synced where none is named, with those they stand on."""
        from hotmart.streams.choosing import chosen  # noqa: PLC0415  # see above

        return chosen(self.tailored.names, self.streams)

    def describe(self) -> list[dict[str, Any]]:
        """Its streams as data: tables, key, how each is read and proved, and whether it is synced unasked."""
        from hotmart.accounts.describing import describe  # noqa: PLC0415  # see above

        whose = {"connection": self.name} if self.name else {}
        names = self.tailored.names
        return [whose | describe(one, synced=one.name in names) for one in self.streams.values()]

    @cached_property
    def tailored(self) -> Tailored:
        """Its streams, made once, and which of them are synced unasked."""
        from hotmart.accounts.tailoring import tailored  # noqa: PLC0415  # see above

        return tailored(self.config, self.settings)

    def renew(self) -> None:
        """Make its streams anew when they are next asked for."""
        vars(self).pop("tailored", None)

    def __getstate__(self) -> dict[str, Any]:
        return {name: value for name, value in vars(self).items() if name != "tailored"}

    def __hash__(self) -> int:
        return hash((self.settings.name, self.settings.warehouse, self.settings.schema, self.file))

    def plan(self, *streams: str, since: date | None = None, full: bool = False) -> SyncPlan:
        """What `sync` would read now, and its calls and minutes. A few totals are asked; nothing changes."""
        return self._alone.plan(*streams, since=since, full=full)[0].wanted()

    def sync(
        self,
        *streams: str,
        since: date | None = None,
        full: bool = False,
        wait: bool = False,
        progress: Callable[[Progress], None] | None = None,
        watching: Watching | None = None,
    ) -> Report:
        """Bring the warehouse up to Hotmart and prove it, with the settings, as `hotmart sync` does.

        Without names, the streams of hotmart.toml, or all but the costly ones. `since` is the day history
        begins, in UTC; `full` reads everything again; `wait` waits up to an hour for another sync to end.
        `progress` is called at each step; `watching` is for displays that want more than it tells.

        Raises HotmartError when nothing more can be done. What could not be read is no error: the report
        says that the sync is incomplete, and `report.error` why.
        """
        outcome = self._alone.sync(
            *streams, since=since, full=full, wait=wait, progress=progress, watching=watching
        )[0]
        report = outcome.wanted()
        report.remarks.extend(outcome.remarks)
        return report

    async def sync_async(
        self,
        *streams: str,
        since: date | None = None,
        full: bool = False,
        wait: bool = False,
        progress: Callable[[Progress], None] | None = None,
    ) -> Report:
        """The same as `sync`, for asyncio: the loop goes on with other work meanwhile."""
        (outcome,) = await self._alone.sync_async(
            *streams, since=since, full=full, wait=wait, progress=progress
        )
        report = outcome.wanted()
        report.remarks.extend(outcome.remarks)
        return report

    def verify(
        self, *, explain: bool = False, progress: Callable[[Progress], None] | None = None
    ) -> Verification:
        """Hold the whole warehouse against Hotmart's own figures; only the checks are written down.

        To `explain` is to find the sales for which a sum differs: they are its `differences`, each with the
        commissions that are held in its `shares`, and later runs know them.
        """
        return self._alone.verify(explain=explain, progress=progress)[0].wanted()

    def ask(
        self,
        query: str,
        *,
        as_of: datetime | date | str | None = None,
        limit: int | None = None,
        timeout: float | None = None,
        time_zone: str | None = None,
    ) -> Answer:
        """The answer to one question in SQL (DuckDB's), which can change nothing and read no other file.

        Money is `Decimal`, times are aware. Days and months are those of `time_zone`, which is the account's
        unless told: see `time_zone`. `as_of` answers from what was known at that moment, or by the end of
        that day, in the same zone unless it says otherwise.
        `limit` is the most rows that are read, `timeout` the most seconds it may take; unlimited unless told.

        Raises QueryError for wrong SQL, NoWarehouseError where nothing was synced yet.
        """
        from hotmart.warehouse.asking.query import ask  # noqa: PLC0415  # see above

        chosen = time_zone or self.settings.zone
        return ask(query, self.warehouse, as_of, limit=limit, timeout=timeout, time_zone=chosen)

    def history(self, stream: str, *key: str | int) -> Sequence[Version]:
        """Every version the warehouse held of one record, the oldest first.

        Raises InvalidArgumentError for a stream or a key that cannot be, NoRecordError where there is none.
        """
        from hotmart.accounts.lives import life_of  # noqa: PLC0415  # see above

        return life_of(self.warehouse, self.stream(stream), [str(part) for part in key])

    def runs(self, most: int = 20) -> Sequence[PastRun]:
        """The last runs, at most so many, the latest first. Raises NoWarehouseError where there was none."""
        from hotmart.warehouse.ledger.past_runs import past_runs  # noqa: PLC0415  # see above

        if most < 1:
            raise InvalidArgumentError("most", Text("most is 1 or more.", "most é 1 ou mais."))
        return past_runs(self.warehouse, most)

    def replay(self, *streams: str) -> Mapping[str, Replayed]:
        """Make the tables of these streams, or of all, again from the raw pages; no call to Hotmart."""
        from hotmart.accounts.telling import tell  # noqa: PLC0415  # see above
        from hotmart.accounts.together import stand  # noqa: PLC0415  # see above
        from hotmart.sync.replay import replay  # noqa: PLC0415  # see above

        found = [self.stream(name) for name in streams] or self.streams.values()
        done = replay(self.warehouse, {stream.name: stream for stream in found})
        tell(self, done)
        stand(self.config, self.settings.warehouse)
        return done

    def metrics(
        self,
        *names: str,
        start: date | None = None,
        end: date | None = None,
        by: Sequence[str] = (),
        only: Mapping[str, str | None] | None = None,
        compare: Compare | None = None,
        time_zone: str | None = None,
    ) -> Figures:
        """The figures of these metrics, or the twelve of the overview: each with its currency and verdict.

        Of the days from `start` to `end`, both included, in the zone of the account unless another is told;
        without them, of the month in which the copy was last brought up to date, so far. `by` divides them by
        day, week, month, quarter or year, by product, payment and what else a metric allows. `only` leaves
        out all but one value of what it can be divided by, such as `{"product": "…"}`; None is where there is
        no such value. `compare` tells besides what it was in the days before ("previous") or a year ago
        ("last-year").

        Raises InvalidArgumentError for a name or a division that there is not, NoWarehouseError where nothing
        was synced yet.
        """
        from hotmart.metrics.catalogue import chosen  # noqa: PLC0415  # see above
        from hotmart.metrics.measuring import measure  # noqa: PLC0415  # see above
        from hotmart.metrics.question import asked, check  # noqa: PLC0415  # see above
        from hotmart.metrics.usual import usual_days  # noqa: PLC0415  # see above

        wanted = chosen(names)
        check(wanted, by, only)
        where = time_zone or self.time_zone
        first, last = usual_days(self.warehouse, where, start, end)
        return measure(self.warehouse, wanted, asked(first, last, by, only), compare=compare, time_zone=where)

    def import_spend(
        self, file: Path | str, *, currency: str | None = None, platform: str | None = None
    ) -> SpendImport:
        """Take what ads cost from a CSV, such as an export of Meta Ads or Google Ads; see `ad_results`.

        `currency` is for a file that tells none. What the file tells again takes the place of what was there.
        Raises SpendFileError with line and column; then nothing is kept. NoWarehouseError before a sync.
        """
        from hotmart.accounts.signposts import import_spend  # noqa: PLC0415  # see above

        return import_spend(self, Path(file), currency, platform)

    def import_panel(self, *files: Path | str) -> Sequence[Imported]:
        """Keep sales reports of Hotmart's panel, CSV or XLSX, in the table `panel_sales` (dossier §22).

        One row per transaction, of which the last report counts. Raises PanelReportError, with line and
        column, where a file is no whole report: then nothing of any of them is kept.
        """
        from hotmart.accounts.panel import import_reports  # noqa: PLC0415  # see above

        return import_reports(self, files)

    def verify_against(self, file: Path | str) -> Comparison:
        """Hold the warehouse against a sales report of Hotmart's panel, sale by sale. Nothing is changed.

        Its `unexplained` are differences without a known cause. Raises PanelReportError as `import_panel`.
        """
        from hotmart.accounts.panel import compare_report  # noqa: PLC0415  # see above

        return compare_report(self, file)

    def export_person(
        self,
        folder: Path | str,
        *,
        email: str | Iterable[str] = (),
        document: str | Iterable[str] = (),
        phone: str | Iterable[str] = (),
        transaction: str | Iterable[str] = (),
        ucode: str | Iterable[str] = (),
        language: Language = "pt",
    ) -> Exported:
        """Write all that is held of one person into a new folder, with a statement of it (LGPD art. 19).

        They are named as for `hotmart privacy export`; what is of others is left out. Raises
        InvalidArgumentError for names of nobody or of several people, or a folder that is there; NobodyError
        where nothing is held, FolderError where it cannot be written. Nothing is left behind then.
        """
        told = (email, ucode, document, phone, transaction)
        return self._alone.export_person(folder, *told, language=language)

    def business(self) -> Business:
        """Revenue, products and refunds, by month and never across currencies."""
        from hotmart.metrics.business import business  # noqa: PLC0415  # see above

        return business(self.warehouse, self.time_zone)

    def stream(self, name: str) -> Stream:
        """The stream of this name. Raises InvalidArgumentError, naming the one that was meant."""
        from hotmart.streams.finding import found  # noqa: PLC0415  # see above

        return found(name, self.streams)

    @property
    def _alone(self) -> Accounts:
        from hotmart.accounts.several import Accounts  # noqa: PLC0415  # see above

        return Accounts([self])

    def __dir__(self) -> list[str]:
        return sorted(name for name in object.__dir__(self) if name not in _WITHIN)

    def __repr__(self) -> str:
        return f"<Account {self.name or 'of the environment'} in {self.settings.warehouse}>"
