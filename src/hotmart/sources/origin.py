"""The origin of a source: what the engine wants of an endpoint, by what hotmart.toml tells of it."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import msgspec

from hotmart.config.source import ByCursor, Pagination, SourceConfig, Unpaged
from hotmart.errors import UnexpectedAnswerError
from hotmart.language import Text
from hotmart.request import Request
from hotmart.sources import check, days, moments, paging
from hotmart.sources.answer import Answer, told
from hotmart.sources.asking import Asked, first_request, is_hotmarts, with_parameter
from hotmart.sources.columns import columns_of, model_of
from hotmart.sources.formats import FORMATS, GarbledError, csv
from hotmart.sources.records import records_of
from hotmart.sources.totals import Totals
from hotmart.sources.values import Fitting
from hotmart.streams.windows import ANYWHERE, LONGEST, Grain, Window
from hotmart.warehouse.records import PageInfo
from hotmart.words import spelled

if TYPE_CHECKING:
    from hotmart.sources.elsewhere import Elsewhere


class ManualOrigin:
    """Where the rows of a source are read from."""

    status = None  # its states, if any, stand in its `query`
    partial_key = False

    def __init__(self, name: str, source: SourceConfig, fetcher: Elsewhere | None) -> None:
        self.name, self.source, self.fetcher = name, source, fetcher
        self.key = source.keys
        self.time = source.window.field if source.window else None
        self.counted = source.total is not None
        self.columns = columns_of(source)
        self.item = model_of(self.columns)
        self._first = paging.sized(first_request(name, source), self._pagination)
        self._parsed = partial(csv.parsed, skip=source.skip) if source.skip else FORMATS[source.format]
        self._most = 0  # records on one page, of all that were ever read

    @staticmethod
    def from_config(
        name: str, source: SourceConfig, environment: Mapping[str, str] = os.environ
    ) -> ManualOrigin:
        """The origin that this table of hotmart.toml tells. Raises ConfigError when it cannot work."""
        check.refuse(name, source)
        if is_hotmarts(source.url):
            return ManualOrigin(name, source, None)
        from hotmart.sources.elsewhere import Elsewhere  # noqa: PLC0415  # most accounts have no such source

        return ManualOrigin(name, source, Elsewhere(source, environment))

    @property
    def _pagination(self) -> Pagination:
        if self.source.pagination is not None:
            return self.source.pagination
        return paging.HOTMARTS if is_hotmarts(self.source.url) else Unpaged()

    @property
    def _records(self) -> str:
        if self.source.records is not None:
            return self.source.records
        return "items" if is_hotmarts(self.source.url) else ""

    @property
    def windowed(self) -> bool:
        """Whether a period can be asked for."""
        return self.source.window is not None

    @property
    def longest(self) -> int:
        """The longest window, in milliseconds, to ask for at once."""
        window = self.source.window
        return window.longest // timedelta(milliseconds=1) if window else LONGEST

    @property
    def grain(self) -> Grain:
        """Where windows may be cut, for none to be answered rows of its neighbours."""
        window = self.source.window
        return moments.grain_of(window.format, self.source.zone) if window else ANYWHERE

    def certain(self, window: Window) -> Window:
        """What of a window is sure to be answered whole: all but its edges where days are asked for."""
        told = self.source.window
        in_days = told is not None and told.format == "date"
        return days.certain(window, self.source.zone) if in_days else window

    def request(self, **arguments: Any) -> Asked:
        """The request for its first page, with these parameters besides its own."""
        request = self._first
        for name, value in arguments.items():
            request = with_parameter(request, name, *spelled(value))
        return request

    def within(self, request: Request, start: int, end: int) -> Request:
        """The same for a half-open window of milliseconds, its bounds spelled as the endpoint takes them."""
        window = self.source.window
        if window is None:
            return request
        how, zone = window.format, self.source.zone
        last = moments.written_end(end, how, zone, exclusive=window.end_exclusive)
        bounded = with_parameter(_asked(request), window.start, moments.written(start, how, zone))
        return with_parameter(bounded, window.end, last)

    def counting(self, request: Request) -> Request:
        """The same question, of which one record is enough where a page may be that short."""
        pages = self._pagination
        if isinstance(pages, Unpaged) or not pages.size_parameter:
            return request
        return with_parameter(_asked(request), pages.size_parameter, 1)

    def page(self, body: bytes, request: Request) -> bytes:
        """An answer as a page of the engine: `items` and `page_info`, every number as it was written."""
        asked = _asked(request)
        if isinstance(body, Answer) and body.past:
            return _page([], None, None, presumed=body.refused and bool(asked.latest))
        try:
            answer = self._parsed(body)
        except GarbledError as error:
            raise _garbled(asked, self.source, error.line) from error
        counts = told(body, answer, self.source.total) if self.source.total else None
        total = _whole(counts)
        records = records_of(answer, self._records, self.source.format, total, asked)
        if isinstance(answer, csv.Table) and not answer and asked.number == 1:
            self._refuse_nameless(answer.names, asked)
        totals, add_up = self._totals(records)
        fitting = Fitting(self.columns, self.source.decimal, self.source.zone, self.key)
        for record in records:
            fitting.fit(record)
        page = self._place(body, answer, records, total)
        if paging.came_before(page, asked, self._pagination):
            return _page([], None, total)
        uncounted = self.source.total if counts not in (None, "") and total is None else None
        noted = [(place, "no_zone", times) for place, times in fitting.zoneless.items()]
        noted += [("", "no_record", totals)] if totals else []
        token = paging.token_of(page, asked, self._pagination)
        ended = bool(page.more) and paging.is_second_empty(page, asked)
        return _page(records, token, total, noted, presumed=ended or not add_up, uncounted=uncounted)

    def _refuse_nameless(self, names: Sequence[str], asked: Asked) -> None:
        """Raise UnexpectedAnswerError where a table without records does not even name the key."""
        if not names:
            raise UnexpectedAnswerError(asked, _NO_NAMES, _SKIP)
        if lacking := [place for place in self.key if place not in names]:
            raise UnexpectedAnswerError(asked, _no_column(", ".join(lacking)), _SKIP)

    def _totals(self, records: list[dict[str, Any]]) -> tuple[int, bool]:
        """Take a last line of totals away: how many lines that were, and whether it is sure to be one."""
        totals = Totals(self.key, self.columns, self.source.decimal)
        if self.source.format != "csv" or not totals.stand_last(records):
            return 0, True
        add_up = totals.add_up(records)
        records.pop()
        return 1, add_up

    def _place(
        self, body: bytes, answer: Any, records: list[dict[str, Any]], total: int | None
    ) -> paging.Page:
        """What this page says of those around it."""
        pages = self._pagination
        self._most = max(self._most, len(records))
        more = None if isinstance(pages, Unpaged) or not pages.more else told(body, answer, pages.more)
        cursor = told(body, answer, pages.next) if isinstance(pages, ByCursor) else None
        mark = paging.mark_of(records, self.key)
        return paging.Page(len(records), mark, total, _yes(more), cursor, self._most)

    def after(self, request: Request, info: PageInfo, items: int) -> Asked | None:
        """The request of the page that follows the one with this `page_info`."""
        return paging.following(_asked(request), info.next_page_token, self._pagination)


_writer = msgspec.json.Encoder()


def _asked(request: Request) -> Asked:
    """Every request of a source comes from `ManualOrigin.request`, or follows one that does."""
    if not isinstance(request, Asked):
        raise TypeError(f"{request!r} was not made by a source")
    return request


def _page(
    records: list[dict[str, Any]],
    token: str | None,
    total: int | None,
    noted: Sequence[tuple[str, str, int]] = (),
    *,
    presumed: bool = False,
    uncounted: str | None = None,
) -> bytes:
    info: dict[str, Any] = {"next_page_token": token, "total_results": total}
    info |= {"noted": noted} if noted else {}
    info |= {"presumed": True} if presumed else {}
    info |= {"uncounted": uncounted} if uncounted else {}
    return _writer.encode({"items": records, "page_info": info})


def _yes(found: Any) -> bool | None:
    """What a flag says, also where a format has only text; None where there is none."""
    if found is None or isinstance(found, bool):
        return found
    return str(found).strip().lower() not in ("", "false", "0", "no", "n")


def _whole(found: Any) -> int | None:
    """A total, also where a format has only text."""
    if isinstance(found, msgspec.Raw):
        found = bytes(found).decode().removesuffix(".0")  # JSON of a language that knows only one number
    if isinstance(found, str) and found.isdecimal():
        return int(found)
    return found if isinstance(found, int) and not isinstance(found, bool) and found >= 0 else None


_NO_NAMES = Text(
    "there is no line with the names of the columns.", "não há uma linha com os nomes das colunas."
)
_SKIP = Text(
    "Check `url`, `skip` and `key` in hotmart.toml.", "Confira `url`, `skip` e `key` no hotmart.toml."
)


def _no_column(key: str) -> Text:
    return Text(
        f"it has no records, and the key ({key}) is not among the names of its columns.",
        f"não há registros, e a chave ({key}) não está entre os nomes das colunas.",
    )


def _garbled(asked: Asked, source: SourceConfig, line: int | None) -> UnexpectedAnswerError:
    kind = source.format.upper()
    if line is not None:
        return UnexpectedAnswerError(
            asked,
            Text(
                f"a quote does not belong where it is, in the record that begins on line {line}.",
                f"há aspas onde não deviam estar, no registro que começa na linha {line}.",
            ),
            Text(
                "In CSV, a field with quotes stands in quotes, and those inside are doubled.",
                "No CSV, um campo com aspas fica entre aspas, e as de dentro são dobradas.",
            ),
        )
    return UnexpectedAnswerError(
        asked,
        Text(f"the answer is no {kind}, or is cut short.", f"a resposta não é {kind}, ou está cortada."),
        Text(
            "Check `url`, `format` and the access that `headers` give, in hotmart.toml.",
            "Confira `url`, `format` e o acesso que `headers` dá, no hotmart.toml.",
        ),
    )
