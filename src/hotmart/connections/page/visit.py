"""One visit to the page: from its link, good for once, to a credential that is kept, or to nothing."""

from __future__ import annotations

import asyncio
import hmac
import secrets
from collections.abc import Awaitable, Callable, Mapping
from typing import Literal, TypeAlias

from hotmart.connections.pasting import pasted
from hotmart.connections.trying import Trial
from hotmart.credentials import Credential, Place
from hotmart.document import Problem, explained
from hotmart.language import Text
from hotmart.secrecy import HiddenText

Stage: TypeAlias = Literal["asked", "trying", "code", "done", "failed"]
"""A credential is asked for, is being tried, waits for the code that was shown, is kept, or nothing came."""
Completion: TypeAlias = Literal["done", "wrong", "spent", "none"]

LIFETIME = 600.0  # seconds
LINGER = 1.0  # seconds that the page stays once it has said the last thing
UNSEEN = 15.0  # the same, when nobody fetches that
TRIES = 5  # wrong codes, before all is thrown away
_ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789"  # nothing that is read for something else
_LONGEST_FIELD = 4_000

Tries: TypeAlias = Callable[[Credential], Awaitable[Trial]]
Keeps: TypeAlias = Callable[[str, Trial], Place]


class Visit:
    """What the page knows. Whoever has the link enters once; whoever entered is known by a cookie."""

    def __init__(
        self,
        name: str,
        tries: Tries,
        keeps: Keeps,
        *,
        with_code: bool = False,
        sandbox: bool = False,
        api_url: str | None = None,
        auth_url: str | None = None,
    ) -> None:
        self.name, self.with_code, self.sandbox = name, with_code, sandbox
        self.api_url, self.auth_url = api_url, auth_url
        self.link, self.cookie, self.room, self.key = (
            HiddenText(secrets.token_urlsafe(32)) for _ in range(4)
        )
        self.stage: Stage = "asked"
        self.trial: Trial | None = None
        self.place: Place | None = None
        self.problem: Problem | None = None
        self.code = ""
        self.ended = asyncio.Event()
        self._tries, self._keeps = tries, keeps
        self._entered = False
        self._wrong_codes = 0

    def enter(self, link: str) -> bool:
        """Whether this link lets in: the right one, and nobody used it before."""
        if self._entered or not same(link, self.link):
            return False
        self._entered = True
        return True

    def knows(self, cookie: str) -> bool:
        """Whether this is who entered."""
        return self._entered and same(cookie, self.cookie)

    def holds_the_key(self, key: str) -> bool:
        """Whether this is the command that opened the page, or another of the same user."""
        return same(key, self.key)

    async def take(self, fields: Mapping[str, str]) -> None:
        """Try what was pasted; what is good is kept, or waits for its code."""
        if self.stage != "asked":
            return
        self.problem = None
        sandbox = self.sandbox = fields.get("sandbox") == "on"
        given = {
            name: fields.get(name, "")[:_LONGEST_FIELD] for name in ("client_id", "client_secret", "basic")
        }
        self.stage = "trying"
        try:
            read = pasted(**given, sandbox=sandbox, api_url=self.api_url, auth_url=self.auth_url)
            trial = await self._tries(read.credential)
            if self._is_over():
                return
            self.trial = trial
            if trial.problem:
                self._ask_again(explained(trial.problem))
            elif self.with_code:
                self.code = new_code()
                self.stage = "code"
            else:
                await self._keep(trial)
        except Exception as error:  # whatever it is, the page says it and asks again
            self._ask_again(explained(error))

    async def complete(self, code: str) -> Completion:
        """Keep what waits for this code. Wrong ones are few, then nothing is kept."""
        if self.stage != "code" or self.trial is None:
            return "none"
        if not same(plain(code), plain(self.code)):
            self._wrong_codes += 1
            if self._wrong_codes < TRIES:
                return "wrong"
            self.fail(Problem("credentials", _TOO_OFTEN, _AGAIN))
            return "spent"
        self.stage = "trying"
        try:
            await self._keep(self.trial)
        except Exception as error:
            self.fail(explained(error))
            raise
        return "done"

    def fail(self, problem: Problem) -> None:
        """Nothing is kept, and nothing will be."""
        self.stage, self.problem, self.trial, self.code = "failed", problem, None, ""
        self.leave(UNSEEN)

    def expire(self) -> None:
        """Time is up."""
        if self.stage != "done":
            self.fail(Problem("credentials", _TOO_LATE, _AGAIN))

    def leave(self, after: float) -> None:
        """End in so many seconds, or earlier if that was said before."""
        asyncio.get_running_loop().call_later(after, self.ended.set)

    def _is_over(self) -> bool:
        """Whether time was up meanwhile."""
        return self.stage == "failed"

    def _ask_again(self, problem: Problem) -> None:
        self.stage, self.problem, self.trial = "asked", problem, None

    async def _keep(self, trial: Trial) -> None:
        self.place = await asyncio.to_thread(self._keeps, self.name, trial)
        self.stage, self.code = "done", ""
        self.leave(UNSEEN)


def same(given: str, right: str) -> bool:
    """Whether two secrets are equal; how long it takes does not tell how far they are."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), right.encode())


def new_code() -> str:
    """A code that a person can read out: two groups of four."""
    letters = "".join(secrets.choice(_ALPHABET) for _ in range(8))
    return HiddenText(f"{letters[:4]}-{letters[4:]}")


def plain(code: str) -> str:
    """A code as it is compared, however it was typed."""
    return "".join(code.split()).replace("-", "").upper()


_AGAIN = Text(
    "Nothing was kept. To try again: hotmart connection ensure",
    "Nada foi guardado. Para tentar de novo: hotmart connection ensure",
)
_TOO_OFTEN = Text("The code was wrong too often.", "O código errado foi informado vezes demais.")
_TOO_LATE = Text(
    "The page waited for ten minutes, and no credential came.",
    "A página esperou dez minutos, e nenhuma credencial chegou.",
)
