"""What is done to every page before anything of it is kept: the forgotten are kept out, policies applied."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property

from hotmart.privacy.erasing import Eraser
from hotmart.privacy.fields import shape_of
from hotmart.privacy.forgotten import forgotten
from hotmart.privacy.key import privacy_key
from hotmart.privacy.people import People
from hotmart.privacy.policies import Policy
from hotmart.privacy.redaction import redaction
from hotmart.warehouse.layout import Layout
from hotmart.warehouse.store import Warehouse

Redact = Callable[[bytes], bytes]


class Intake:
    """What the pages of a warehouse go through. Its key is asked for only where one is needed."""

    def __init__(self, warehouse: Warehouse) -> None:
        self._warehouse, self._forgotten = warehouse, forgotten(warehouse, warehouse.schema)

    @cached_property
    def _key(self) -> bytes:
        return privacy_key(self._warehouse)

    def redact(
        self, layout: Layout, policy: Mapping[str, Policy] | None = None, unknown: Policy = "keep"
    ) -> Redact | None:
        """What the pages of a stream go through; None when they are kept as they come.

        Raises KeyLostError when the key is needed and not there.
        """
        policy = policy or {}
        hashes = "hash" in (unknown, *policy.values())
        treat = redaction(layout, policy, unknown, self._key if hashes else b"")
        if not self._forgotten:
            return treat
        keep_out = Eraser(People(self._key, self._forgotten), shape_of(layout))
        return keep_out if treat is None else lambda page: treat(keep_out(page))
