"""hotmart-python does what it is told, in its own environment: calls in JSON come in, their outcomes go out.

Hotmart's hosts are constants of it, which are replaced before it starts; nothing else of it is touched.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from typing import Any

sdk = import_module("hotmart")  # hotmart-python: this is another environment


def main() -> None:
    told = json.load(sys.stdin)
    place(told["connection"])
    connection = told["connection"]
    client = sdk.Hotmart(
        client_id=connection["client_id"],
        client_secret=connection["client_secret"],
        basic=f"Basic {connection['basic']}",
        max_retries=0,
    )
    with client:
        print(json.dumps([outcome(client, *call) for call in told["calls"]]))


def place(connection: dict[str, str]) -> None:
    """Put the simulator where Hotmart would be."""
    auth: Any = import_module("hotmart._auth")
    auth.AUTH_URL = connection["auth_url"]
    hosts = import_module("hotmart._config").BASE_URLS["prod"]
    for name in hosts:
        hosts[name] = f"{connection['api_url']}/{name}/api/v1"


def outcome(client: Any, operation: str, args: list[Any], kwargs: dict[str, Any]) -> dict[str, Any]:
    """What a call answers, in JSON, or the name of what it raises."""
    group, name = operation.split(".")
    try:
        return {"answer": plain(getattr(getattr(client, group), name)(*args, **kwargs))}
    except Exception as error:  # whatever it raises is what is asked
        return {"error": type(error).__name__}


def plain(answer: Any) -> Any:
    """Its models as they were sent: no field that was not."""
    if isinstance(answer, sdk.PaginatedResponse):
        return plain(answer.items)
    if hasattr(answer, "model_dump"):
        return answer.model_dump(mode="json", exclude_unset=True)
    if answer is None or isinstance(answer, dict | str):
        return answer
    return [plain(one) for one in answer]  # a list, or the iterator of an autopaginate


if __name__ == "__main__":
    main()
