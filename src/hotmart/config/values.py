"""The values that hotmart.toml writes as words: a length of time, how long to keep, where a secret is."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import ClassVar

from hotmart.errors import ConfigurationError, HotmartError
from hotmart.language import Text
from hotmart.zone import USUAL, zone


class UnreadableValueError(HotmartError, ValueError):
    """A value that is not written as its kind is. It says what is allowed, and never repeats a secret."""

    code = "configuration"


def within(folder: Path, path: Path) -> Path:
    """A path of the file, which counts from its folder unless it is absolute or begins at home."""
    try:
        return folder / path.expanduser()
    except RuntimeError:  # nobody has that home: the name begins with a tilde, as names may
        return folder / path


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


class Keeping(str):
    """How long something is kept: `off`, so many days, or `forever`."""

    __slots__ = ()

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
        return cls(text)

    @property
    def days(self) -> int | None:
        """0 keeps nothing, None everything."""
        if self == "forever":
            return None
        return 0 if self == "off" else int(self.partition(" ")[0])

    @property
    def span(self) -> timedelta | None:
        """The same as a length of time."""
        return None if self.days is None else timedelta(days=self.days)


class ZoneName(str):
    """A time zone by its IANA name, which knows the summers of the past."""

    __slots__ = ()

    pattern: ClassVar[str] = r"^[A-Za-z][A-Za-z0-9_+/-]*$"
    allowed: ClassVar[Text] = Text(
        f'a time zone by its name, such as "{USUAL}"', f'um fuso horário pelo nome, como "{USUAL}"'
    )

    @classmethod
    def parse(cls, text: str) -> ZoneName:
        """The zone that this text names."""
        try:
            return cls(zone(text).key)
        except ConfigurationError:
            raise UnreadableValueError(cls.allowed) from None


class Reference(str):
    """Where a secret is: `env:NAME` or `file:PATH`. The secret itself is never kept."""

    __slots__ = ()

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
        return cls(text)

    @property
    def in_environment(self) -> bool:
        """Whether it names a variable of the environment, and not a file."""
        return self.startswith("env:")

    @property
    def name(self) -> str:
        """The variable, or the path of the file."""
        return self.partition(":")[2]

    def within(self, folder: Path) -> Reference:
        """The same, a relative path counting from this folder."""
        return self if self.in_environment else Reference(f"file:{within(folder, Path(self.name))}")

    def found(self, environment: Mapping[str, str] = os.environ) -> bool:
        """Whether there is anything where it points to."""
        return bool(self._secret(environment))

    def read(self, environment: Mapping[str, str] = os.environ) -> str:
        """The secret. Raises ConfigurationError, which names the place, when there is none."""
        secret = self._secret(environment)
        if not secret:
            raise ConfigurationError(
                Text(f"There is no secret in {self}.", f"Não há segredo em {self}."),
                self.remedy,
            )
        return secret

    @property
    def remedy(self) -> Text:
        """How to put the secret where it points to."""
        if self.in_environment:
            return Text(f"Set it: export {self.name}=…", f"Defina: export {self.name}=…")
        return Text("Write the secret into that file.", "Escreva o segredo nesse arquivo.")

    def _secret(self, environment: Mapping[str, str]) -> str:
        if self.in_environment:
            return environment.get(self.name, "").strip()
        try:
            return Path(self.name).read_text("utf-8").strip()
        except (OSError, ValueError):
            return ""
