"""What is under way, told to a browser as it goes on: events that the server sends."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator

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
    """The events of a job, by its id: `shown` with how it stands, and `ended` once it has."""
    wanted = view.query.get("id", "")
    job(wanted)  # raises where there is none
    stream = _events(wanted, language())
    return StreamingResponse(stream, media_type="text/event-stream", headers={"x-accel-buffering": "no"})


async def _events(wanted: str, spoken: Language) -> AsyncGenerator[str]:
    progress = Progress()
    until = asyncio.get_running_loop().time() + LONGEST
    first = True
    while asyncio.get_running_loop().time() < until:
        told, over = await run_in_threadpool(_look, wanted, progress, spoken, first)
        first = False
        if told:
            yield _event("shown", told)
        if over:
            yield _event("ended", "")
            return
        await asyncio.sleep(PAUSE)


def _look(wanted: str, progress: Progress, spoken: Language, first: bool) -> tuple[str, bool]:
    """How it stands, where that is new, and whether it is over."""
    now = job(wanted)
    new = progress.add(now.lines(progress.seen))
    with speaking(spoken):
        told = str(h.fragment[drawn(now, progress)]) if new or first else ""
    return told, not now.running


def _event(name: str, data: str) -> str:
    """One event; a line of data each, as the format wants it."""
    lines = "".join(f"data: {line}\n" for line in data.split("\n"))
    return f"event: {name}\n{lines}\n"
