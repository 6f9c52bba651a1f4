"""What is to be written into the system, and what would be written: values, nothing done."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Literal, TypeAlias
from unicodedata import category

from hotmart.errors import HotmartError
from hotmart.language import Text, both, say

Kind: TypeAlias = Literal["systemd", "cron", "launchd", "task_scheduler"]
KINDS: tuple[Kind, ...] = ("systemd", "cron", "launchd", "task_scheduler")
NAME = re.compile(r"[a-z0-9]([a-z0-9_-]{0,38}[a-z0-9])?")
"""What a schedule may be called: it becomes part of the names of files and units."""
_UNWRITABLE = {"Cc", "Cs", "Zl", "Zp"}  # of Unicode: signs of control, half letters, ends of lines
_DIGEST = 8  # hexadecimal digits: enough to tell the projects of one person apart


class SystemTimerError(HotmartError):
    """The system would not take a timer, or let go of one. It says what the system answered."""

    code = "system_timer"


@dataclass(frozen=True)
class Timer:
    """One schedule: when its command is to be woken, and in which folder.

    `cron` has five fields as `hotmart.recurrence` reads them, `zone` an IANA name, `command` words without a
    shell. Raises SystemTimerError for a name that no unit could have, and for a folder or word with a line
    break, which no system can write down.
    """

    name: str
    cron: str
    zone: str
    command: Sequence[str]
    folder: Path

    def __post_init__(self) -> None:
        if not NAME.fullmatch(self.name):
            raise SystemTimerError(
                Text(
                    f"{self.name!r} cannot be the name of a timer.",
                    f"{self.name!r} não pode nomear um timer.",
                ),
                Text(
                    "Small letters without accents, digits, - and _ are allowed, up to 40.",
                    "Use letras minúsculas sem acento, dígitos, - e _, até 40.",
                ),
            )
        for word in (str(self.folder), *self.command):
            if any(category(letter) in _UNWRITABLE for letter in word):
                raise SystemTimerError(
                    Text(
                        f"{word!r} holds a line break or another sign that no timer can name.",
                        f"{word!r} contém uma quebra de linha ou outro sinal que nenhum timer aceita.",
                    ),
                    Text("Rename the folder.", "Renomeie a pasta."),
                )

    @property
    def unit(self) -> str:
        """Its name among everything else in the system."""
        return unit_of(self.name, self.folder)


def unit_of(name: str, folder: Path) -> str:
    """The name in the system of a schedule of this folder: two projects may call theirs the same."""
    return f"{PREFIX}{name}-{_digest(folder)}"


def name_in(unit: str, folder: Path) -> str | None:
    """The schedule of this folder that a unit stands for; None when it is another's."""
    end = f"-{_digest(folder)}"
    name = unit.removeprefix(PREFIX).removesuffix(end)
    return name if unit == f"{PREFIX}{name}{end}" and NAME.fullmatch(name) else None


PREFIX = "hotmart-"


def _digest(folder: Path) -> str:
    return sha256(str(folder.absolute()).encode("utf-8", "surrogateescape")).hexdigest()[:_DIGEST]


@dataclass(frozen=True)
class Planned:
    """All that would be written and run for one timer, so that it can be shown before."""

    timer: Timer
    kind: Kind
    files: Mapping[Path, str] = field(default_factory=dict[Path, str])
    """What would stand in which file. They are written in UTF-8, those of Task Scheduler in UTF-16."""
    commands: Sequence[Sequence[str]] = ()
    """What would be run afterwards, in this order, without a shell."""
    crontab: str | None = None
    """The block that would stand at the top of the crontab, above everything that is there."""
    notes: Sequence[Text] = ()
    """What whoever adds it should know."""

    @property
    def text(self) -> Text:
        """All of it, as people read it before they say yes."""
        return both(self._said)

    def _said(self) -> str:
        parts = [f"{path}\n{_indented(content)}" for path, content in self.files.items()]
        if self.crontab is not None:
            parts.append(say("crontab, at its top:", "crontab, no topo:") + f"\n{_indented(self.crontab)}")
        if self.commands:
            ran = "\n".join(shlex.join(command) for command in self.commands)
            parts.append(say("and these commands:", "e estes comandos:") + f"\n{_indented(ran)}")
        return "\n\n".join([*parts, *map(str, self.notes)])


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" if line else "" for line in text.splitlines())
