"""The states of a connection, and what is to be done in each: one answer for people, scripts and agents."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple, TypeAlias

from hotmart.connections.environment import environment
from hotmart.document import Problem
from hotmart.language import Text

State: TypeAlias = Literal[
    "READY", "BUILDING", "CLIENT_ACTION_REQUIRED", "CONFIGURATION_ERROR", "SETUP_FAILED"
]
"""It can be used; a credential is being tried; a person has something to do; hotmart.toml or the place of a
secret has to be mended; nothing came of the last attempt."""

SENTENCES: dict[State, Text] = {
    "READY": Text("ready", "pronta"),
    "BUILDING": Text("being tried", "em teste"),
    "CLIENT_ACTION_REQUIRED": Text("waits for you", "espera por você"),
    "CONFIGURATION_ERROR": Text("has to be mended", "precisa de correção"),
    "SETUP_FAILED": Text("was not made", "não foi feita"),
}


class ClientAction(NamedTuple):
    """What a person has to do, or an agent to have a person do."""

    type: Literal["connect", "provide-input"]
    description: Text
    instructions: Text
    """For an agent: what to do with it, and what not."""
    command: Text | None = None
    ui_url: str | None = None
    tunnel: str | None = None
    """The command by which the browser of another machine reaches the page."""

    def as_dict(self) -> dict[str, Any]:
        return {
            "type": self.type,
            "description": str(self.description),
            "uiUrl": self.ui_url,
            "command": None if self.command is None else str(self.command),
            "tunnelCommand": self.tunnel,
            "agentInstructions": str(self.instructions),
        }

    def __repr__(self) -> str:
        return f"<ClientAction {self.type}>"  # the address is good for one visit


class Standing(NamedTuple):
    """One connection, and where it stands."""

    name: str
    state: State
    secret: str | None = None
    """Where its secret is: environment, keyring or file."""
    sandbox: bool = False
    api_url: str | None = None
    action: ClientAction | None = None
    problem: Problem | None = None
    ends_in: float | None = None
    """For how many seconds the page still waits."""

    @property
    def settled(self) -> bool:
        """Whether waiting changes nothing."""
        return self.state in ("READY", "CONFIGURATION_ERROR", "SETUP_FAILED")

    def as_dict(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "state": self.state,
            "secret": self.secret,
            "environment": environment(self.api_url, sandbox=self.sandbox),
            "api_url": self.api_url,
            "clientAction": self.action.as_dict() if self.action else None,
            "expires_in": None if self.ends_in is None else round(self.ends_in),
            "error": self.problem.as_dict() if self.problem else None,
        }
