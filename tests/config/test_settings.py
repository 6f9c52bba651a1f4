from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import msgspec
import pytest

from hotmart.config.places import PublishConfig, WarehouseConfig
from hotmart.config.privacy import PrivacyConfig
from hotmart.config.settings import (
    Config,
    ConnectionConfig,
    StreamConfig,
    SyncConfig,
)
from hotmart.config.source import SourceConfig

TABLES = (
    Config,
    ConnectionConfig,
    WarehouseConfig,
    PublishConfig,
    SyncConfig,
    StreamConfig,
    PrivacyConfig,
    SourceConfig,
)


def fields() -> Iterator[Any]:
    for table in TABLES:
        for name, annotation in get_type_hints(table, include_extras=True).items():
            yield pytest.param(annotation, id=f"{table.__name__}.{name}")


@pytest.mark.parametrize("annotation", [*fields()])
def test_every_key_is_explained_in_both_languages(annotation: Any) -> None:
    assert get_origin(annotation) is Annotated
    meta = get_args(annotation)[1]
    assert isinstance(meta, msgspec.Meta)
    portuguese = (meta.extra or {})["pt"]
    assert meta.description
    assert meta.description != portuguese
    assert meta.description.endswith(".") or "…" in meta.description
    assert portuguese.endswith(".") or "…" in portuguese


def test_a_stream_that_says_nothing_has_what_holds_for_all() -> None:
    assert Config().stream("sales_history") == StreamConfig()
    assert Config().stream("sales_history").history == "forever"
