"""Work for several accounts at once: each ends by itself, and one that fails never stops another."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Generic, TypeAlias, TypeVar

from hotmart.cli.answer import debugging, explained
from hotmart.cli.progress import Tally, Watched, shown
from hotmart.cli.session import in_background
from hotmart.cli.settings import Situation
from hotmart.client import AsyncHotmart
from hotmart.errors import CREDENTIALS_PAGE, AuthenticationError, HotmartError
from hotmart.language import Text
from hotmart.sources.elsewhere import Elsewhere

R = TypeVar("R")
Work: TypeAlias = Callable[[AsyncHotmart, Situation, Tally], Awaitable[R]]


@dataclass(frozen=True)
class Outcome(Generic[R]):
    """How the work for one account ended: with a result, or with an error."""

    situation: Situation
    result: R | None = None
    error: Exception | None = None
    warnings: tuple[str, ...] = ()


After: TypeAlias = Callable[[Outcome[R]], Awaitable[Outcome[R]]]


def side_by_side(
    situations: Sequence[Situation], work: Work[R], after: After[R] | None = None
) -> list[Outcome[R]]:
    """Do this work for each account, and then `after` with how it ended."""

    async def all_of_it() -> list[Outcome[R]]:
        with shown([situation.name for situation in situations]) as watched:
            return await asyncio.gather(*(one(situation, watched) for situation in situations))

    async def one(situation: Situation, watched: Watched) -> Outcome[R]:
        outcome = await _outcome(situation, work, watched)
        return await after(outcome) if after else outcome

    return asyncio.run(all_of_it())


async def _outcome(situation: Situation, work: Work[R], watched: Watched) -> Outcome[R]:
    tally: Tally | None = None
    credential = situation.account.credential
    try:
        async with (
            _elsewhere(situation),
            in_background(partial(watched, situation.name), credential) as (client, tally),
        ):
            return Outcome(situation, await work(client, situation, tally))
    except Exception as error:
        if debugging() and not isinstance(error, HotmartError):
            raise
        if type(error) is AuthenticationError:  # not of a kind with a remedy of its own
            error.advice = _where_the_credential_is(situation) or error.advice
        if tally and situation.name:
            tally.remark(explained(error).message)
        return Outcome(situation, error=error)


@asynccontextmanager
async def _elsewhere(situation: Situation) -> AsyncGenerator[None]:
    """Close what its sources have opened to other hosts."""
    async with AsyncExitStack() as stack:
        for stream in situation.tailored.streams.values():
            if isinstance(stream.origin.fetcher, Elsewhere):
                stack.push_async_callback(stream.origin.fetcher.aclose)
        yield


def _where_the_credential_is(situation: Situation) -> Text | None:
    """What to look at when Hotmart refuses a credential: where hotmart.toml says that it is."""
    told = situation.account.connection
    references = [where for where in (told.client_id, told.client_secret, told.basic) if where]
    if not references:
        return None
    places = ", ".join([f"[connections.{situation.name}]", *references])
    return Text(
        f"Check {places} against {CREDENTIALS_PAGE}. A sandbox credential needs sandbox = true.",
        f"Confira {places} em {CREDENTIALS_PAGE}. Uma credencial de sandbox precisa de sandbox = true.",
    )
