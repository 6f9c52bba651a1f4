"""The account whose file is copied."""

from __future__ import annotations

from console.conftest import synced

__all__ = ["synced"]
