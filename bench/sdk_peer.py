"""hotmart-python reads the pages, in its own environment. Its transport and its token are put in place.

bench/.envs/sdk/bin/python bench/sdk_peer.py PAGES_FILE time|memory
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import httpx
from sdk_measure import Account, tell

from hotmart import Hotmart  # hotmart-python: this is another environment

account = Account(Path(sys.argv[1]))
client = Hotmart(client_id="bench", client_secret="bench", basic="Basic bench")  # noqa: S106  # no account


def answer(request: httpx.Request) -> httpx.Response:
    body = account.body(request.url.params.get("page_token"))
    return httpx.Response(200, headers={"content-type": "application/json"}, content=body)


client._http = httpx.Client(transport=httpx.MockTransport(answer))
client._token_manager._token = "bench"
client._token_manager._expires_at = time.time() + 86_400

tell(
    account,
    client.sales.history_autopaginate,
    lambda token: client.sales.history(page_token=token).items,
)
