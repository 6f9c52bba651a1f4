"""A question that is answered by yes or no, in the words of either language: Click takes English alone."""

from __future__ import annotations

import click

from hotmart.language import Text, say

YES = ("y", "yes", "s", "sim")
NO = ("", "n", "no", "nao", "não")
"""Nothing typed is a no, as the capital letter of the question says."""


def says_yes(question: Text) -> bool:
    """Ask until it is one of these. Raises `click.Abort` for Ctrl-C and for the end of input."""
    while True:
        typed: str = click.prompt(
            f"{question} [{say('y/N', 's/N')}]", default="", show_default=False, err=True
        )
        word = typed.strip().lower()
        if word in YES:
            return True
        if word in NO:
            return False
        click.echo(say("Type yes or no.", "Digite sim ou não."), err=True)
