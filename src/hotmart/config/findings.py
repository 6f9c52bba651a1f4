"""What is wrong with a hotmart.toml: every finding says where, what, and what would be right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hotmart.errors import ConfigurationError
from hotmart.language import Text

Step = str | int
"""One step into the file: a key, or a place in a list, from 0."""

_BARE = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong, or with `warning` only suspicious."""

    path: tuple[Step, ...]
    text: Text
    advice: Text | None = None
    warning: bool = False
    line: int | None = None

    @property
    def where(self) -> str:
        """The key as one would write it."""
        return dotted(self.path)

    def told(self) -> Text:
        """All of it as one sentence or two, without the line."""
        where = f"{self.where}: " if self.path else ""
        more = self.advice or Text("", "")
        return Text(
            f"{where}{self.text.en}. {more.en}".rstrip(),
            f"{where}{self.text.pt}. {more.pt}".rstrip(),
        )


class ConfigError(ConfigurationError):
    """A hotmart.toml that cannot be used. It tells all that is wrong with it, not only the first."""

    def __init__(self, file: str, findings: Sequence[Finding], warnings: Sequence[Finding] = ()) -> None:
        super().__init__(
            Text(_listed(file, findings, "en"), _listed(file, findings, "pt")),
            Text(
                "Correct it, then run: hotmart config check",
                "Corrija e depois rode: hotmart config check",
            ),
        )
        self.file, self.findings = file, tuple(findings)
        self.warnings = tuple(warnings)
        """What is only suspicious, which is not in the message."""


def _listed(file: str, findings: Sequence[Finding], language: str) -> str:
    return "\n".join(f"{placed(file, finding)}: {getattr(finding.told(), language)}" for finding in findings)


def placed(file: str, finding: Finding) -> str:
    """The file and the line, as editors and terminals understand it."""
    return file if finding.line is None else f"{file}:{finding.line}"


def dotted(path: Iterable[Step]) -> str:
    """A path as TOML writes it: `streams.sales_history.columns[0]`."""
    text = ""
    for step in path:
        if isinstance(step, int):
            text += f"[{step}]"
        else:
            text += ("." if text else "") + (step if _BARE.fullmatch(step) else f'"{step}"')
    return text
