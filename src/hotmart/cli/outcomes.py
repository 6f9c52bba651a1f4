"""Outcomes: what became of the accounts that a command was for, as one document or as one page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar

import click
from rich.console import Console
from rich.text import Text as Styled

from hotmart.cli.answer import DONE, INCOMPLETE, Problem, document, explained, to_json
from hotmart.cli.figures import number
from hotmart.cli.screen import screen
from hotmart.cli.settings import Situation
from hotmart.cli.side_by_side import Outcome
from hotmart.language import say

R = TypeVar("R")


@dataclass(frozen=True)
class Telling(Generic[R]):
    """How a command tells what came of one account."""

    rows: Callable[[R], list[dict[str, Any]]]
    frame: Callable[[Situation, R], dict[str, Any]]
    """What the figures of the rows mean: their period, their cost."""
    draw: Callable[[Console, Situation, R], None]
    closing: Callable[[Sequence[R]], str]
    """All accounts in one sentence, when nothing went wrong."""
    warnings: Callable[[R], list[str]] = lambda _: []
    problem: Callable[[R], Problem | None] = lambda _: None

    def answer(self, outcomes: Sequence[Outcome[R]], *, as_json: bool) -> int:
        """Tell all outcomes, and return the exit code.

        Raises the error of the one account there is, where hotmart.toml gives it no name.
        """
        if not _named(outcomes) and outcomes[0].error:
            raise outcomes[0].error
        wrong = self._problem(outcomes)
        if as_json:
            click.echo(self.document(outcomes))
        else:
            self._draw(screen(), outcomes, wrong)
        return wrong.exit_code if wrong else DONE

    def document(self, outcomes: Sequence[Outcome[R]]) -> str:
        """The JSON document. Where connections have names, each row says whose it is."""
        if not _named(outcomes):
            (one,) = outcomes
            made = document(self._rows(one), self._frame(one), self._warned(one), self._wrong(one))
            return to_json(made)
        rows = [{"connection": one.situation.name} | row for one in outcomes for row in self._rows(one)]
        frames = {one.situation.name: self._frame(one) for one in outcomes}
        warned = [f"{one.situation.name}: {warning}" for one in outcomes for warning in self._warned(one)]
        return to_json(document(rows, {"connections": frames}, warned, self._problem(outcomes)))

    def _rows(self, one: Outcome[R]) -> list[dict[str, Any]]:
        return [] if one.result is None else self.rows(one.result)

    def _frame(self, one: Outcome[R]) -> dict[str, Any]:
        place = {"warehouse": str(one.situation.account.warehouse), "schema": one.situation.account.schema}
        return place | (
            {"verdict": "failed"} if one.result is None else self.frame(one.situation, one.result)
        )

    def _warned(self, one: Outcome[R]) -> list[str]:
        return [*([] if one.result is None else self.warnings(one.result)), *one.warnings]

    def _wrong(self, one: Outcome[R]) -> Problem | None:
        if one.error:
            return explained(one.error)
        return None if one.result is None else self.problem(one.result)

    def _problem(self, outcomes: Sequence[Outcome[R]]) -> Problem | None:
        """All that is wrong as one problem: an error of all has its own exit code, one of some is 8."""
        wrong = {str(one.situation.name): found for one in outcomes if (found := self._wrong(one))}
        if not wrong:
            return None
        (first, *others) = wrong.values()
        if not _named(outcomes):
            return first
        more = {"connections": {name: found.as_json() for name, found in wrong.items()}}
        if len(outcomes) == 1:
            return replace(first, more=first.more | more)
        message = say(
            f"{len(wrong)} of {len(outcomes)} connections are not complete: {', '.join(wrong)}.",
            f"{len(wrong)} de {len(outcomes)} conexões não estão completas: {', '.join(wrong)}.",
        )
        hint = say(
            "Each goes by itself: what was read of any of them is safe.",
            "Cada uma segue por si: o que foi lido de qualquer uma está seguro.",
        )
        if any(one.error is None for one in outcomes):
            return Problem(INCOMPLETE, "incomplete", message, hint, more)
        code = first.code if all(other.code == first.code for other in others) else "failed"
        return Problem(first.exit_code, code, message, hint, more)

    def _draw(self, console: Console, outcomes: Sequence[Outcome[R]], wrong: Problem | None) -> None:
        for one in outcomes:
            if one.situation.name:
                console.print(_heading(one.situation))
            if one.result is not None:
                self.draw(console, one.situation, one.result)
            if one.error:
                failed = explained(one.error)
                console.print(Styled(f"✗ {failed.message}", style="bold red"))
                console.print(failed.hint or "")
            for warning in one.warnings:
                console.print(Styled(f"! {warning}", style="yellow"))
            if one.situation.name:
                console.print()
        if len(outcomes) > 1 and wrong:
            console.print(Styled(wrong.message, style="bold red"))
            console.print(wrong.hint)
        elif len(outcomes) > 1:
            results = [one.result for one in outcomes if one.result is not None]
            console.print(Styled(self.closing(results), style="bold green"))


def _named(outcomes: Sequence[Outcome[Any]]) -> bool:
    """Whether hotmart.toml names its connections."""
    return outcomes[0].situation.name is not None


def _heading(situation: Situation) -> Styled:
    where = f" → {situation.account.warehouse.name}, {situation.account.schema}"
    return Styled.assemble((str(situation.name), "bold"), (where, "dim"))


def all_proved(results: Sequence[object]) -> str:
    """All accounts in one sentence."""
    return say(
        f"✓ All {number(len(results))} connections are proved.",
        f"✓ Todas as {number(len(results))} conexões estão provadas.",
    )
