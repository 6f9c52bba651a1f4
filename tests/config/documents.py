"""Any valid hotmart.toml, as the data that TOML has."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

names = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
texts = st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), max_size=12)
durations = st.builds(
    lambda count, unit: f"{count} {unit}",
    st.integers(1, 400),
    st.sampled_from(["minute", "minutes", "hours", "day", "days", "weeks"]),
)
keepings = st.one_of(st.sampled_from(["off", "forever"]), st.integers(1, 999).map("{} days".format))
references = st.one_of(names.map("env:{}".format), names.map("file:secrets/{}".format))
paths = st.one_of(names.map("{}.duckdb".format), names.map("/data/{}.duckdb".format))
days = st.dates(date(2015, 1, 1), date(2030, 1, 1))
treatments = st.sampled_from(["keep", "hash", "mask", "drop"])


def table(**optional: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """A table that has some of these keys."""
    return st.fixed_dictionaries({}, optional=optional)


connections = table(
    client_id=references,
    client_secret=references,
    basic=references,
    sandbox=st.booleans(),
    api_url=texts,
    auth_url=texts,
    warehouse=paths,
    schema=names,
    prefix=names,
    streams=st.lists(texts, max_size=2),
    club=st.lists(texts, max_size=2),
)
rules: dict[str, st.SearchStrategy[Any]] = {
    "mode": st.sampled_from(["incremental", "full_table"]),
    "lookback": durations,
    "settle": durations,
    "full_every": durations,
    "window": durations,
    "since": days,
    "history": keepings,
    "drift": st.sampled_from(["evolve", "freeze", "fail"]),
}
sources = st.fixed_dictionaries(
    {"url": texts.filter(bool), "key": st.one_of(texts, st.lists(texts, min_size=1, max_size=2))},
    optional={
        "method": st.sampled_from(["GET", "POST"]),
        "query": st.dictionaries(texts, st.one_of(texts, st.integers(0, 9), st.booleans()), max_size=2),
        "format": st.sampled_from(["json", "ndjson", "csv", "xml"]),
        "pagination": st.sampled_from([{"kind": "none"}, {"kind": "page", "first": 0}, {"kind": "cursor"}]),
        "transform": texts,
    },
)
documents = table(
    connections=st.dictionaries(names, connections, max_size=2),
    warehouse=table(path=paths, schema=names, prefix=names, raw=keepings, publish=paths),
    publish=table(masked=paths, unmasked=paths),
    sync=table(
        streams=st.lists(texts, max_size=2),
        since=days,
        club=st.lists(texts, max_size=2),
        after=st.lists(texts, max_size=2),
    ),
    defaults=table(**rules),
    streams=st.dictionaries(
        names, table(**rules, table=names, columns=st.lists(texts, max_size=2)), max_size=2
    ),
    privacy=table(
        personal=treatments,
        columns=st.dictionaries(st.builds("{}.{}".format, names, names), treatments, max_size=2),
    ),
    sources=st.dictionaries(names, sources, max_size=1),
)
anything = st.recursive(
    st.one_of(texts, st.integers(-5, 5), st.booleans(), st.floats(), days, durations, st.datetimes()),
    lambda inner: st.one_of(st.lists(inner, max_size=2), st.dictionaries(names, inner, max_size=2)),
    max_leaves=4,
)


@st.composite
def spoiled(draw: st.DrawFn) -> dict[str, Any]:
    """A document with one value, anywhere, that may be anything."""
    data: dict[str, Any] = draw(documents)
    inside = data
    for _ in range(draw(st.integers(0, 3))):
        tables = [inner for inner in inside.values() if isinstance(inner, dict)]
        if tables:
            inside = draw(st.sampled_from(tables))
    known = st.sampled_from(["warehouse", "streams", "columns", "since", "history", "pagination", *inside])
    inside[draw(known)] = draw(anything)
    return data


choices = st.one_of(
    st.tuples(st.just(("warehouse", "raw")), keepings),
    st.tuples(st.just(("warehouse", "prefix")), names),
    st.tuples(st.just(("sync", "club")), st.lists(texts, max_size=2)),
    st.tuples(st.just(("sync", "since")), days),
    st.tuples(st.just(("defaults", "history")), keepings),
    st.tuples(st.tuples(st.just("streams"), names, st.just("drift")), rules["drift"]),
    st.tuples(st.tuples(st.just("connections"), names, st.just("sandbox")), st.booleans()),
    st.tuples(st.tuples(st.just("privacy"), st.just("columns"), names, names), treatments),
)
"""A key that may be set, and a value for it."""
