"""Actions as they are listed, and those that were found: in lines for a person, and as data.

Nothing here needs Click, so that whoever looks for an action is answered before it could be there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from hotmart.actions.action import Action, actions
from hotmart.actions.finding import Finding
from hotmart.document import document
from hotmart.language import Text, say

EFFECTS = {
    "reads": Text("reads", "lê"),
    "writes": Text("writes", "altera"),
    "destroys": Text("cannot be undone", "não se desfaz"),
}


def lines(chosen: Iterable[Action]) -> Iterator[str]:
    """Each action on a line of its own: its id, what it is called, and what it changes, if anything."""
    all_of_them = list(chosen)
    longest = max((len(one.id) for one in all_of_them), default=0)
    for one in all_of_them:
        mark = "" if one.reads else f"  [{EFFECTS[one.effect]}]"
        yield f"{one.id:<{longest}}  {one.name}{mark}"


def notices(finding: Finding) -> Iterator[str]:
    """What has to be known of what was found: that it cannot be done, or that nothing fits well."""
    if finding.cannot:
        yield str(finding.cannot.text)
        if finding.cannot.instead:
            yield say("Instead: ", "Em vez disso: ") + ", ".join(finding.cannot.instead)
    elif finding.certainty == "unsure":
        yield say("Nothing fits well; these come nearest.", "Nada serve bem; estas são as mais próximas.")


def found(finding: Finding) -> list[Action]:
    """The actions themselves, the nearest first."""
    known = actions()
    return [known[match.id] for match in finding.matches]


def as_data(finding: Finding) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """The actions with their scores, and beside them how sure that is and what the question gives."""
    rows = [
        one.as_dict() | {"score": match.score}
        for one, match in zip(found(finding), finding.matches, strict=True)
    ]
    cannot = finding.cannot
    return rows, {
        "count": len(rows),
        "certainty": finding.certainty,
        "cannot": cannot and {"message": str(cannot.text), "instead": list(cannot.instead)},
        "given": finding.given,
    }


def as_lines(finding: Finding) -> str:
    """All of it for a person, without colours."""
    return "\n".join([*notices(finding), *lines(found(finding))])


def as_json(finding: Finding) -> str:
    """All of it as the one document of a command."""
    return json.dumps(document(*as_data(finding)), ensure_ascii=False, separators=(",", ":"))
