"""Whoever is named in `[notify]` hears of a schedule that ends another way than the last time.

Nobody reads a message that comes every day: one is sent when something got worse or better, and says from
what to what. It holds names of schedules and connections, verdicts and sentences; nothing of a buyer. The
addresses are secrets, so no log, error or answer of this library or of `apprise` shows one.
"""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple, TypeAlias

from hotmart.config.notify import NotifyConfig
from hotmart.config.values import Reference
from hotmart.errors import HotmartError
from hotmart.extras import extra
from hotmart.language import Text, both, say, speaking
from hotmart.words import is_object

Ending: TypeAlias = Literal["done", "differs", "incomplete", "overdue", "failed", "killed"]
Way: TypeAlias = Literal["worse", "better", "other"]
"""Whether it is worse or better than the last time, or wrong in another way."""
_BADNESS: dict[str, int] = {"done": 0, "differs": 1, "incomplete": 2, "overdue": 3, "failed": 4, "killed": 4}
_SEEN: dict[str, Text] = {
    "done": Text("ended well", "terminou bem"),
    "differs": Text("sums differ from Hotmart's", "somas diferem das da Hotmart"),
    "incomplete": Text("is incomplete", "está incompleto"),
    "overdue": Text("did not run when it was due", "não rodou quando devia"),
    "failed": Text("failed", "falhou"),
    "killed": Text("was cut off", "foi interrompido"),
}
_OF_APPRISE: dict[Way, str] = {"worse": "failure", "better": "success", "other": "warning"}


@dataclass(frozen=True)
class Outcome:
    """How a run of a schedule ended, as far as it matters whether it changed."""

    ending: Ending
    code: str | None = None
    """Of the problem: see `hotmart.errors`."""
    problems: Mapping[str, str] = field(default_factory=dict[str, str])
    """The code of what is wrong with a connection, by its name; those in order are not in it."""
    text: Text | None = None
    """What went wrong, in a sentence."""

    @classmethod
    def of(cls, ended: Mapping[str, Any]) -> Outcome | None:
        """What the last line of a job's log says (`hotmart.schedule.telling`); None where it was skipped."""
        ending = ended.get("outcome")
        if ending not in _BADNESS:
            return None
        problem, report = ended.get("problem"), ended.get("report")
        each = {
            str(name): str(wrong.get("code"))
            for name, told in (report.items() if is_object(report) else ())
            if is_object(told) and is_object(wrong := told.get("problem"))
        }
        code, text = (problem.get("code"), problem.get("text")) if is_object(problem) else (None, None)
        said = Text(str(text.get("en")), str(text.get("pt"))) if is_object(text) else None
        return cls(ending, None if code is None else str(code), each, said)


@dataclass(frozen=True)
class Change:
    """From one outcome to the next."""

    way: Way
    before: Outcome | None
    """None for the first run."""
    now: Outcome


def changed(before: Outcome | None, now: Outcome) -> Change | None:
    """What is worth a message: it is worse, better, or wrong in another way; None when all is as it was.

    A first run is worth one when it did not end well.
    """
    was, is_now = _BADNESS[before.ending] if before else 0, _BADNESS[now.ending]
    if was != is_now:
        return Change("worse" if is_now > was else "better", before, now)
    if before is None or (before.ending, before.code, before.problems) == (
        now.ending,
        now.code,
        now.problems,
    ):
        return None
    wrong, mended = now.problems.keys() - before.problems.keys(), before.problems.keys() - now.problems.keys()
    if wrong and not mended:
        return Change("worse", before, now)
    same = all(before.problems.get(name) == code for name, code in now.problems.items())
    return Change("better" if mended and not wrong and same else "other", before, now)


class Message(NamedTuple):
    """What is written to whoever is named."""

    title: Text
    body: Text
    way: Way


def message(change: Change, schedule: str) -> Message:
    """A change in words."""
    now, before = change.now, change.before
    seen = _SEEN[now.ending]
    title = Text(f"hotmart: {schedule} {seen.en}", f"hotmart: {schedule} {seen.pt}")
    return Message(title, both(lambda: "\n".join(_lines(now, before, schedule))), change.way)


def _lines(now: Outcome, before: Outcome | None, schedule: str) -> Generator[str]:
    if before:
        yield say(
            f"The last time it {_of(before)}; now it {_of(now)}.",
            f"Da última vez: {_of(before)}. Agora: {_of(now)}.",
        )
    if now.text and now.ending != "done":
        yield str(now.text)
    if now.problems:
        yield say("Not in order: ", "Com problema: ") + ", ".join(sorted(now.problems))
    if before and (mended := sorted(before.problems.keys() - now.problems.keys())):
        yield say("In order again: ", "Em ordem de novo: ") + ", ".join(mended)
    yield say(
        f"To see the run: hotmart schedule logs {schedule}",
        f"Para ver a execução: hotmart schedule logs {schedule}",
    )


def _of(outcome: Outcome) -> str:
    return str(_SEEN[outcome.ending])


def send(told: Message, config: NotifyConfig, environment: Mapping[str, str] = os.environ) -> list[Text]:
    """Write to everybody in `[notify]`, each by themselves; returns what went wrong, and changes no outcome.

    It takes some seconds for each address at most, and is tried once.
    """
    if not config.urls:
        return []
    try:
        apprise = extra("apprise", "notify")
    except HotmartError as error:
        return [both(error.__str__)]
    with speaking(config.language), _unheard():
        return [wrong for where in config.urls if (wrong := _sent(apprise, where, told, environment))]


def _sent(apprise: Any, where: Reference, told: Message, environment: Mapping[str, str]) -> Text | None:
    try:
        url = where.read(environment)
    except HotmartError as error:
        return both(error.__str__)
    try:
        service = apprise.Apprise(
            asset=apprise.AppriseAsset(app_id="hotmart", app_desc="hotmart", app_url="")
        )
        if not service.add(url):
            return Text(
                f"What is in {where} is no address that apprise knows, such as mailto:// or slack://.",
                f"O que está em {where} não é um endereço que o apprise conheça, como mailto:// ou slack://.",
            )
        if service.notify(
            title=str(told.title), body=str(told.body), notify_type=_OF_APPRISE[told.way], body_format="text"
        ):
            return None
    except Exception:  # noqa: S110  # whatever it is, its words may hold the address
        pass
    return Text(
        f"Nobody could be reached at what is in {where}.",
        f"Não foi possível avisar pelo que está em {where}.",
    )


@contextmanager
def _unheard() -> Generator[None]:
    """apprise logs addresses that it cannot read, and its HTTP library the paths that hold the tokens.

    What it imports for its many services warns of things that nobody here can mend.
    """
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(before)
