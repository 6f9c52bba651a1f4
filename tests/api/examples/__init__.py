"""One answer of each operation that holds every field there is (composed: dossier, appendix A)."""

from __future__ import annotations

from typing import Any

from .account import ACCOUNT
from .links import LINKS
from .members import MEMBERS
from .products import PRODUCTS
from .sales import SALES
from .subscriptions import SUBSCRIPTIONS

EXAMPLES: dict[str, dict[str, Any]] = SALES | SUBSCRIPTIONS | LINKS | PRODUCTS | MEMBERS | ACCOUNT

__all__ = ["EXAMPLES"]
