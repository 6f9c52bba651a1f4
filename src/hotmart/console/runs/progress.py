"""How far a job is, out of the lines of its log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import htpy as h

from hotmart.console.runs.states import ENDINGS, KINDS, said
from hotmart.figures import counted, duration, number
from hotmart.language import Text, say
from hotmart.schedule.job import Job
from hotmart.words import is_object

SHOWN = 5  # sentences, the newest


@dataclass
class Progress:
    """What the lines so far come to."""

    seen: int = 0
    """How many lines."""
    last: dict[str, Mapping[str, Any]] = field(default_factory=dict[str, Mapping[str, Any]])
    """The last line of each connection."""
    rows: dict[str, int] = field(default_factory=dict[str, int])
    """The rows read, by stream."""
    sentences: list[Text] = field(default_factory=list[Text])
    ended: Mapping[str, Any] | None = None

    def add(self, lines: Iterable[Mapping[str, Any]]) -> bool:
        """Take more lines in; whether there were any."""
        before = self.seen
        for line in lines:
            self.seen += 1
            self._take(line)
        return self.seen > before

    def _take(self, line: Mapping[str, Any]) -> None:
        if line.get("event") == "ended":
            self.ended = line
            return
        name = str(line.get("connection") or "")
        if line.get("streams"):
            self.last[name] = line
        if stream := line.get("stream"):
            whose = f"{name} · {stream}" if name else str(stream)
            self.rows[whose] = int(line.get("rows") or 0)
        if text := line.get("text"):
            self.sentences.append(Text(text["en"], text["pt"]))

    def sum(self, name: str) -> int:
        """A figure over all connections."""
        return sum(int(one.get(name) or 0) for one in self.last.values())

    @property
    def seconds_left(self) -> float | None:
        """Of the connection that needs the longest."""
        return max(
            (one["seconds_left"] for one in self.last.values() if one.get("seconds_left")), default=None
        )


def drawn(job: Job, progress: Progress) -> h.Node:
    """A job as it stands, for whoever watches it."""
    heading = h.p(".what")[
        f"{said(KINDS, job.what)} · ", ", ".join(job.connections) or say("all accounts", "todas as contas")
    ]
    if progress.ended or job.outcome:
        return [heading, _ended(job, progress)]
    done, planned = progress.sum("calls"), progress.sum("planned_calls")
    bar = h.progress(max=str(max(planned, done, 1)), value=str(done), aria_label=say("requests", "chamadas"))
    return [heading, bar, h.p[_words(progress, done, planned)], _streams(progress), _sentences(progress)]


def _words(progress: Progress, done: int, planned: int) -> str:
    if not progress.last:
        return say("It is being planned …", "Está sendo planejado …")
    parts = [
        say(
            f"requests: {number(done)} of {number(planned)}", f"chamadas: {number(done)} de {number(planned)}"
        ),
        f"streams: {progress.sum('streams_done')}/{progress.sum('streams')}",
    ]
    if left := progress.seconds_left:
        parts.append(say(f"about {duration(left)} left", f"faltam cerca de {duration(left)}"))
    if gaps := progress.sum("gaps"):
        parts.append(counted(gaps, say("gap", "lacuna"), say("gaps", "lacunas")))
    return " · ".join(parts)


def _streams(progress: Progress) -> h.Node:
    if not progress.rows:
        return None
    return h.ul(".read")[(h.li[f"{name}: {number(rows)}"] for name, rows in progress.rows.items())]


def _sentences(progress: Progress) -> h.Node:
    if not progress.sentences:
        return None
    return h.ul[(h.li[str(one)] for one in progress.sentences[-SHOWN:])]


def _ended(job: Job, progress: Progress) -> h.Node:
    ended = progress.ended or {}
    outcome = str(ended.get("outcome") or job.outcome)
    problem = ended.get("problem")
    told = problem if is_object(problem) else {}
    return [
        h.p({"data-ending": outcome})[h.strong[said(ENDINGS, outcome)]],
        h.p[_sentence(told.get("text"))],
        h.p(".note")[_sentence(told.get("advice"))],
        _sentences(progress),
    ]


def _sentence(text: Any) -> str | None:
    """A sentence of a log, which has it in both languages."""
    return say(str(text["en"]), str(text["pt"])) if is_object(text) else None
