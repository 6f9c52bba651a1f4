"""One thing that is looked at: how it is, in a sentence, and the command that would mend it."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple, TypeAlias

from hotmart.errors import HotmartError
from hotmart.language import Text

Verdict: TypeAlias = Literal["ok", "untried", "warning", "problem"]
"""As it should be; there was nothing to look at; worth a look; wrong."""


class Check(NamedTuple):
    """One line of what `hotmart doctor` says."""

    name: str
    verdict: Verdict
    said: Text
    command: str | None = None
    """What to run next."""

    @staticmethod
    def of(name: str, error: HotmartError, command: str | None = None, verdict: Verdict = "problem") -> Check:
        """The check that an error is."""
        more = error.advice or Text("", "")
        said = Text(f"{error.text.en} {more.en}".strip(), f"{error.text.pt} {more.pt}".strip())
        return Check(name, verdict, said, command)

    def as_dict(self) -> dict[str, Any]:
        return {
            "check": self.name,
            "verdict": self.verdict,
            "message": str(self.said),
            "command": self.command,
        }


TITLES: dict[str, Text] = {
    "versions": Text("versions", "versões"),
    "settings": Text("hotmart.toml", "hotmart.toml"),
    "credential": Text("credential", "credencial"),
    "dns": Text("network", "rede"),
    "login": Text("login", "login"),
    "environment": Text("sandbox or production", "sandbox ou produção"),
    "clock": Text("clock", "relógio"),
    "quota": Text("quota", "cota"),
    "account": Text("account", "conta"),
    "payments": Text("sales and payments", "vendas e pagamentos"),
    "products": Text("products", "produtos"),
    "club": Text("members area", "área de membros"),
    "events": Text("events", "eventos"),
    "warehouse": Text("warehouse", "armazém"),
    "lock": Text("sync", "sync"),
    "copies": Text("published copies", "cópias publicadas"),
}
"""What each is called, in the order it is told."""
