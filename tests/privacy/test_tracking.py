"""Where a buyer came from is personal: sellers type names and e-mails there, and a click is a person's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import get_args

import msgspec
import pytest

from hotmart import models, webhooks
from hotmart.model import Model
from hotmart.privacy.fields import columns_by_name
from hotmart.streams.known import STREAMS
from hotmart.tables.columns import unwrap

TRACKING = re.compile(
    r"(?:^|_)(?:src|sck|xcod|external_code|tracking|utm|[a-z]*clid|click)(?:_|$)", re.IGNORECASE
)
KNOWN = (models, webhooks)
"""Where all models are, which are known once these are imported."""


def every(kind: type[Model]) -> Iterator[type[Model]]:
    for below in kind.__subclasses__():
        yield below
        yield from every(below)


def texts(kind: type[Model], path: str) -> Iterator[tuple[str, bool]]:
    """Every text of a model that tells of tracking, by its path, and whether it is personal."""
    for field in msgspec.structs.fields(kind):
        here, (bare, marks) = f"{path}.{field.name}", unwrap(field.type)
        bare = next(iter(get_args(bare)), bare)
        if isinstance(bare, type) and issubclass(bare, Model):
            yield from texts(bare, here)
        elif bare is str and any(map(TRACKING.search, here.split(".")[1:])):
            yield here, marks.get("kind") == "personal"


def test_every_text_about_tracking_is_personal_in_every_model() -> None:
    found = {place: personal for kind in every(Model) for place, personal in texts(kind, kind.__name__)}
    assert found.keys() >= {"Sale.purchase.tracking.source", "LinkCharge.sck", "EventOrigin.xcod"}
    assert {place for place, personal in found.items() if not personal} == set()


@pytest.mark.parametrize("name", STREAMS)
def test_every_text_about_tracking_is_personal_in_every_stream(name: str) -> None:
    columns = columns_by_name(STREAMS[name].layout)
    told = {name for name, column in columns.items() if TRACKING.search("_".join(column.path))}
    assert {name for name in told if columns[name].kind == "text" and not columns[name].personal} == set()
    assert name != "sales_history" or told
