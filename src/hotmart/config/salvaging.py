"""What of a wrong file can be used: enough to check its names too, so that all is found in one round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hotmart.config.conforming import findings_of
from hotmart.config.findings import Finding, Step
from hotmart.config.settings import Config
from hotmart.words import is_list, is_object

ANY = "*"
"""What stands in for an element that is no text, so that those after it keep their places: it takes all."""
_RESTS_ON = {"publish": "path"}
"""Keys whose check compares them with another of their table."""
_INHERITING = {"settle": "lookback"}
"""The same, of a stream, where what [defaults] says stands in for what is lost."""
_SHARED = ("schema", "warehouse")
"""What must not be the same for two connections."""


@dataclass(frozen=True)
class Salvaged:
    """The data without what is not of its type, and what that was."""

    data: dict[str, Any]
    findings: list[Finding]
    lost: tuple[tuple[Step, ...], ...]

    @property
    def spoiled(self) -> list[str]:
        """The sources of which something is lost: little can be said of them before it is mended."""
        return [str(path[1]) for path in self.lost if path[0] == "sources" and len(path) > 1]

    def stands(self, finding: Finding) -> bool:
        """Whether what was found in the rest is true of the whole."""
        *table, last = finding.path or ("",)
        rests_on = _RESTS_ON | (_INHERITING if table[:1] == ["streams"] else {})
        if (*table, rests_on.get(str(last))) in self.lost:
            return False
        if last == "streams":  # what is chosen, of which an element is lost, or the areas it is asked about
            return not any(path[-1] == "club" or path[:-1] == finding.path for path in self.lost)
        if table == ["connections"]:  # what a connection lacks, or has like another
            shared = (path[0] == "connections" and path[-1] in _SHARED for path in self.lost)
            return not any(path[:2] == finding.path for path in self.lost) and not any(shared)
        return not any(self._speaks_of(finding.path, source) for source in self.spoiled)

    def _speaks_of(self, path: Sequence[Step], source: str) -> bool:
        """Whether this place is about what a source that is spoiled would bring."""
        if path[0] == "privacy":
            return str(path[-1]).partition(".")[0] == source
        columns = tuple(path[:3]) == ("streams", source, "columns")
        return columns or (tuple(path[:2]) == ("sources", source) and path[2:] not in ((), ("url",)))


def salvaged(data: Mapping[str, Any]) -> Salvaged:
    """All that is not of its type, and the data without it."""
    rest: dict[str, Any] = dict(data)
    first = findings = list(findings_of(rest, Config))
    lost: list[tuple[Step, ...]] = []
    while findings:
        for finding in findings:
            lost.append(finding.path)
            rest = _without(rest, finding.path) if finding.path else {}
        findings = list(findings_of(rest, Config))
    return Salvaged(rest, first, tuple(lost))


def _without(data: Any, path: Sequence[Step]) -> Any:
    """The data without the value at this place."""
    step, *below = path
    if is_object(data) and step in data:
        inner = data[step]
        made = _without(inner, below) if below else inner
        kept = {name: value for name, value in data.items() if name != step}
        return kept if made == inner else {name: made if name == step else data[name] for name in data}
    if is_list(data) and not below:
        return [ANY if place == step else value for place, value in enumerate(data)]
    return data
