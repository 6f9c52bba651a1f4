"""What an agent sees of people: nothing that says who somebody is, unless the owner of the account wants it.

What Hotmart is known to tell of a person is masked field by field, and so is what nobody knows yet. Any other
text may hold an e-mail or a document that somebody typed, and is shown without them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache
from typing import Any

import msgspec

from hotmart.actions.composed import COMPOSED
from hotmart.actions.guard.veiling import veiled_within
from hotmart.actions.running import endpoint_of
from hotmart.api.sale_models import PriceDetails, Sale, SaleCommissions, SaleParticipants
from hotmart.api.subscription_models import Subscription
from hotmart.declaring.selecting import fields_of
from hotmart.model import Model, personal_fields
from hotmart.privacy.policies import masked
from hotmart.words import is_list, is_object

_PARTS: tuple[type[Model], ...] = (Sale, SaleParticipants, SaleCommissions, PriceDetails, Subscription)
_OF_ACCESS = frozenset({"name", "email", "user_id"})
"""What tells of a person in the answer of `access.list`."""


def shown_of(action: str, output: Any, *, reveals: bool) -> Any:
    """What an action answers, people masked, or as they are where the owner reveals them."""
    if reveals:
        return output
    if action == "access.list":
        rows = output if is_list(output) else []
        return [shown_row(row, _OF_ACCESS, reveals=False) for row in rows]
    if action == "transaction.everything":
        names = COMPOSED[action].output["properties"]
        return {name: _shown(output.get(name), part) for name, part in zip(names, _PARTS, strict=True)}
    if action == "person.sales":
        return _shown(output, Sale)
    endpoint = endpoint_of(action)
    return _shown(output, endpoint.model if endpoint else None)


def shown_row(row: Mapping[str, Any], personal: Collection[str], *, reveals: bool) -> dict[str, Any]:
    """A row of a table, whose columns of these names tell of a person."""
    if reveals:
        return dict(row)
    return {name: _hidden(one) if name in personal else veiled_within(one) for name, one in row.items()}


def _shown(value: Any, model: type[Model] | None) -> Any:
    if is_list(value):
        return [_shown(one, model) for one in value]
    if not is_object(value):
        return veiled_within(value)
    if model is None:
        return _hidden(value)
    personal, inner = _personal(model), fields_of(model)
    return {
        name: _shown(one, inner[name]) if name in inner and name not in personal else _hidden(one)
        for name, one in value.items()
    }


@cache
def _personal(model: type[Model]) -> frozenset[str]:
    """The fields that tell of a person, as Hotmart spells them."""
    hidden = personal_fields(model)
    return frozenset(one.encode_name for one in msgspec.structs.fields(model) if one.name in hidden)


def _hidden(value: Any) -> Any:
    """A value of a person, or one that nobody knows: each text of it masked."""
    if isinstance(value, str):
        return masked(value)
    if is_list(value):
        return [_hidden(one) for one in value]
    if is_object(value):
        return {name: _hidden(one) for name, one in value.items()}
    return value
