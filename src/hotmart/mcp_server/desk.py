"""What the tools work with: the accounts, what of people may be seen, what may be changed, and the copies."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from hotmart.errors import InvalidArgumentError, did_you_mean
from hotmart.language import Text

if TYPE_CHECKING:
    from hotmart.accounts.account import Account
    from hotmart.accounts.several import Accounts
    from hotmart.mcp_server.asking import Questions


@dataclass
class Desk:
    """One server's. It opens nothing before the first call."""

    file: Path | None = None
    connections: tuple[str, ...] = ()
    warehouse: Path | None = None
    reveals: bool = False
    """Whether people are shown as they are."""
    allows: frozenset[str] = frozenset()
    """The kinds of writes that may be asked for; see `writing.KINDS`."""
    _turn: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def every(self) -> Accounts:
        """All accounts it serves, as hotmart.toml tells them now."""
        from hotmart.accounts.opening import open_all  # noqa: PLC0415  # a server is up before it is asked

        return open_all(self.file, connections=self.connections, warehouse=self.warehouse)

    def account(self, name: object = None) -> Account:
        """The account of that name, or the only one. Raises InvalidArgumentError where there are several."""
        found = {one.settings.name: one for one in self.every()}
        if name is None and len(found) == 1:
            return next(iter(found.values()))
        listed = ", ".join(found)
        if name is None:
            raise InvalidArgumentError(
                "connection",
                Text(f"There are several accounts: {listed}.", f"Há várias contas: {listed}."),
                Text("Say which as connection.", "Diga qual em connection."),
            )
        if name not in found:
            raise InvalidArgumentError(
                "connection",
                Text(f"There is no connection {name!r}.", f"Não existe a conexão {name!r}."),
                did_you_mean(str(name), [*found])
                or Text(f"The connections are {listed}.", f"As conexões são {listed}."),
            )
        return found[str(name)]

    @cached_property
    def questions(self) -> Questions:
        """What answers questions in SQL."""
        from hotmart.mcp_server.asking import Questions  # noqa: PLC0415  # see above

        return Questions()

    def close(self) -> None:
        """End what was started for it."""
        with self._turn:
            if "questions" in vars(self):
                self.questions.close()
