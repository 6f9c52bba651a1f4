"""From the bytes of a page to exact, typed records, without losing what nobody expected.

The fast path decodes a whole page at once into structs that refuse what the model does not know.
That refusal is the drift alarm: only then are the items looked at one by one, and what does not fit
a column is set aside under its path, to be kept in `_extra` and reported.
"""

from __future__ import annotations

import keyword
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from operator import attrgetter
from typing import Annotated, Any

import msgspec

from hotmart.errors import UnexpectedAnswerError
from hotmart.language import Text
from hotmart.request import Request
from hotmart.tables.columns import Array, Column, Kind
from hotmart.tables.layout import Layout
from hotmart.warehouse.oddities import Oddity
from hotmart.warehouse.salvage import EXTRA, PAIRS, Salvage

NOT_A_PAGE = Text("the answer is not a page of items.", "a resposta não é uma página de itens.")
LONGEST = 2**63 - 1
NO_KEY = Oddity("", "no_key")
FARTHEST = 10**14  # ms, the year 5138: beyond it a time is not a time, and DuckDB would refuse it
EARLIEST = -62_104_060_800_000  # ms, the year 2: before it Python has no time in some zones

STORED: dict[Kind, Any] = {
    "text": str,
    "integer": Annotated[int, msgspec.Meta(ge=-LONGEST, le=LONGEST)],
    "boolean": bool,
    "money": Decimal,
    "rate": Decimal,
    "time": Annotated[int, msgspec.Meta(ge=EARLIEST, le=FARTHEST)],
    "texts": list[str],
}


class Tree(dict[str, Any]):
    """Fields by name: a type, or another tree for an object."""


class PageInfo(msgspec.Struct, frozen=True):
    next_page_token: str | None = None
    total_results: int | None = None
    presumed: bool = False
    """Whether nothing told that it is the last, or whole: what did not come may be there all the same."""
    uncounted: str | None = None
    """Where a total was told that is no number."""
    noted: tuple[tuple[str, str, int], ...] = ()
    """What its origin noticed while it made the page: oddities by path and kind, and how often."""


class Envelope(msgspec.Struct):
    """A page whose items are left as they came; a total that came as text is that number all the same."""

    items: list[msgspec.Raw]
    page_info: PageInfo = PageInfo()


ENVELOPE = msgspec.json.Decoder(Envelope, strict=False)


@dataclass(frozen=True)
class Records:
    """The items of one page, ready to be staged: one JSON line per item, numbers as exact text."""

    lines: bytes
    keys: list[tuple[Any, ...]]
    info: PageInfo
    oddities: Counter[Oddity] = field(default_factory=Counter[Oddity])

    @property
    def keyless(self) -> int:
        """How many items came without their key: nobody can tell which rows they stand for."""
        return self.oddities[NO_KEY]


class Decoder:
    """Reads the pages of one stream."""

    def __init__(self, layout: Layout) -> None:
        row: Any = _struct("Item", layout.known, layout.all_arrays, extra=True)
        self._key = [attrgetter(".".join(map(_identifier, column.path))) for column in layout.key]
        own = range(min(len(layout.owner), len(layout.key) - 1), len(layout.key))
        self._required = own[:1] if layout.partial_key else own
        page = msgspec.defstruct("Page", [("items", list[row]), ("page_info", PageInfo, PageInfo())])
        self._row = row
        self._page: msgspec.json.Decoder[Any] = msgspec.json.Decoder(page)
        self._any = msgspec.json.Decoder(float_hook=Decimal)
        self._encoder = msgspec.json.Encoder(decimal_format="string", order="deterministic")

    def page(self, body: bytes, request: Request, owner: dict[str, str] | None = None) -> Records:
        """The records of a page.

        Raises UnexpectedAnswerError when the body is not a page at all.
        """
        oddities: Counter[Oddity] = Counter()
        rows: list[Any]
        try:
            page = self._page.decode(body)
            rows, info = page.items, page.page_info
        except msgspec.DecodeError:
            rows, info = self._salvage(body, request, oddities)
        oddities.update({Oddity(path, kind): times for path, kind, times in info.noted})
        for name, value in (owner or {}).items():
            for row in rows:
                setattr(row, name, value)
        rows, keys = self._keyed(rows, oddities)
        return Records(self._encoder.encode_lines(rows), keys, info, oddities)

    def _keyed(self, rows: list[Any], oddities: Counter[Oddity]) -> tuple[list[Any], list[tuple[Any, ...]]]:
        """The rows that have a key, and their keys. A text of blanks is no key."""
        keys = list(zip(*(_values(rows, get) for get in self._key), strict=True))
        lacking = {at for part in self._required for at, key in enumerate(keys) if _is_blank(key[part])}
        if lacking:
            oddities[NO_KEY] += len(lacking)
            rows = [row for at, row in enumerate(rows) if at not in lacking]
            keys = [key for at, key in enumerate(keys) if at not in lacking]
        return rows, keys

    def _salvage(
        self, body: bytes, request: Request, oddities: Counter[Oddity]
    ) -> tuple[list[Any], PageInfo]:
        try:
            envelope = ENVELOPE.decode(body)
        except msgspec.DecodeError as error:
            raise UnexpectedAnswerError(request, NOT_A_PAGE) from error
        rows = [Salvage(oddities).item(self._any.decode(item), self._row) for item in envelope.items]
        objects = [row for row in rows if row is not None]
        if len(objects) < len(rows):
            oddities[NO_KEY] += len(rows) - len(objects)
        return objects, envelope.page_info


def _struct(name: str, columns: Iterable[Column], arrays: Iterable[Array], *, extra: bool = False) -> Any:
    """A struct type for these fields that refuses any other."""
    tree = Tree()
    for column in columns:
        _plant(tree, column.path, STORED[column.kind])
        if column.spelling:
            _plant(tree, column.spelling, STORED[column.kind])
    for array in arrays:
        _plant(tree, array.path, list[_struct("Element", array.columns, array.arrays)])  # type: ignore[misc]
    return _grow(name, tree, extra=extra)


def _plant(tree: Tree, path: tuple[str, ...], leaf: Any) -> None:
    for part in path[:-1]:
        tree = tree.setdefault(part, Tree())
    tree[path[-1]] = leaf


def _grow(name: str, tree: Tree, *, extra: bool = False) -> Any:
    fields: list[tuple[str, Any, Any]] = [
        (_identifier(part), (_grow("Object", leaf) if isinstance(leaf, Tree) else leaf) | None, None)
        for part, leaf in tree.items()
    ]
    if extra:
        fields += [(EXTRA, str | None, None), (PAIRS, list[str] | None, None)]
    return msgspec.defstruct(
        name,
        fields,
        rename={_identifier(part): part for part in tree},
        forbid_unknown_fields=True,
        omit_defaults=True,
        gc=False,  # acyclic
    )


def _identifier(part: str) -> str:
    """A name for a field of a struct; what comes from elsewhere may have names that Python cannot have."""
    allowed = part.isidentifier() and not keyword.iskeyword(part) and not part.startswith("_")
    return part if allowed else f"x_{part.encode().hex()}"


def _is_blank(part: Any) -> bool:
    return part is None or (isinstance(part, str) and not part.strip())


def _values(rows: list[Any], get: Callable[[Any], Any]) -> list[Any]:
    """A field of every row; None where an object on the way to it is absent."""

    def find(row: Any) -> Any:
        try:
            return get(row)
        except AttributeError:
            return None

    try:
        return list(map(get, rows))
    except AttributeError:
        return list(map(find, rows))
