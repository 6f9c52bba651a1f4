"""What was answered, as the JSON it came in: without our models in between."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, get_args, get_type_hints

from hotmart.api import operation
from hotmart.declaring.operations import Listing
from hotmart.model import Model

from .account import Account
from .case import Arguments


def rows(account: Account, id: str, arguments: Arguments) -> list[Any]:
    """The rows of an operation's answer, every page of it."""
    request = operation(id).request(**arguments)
    answer = json.loads(account.client.fetch(request))
    found = rows_in(answer, id)
    while token := isinstance(answer, dict) and answer.get("page_info", {}).get("next_page_token"):
        answer = json.loads(account.client.fetch(request.with_query(page_token=token)))
        found += answer["items"]
    return found


def first_rows(account: Account, id: str, arguments: Arguments) -> list[Any]:
    """The rows of a page that is not large."""
    sized = {"max_results": 100} if isinstance(operation(id), Listing) else {}
    return rows_in(json.loads(account.client.fetch(operation(id).request(**arguments, **sized))), id)


def rows_in(answer: Any, id: str) -> list[Any]:
    """The rows that one body holds."""
    if operation(id).asked_as:
        return [*answer["data"].values()]
    if isinstance(operation(id), Listing):
        return list(answer["items"])
    return answer if isinstance(answer, list) else [answer]


def sent(value: Any, at: str = "") -> Iterator[str]:
    """The path of every key there is; in a list, those of all that it holds."""
    if isinstance(value, list):
        for one in value:
            yield from sent(one, at)
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield f"{at}{name}"
            yield from sent(inner, f"{at}{name}.")


def declared(model: type[Model], at: str = "") -> Iterator[str]:
    """The path of every field of a model, in Hotmart's spelling."""
    hints = get_type_hints(model)
    for name, spelled in zip(model.__struct_fields__, model.__struct_encode_fields__, strict=True):
        yield f"{at}{spelled}"
        for inner in models_in(hints[name]):
            yield from declared(inner, f"{at}{spelled}.")


def models_in(hint: Any) -> Iterator[type[Model]]:
    """The models that a hint is made of."""
    if isinstance(hint, type) and issubclass(hint, Model):
        yield hint
    for part in get_args(hint):
        yield from models_in(part)
