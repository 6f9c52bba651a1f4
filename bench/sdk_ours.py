"""hotmart reads the pages: the SDK as its users call it, or the floor, which is less than any SDK can do.

python bench/sdk_ours.py PAGES_FILE time|memory [sdk|msgspec|json]
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import httpx2
import msgspec
from sdk_measure import Account, tell

from hotmart import Hotmart
from hotmart.api.sale_models import Sale
from hotmart.words import from_wire

account = Account(Path(sys.argv[1]))


def answer(request: httpx2.Request) -> httpx2.Response:
    if request.method == "POST":
        return httpx2.Response(200, json={"access_token": "bench", "expires_in": 86_400})
    body = account.body(request.url.params.get("page_token"))
    return httpx2.Response(200, headers={"content-type": "application/json"}, content=body)


class Envelope(msgspec.Struct):
    items: list[Sale]


def decoded() -> Iterator[Sale]:
    """The same models from the same bytes, by msgspec alone."""
    decoder = msgspec.json.Decoder(Envelope, dec_hook=from_wire, strict=False)
    for body in account:
        yield from decoder.decode(body).items


def parsed() -> Iterator[Any]:
    """Dicts, by Python's own json: no models, no kinds."""
    for body in account:
        for item in json.loads(body)["items"]:
            yield SimpleNamespace(purchase=SimpleNamespace(transaction=item["purchase"]["transaction"]))


def main() -> None:
    client = Hotmart("bench", "bench", api_url="http://127.0.0.1", transport=httpx2.MockTransport(answer))
    contenders: dict[str, Callable[[], Iterable[Any]]] = {
        "sdk": client.sales.history_autopaginate,
        "msgspec": decoded,
        "json": parsed,
    }
    tell(
        account,
        contenders[sys.argv[3]],
        lambda token: client.sales.history(page_token=token).items,
    )


if __name__ == "__main__":
    main()
