"""What an account does not have: found out by reading, before anything else is done."""

from __future__ import annotations

from typing import Any, ClassVar

from hotmart.errors import HotmartError
from hotmart.language import Text


class NotHereError(HotmartError):
    """This account has no such thing. Nothing was sent."""

    code: ClassVar[str] = "not_found"

    def __init__(self, argument: str, what: Text) -> None:
        super().__init__(
            Text(
                f"This account has no {what.en}. Nothing was changed.",
                f"Esta conta não tem {what.pt}. Nada foi alterado.",
            ),
            Text(
                "Check the code, and with --connection which account is meant.",
                "Confira o código e, com --connection, qual é a conta.",
            ),
        )
        self.argument = argument

    @property
    def details(self) -> dict[str, Any]:
        return {"argument": self.argument}
