"""Choosing streams: those that are named, or those that are synced unasked, with what they stand on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from hotmart.errors import InvalidArgumentError
from hotmart.language import Text
from hotmart.streams.finding import found
from hotmart.streams.known import STREAMS
from hotmart.streams.stream import Stream, with_needs

Streams: TypeAlias = Mapping[str, Stream]


def chosen(names: Iterable[str], streams: Streams = STREAMS) -> list[Stream]:
    """The streams of these names and those they stand on.

    Where none is named, all but those that take a request for each row of another, and those of which
    nothing is named in the configuration. Raises InvalidArgumentError for a name that is no stream, or a
    stream of which nothing can be asked.
    """
    wanted = list(names) or [name for name, one in streams.items() if not (one.costly or one.nameless)]
    for name in wanted:
        if found(name, streams, "streams").nameless:
            raise _nobody_named(streams[name])
    return with_needs(streams[name] for name in wanted)


def _nobody_named(stream: Stream) -> InvalidArgumentError:
    return InvalidArgumentError(
        "streams",
        Text(
            f"{stream.name} needs the subdomain of a members area, and none is named.",
            f"{stream.name} precisa do subdomínio de uma área de membros, e nenhum foi indicado.",
        ),
        Text(
            'Hotmart has no list of them. Add `club = ["your-subdomain"]` to [sync] in hotmart.toml.',
            'A Hotmart não os lista. Ponha `club = ["seu-subdominio"]` em [sync] no hotmart.toml.',
        ),
    )
