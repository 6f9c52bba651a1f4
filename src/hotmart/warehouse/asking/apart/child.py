"""The process that answers: it reads questions from its input, one after the other, and writes the answers.

It knows nothing but what a question says. Each is asked of a DuckDB that is started for it and closed, so
that nothing is left of one for the next.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO

import duckdb

from hotmart.errors import HotmartError
from hotmart.warehouse.asking.answer import unique
from hotmart.warehouse.asking.apart import messages
from hotmart.warehouse.asking.apart.allowed import Allowed, allowed, check_names
from hotmart.warehouse.asking.apart.bounds import bound_process, bound_time
from hotmart.warehouse.asking.apart.messages import (
    Done,
    End,
    Late,
    OutOfMemory,
    Question,
    Ready,
    Refused,
    Rows,
)
from hotmart.warehouse.asking.apart.values import packed
from hotmart.warehouse.asking.closed import bounds, close
from hotmart.warehouse.asking.freshness import freshness
from hotmart.warehouse.asking.own_zone import own_zone
from hotmart.warehouse.asking.refusals import not_answered, refused, too_large
from hotmart.warehouse.asking.statements import check_one_select
from hotmart.warehouse.errors import NoWarehouseError
from hotmart.warehouse.sql import literal
from hotmart.warehouse.store import Warehouse

MOST_ASKED = 2**24
_FIRST_ROWS, _MOST_ROWS = 100, 5_000
Send = Callable[[bytes], None]


def serve(source: BinaryIO, to: BinaryIO, memory: int) -> None:
    """Answer until the input ends."""
    _warm_up()
    sys.dont_write_bytecode = True
    bound_process(memory)
    messages.write(to, messages.encoded(Ready()))
    while True:
        try:
            asked = messages.asked(messages.read(source, MOST_ASKED))
        except EOFError:
            return
        last = _answered(asked, lambda message: messages.write(to, message))
        messages.write(to, messages.encoded(last))
        if isinstance(last, OutOfMemory):
            return


def _warm_up() -> None:
    """Import what the first answer would import otherwise."""
    with duckdb.connect() as con:
        con.execute("SELECT json_serialize_sql('SELECT 1'), now()").fetchall()


def _answered(asked: Question, send: Send) -> End:
    """The end of an answer, whose rows are sent before. No error leaves it, and none names the place."""
    try:
        return _answer(asked, send)
    except (MemoryError, duckdb.OutOfMemoryException):
        return OutOfMemory()
    except duckdb.InterruptException:
        return Late()
    except NoWarehouseError:
        return _refusal(NoWarehouseError(Path(asked.path).name), asked)
    except HotmartError as error:
        return _refusal(error, asked)
    except Exception:  # whatever it says may name a place, or tell of somebody
        return _refusal(not_answered(), asked)


def _answer(asked: Question, send: Send) -> Done:
    bound_time(asked.seconds)
    warehouse = Warehouse(asked.path, asked.schema, patience=min(asked.seconds, 2.0))
    with warehouse.opened(read_only=True, alone=True) as con:
        where = asked.time_zone or own_zone(con, asked.schema)
        may = allowed(con, asked.schema, asked.tables)
        close(
            con,
            f"TimeZone = {literal(where)}",
            *bounds(con, memory=asked.memory, seconds=asked.seconds),
            sealed=True,
        )
        try:
            check_one_select(con, asked.query)
            check_names(con, asked.query, may)
            as_of = freshness(con, asked.schema, asked.query, None)
            con.execute(asked.query)
            described = con.description or []
            more, cut = _send_rows(con, asked, send)
        except (duckdb.OutOfMemoryException, duckdb.InterruptException):
            raise
        except duckdb.Error as error:
            raise _told(error, may) from None
    names = unique(column[0] for column in described)
    return Done(names, [str(column[1]) for column in described], as_of, more, cut, where)


def _told(error: duckdb.Error, may: Allowed) -> HotmartError:
    return refused(str(error), lambda: may.names)


def _send_rows(con: duckdb.DuckDBPyConnection, asked: Question, send: Send) -> tuple[bool, bool]:
    """Send rows until one bound is reached; whether there are more, and whether that is for the bytes."""
    left, room = asked.limit, asked.size
    for rows in _fetched(con):
        wanted = rows[:left]
        sent, message = _fitting(wanted, room)
        if sent:
            send(message)
        if sent < len(wanted):
            if not sent and left == asked.limit:
                raise too_large(asked.size)
            return True, True
        if len(rows) > left:
            return True, False
        left, room = left - sent, room - len(message)
    return False, False


def _fitting(rows: list[tuple[Any, ...]], room: int) -> tuple[int, bytes]:
    """The most of the first rows, by halves, whose message has room; how many they are."""
    while rows:
        message = messages.encoded(Rows(packed(rows)))
        if len(message) <= room:
            return len(rows), message
        rows = rows[: len(rows) // 2]
    return 0, b""


def _fetched(con: duckdb.DuckDBPyConnection) -> Iterator[list[tuple[Any, ...]]]:
    size = _FIRST_ROWS
    while rows := con.fetchmany(size):
        yield rows
        size = min(2 * size, _MOST_ROWS)


def _refusal(error: HotmartError, asked: Question) -> Refused:
    folder = str(Path(asked.path).parent)

    def nameless(text: str) -> str:
        return text.replace(asked.path, Path(asked.path).name).replace(f"{folder}{os.sep}", "")

    text, advice = error.text, error.advice
    return Refused(
        error.code,
        (nameless(text.en), nameless(text.pt)),
        (nameless(advice.en), nameless(advice.pt)) if advice else None,
    )


def main() -> None:
    """Serve whoever started this process, with as many bytes of memory as the first argument says."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever asks is interrupted, and ends this one
    with os.fdopen(os.dup(1), "wb") as to, open(os.devnull, "wb") as nowhere:  # noqa: PTH123  # no import for it
        os.dup2(nowhere.fileno(), 1)  # what a library prints is no answer
        with suppress(OSError):  # nobody is there any more
            serve(sys.stdin.buffer, to, int(sys.argv[1]))


if __name__ == "__main__":
    main()
