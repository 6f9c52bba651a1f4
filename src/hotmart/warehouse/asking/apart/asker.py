"""Questions of others to one DuckDB file: an agent's, or those of a page. None of them is trusted."""

from __future__ import annotations

import queue
import time
import weakref
from collections.abc import Collection
from pathlib import Path
from types import TracebackType

import msgspec

from hotmart.errors import HotmartError, InvalidArgumentError
from hotmart.language import Text
from hotmart.warehouse.asking.answer import Answer
from hotmart.warehouse.asking.apart.messages import Done, End, Late, OutOfMemory, Question, Refused, Rows
from hotmart.warehouse.asking.apart.pool import ClosedError, Pool
from hotmart.warehouse.asking.apart.process import BrokenError, EndedError, LateError, NotStartedError
from hotmart.warehouse.asking.apart.values import unpacked
from hotmart.warehouse.asking.refusals import (
    QueryError,
    check_bounds,
    cut_short,
    not_answered,
    too_long,
    too_much_memory,
    too_wordy,
)
from hotmart.zone import zone

MEGABYTE = 2**20
MOST_LETTERS = 100_000
"""Letters of one question."""


class Asker:
    """Answers questions in SQL to one file, each in a process of its own that can do nothing but answer.

    One SELECT is answered, over the tables that are to be seen, within so many rows, bytes, seconds and so
    much memory. It may be used from several threads: `processes` questions are answered at once, others wait.
    A process is started when it is first needed, or by `warm`, and kept for the next question.
    """

    def __init__(
        self,
        path: Path | str,
        schema: str = "main",
        *,
        tables: Collection[str] | None = None,
        limit: int = 1_000,
        size: int = 4 * MEGABYTE,
        timeout: float = 10.0,
        memory: int = 512 * MEGABYTE,
        processes: int = 1,
    ) -> None:
        """`tables` are those that a question may name, with a schema or without; None for all of the file.

        `limit` is in rows, `size` and `memory` in bytes, `timeout` in seconds. Nothing is opened or started
        here. Raises InvalidArgumentError for bounds that are none.
        """
        check_bounds(limit, timeout)
        if min(size, processes) < 1 or memory < 64 * MEGABYTE:
            raise _no_bounds()
        self.path, self.schema = Path(path).absolute(), schema
        self._tables = None if tables is None else sorted(tables)
        self._limit, self._size, self._timeout, self._memory = limit, size, float(timeout), memory
        self._pool = Pool(processes, memory)
        self._closing = weakref.finalize(self, self._pool.close)

    def ask(
        self,
        query: str,
        *,
        limit: int | None = None,
        timeout: float | None = None,
        time_zone: str | None = None,
    ) -> Answer:
        """The answer to one SELECT. `limit` and `timeout` may be less than what holds for all, never more.

        Days and moments are those of `time_zone`, which is the account's own unless told. An answer that was
        cut has `more`, and a warning where its bytes were too many. Raises QueryError where it is refused,
        takes too long or needs too much memory, and WarehouseError where the file cannot be read.
        """
        check_bounds(limit, timeout)
        if len(query) > MOST_LETTERS:
            raise too_wordy(MOST_LETTERS)
        if time_zone:
            zone(time_zone)
        seconds = min(self._timeout, timeout or self._timeout)
        question = Question(
            query.encode("utf-8", "replace").decode(),
            str(self.path),
            self.schema,
            self._tables,
            self._limit if limit is None else min(limit, self._limit),
            self._size,
            seconds,
            self._memory,
            time_zone,
        )
        rows, end = self._asked(question)
        if isinstance(end, Late):
            raise too_long(seconds)
        if isinstance(end, OutOfMemory):
            raise too_much_memory(self._memory)
        if isinstance(end, Refused):
            raise self._error(end)
        return self._answer(rows, end)

    def warm(self) -> None:
        """Start a process now, so that the first question does not wait for it; returns at once."""
        self._pool.warm()

    def close(self) -> None:
        """End all processes. A question that is being answered is refused; it cannot be asked any more."""
        self._closing()

    def __enter__(self) -> Asker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Asker of {self.path.name}>"

    def _asked(self, question: Question) -> tuple[list[Rows], End]:
        """What comes of a question in the first process that is free within its time.

        The wait for another question counts; that for a process to start does not.
        """
        began = time.monotonic()
        try:
            with self._pool.process(question.seconds) as process:
                left = max(0.01, question.seconds - (time.monotonic() - began))
                process.wait_until_ready()
                return process.ask(msgspec.structs.replace(question, seconds=left))
        except (queue.Empty, LateError):
            raise too_long(question.seconds) from None
        except (NotStartedError, OSError):
            raise _not_started() from None
        except BrokenError:
            raise not_answered() from None
        except EndedError:
            raise (too_much_memory(self._memory) if self._closing.alive else _closed()) from None
        except ClosedError:
            raise _closed() from None

    def _answer(self, rows: list[Rows], end: Done) -> Answer:
        try:
            found = [row for some in rows for row in unpacked(some.columns, end.time_zone)]
        except (ValueError, KeyError, TypeError):  # what answers was not itself any more
            raise not_answered() from None
        warnings = [cut_short(self._size)] if end.cut else []
        return Answer(end.columns, end.types, found, end.as_of, warnings, end.more, end.time_zone)

    def _error(self, end: Refused) -> HotmartError:
        """What was refused, as the error it was there."""
        text, advice = Text(*end.text), Text(*end.advice) if end.advice else None
        if end.code == QueryError.code:
            return QueryError(text, advice)
        from hotmart.warehouse import errors  # noqa: PLC0415  # imports DuckDB, which is only needed there

        if end.code == errors.NoWarehouseError.code:
            return errors.NoWarehouseError(self.path.name)
        kinds = (errors.WarehouseError, errors.WarehouseBusyError, errors.NotAWarehouseError)
        return next((kind for kind in kinds if kind.code == end.code), HotmartError)(text, advice)


def _no_bounds() -> InvalidArgumentError:
    return InvalidArgumentError(
        "memory",
        Text(
            "size and processes are 1 or more, and memory is 64 MB or more.",
            "size e processes são 1 ou mais, e memory é 64 MB ou mais.",
        ),
    )


def _not_started() -> HotmartError:
    return HotmartError(
        Text(
            "The process that answers questions could not be started.",
            "Não foi possível iniciar o processo que responde às perguntas.",
        ),
        Text(
            "See whether this machine has memory left, and try again.",
            "Veja se esta máquina tem memória livre, e tente de novo.",
        ),
    )


def _closed() -> HotmartError:
    return HotmartError(
        Text("Questions are not answered any more: this was closed.", "Isto foi fechado e não responde mais.")
    )
