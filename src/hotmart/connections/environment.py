"""Where a credential is good: production, the sandbox, or a simulator of this machine."""

from __future__ import annotations

from typing import Literal, TypeAlias

from hotmart.language import Text

Environment: TypeAlias = Literal["production", "sandbox", "simulator"]

WORDS: dict[Environment, Text] = {
    "production": Text("production", "produção"),
    "sandbox": Text("sandbox", "sandbox"),
    "simulator": Text("simulator", "simulador"),
}


def environment(api_url: str | None, *, sandbox: bool) -> Environment:
    """The one that an address and the choice of the sandbox mean."""
    if api_url and _is_of_this_machine(api_url):
        return "simulator"
    return "sandbox" if sandbox else "production"


def _is_of_this_machine(url: str) -> bool:
    """Whether the host is on the loopback, read without a library: `whoami` has no time for one."""
    host = url.partition("://")[2].partition("/")[0].lower()
    name = host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]
    numbers = name.replace(".", "")
    return (name.startswith("127.") and numbers.isdecimal()) or name in ("localhost", "::1")
