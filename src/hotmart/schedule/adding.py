"""A schedule added and removed: in hotmart.toml, in the system, and in the book. Planned first, then done."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import unified_diff
from pathlib import Path
from typing import Any

from hotmart.accounts.checking import verified
from hotmart.accounts.opening import open_all
from hotmart.config.defaults import FILE
from hotmart.config.editing import changed, removed, write
from hotmart.config.finding import find
from hotmart.config.reading import text_of
from hotmart.config.schedules import NAME, What, no_name
from hotmart.config.settings import Config
from hotmart.errors import ConfigurationError, InvalidArgumentError
from hotmart.language import Text
from hotmart.recurrence.reading import read
from hotmart.schedule.book import Book
from hotmart.schedule.errors import NoScheduleError
from hotmart.schedule.place import book_path
from hotmart.schedule.schedule import Schedule
from hotmart.schedule.sight import check, unseen_variables
from hotmart.schedule.system.installing import install
from hotmart.schedule.system.installing import remove as take_out
from hotmart.schedule.system.timer import Planned
from hotmart.schedule.timers import in_the_system, planned


@dataclass(frozen=True)
class Change:
    """What would be done to hotmart.toml and to the system, so that it can be shown before."""

    file: Path
    before: str
    after: str
    schedule: Schedule | None = None
    """The one that is added."""
    timer: Planned | None = None
    """What the system would be given."""
    gone: str | None = None
    """The name of the one that is removed."""
    kind: str | None = None
    """What kind of timer of the system goes with it."""
    notes: tuple[Text, ...] = ()

    @property
    def difference(self) -> list[str]:
        """Of the file, line by line; empty where nothing changes in it."""
        sides = (self.before.splitlines(), self.after.splitlines())
        name = self.file.name
        return list(unified_diff(*sides, fromfile=name, tofile=name, lineterm="", n=2))


def adding(
    when: str,
    *,
    what: What = "sync",
    flow: str | None = None,
    connections: Iterable[str] = (),
    name: str | None = None,
    zone: str | None = None,
    file: Path | None = None,
    timer: bool = True,
) -> Change:
    """What it takes to add a schedule. `timer` says whether the system is to have one for it.

    Raises ConfigurationError without a hotmart.toml, WhenError, InvalidArgumentError for a name that is taken
    or cannot be and for a flow that is none or changes anything, UnseenCredentialError where a timer would
    find no credential.
    """
    path = _existing(file)
    chosen, cron = tuple(dict.fromkeys(connections)), read(when)
    accounts = open_all(path, connections=chosen)
    known = accounts[0].config.schedules
    _check_flow(what, flow, accounts[0].config)
    called = _free(flow or what, known) if name is None else _unused(name, known)
    place = zone or accounts[0].time_zone
    made = Schedule(called, " ".join(when.split()), cron, what, chosen, place, path.absolute(), flow)
    before = text_of(path)
    after = _with(before, made)
    verified(after, path)
    entry = planned(made) if timer else None
    if entry:
        check(path, chosen)
    notes = (*_notes(entry, timer=timer),)
    return Change(path, before, after, made, entry, kind=entry.kind if entry else None, notes=notes)


def _check_flow(what: What, flow: str | None, config: Config) -> None:
    """That it is one of the file, and changes nothing: nobody is there to say yes."""
    if what != "flow" and flow is None:
        return
    from hotmart.actions.flows import check_reads, flow_of  # noqa: PLC0415  # the other kinds need no actions

    if what != "flow" or flow is None:
        raise InvalidArgumentError(
            "flow",
            Text(
                "A flow that runs by itself needs its name.",
                "Um fluxo que roda sozinho precisa do nome dele.",
            ),
            Text("Name one of [flows]: --flow NAME", "Indique um de [flows]: --flow NOME"),
        )
    check_reads(flow_of(config.flows, flow))


def add(change: Change) -> None:
    """Do what was planned. Where the system does not take its timer, the file is as it was.

    Raises ConfigurationError where somebody else has changed the file meanwhile, SystemTimerError.
    """
    _check_that_it_is_as_it_was(change)
    write(change.file, change.after)
    try:
        if change.timer:
            install(change.timer)
    except BaseException:
        write(change.file, change.before)
        raise
    if change.schedule:
        Book(book_path()).watch(change.schedule, datetime.now(UTC))


def removing(name: str, file: Path | None = None) -> Change:
    """What it takes to remove a schedule. Raises NoScheduleError where neither file nor system has it."""
    path = _existing(file)
    config = open_all(path)[0].config
    timers = in_the_system(path)
    if name not in config.schedules and name not in timers:
        raise NoScheduleError(name, [*config.schedules, *timers])
    before = text_of(path)
    after = _without(before, name) if name in config.schedules else before
    verified(after, path)
    return Change(path, before, after, gone=name, kind=timers.get(name))


def remove(change: Change) -> None:
    """Do it. The system lets go first: a timer without its schedule would wake for nothing.

    Raises ConfigurationError where somebody else has changed the file meanwhile, SystemTimerError.
    """
    if change.gone is None:
        return
    _check_that_it_is_as_it_was(change)
    take_out(change.gone, change.file.absolute().parent)
    if change.after != change.before:
        write(change.file, change.after)
    Book(book_path()).forget(change.file.absolute(), change.gone)


def _check_that_it_is_as_it_was(change: Change) -> None:
    if text_of(change.file) != change.before:
        raise ConfigurationError(
            Text(
                f"{change.file.name} was changed meanwhile; nothing was written.",
                f"{change.file.name} foi alterado enquanto isso; nada foi gravado.",
            ),
            Text("Run the same command again.", "Rode o mesmo comando de novo."),
        )


def _with(text: str, made: Schedule) -> str:
    """The text with the table of a schedule."""
    told: dict[str, Any] = {"when": made.when, "what": made.what}
    told |= {"flow": made.flow} if made.flow else {}
    told |= {"connections": [*made.connections]} if made.connections else {}
    told["zone"] = made.zone
    for key, value in told.items():
        text = changed(text, ("schedules", made.name, key), value)
    return text


def _without(text: str, name: str) -> str:
    """The text without the table, and without the empty line that was put before it."""
    after = removed(text, ("schedules", name))
    end = "\r\n" if "\r\n" in text else "\n"
    return after[: -len(end)] if after.endswith(end * 2) and not text.endswith(end * 2) else after


def _existing(file: Path | None) -> Path:
    path = find(file)
    if path is None:
        raise ConfigurationError(
            Text(
                f"There is no {FILE} here, and schedules are written there.",
                f"Não há {FILE} aqui, e é nele que ficam os agendamentos.",
            ),
            Text("To write one, run: hotmart init", "Para criar um, rode: hotmart init"),
        )
    return path


def _free(what: str, known: Collection[str]) -> str:
    number = 1
    while (called := what if number == 1 else f"{what}-{number}") in known:
        number += 1
    return called


def _unused(name: str, known: Collection[str]) -> str:
    if not re.fullmatch(NAME, name):
        said, advice = no_name()
        raise InvalidArgumentError("name", Text(f"{name!r}: {said.en}.", f"{name!r}: {said.pt}."), advice)
    if name in known:
        raise InvalidArgumentError(
            "name",
            Text(f"There is a schedule {name} already.", f"Já existe o agendamento {name}."),
            Text(
                f"Choose another --name, or run: hotmart schedule remove {name}",
                f"Escolha outro --name, ou rode: hotmart schedule remove {name}",
            ),
        )
    return name


def _notes(entry: Planned | None, *, timer: bool) -> Iterator[Text]:
    if entry is None:
        nothing = (
            Text("This system has no timers. ", "Este sistema não tem timers. ") if timer else Text("", "")
        )
        yield Text(
            f"{nothing.en}It runs where `hotmart schedule serve` does, or `hotmart run-due` once a minute.",
            f"{nothing.pt}Ele roda onde rodar `hotmart schedule serve`, ou `hotmart run-due` a cada minuto.",
        )
        return
    if variables := unseen_variables():
        yield _unseen(variables)


def _unseen(variables: Sequence[str]) -> Text:
    listed = ", ".join(variables)
    return Text(
        f"Timers do not see {listed}, which your shell sets: hotmart.toml can tell most of that.",
        f"Timers não veem {listed}, que o seu terminal define: o hotmart.toml pode dizer quase tudo isso.",
    )
