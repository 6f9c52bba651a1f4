"""Asking a person to say yes to what was shown, and what is said where there is nobody to ask."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any, ClassVar

from hotmart.cli.answer import StoppedError
from hotmart.cli.yes_or_no import says_yes
from hotmart.errors import HotmartError
from hotmart.language import Text


class NotConfirmedError(HotmartError):
    """A person has to say yes. `plan` is what they would say it to, as data."""

    code: ClassVar[str] = "confirmation_needed"

    def __init__(self, text: Text, advice: Text, plan: Mapping[str, Any] | None = None) -> None:
        super().__init__(text, advice)
        self.plan = plan

    @property
    def details(self) -> dict[str, Any]:
        return {} if self.plan is None else {"plan": dict(self.plan)}


def confirm(what: Text, question: Text, command: str, plan: Mapping[str, Any], *, as_json: bool) -> None:
    """Return once a person has said yes.

    Raises NotConfirmedError, with the command that says it, where nobody can be asked; StoppedError for a no.
    """
    if as_json or not sys.stdin.isatty():
        raise NotConfirmedError(
            what, Text(f"If that is meant: {command}", f"Se é isso mesmo: {command}"), plan
        )
    if not says_yes(question):
        raise StoppedError(Text("Nothing was changed.", "Nada foi alterado."))
