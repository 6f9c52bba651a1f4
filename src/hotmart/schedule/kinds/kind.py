"""What a kind of job is: a function of accounts, and what it comes to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

from hotmart.document import Problem

if TYPE_CHECKING:
    from hotmart.accounts.outcome import Outcome, Outcomes
    from hotmart.accounts.progress import Progress
    from hotmart.accounts.several import Accounts
    from hotmart.sync.report import Report, Verification

_TOLD = ("verdict", "run", "as_of", "requests", "seconds")
"""What of the meta of a report goes into the log."""


@dataclass(frozen=True)
class Result:
    """How a job ended, and what it has to say of each account."""

    problem: Problem | None = None
    report: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """By connection: figures and verdicts, and nothing that is of one person."""


class Run(Protocol):
    """Does a job for these accounts, and tells how far it is."""

    def __call__(self, accounts: Accounts, progress: Callable[[Progress], None]) -> Result: ...


def of_outcomes(outcomes: Outcomes[Report] | Outcomes[Verification]) -> Result:
    """How the work for several accounts ended."""
    return Result(outcomes.problem, {one.account.settings.name: _summary(one) for one in outcomes})


def _summary(outcome: Outcome[Report] | Outcome[Verification]) -> dict[str, Any]:
    meta, problem = outcome.meta(), outcome.problem
    told = {name: meta[name] for name in _TOLD if name in meta}
    return told | {"problem": problem and as_data(problem), "warnings": len(outcome.warnings())}


def as_data(problem: Problem) -> dict[str, Any]:
    """A problem in both languages."""
    advice = problem.advice
    return {
        "code": problem.code,
        "text": problem.text._asdict(),
        "advice": advice._asdict() if advice else None,
    }
