"""What is under way, told to a browser as it goes on: events that the server sends."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Iterable

import htpy as h
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response, StreamingResponse

from hotmart.console.runs.progress import Progress, drawn
from hotmart.console.view import View
from hotmart.language import Language, language, speaking
from hotmart.schedule.jobs import job

PAUSE = 0.4  # seconds between two looks at a log
LONGEST = 6 * 3_600.0  # seconds of one stream; a browser that still looks asks again by itself


def follows(view: View) -> Response:
    """The events of jobs, by their ids with commas between: each has the id of its job, and is `shown` with
    how that stands, or `ended` once it has.

    One stream serves all jobs of a page: a browser has six connections to a server, for all its tabs.
    """
    wanted = dict.fromkeys(view.query.get("id", "").split(","))
    for one in wanted:
        job(one)  # raises where there is none
    stream = _events(wanted, language())
    return StreamingResponse(stream, media_type="text/event-stream", headers={"x-accel-buffering": "no"})


async def _events(wanted: Iterable[str], spoken: Language) -> AsyncGenerator[str]:
    under_way = {one: Progress() for one in wanted}
    until = asyncio.get_running_loop().time() + LONGEST
    first = True
    while asyncio.get_running_loop().time() < until:
        for one, progress in [*under_way.items()]:
            told, over = await run_in_threadpool(_look, one, progress, spoken, first)
            if told:
                yield _event("shown", one, told)
            if over:
                yield _event("ended", one, "")
                del under_way[one]
        if not under_way:
            return
        first = False
        await asyncio.sleep(PAUSE)


def _look(wanted: str, progress: Progress, spoken: Language, first: bool) -> tuple[str, bool]:
    """How it stands, where that is new, and whether it is over."""
    now = job(wanted)
    new = progress.add(now.lines(progress.seen))
    with speaking(spoken):
        told = str(h.fragment[drawn(now, progress)]) if new or first else ""
    return told, not now.running


def _event(name: str, job_id: str, data: str) -> str:
    """One event; a line of data each, as the format wants it."""
    lines = "".join(f"data: {line}\n" for line in data.split("\n"))
    return f"event: {name}\nid: {job_id}\n{lines}\n"
