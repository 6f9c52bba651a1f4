"""Secrets in what hotmart.toml tells of a source: values that stand for one of the environment."""

from __future__ import annotations

import re

SECRET = re.compile(r"(\w+ )?(env:[A-Za-z_]\w*)")
"""`env:NAME`, or `Bearer env:NAME`."""


def is_secret(value: object) -> bool:
    """Whether a header, or a value of the query, stands for a secret."""
    return isinstance(value, str) and SECRET.fullmatch(value) is not None
