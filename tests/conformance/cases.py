"""Every operation, and what is shown of it."""

from __future__ import annotations

from .case import Read, Write
from .reads import READS
from .sale_writes import SALE_WRITES
from .subscription_writes import SUBSCRIPTION_WRITES

WRITES: dict[str, Write] = SALE_WRITES | SUBSCRIPTION_WRITES
CASES: dict[str, Read | Write] = {**READS, **WRITES}
