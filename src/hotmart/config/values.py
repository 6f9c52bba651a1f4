"""The values that hotmart.toml writes as words: a length of time, how long to keep, where a secret is."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import ClassVar, Literal

from hotmart.errors import ConfigurationError, HotmartError
from hotmart.language import Text


class UnreadableValueError(HotmartError, ValueError):
    """A value that is not written as its kind is. It says what is allowed, and never repeats a secret."""

    code = "configuration"


def _counted(count: int, unit: str) -> str:
    return f"{count} {unit}" + ("" if count == 1 else "s")


class Duration(timedelta):
    """A length of time, such as `8 days`."""

    __slots__ = ()

    pattern: ClassVar[str] = r"^[1-9][0-9]{0,4} (minutes?|hours?|days?|weeks?)$"
    allowed: ClassVar[Text] = Text(
        'a length of time in minutes, hours, days or weeks, such as "8 days"',
        'um tempo em minutes, hours, days ou weeks, como "8 days"',
    )

    @classmethod
    def parse(cls, text: str) -> Duration:
        """The length that this text tells."""
        if not re.fullmatch(cls.pattern, text):
            raise UnreadableValueError(cls.allowed)
        count, unit = text.split()
        return cls(**{unit if unit.endswith("s") else unit + "s": int(count)})

    def __str__(self) -> str:
        for unit in ("day", "hour"):
            count, rest = divmod(self, timedelta(**{unit + "s": 1}))
            if not rest:
                return _counted(count, unit)
        return _counted(self // timedelta(minutes=1), "minute")


@dataclass(frozen=True)
class Keeping:
    """How long something is kept: `off`, so many days, or `forever`."""

    days: int | None
    """0 keeps nothing, None everything."""

    pattern: ClassVar[str] = r"^(off|forever|[1-9][0-9]{0,4} days?)$"
    allowed: ClassVar[Text] = Text(
        '"off", "forever", or a number of days such as "90 days"',
        '"off", "forever" ou um número de dias, como "90 days"',
    )

    @classmethod
    def parse(cls, text: str) -> Keeping:
        """What this text asks to keep."""
        if not re.fullmatch(cls.pattern, text):
            raise UnreadableValueError(cls.allowed)
        if text in ("off", "forever"):
            return cls(0 if text == "off" else None)
        return cls(int(text.partition(" ")[0]))

    @property
    def span(self) -> timedelta | None:
        """The same as a length of time: none at all, or None for ever."""
        return None if self.days is None else timedelta(days=self.days)

    def __bool__(self) -> bool:
        """Whether anything is kept at all."""
        return self.days != 0

    def __str__(self) -> str:
        if self.days is None:
            return "forever"
        return _counted(self.days, "day") if self.days else "off"


@dataclass(frozen=True)
class Reference:
    """Where a secret is: in a variable of the environment, or in a file. The secret itself is never kept."""

    source: Literal["env", "file"]
    name: str

    pattern: ClassVar[str] = r"^(env:[A-Za-z_][A-Za-z0-9_]*|file:.+)$"
    allowed: ClassVar[Text] = Text(
        'where the secret is, never the secret: "env:NAME" for a variable of the environment, or "file:PATH"',
        'onde está o segredo, nunca o segredo: "env:NOME" para uma variável de ambiente, ou "file:CAMINHO"',
    )

    @classmethod
    def parse(cls, text: str) -> Reference:
        """The reference that this text is."""
        if not re.fullmatch(cls.pattern, text):
            raise UnreadableValueError(cls.allowed)
        source, _, name = text.partition(":")
        return cls("env" if source == "env" else "file", name)

    def within(self, folder: Path) -> Reference:
        """The same, a relative path counting from this folder."""
        return self if self.source == "env" else Reference("file", str(folder / Path(self.name).expanduser()))

    def found(self, environment: Mapping[str, str] = os.environ) -> bool:
        """Whether there is something where it points to."""
        if self.source == "env":
            return bool(environment.get(self.name, "").strip())
        return Path(self.name).is_file()

    def read(self, environment: Mapping[str, str] = os.environ) -> str:
        """The secret. Raises ConfigurationError, which names the place, when there is none."""
        try:
            secret = (
                environment.get(self.name, "") if self.source == "env" else Path(self.name).read_text("utf-8")
            )
        except (OSError, UnicodeDecodeError):
            secret = ""
        if not secret.strip():
            raise ConfigurationError(
                Text(f"There is no secret in {self}.", f"Não há segredo em {self}."),
                Text(
                    f"Set the variable first: export {self.name}=…"
                    if self.source == "env"
                    else "Write it there.",
                    f"Defina a variável antes: export {self.name}=…"
                    if self.source == "env"
                    else "Escreva-o lá.",
                ),
            )
        return secret.strip()

    def __str__(self) -> str:
        return f"{self.source}:{self.name}"
