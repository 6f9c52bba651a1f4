"""The one definition of what `src`, `sck` and `xcod` say: a SELECT that unpacks the three (dossier §23).

It is SQL alone, so that it can stand in a view for whoever opens the file. Step by step: what is encoded for
URLs is decoded; of the fields that hold several parts the one with the most is taken, and of equal ones
`xcod`, which nothing cuts, before `sck` and `src`; ids of clicks are put aside; each part goes to its name.
A field of more parts than have a name is left whole, and so is one that nothing parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from hotmart.tracking.packing import CUT, NAMES, UTMIFY, Packing
from hotmart.warehouse.sql import literal, quoted

COLUMNS = (
    "transaction", "src", "sck", "xcod", "unpacked_from", "is_cut", "click_id",
    *(column for name in NAMES for column in (name, f"{name}_id")),
)  # fmt: skip
"""The columns of what is unpacked, one row per transaction."""
_FIELDS = ("xcod", "sck", "src")
_CLICK = "jLj(?:[0-9a-fA-F]{24}|6[0-9A-Za-z]*)"
"""The id of a click, which UTMify puts behind the source: `jLj6`, as long as its ids begin with 6."""
_ENCODED = literal("%[0-9A-Fa-f]{2}")
_NAME_AND_ID = literal(r"^((?s:.*))\|([^|\s]*[0-9][^|\s]*|)$")
"""A name, which may have that sign in it, and an id, which has a digit or is empty."""
_SHORTEST_END = 3
"""Letters of a separator that are taken for its beginning, where a value ends in them."""


def unpacked(rows: str, packings: Sequence[Packing]) -> str:
    """A SELECT of `COLUMNS`, from one of `transaction`, `src`, `sck` and `xcod` as Hotmart tells them."""
    steps = [_decoded, _parted, _chosen, _cleaned, _placed, _told]
    told = rows
    for step in steps:
        told = f"SELECT {', '.join(step(packings))} FROM ({told}) AS _unpacked"
    return told


def _decoded(_: Sequence[Packing]) -> Iterator[str]:
    """Fields without the encoding of URLs, where they have it whole; in it a space is a plus."""
    yield f"{quoted('transaction')}"
    for field in _FIELDS:
        spaced = f"replace({field}, '+', ' ')"
        yield (
            f"nullif(trim(CASE WHEN contains({field}, '%') AND regexp_matches({field}, {_ENCODED})"
            f" THEN coalesce(TRY(url_decode({spaced})), {field}) ELSE {field} END), '') AS {field}"
        )
    yield "length(sck) AS held"


def _parted(packings: Sequence[Packing]) -> Iterator[str]:
    """The parts of each field by each way of packing, where there are two or more and all have a name."""
    yield "*"
    for way, packing in enumerate(packings, 1):
        by = literal(packing.separator)
        for field in _FIELDS:
            parts = f"string_split({field}, {by})"
            yield (
                f"CASE WHEN contains({field}, {by}) AND len({parts}) <= {len(packing.order)}"
                f" THEN {parts} END AS {field}_{way}"
            )


def _chosen(packings: Sequence[Packing]) -> Iterator[str]:
    """The parts that count, the field that they are of, and the way in which they were packed."""
    yield f"{quoted('transaction')}, src, sck, xcod, held"
    choices = list(_choices(packings))
    yield _case((when, held) for when, held, _, _ in choices) + " AS parts"
    yield _case((when, literal(field)) for when, _, field, _ in choices) + " AS unpacked_from"
    yield _case((when, str(way)) for when, _, _, way in choices) + " AS way"


def _choices(packings: Sequence[Packing]) -> Iterator[tuple[str, str, str, int]]:
    for way, _ in enumerate(packings, 1):
        most = f"greatest({', '.join(f'len({field}_{way})' for field in _FIELDS)})"
        for field in _FIELDS:
            yield f"len({field}_{way}) = {most}", f"{field}_{way}", field, way


def _cleaned(packings: Sequence[Packing]) -> Iterator[str]:
    """Parts without ids of clicks, and whether the field was cut.

    Where a cut went through a separator, the part before it is whole, and of the next there is nothing.
    """
    yield f"{quoted('transaction')}, src, sck, xcod, unpacked_from, way"
    firsts = [f"split_part({field}, {literal(packings[0].separator)}, 1)" for field in reversed(_FIELDS)]
    found = ", ".join(f"nullif(regexp_extract({one}, {literal(_CLICK)}), '')" for one in [_clicks(), *firsts])
    yield f"CASE WHEN contains(concat(src, sck, xcod), 'jLj') THEN coalesce({found}) END AS click_id"
    ends = f"regexp_matches(parts[-1], {_ends(packings)})"
    plain = f"list_transform(parts, lambda part: {_without_click('part')})"
    last = _without_click(f"regexp_replace(parts[-1], {_ends(packings)}, '')")
    yield f"CASE WHEN {ends} THEN {plain}[:-2] || [{last}, ''] ELSE {plain} END AS parts"
    about_30 = f"held BETWEEN {CUT[0]} AND {CUT[1]} AND coalesce(unpacked_from = 'sck', src IS NULL)"
    yield f"coalesce({about_30}, false) OR coalesce({ends}, false) AS is_cut"


def _clicks() -> str:
    """The id of a click in any of the parts, which are kept apart here: none may run into the next."""
    return "array_to_string(parts, ' ')"


def _without_click(text: str) -> str:
    """A text without the id of a click, and without what a cut left of a separator behind it."""
    left = "|".join(UTMIFY[:length] for length in range(len(UTMIFY) - 1, 0, -1))
    without = f"regexp_replace({text}, {literal(f'{_CLICK}(?:(?:{left})$)?')}, '')"
    return f"trim(CASE WHEN contains({text}, 'jLj') THEN {without} ELSE {text} END)"


def _ends(packings: Sequence[Packing]) -> str:
    """A pattern of the beginnings of separators that a cut leaves at the end."""
    begun = {
        one.separator[:length] for one in packings for length in range(_SHORTEST_END, len(one.separator))
    }
    escaped = sorted(map(_escaped, begun), key=len, reverse=True)
    return literal(f"(?:{'|'.join(escaped)})$")


def _escaped(text: str) -> str:
    """A text as a pattern has it, whatever signs are in it."""
    return "".join(one if one.isalnum() else f"\\x{{{ord(one):x}}}" for one in text)


def _placed(packings: Sequence[Packing]) -> Iterator[str]:
    """Each part under its name, and of the last one of a cut field that it may lack its end."""
    yield f"{quoted('transaction')}, src, sck, xcod, unpacked_from, is_cut, click_id, way"
    for name in NAMES:
        for column in (name, f"{name}_id"):
            places = _places(packings, column)
            yield _case((f"way = {way}", f"nullif(parts[{at}], '')") for way, at in places) + f" AS {column}"
            last = [f"way = {way} AND len(parts) = {at}" for way, at in places]
            yield f"is_cut AND ({' OR '.join(last) or 'false'}) AS {column}_is_cut"


def _told(packings: Sequence[Packing]) -> Iterator[str]:
    """The columns, names and ids apart. What may lack its end is no id; what nobody parts is the source."""
    yield ", ".join(map(quoted, COLUMNS[:7]))
    joining = ", ".join(str(way) for way, one in enumerate(packings, 1) if one.joins_ids)
    for name in NAMES:
        joined = (
            f"way IN ({joining}) AND contains({name}, '|') AND NOT {name}_is_cut"
            f" AND regexp_matches({name}, {_NAME_AND_ID})"
        )
        told = [(joined, f"nullif(trim(regexp_extract({name}, {_NAME_AND_ID}, 1)), '')")]
        if name == "source":
            told.append(("way IS NULL", f"coalesce({', '.join(map(_whole, reversed(_FIELDS)))})"))
        yield _case(told, name) + f" AS {name}"
        own = f"CASE WHEN NOT {name}_id_is_cut THEN {name}_id END"
        yield (
            f"CASE WHEN {joined} THEN nullif(regexp_extract({name}, {_NAME_AND_ID}, 2), '')"
            f" ELSE {own} END AS {name}_id"
        )


def _whole(field: str) -> str:
    return f"nullif({_without_click(field)}, '')"


def _places(packings: Sequence[Packing], column: str) -> list[tuple[int, int]]:
    found = ((way, one.place(column)) for way, one in enumerate(packings, 1))
    return [(way, place) for way, place in found if place is not None]


def _case(choices: Iterable[tuple[str, str]], otherwise: str = "NULL") -> str:
    whens = "".join(f" WHEN {when} THEN {then}" for when, then in choices)
    return f"CASE{whens} ELSE {otherwise} END" if whens else f"{otherwise}::VARCHAR"
