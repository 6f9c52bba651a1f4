#!/usr/bin/env bash
# Expected: strict=False of msgspec is lenient about numbers and booleans in quotes, and None comes only from null.
# What happens: the text "null", in any case, is None wherever None is allowed and the text is not wanted as a str.
# For numbers, dates, decimals and booleans that is the documented leniency. But it comes before the text is looked at:
# an enum or Literal with a member "null" loses that member, and bytes whose base64 is "null" are lost, once None is
# allowed; without None both are read rightly. A list or an object may be "null" as well. A text field is safe: with
# `str | None` the text stays "null", and so does a type of one's own that a dec_hook reads.
# Why it matters: whoever copies other people's data is lenient about quotes, and may turn a real category called
# "NULL" into a missing one without any error. The same type, with None or without, gives two answers to one input.
# Seen with msgspec 0.23.0.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

if ! python3 -m venv venv || ! venv/bin/pip install -qq --disable-pip-version-check msgspec==0.23.0; then
    echo "NOT RUN: the pinned packages could not be installed." >&2
    exit 2
fi

venv/bin/python - <<'PYTHON'
import sys
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Literal

import msgspec

REFUSED = "refused"


class Kind(Enum):
    NULL = "null"
    OTHER = "other"


class Code:
    """Not a dataclass: those msgspec reads by itself, as objects, and "null" is None for them like for a list."""

    def __init__(self, text):
        self.text = text

    def __eq__(self, other):
        return self.text == other.text

    def __repr__(self):
        return f"Code({self.text!r})"


def read(json, wanted, strict=False):
    try:
        return msgspec.json.decode(json, type=wanted, strict=strict, dec_hook=lambda kind, text: kind(text))
    except msgspec.ValidationError:
        return REFUSED


def check(title, json, wanted, found, strict=False):
    got = read(json, wanted, strict)
    print(f"{title:<28} {json:<7} strict={strict!s:<5} {got!r}")
    if got != found:
        sys.exit(f"CHANGED: {json} as {title} was {found!r}")


print(f"msgspec {msgspec.__version__}")
for title, wanted in {
    "int | None": int | None,
    "bool | None": bool | None,
    "date | None": date | None,
    "Decimal | None": Decimal | None,
    "list[int] | None": list[int] | None,
}.items():
    check(title, '"null"', wanted, None)
    check(title, '"NULL"', wanted, None)
    check(title, '"none"', wanted, REFUSED)
    check(title, '"null"', wanted, REFUSED, strict=True)

print("where the text is a value of the type")
check("Kind", '"null"', Kind, Kind.NULL)
check("Kind | None", '"null"', Kind | None, None)
check("Kind | None", '"null"', Kind | None, Kind.NULL, strict=True)
check('Literal["NULL", "A"]', '"NULL"', Literal["NULL", "A"], "NULL")
check('Literal["NULL", "A"] | None', '"NULL"', Literal["NULL", "A"] | None, None)
check("bytes", '"null"', bytes, b"\x9e\xe9e")
check("bytes | None", '"null"', bytes | None, None)

print("where it stays")
check("str | None", '"null"', str | None, "null")
check("int | str | None", '"null"', int | str | None, "null")
check("Code | None, by dec_hook", '"null"', Code | None, Code("null"))
PYTHON
