"""Choosing streams: by name, by `sales_*`, by the group `sales`; `-sales_history` leaves one out.

A group is what Hotmart puts together: the streams of `client.sales` are `sales`. Where a stream has that
name, such as `products`, the stream is meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from hotmart.config.accounts import AccountConfig
from hotmart.errors import InvalidArgumentError, did_you_mean
from hotmart.language import Text
from hotmart.streams.known import STREAMS

if TYPE_CHECKING:
    from hotmart.streams.stream import Stream


def chosen(account: AccountConfig, streams: Mapping[str, Stream], sources: Iterable[str] = ()) -> list[str]:
    """The streams and sources of an account: those it names, or else all that need no request per row."""
    usual = [
        name
        for name, stream in streams.items()
        if not stream.costly and (account.club or not needs_club(stream))
    ]
    known = [*dict.fromkeys((*streams, *sources))]
    return selected(account.streams, known, [*usual, *sources])


def selected(patterns: Sequence[str] | None, known: Iterable[str], usual: Iterable[str]) -> list[str]:
    """The names that the patterns take, in the order they are known; without patterns, the usual ones.

    Later patterns win. When the first only leaves something out, it is left out of the usual ones.
    """
    names = list(known)
    from_usual = patterns is None or any(pattern.startswith("-") for pattern in patterns[:1])
    taken = set(usual) if from_usual else set[str]()
    for pattern in patterns or ():
        matched = set(spoken_of(pattern, names))
        taken = taken - matched if pattern.startswith("-") else taken | matched
    return [name for name in names if name in taken]


def spoken_of(pattern: str, names: Iterable[str]) -> list[str]:
    """The names that one pattern speaks of, whether it takes them or leaves them out."""
    known, meant = list(names), pattern.removeprefix("-")
    return matching(meant, known) or [name for name in known if group_of(name) == meant]


def matching(pattern: str, names: Iterable[str]) -> list[str]:
    """The names of which one pattern is."""
    return [name for name in names if fnmatchcase(name, pattern.removeprefix("-"))]


def group_of(name: str) -> str | None:
    """The group of a stream; sources have none."""
    operation = getattr(STREAMS[name].origin, "operation", None) if name in STREAMS else None
    return operation.partition(".")[0] if operation else None


def nearest(pattern: str, names: Iterable[str]) -> Text | None:
    """What was probably meant by a pattern that speaks of nothing, as advice."""
    known, meant = list(names), pattern.removeprefix("-")
    groups = {group for name in known if (group := group_of(name))}
    globs = {f"{name.partition('_')[0]}_*" for name in known if "_" in name} if "*" in meant else set[str]()
    return did_you_mean(meant, [*known, *sorted(groups), *sorted(globs)])


def asked_for(patterns: Sequence[str], known: Iterable[str], usual: Iterable[str]) -> list[str]:
    """The streams that a person names for one run, as a file would.

    Raises InvalidArgumentError for a name, group or pattern that speaks of none.
    """
    names = list(known)
    for pattern in patterns:
        if not spoken_of(pattern, names):
            raise _no_such(pattern.removeprefix("-"), names)
    return selected(patterns, names, usual)


def _no_such(name: str, known: list[str]) -> InvalidArgumentError:
    listed = ", ".join(known)
    return InvalidArgumentError(
        "streams",
        Text(f"There is no stream {name!r}.", f"Não existe o stream {name!r}."),
        nearest(name, known)
        or Text(
            f"The streams are {listed}. To know them, run: hotmart streams",
            f"Os streams são {listed}. Para conhecê-los, rode: hotmart streams",
        ),
    )


def needs_club(stream: Stream) -> bool:
    """Whether there is nothing to ask about unless members areas are named."""
    return stream.told is not None or (stream.parent is not None and needs_club(stream.parent.stream))
