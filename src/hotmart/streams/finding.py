"""Finding a stream by the name that somebody typed, and saying which one was meant where none has it."""

from __future__ import annotations

from collections.abc import Mapping

from hotmart.errors import InvalidArgumentError, did_you_mean
from hotmart.language import Text
from hotmart.streams.stream import Stream


def found(name: str, streams: Mapping[str, Stream], argument: str = "stream") -> Stream:
    """The stream of this name. Raises InvalidArgumentError, with the one that was meant, if none has it."""
    if name in streams:
        return streams[name]
    listed = ", ".join(streams)
    raise InvalidArgumentError(
        argument,
        Text(f"There is no stream {name!r}.", f"Não existe o stream {name!r}."),
        did_you_mean(name, streams)
        or Text(
            f"The streams are {listed}. To know them, run: hotmart streams",
            f"Os streams são {listed}. Para conhecê-los, rode: hotmart streams",
        ),
    )
