"""Take the figures of the month down, beside those of the days before. Hotmart is not asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from hotmart.document import Problem, explained
from hotmart.errors import HotmartError
from hotmart.language import Text
from hotmart.schedule.kinds.kind import Result, as_data

if TYPE_CHECKING:
    from hotmart.accounts.account import Account
    from hotmart.accounts.progress import Progress
    from hotmart.accounts.several import Accounts


def run(accounts: Accounts, progress: Callable[[Progress], None]) -> Result:
    """Do it, each account for itself."""
    report: dict[str, Any] = {}
    problems: list[Problem] = []
    for account in accounts:
        problem, told = _measured(account)
        report[account.settings.name] = told | {"problem": problem and as_data(problem)}
        problems += [problem] if problem else []
    return Result(problems[0] if problems else None, report)


def _measured(account: Account) -> tuple[Problem | None, dict[str, Any]]:
    try:
        figures = account.metrics(compare="previous")
    except HotmartError as error:
        return explained(error), {}
    lacking = sorted({stream for one in figures for stream in one.missing})
    told = {"start": figures.start, "end": figures.end, "figures": figures.rows()}
    if figures.complete:
        return None, told
    listed = ", ".join(lacking)
    said = Text(
        f"Some figures lack what is not there yet: {listed}.",
        f"Alguns números carecem do que ainda não está lá: {listed}.",
    )
    return Problem("incomplete", said, _SYNC), told


_SYNC = Text("To read it, run: hotmart sync", "Para ler o que falta, rode: hotmart sync")
