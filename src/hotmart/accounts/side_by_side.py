"""Work for several accounts at once: each ends by itself, and one that fails never stops another."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from hotmart.accounts.outcome import Outcome, Outcomes, R
from hotmart.accounts.progress import Tally, Watching
from hotmart.accounts.session import in_background
from hotmart.client import AsyncHotmart
from hotmart.document import debugging, explained
from hotmart.errors import CREDENTIALS_PAGE, AuthenticationError, HotmartError
from hotmart.language import Text
from hotmart.sources.elsewhere import Elsewhere

if TYPE_CHECKING:
    from hotmart.accounts.account import Account

Work: TypeAlias = "Callable[[AsyncHotmart, Account, Tally], Awaitable[R]]"
After: TypeAlias = Callable[[Outcome[R]], Awaitable[Outcome[R]]]


async def side_by_side(
    accounts: Sequence[Account], work: Work[R], watching: Watching, after: After[R] | None = None
) -> Outcomes[R]:
    """Do this work for each account, and then `after` with how it ended."""

    async def one(account: Account) -> Outcome[R]:
        outcome = await _outcome(account, work, watching)
        return await after(outcome) if after else outcome

    return Outcomes(await asyncio.gather(*(one(account) for account in accounts)))


async def _outcome(account: Account, work: Work[R], watching: Watching) -> Outcome[R]:
    tally: Tally | None = None
    credential = account.settings.credential
    try:
        async with (
            _elsewhere(account),
            in_background(partial(watching, account.name), credential) as (client, tally),
        ):
            return Outcome(account, await work(client, account, tally))
    except Exception as error:
        if debugging() and not isinstance(error, HotmartError):
            raise
        if type(error) is AuthenticationError:  # not of a kind with a remedy of its own
            error.advice = _where_the_credential_is(account) or error.advice
        if tally and tally.committed and isinstance(error, HotmartError):
            error.advice = _and_what_is_safe(error.advice)
        if tally and account.name:
            tally.remark(explained(error).text)
        return Outcome(account, error=error, begun=tally is not None)


@asynccontextmanager
async def _elsewhere(account: Account) -> AsyncGenerator[None]:
    """Close what its sources have opened to other hosts."""
    async with AsyncExitStack() as stack:
        for stream in account.streams.values():
            if isinstance(stream.origin.fetcher, Elsewhere):
                stack.push_async_callback(stream.origin.fetcher.aclose)
        yield


def _and_what_is_safe(advice: Text | None) -> Text:
    """The advice, and that what was committed is safe: said only where something was."""
    en, pt = advice or Text("", "")
    return Text(
        f"{en} What was committed is safe.".strip(), f"{pt} O que já foi gravado está seguro.".strip()
    )


def _where_the_credential_is(account: Account) -> Text | None:
    """What to look at when Hotmart refuses a credential: where hotmart.toml says that it is."""
    told = account.settings.connection
    references = [where for where in (told.client_id, told.client_secret, told.basic) if where]
    if not references:
        return None
    places = ", ".join([f"[connections.{account.name}]", *references])
    return Text(
        f"Check {places} against {CREDENTIALS_PAGE}. A sandbox credential needs sandbox = true.",
        f"Confira {places} em {CREDENTIALS_PAGE}. Uma credencial de sandbox precisa de sandbox = true.",
    )
