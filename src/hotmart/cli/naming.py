"""Finding a stream by the name that a person typed."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from hotmart.errors import InvalidArgumentError
from hotmart.language import Text
from hotmart.streams.stream import Stream


def named(name: str, streams: Mapping[str, Stream]) -> Stream:
    """The stream of this name. Raises InvalidArgumentError, with the one that was meant, if none has it."""
    if name in streams:
        return streams[name]
    near = get_close_matches(name, streams, n=1)
    raise InvalidArgumentError(
        "stream",
        Text(f"There is no stream {name!r}.", f"Não existe o stream {name!r}."),
        Text(f"Did you mean {near[0]}?", f"Você quis dizer {near[0]}?")
        if near
        else Text("See them with `hotmart streams`.", "Veja quais existem com `hotmart streams`."),
    )
