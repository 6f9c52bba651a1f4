"""What anything here answers to a program: one JSON document, and what went wrong as part of it."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from hotmart.errors import HotmartError, InvalidArgumentError
from hotmart.language import Text
from hotmart.secrecy import visible_json

_PASSING = ("rate_limit", "internal_server_error", "connection_failed", "warehouse_busy", "database_busy")
"""What may be gone when the same is tried again later. A write whose outcome is unknown is never of these,
nor what comes after something was done."""


class Problem(NamedTuple):
    """What went wrong. Its sentences are in both languages until it is made data."""

    code: str
    text: Text
    advice: Text | None = None
    more: Mapping[str, Any] = MappingProxyType({})
    misused: bool = False
    """Whether it was asked for what cannot be meant, so that nothing was done."""

    @property
    def message(self) -> str:
        """What happened, in the reader's language."""
        return str(self.text)

    @property
    def hint(self) -> str | None:
        """What to do next, in the reader's language."""
        return None if self.advice is None else str(self.advice)

    def __str__(self) -> str:
        return self.message if self.hint is None else f"{self.message} {self.hint}"

    @property
    def command(self) -> str | None:
        """The command that the advice names, ready to be run."""
        found = re.search(r"(?:^|: )(hotmart [^\n`]+?)\.?$|`(hotmart [^`]+)`", self.hint or "")
        return found[1] or found[2] if found else None

    def as_dict(self) -> dict[str, Any]:
        """What `error` holds in a document: the same keys whatever went wrong, and what is known beside."""
        status = self.more.get("status")
        common = {
            "code": self.code,
            "message": self.message,
            "hint": self.hint,
            "command": self.command,
            "field": self.more.get("argument"),
            "http_status": status,
            "upstream": None,
            "retryable": self.code in _PASSING and not ("done" in self.more or "may_be_done" in self.more),
        }
        return common | dict(self.more)


def document(
    data: Sequence[Any] | Mapping[str, Any],
    meta: Mapping[str, Any] | None = None,
    warnings: Sequence[Text | str] = (),
    problem: Problem | None = None,
) -> dict[str, Any]:
    """The document of an answer. What was found out before a problem goes with it."""
    told = dict(data) if isinstance(data, Mapping) else list(data)
    found = {"data": told, "meta": dict(meta or {}), "warnings": [str(one) for one in warnings]}
    return {"ok": True} | found if problem is None else {"ok": False, "error": problem.as_dict()} | found


def to_json(value: Any) -> str:
    """JSON with every number exact to its last digit and every time in ISO 8601, UTC."""
    import msgspec  # noqa: PLC0415  # only whoever wants JSON pays for it

    text = msgspec.json.Encoder(decimal_format="number", enc_hook=str).encode(value).decode()
    return visible_json(text)  # which somebody may look at in a terminal


def explained(error: BaseException) -> Problem:
    """Any error as a problem: ours with its own words, all others as a fault of ours.

    Where something was done before it, or may have been, it says that too, and nothing of trying again.
    """
    from hotmart.deeds import deeds  # noqa: PLC0415  # what goes well needs no words for it

    found, before = _explained(error), deeds()
    if not before:
        return found
    known = {"done": [one.said for one in before if one.sure]}
    known["may_be_done"] = [one.said for one in before if not one.sure]
    return found._replace(
        text=_together(found.text, *(one.said for one in before)),
        advice=_together(*dict.fromkeys(one.advice for one in before)),
        more=dict(found.more) | {name: [*map(str, told)] for name, told in known.items() if told},
    )


def _together(*said: Text) -> Text:
    return Text(" ".join(one.en for one in said), " ".join(one.pt for one in said))


def _explained(error: BaseException) -> Problem:
    from hotmart.sqlite_errors import told  # noqa: PLC0415  # likewise

    error = told(error) or error
    if isinstance(error, HotmartError):
        misused = isinstance(error, InvalidArgumentError)
        return Problem(error.code, error.text, error.advice, error.details, misused)
    if isinstance(error, OSError):
        return _system(error)
    return Problem(
        "internal",
        # the error's own words may hold a buyer's data, so only its kind is shown
        Text(
            f"Something went wrong inside hotmart ({type(error).__name__}).",
            f"Algo deu errado dentro do hotmart ({type(error).__name__}).",
        ),
        Text(
            "Run it again with HOTMART_DEBUG=1 to see where, and please report it.",
            "Rode de novo com HOTMART_DEBUG=1 para ver onde, e relate, por favor.",
        ),
    )


def _system(error: OSError) -> Problem:
    """The operating system said no: a folder that cannot be written, a disk that is full."""
    if error.errno == errno.ENOSPC:
        return Problem(
            "disk_full",
            Text("The disk is full.", "O disco está cheio."),
            Text(
                "Free some space and run the same command again.",
                "Libere espaço e rode o mesmo comando de novo.",
            ),
        )
    from hotmart.errnos import why  # noqa: PLC0415  # likewise

    said, file = why(error), f": {error.filename}" if error.filename else ""
    return Problem(
        "system",
        Text(f"The system refused: {said.en}{file}.", f"O sistema recusou: {said.pt}{file}."),
        Text("Check the path and its permissions.", "Confira o caminho e as permissões."),
    )


def debugging() -> bool:
    """Whether whoever runs this wants tracebacks: HOTMART_DEBUG=1."""
    return os.environ.get("HOTMART_DEBUG", "").lower() not in ("", "0", "false", "no")
