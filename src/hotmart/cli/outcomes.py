"""Outcomes on the screen: what became of the accounts that a command was for, as one document or one page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic

import click
from rich.console import Console
from rich.text import Text as Styled

from hotmart.accounts.account import Account
from hotmart.accounts.outcome import Outcomes, R
from hotmart.cli.answer import exit_code
from hotmart.cli.screen import screen
from hotmart.document import Problem, explained, to_json
from hotmart.figures import counted
from hotmart.language import say


@dataclass(frozen=True)
class Telling(Generic[R]):
    """How a command tells a person what came of one account, and of all."""

    draw: Callable[[Console, R], None]
    closing: Callable[[Sequence[R]], str]
    """All accounts in one sentence, when nothing went wrong."""

    def answer(self, outcomes: Outcomes[R], *, as_json: bool) -> int:
        """Tell all outcomes, and return the exit code.

        Raises the error of the one account there is, where hotmart.toml gives it no name.
        """
        if not outcomes.named and outcomes[0].error:
            raise outcomes[0].error
        wrong = outcomes.problem
        if as_json:
            click.echo(to_json(outcomes.as_dict()))
        else:
            self._draw(screen(), outcomes, wrong)
        return exit_code(wrong)

    def _draw(self, console: Console, outcomes: Outcomes[R], wrong: Problem | None) -> None:
        for one in outcomes:
            if one.account.name:
                console.print(_heading(one.account))
            if one.result is not None:
                self.draw(console, one.result)
            if one.error:
                failed = explained(one.error)
                console.print(Styled(f"✗ {failed.message}", style="bold red"))
                console.print(failed.hint or "")
            for remark in one.remarks:
                console.print(Styled(f"! {remark}", style="yellow"))
            if one.account.name:
                console.print()
        if len(outcomes) > 1 and wrong:
            console.print(Styled(wrong.message, style="bold red"))
            console.print(wrong.hint)
        elif len(outcomes) > 1:
            results = [one.result for one in outcomes if one.result is not None]
            console.print(Styled(self.closing(results), style="bold green"))


def _heading(account: Account) -> Styled:
    where = f" → {account.settings.warehouse.name}, {account.settings.schema}"
    return Styled.assemble((str(account.name), "bold"), (where, "dim"))


def all_proved(results: Sequence[object]) -> str:
    """All accounts in one sentence."""
    return say(
        f"✓ All {counted(len(results), 'connection', 'connections')} are proved.",
        f"✓ Todas as {counted(len(results), 'conexão', 'conexões')} estão provadas.",
    )
