"""Pull: read a question to its last page, and believe the answer only when it is consistent.

Paging is by offset under the hood, so rows shift while they are read (dossier §3.6). A reading counts
when its distinct keys are as many as Hotmart's total; otherwise it is read again, smaller.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias

import msgspec

from hotmart.errors import (
    APIStatusError,
    AuthenticationError,
    BadRequestError,
    ConfigurationError,
    ConnectionFailedError,
    HotmartError,
    InternalServerError,
    PermissionDeniedError,
    UnexpectedAnswerError,
)
from hotmart.figures import counted
from hotmart.language import Text
from hotmart.request import Request
from hotmart.streams.origin import Client, TooManyPagesError
from hotmart.streams.stream import Stream
from hotmart.streams.windows import DAY, SECOND
from hotmart.sync.beginning import Glance
from hotmart.sync.lanes import Lanes, lanes_for
from hotmart.sync.question import Question
from hotmart.sync.watch import Watch
from hotmart.warehouse.oddities import Oddity
from hotmart.warehouse.records import ENVELOPE, Decoder
from hotmart.warehouse.spool import Reel, Spool
from hotmart.words import NOT_JSON

ATTEMPTS = 3
MOST_FAILURES = 20  # windows of a stream that fail in a row before the rest is left for another run
MOST_DOUBTS = 20  # readings in a row that do not add up before smaller ones are no longer tried
SHORTEST_SHIFTING = 60 * SECOND  # a window this short that still shifts is only read again
SHORTEST_FAILING = DAY  # a window this short that still fails is given up and reported


Key: TypeAlias = tuple[Any, ...]

UNANSWERED = (APIStatusError, UnexpectedAnswerError, ConnectionFailedError, ConfigurationError)
OF_THE_CONNECTION = (AuthenticationError, ConnectionFailedError, ConfigurationError)
TOO_LONG = (502, 504)  # the question took Hotmart over 30 seconds: less of it may not (dossier §3.4)


@dataclass
class Pulled:
    """A question read to its last page, with its records and raw pages on disk."""

    question: Question
    reel: Reel
    keys: list[Key] = field(default_factory=list[Key])
    oddities: Counter[Oddity] = field(default_factory=Counter[Oddity])
    keyless: int = 0
    """Items that came without their key, so that nobody knows which rows did not vanish."""
    totals: set[int] = field(default_factory=set[int])
    uncounted: str | None = None
    """Where its total stands that is no number, so that nothing proves that it is whole."""
    presumed: bool = False
    """Whether nothing told that it is whole, so that without a total it speaks for no other row."""
    cut: Text | None = None
    """Why it was not read to its last page."""
    speaks: bool = False
    """Whether what it did not bring has vanished."""
    unsure: bool = False
    """Whether it would speak so, if only Hotmart gave a total."""

    @property
    def total(self) -> int | None:
        """What Hotmart counted, when it counts and said the same on every page."""
        return next(iter(self.totals)) if len(self.totals) == 1 else None

    @cached_property
    def distinct(self) -> int:
        """How many keys came, once it has been read whole."""
        return len(set(self.keys))

    @property
    def doubt(self) -> Text:
        """What is inconsistent."""
        if self.cut:
            return Text(f"{self.cut.en} What came is kept.", f"{self.cut.pt} O que veio fica guardado.")
        if self.keyless:
            key = ", ".join(self.question.stream.origin.key)
            return Text(
                f"without their key ({key}): {self.keyless} of the records, so nothing is taken for gone",
                f"sem a sua chave ({key}): {self.keyless} dos registros; nada é dado por sumido",
            )
        if self.uncounted and not self.totals:
            return Text(
                f"the total at `{self.uncounted}` is no number, so nothing proves that all came",
                f"o total em `{self.uncounted}` não é um número; nada prova que veio tudo",
            )
        if self.question.stream.counted:
            rows = linhas = "?"
            if self.total is not None:
                rows = counted(self.total, "row", "rows")
                linhas = counted(self.total, "linha", "linhas")
            at_hotmart = self.question.stream.origin.fetcher is None
            by, pela = ("Hotmart's", "da Hotmart") if at_hotmart else ("the source's own", "da própria fonte")
            return Text(
                f"{rows} by {by} count, {self.distinct} read",
                f"{linhas} pela conta {pela}, {counted(self.distinct, 'lida', 'lidas')}",
            )
        twice = len(self.keys) - self.distinct
        return Text(
            f"{counted(twice, 'row', 'rows')} came twice",
            f"{counted(twice, 'linha veio', 'linhas vieram')} duas vezes",
        )

    @property
    def silent(self) -> bool:
        """Whether nothing came, not even the total that Hotmart would tell."""
        came = self.keys or self.totals or self.keyless or self.uncounted
        return self.question.stream.counted and not came

    @property
    def is_final(self) -> bool:
        """Whether what it lacks would not come by reading it again."""
        return bool(self.keyless or self.cut or (self.uncounted and not self.totals))

    @property
    def consistent(self) -> bool:
        """No row twice or without its key, and as many rows as Hotmart counts, where it counts."""
        if self.keyless or self.cut:
            return False
        if self.question.stream.counted:
            return self.totals == {self.distinct} or self.silent
        return self.distinct == len(self.keys)


@dataclass(frozen=True)
class Unread:
    """A part of a question that could not be read, and why."""

    question: Question
    why: Text


async def always() -> None:
    """There is always room where nothing lands."""


class Puller:
    """Reads questions, a few at once, and only while there is `room` for what they bring."""

    def __init__(
        self, client: Client, spool: Spool, watch: Watch, room: Callable[[], Awaitable[None]] = always
    ) -> None:
        self._room = room
        self._client, self._spool, self._watch = client, spool, watch
        self._lanes = Lanes(lambda: lanes_for(client.quota.limit, client.latency))
        self._decoders: dict[str, Decoder] = {}
        self._failures: Counter[str] = Counter()  # since the last answer, by stream
        self._doubts: Counter[str] = Counter()  # since the last reading that added up, by stream
        self._fewer: set[str] = set()  # the streams for which Hotmart refused some of the statuses

    async def pull(self, question: Question) -> list[Pulled | Unread]:
        """The question read whole, in one reading or in several smaller ones.

        The last attempt is returned as it is, consistent or not. Raises an error only when it is about the
        connection: what Hotmart refuses of one stream is no reason not to read the others.
        """
        if failures := self._given_up(question):
            return [Unread(question, _in_a_row(failures))]
        try:
            return await self._pull(question)
        except UNANSWERED as error:
            return [Unread(question, self._failed(question, error))]

    async def _pull(self, question: Question) -> list[Pulled | Unread]:
        for attempt in range(ATTEMPTS):
            fewer = question.stream.name in self._fewer
            try:
                pulled = await self._read(question, fewer_statuses=fewer)
            except InternalServerError as error:
                if error.status in TOO_LONG and (parts := _parts(question, SHORTEST_FAILING)):
                    return await self._pull_all(parts)
                raise
            except BadRequestError as error:
                if self._is_no(question, error, fewer_statuses=fewer):
                    return [self._nothing(question)]
                continue
            silent = pulled.silent and not attempt  # a slip, or a window in which nothing was sold
            sure = pulled.consistent and not silent
            final = sure or pulled.is_final or self._is_hopeless(pulled)
            if final or attempt + 1 == ATTEMPTS:
                return [pulled]
            pulled.reel.discard()
            if not silent and (parts := _parts(question, SHORTEST_SHIFTING)):
                return await self._pull_all(parts)
        return [Unread(question, Text("HTTP 400", "HTTP 400"))]

    def _is_hopeless(self, pulled: Pulled) -> bool:
        """Whether nothing of a stream has added up for long, so that reading less of it would not either."""
        name = pulled.question.stream.name
        if not pulled.consistent:
            self._doubts[name] += 1
        elif pulled.keys:
            self._doubts[name] = 0
        return self._doubts[name] >= MOST_DOUBTS

    def _failed(self, question: Question, error: HotmartError) -> Text:
        """Note a failure, and say it; raises the error when it is about the connection to Hotmart.

        Another host that cannot be reached, or wants another secret, is no reason not to read Hotmart.
        """
        at_hotmart = question.stream.origin.fetcher is None
        if (
            at_hotmart
            and isinstance(error, OF_THE_CONNECTION)
            and not isinstance(error, PermissionDeniedError)
        ):
            raise error
        self._failures[question.stream.name] += 1
        return _why(error)

    def _given_up(self, question: Question) -> int:
        """How often a stream has failed, when it is no longer asked about in this run; else 0."""
        failures = self._failures[question.stream.name]
        return failures if failures >= MOST_FAILURES else 0

    async def _pull_all(self, questions: list[Question]) -> list[Pulled | Unread]:
        """One after the other, so that a Hotmart that answers nothing is noticed early."""
        return [part for question in questions for part in await self.pull(question)]

    def _is_no(self, question: Question, error: BadRequestError, *, fewer_statuses: bool) -> bool:
        """Whether a 400 means that there are no rows; False when it is worth asking again.

        Raises the error when it is neither.
        """
        stream = question.stream
        if stream.parent and stream.parent.refusal_means_none:
            return True
        if error.error == "invalid_token":  # the page token went stale: read again from the first page
            return False
        if stream.fewer_statuses and not fewer_statuses:
            self._fewer.add(stream.name)
            return False
        raise error

    def _nothing(self, question: Question) -> Pulled:
        """The reading of a question to which Hotmart said that there is nothing."""
        self._failures[question.stream.name] = 0
        with self._spool.reel(question.stream.name) as reel:
            reel.close()
            return Pulled(question, reel)

    async def _read(self, question: Question, *, fewer_statuses: bool) -> Pulled:
        """Read to the last page, whatever it says."""
        async with self._lanes:
            await self._room()
            with self._spool.reel(question.stream.name) as reel:
                pulled = Pulled(question, reel)
                for request in question.requests(fewer_statuses=fewer_statuses):
                    await self._read_pages(pulled, request)
                await asyncio.to_thread(reel.close)
            self._failures[question.stream.name] = 0
            return pulled

    async def _read_pages(self, pulled: Pulled, request: Request) -> None:
        stream = pulled.question.stream
        decoder = self._decoders.get(stream.name) or Decoder(stream.layout)
        self._decoders[stream.name] = decoder
        owners = stream.owners(pulled.question.owner)
        seen, pages, had = {msgspec.json.encode(request)}, set[int](), 0
        while True:
            page = stream.origin.page(await self._fetch(stream, request), request)
            if stream.redact:
                page = stream.redact(page)
            records = decoder.page(page, request, owners)
            pulled.reel.add(page, records.lines)
            pulled.keys += records.keys
            pulled.oddities += records.oddities
            pulled.keyless += records.keyless
            pulled.presumed |= records.info.presumed
            pulled.uncounted = pulled.uncounted or records.info.uncounted
            if records.info.total_results is not None:
                pulled.totals.add(records.info.total_results)
            self._watch.read(stream.name, len(records.keys))
            items, same = len(records.keys) + records.keyless, hash(tuple(records.keys))
            try:
                following = stream.origin.after(request, records.info, items)
            except TooManyPagesError as error:
                pulled.cut = error.text
                return
            beyond = records.info.total_results is not None and had >= max(records.info.total_results, 1)
            if following is None or beyond or (records.keys and same in pages):  # the guards of dossier §3.6
                return
            had += items
            request, mark = following, msgspec.json.encode(following)
            if mark in seen:
                return
            seen.add(mark)
            pages.add(same)

    async def _fetch(self, stream: Stream, request: Request) -> bytes:
        return await (stream.origin.fetcher or self._client).fetch(request)

    async def glance(self, question: Question) -> Glance:
        """Whether there is anything, by one request."""
        request = question.count()
        try:
            async with self._lanes:
                body = await self._fetch(question.stream, request)
            page = ENVELOPE.decode(question.stream.origin.page(body, request))
        except UNANSWERED as error:
            self._failed(question, error)
            refused = isinstance(error, APIStatusError) and 400 <= error.status < 500
            return "refused" if refused and not isinstance(error, AuthenticationError) else "silent"
        except NOT_JSON:
            return "silent"
        return "rows" if page.items or page.page_info.total_results else "none"

    async def count(self, question: Question) -> int | None:
        """Hotmart's own total for this question, by asking for one row; None when it cannot tell."""
        if self._given_up(question):
            return None
        try:
            return await self._count(question)
        except UNANSWERED as error:
            self._failed(question, error)
            return None

    async def _count(self, question: Question) -> int | None:
        fewer = question.stream.name in self._fewer
        request = question.count(fewer_statuses=fewer)
        try:
            async with self._lanes:
                body = await self._fetch(question.stream, request)
        except InternalServerError as error:
            if error.status in TOO_LONG and (parts := _parts(question, SHORTEST_FAILING)):
                return await self._count_all(parts)
            raise
        except BadRequestError as error:
            return 0 if self._is_no(question, error, fewer_statuses=fewer) else await self.count(question)
        self._failures[question.stream.name] = 0
        return self._total(question.stream, body, request)

    def _total(self, stream: Stream, body: bytes, request: Request) -> int | None:
        """What a page says of the total; a page that has rows and tells none, or fewer, cannot tell."""
        try:
            page = ENVELOPE.decode(stream.origin.page(body, request))
        except (UnexpectedAnswerError, *NOT_JSON):
            return None
        told, there = page.page_info.total_results, len(page.items)
        if told is None and stream.counted and not there:
            return 0
        return None if told is None or told < there else told

    async def _count_all(self, questions: list[Question]) -> int | None:
        """The sum of their totals, one after the other; None as soon as one cannot be told."""
        total = 0
        for question in questions:
            told = await self.count(question)
            if told is None:
                return None
            total += told
        return total


def _in_a_row(failures: int) -> Text:
    return Text(
        f"{counted(failures, 'failure', 'failures')} in a row",
        f"{counted(failures, 'falha seguida', 'falhas seguidas')}",
    )


def _why(error: HotmartError) -> Text:
    """An error in few words, without anything of the answer."""
    if isinstance(error, APIStatusError):
        status = f"HTTP {error.status}" + (f" {error.error}" if error.error else "")
        return Text(status, status)
    return error.text


def _parts(question: Question, shortest: int) -> list[Question]:
    """The question in two halves; none when its window is too short to be cut."""
    if question.window is None or question.window.length <= shortest:
        return []
    halves = question.window.pieces(2, question.stream.origin.grain)
    return [question.within(half) for half in halves] if len(halves) > 1 else []
