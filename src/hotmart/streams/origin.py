"""An origin: where the rows of a stream are read from, and how its answers become pages of one shape."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol, get_args, get_origin

import msgspec

from hotmart.answers.rows import Rows
from hotmart.api import operation
from hotmart.declaring.operations import Listing
from hotmart.errors import UnexpectedAnswerError
from hotmart.request import Request
from hotmart.streams.windows import ANYWHERE, LONGEST, Grain, Window
from hotmart.transport.quota import Quota
from hotmart.warehouse.records import NOT_A_PAGE, PageInfo
from hotmart.words import NOT_JSON


class TooManyPagesError(UnexpectedAnswerError):
    """There are more pages than a reading may have; those that came are what they are."""


class Fetcher(Protocol):
    """Whoever answers a request with the body of the answer, after login, quota and retries."""

    async def fetch(self, request: Request) -> bytes: ...


class Host(Fetcher, Protocol):
    """Whoever does so at a host of its own."""

    @property
    def host(self) -> str: ...
    @property
    def calls(self) -> int: ...


class Client(Fetcher, Protocol):
    """What a run asks of `AsyncHotmart`."""

    @property
    def calls(self) -> int: ...
    @property
    def quota(self) -> Quota: ...
    @property
    def latency(self) -> float | None: ...
    @property
    def server_time(self) -> datetime | None: ...


class Origin(Protocol):
    """What the engine must know of an endpoint to read it whole."""

    @property
    def item(self) -> type[msgspec.Struct]:
        """The model of its items."""
        ...

    @property
    def key(self) -> tuple[str, ...]:
        """The paths, in an item, of what tells it from all others."""
        ...

    @property
    def partial_key(self) -> bool:
        """Whether the later parts of that may be missing."""
        ...

    @property
    def time(self) -> str | None:
        """The path of the time that windows filter."""
        ...

    @property
    def windowed(self) -> bool:
        """Whether a period can be asked for."""
        ...

    @property
    def longest(self) -> int:
        """The longest window, in ms, that may be asked for at once."""
        ...

    @property
    def grain(self) -> Grain:
        """Where windows may be cut, for none to be answered rows of its neighbours."""
        ...

    def certain(self, window: Window) -> Window:
        """What of a window, which may be several together, is sure to be answered whole."""
        ...

    @property
    def status(self) -> str | None:
        """The parameter that names states."""
        ...

    @property
    def counted(self) -> bool:
        """Whether it tells how many items there are."""
        ...

    @property
    def fetcher(self) -> Host | None:
        """Who fetches its answers; None for the client of the connection."""
        ...

    def request(self, **arguments: Any) -> Request:
        """The request for its first page."""
        ...

    def within(self, request: Request, start: int, end: int) -> Request:
        """The same for a half-open window of milliseconds only."""
        ...

    def counting(self, request: Request) -> Request:
        """The same for as little as tells the total."""
        ...

    def page(self, body: bytes, request: Request) -> bytes:
        """An answer as a page: `{"items": […], "page_info": {"next_page_token": …, "total_results": …}}`.

        Raises UnexpectedAnswerError when it is something else.
        """
        ...

    def after(self, request: Request, info: PageInfo, items: int) -> Request | None:
        """The request for the page after this one; None after the last.

        Raises TooManyPagesError when there is one, and a reading may have no more.
        """
        ...


@dataclass(frozen=True)
class Listed:
    """An operation that answers page by page."""

    operation: str
    fetcher: Host | None = None
    partial_key = True

    def declared(self) -> Listing[..., Any]:
        """The operation in the catalogue."""
        found = operation(self.operation)
        if not isinstance(found, Listing):
            raise TypeError(f"{self.operation} is not a listing")
        return found

    @property
    def item(self) -> type[msgspec.Struct]:
        kind: type[msgspec.Struct] = self.declared().item
        return kind

    @property
    def key(self) -> tuple[str, ...]:
        return self.declared().facts.keys

    @property
    def time(self) -> str | None:
        return self.declared().facts.time

    @property
    def windowed(self) -> bool:
        return self.declared().facts.window is not None

    @property
    def longest(self) -> int:
        return LONGEST

    @property
    def grain(self) -> Grain:
        return ANYWHERE

    def certain(self, window: Window) -> Window:
        return window

    @property
    def status(self) -> str | None:
        return self.declared().facts.statuses

    @property
    def counted(self) -> bool:
        return self.declared().facts.counted

    def request(self, **arguments: Any) -> Request:
        return self.declared().request(**arguments)

    def within(self, request: Request, start: int, end: int) -> Request:
        """Both bounds are inclusive at Hotmart, to the millisecond (dossier §15.3)."""
        first, last = self.declared().facts.window or ("", "")
        return request.with_query(**{first: start, last: end - 1})

    def counting(self, request: Request) -> Request:
        return request.with_query(max_results=1)

    def page(self, body: bytes, request: Request) -> bytes:
        return body

    def after(self, request: Request, info: PageInfo, items: int) -> Request | None:
        """None after an empty page, whatever it says (dossier §3.6)."""
        if not (items and info.next_page_token):
            return None
        return request.with_query(page_token=info.next_page_token)


@dataclass(frozen=True)
class Answered:
    """An operation that answers once: with an array, with an object that has one, or with one object."""

    operation: str
    key: tuple[str, ...] = ()
    records: str | None = None
    """The field of the answer that is the array."""
    fetcher: Host | None = None
    partial_key: bool = True
    time: None = None
    windowed: bool = False
    longest: int = LONGEST
    grain: Grain = ANYWHERE
    status: None = None
    counted: bool = False

    @property
    def item(self) -> type[msgspec.Struct]:
        answers = operation(self.operation).returns
        if self.records:
            fields = {field.encode_name: field.type for field in msgspec.structs.fields(answers)}
            array, *_ = get_args(fields[self.records])  # the field may be absent
            answers = array
        kind: type[msgspec.Struct] = next(iter(get_args(answers)), answers)
        return kind

    def request(self, **arguments: Any) -> Request:
        return operation(self.operation).request(**arguments)

    def certain(self, window: Window) -> Window:
        return window

    def within(self, request: Request, start: int, end: int) -> Request:
        return request

    def counting(self, request: Request) -> Request:
        return request

    def page(self, body: bytes, request: Request) -> bytes:
        if self.records:
            body = _field(body, self.records, request)
        elif get_origin(operation(self.operation).returns) is not Rows:
            body = b"[" + body + b"]"
        return b'{"items":' + body + b"}"

    def after(self, request: Request, info: PageInfo, items: int) -> Request | None:
        return None


def _field(body: bytes, name: str, request: Request) -> bytes:
    """One field of an answer, as it came."""
    try:
        found = msgspec.json.decode(body, type=dict[str, msgspec.Raw]).get(name)
    except NOT_JSON:
        found = None
    if found is None:
        raise UnexpectedAnswerError(request, NOT_A_PAGE)
    return bytes(found)
