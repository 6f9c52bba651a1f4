"""What tests look for in forms: which fields are wrong, what they hold, and the way through a difference."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

from console.looking import Looker

_TAG = re.compile(r"<(?:input|select|textarea)\b[^>]*>")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


def wrong_fields(html: str) -> set[str]:
    """The names of the fields that are marked, each of which is described by what is wrong with it."""
    found: set[str] = set()
    for tag in _TAG.findall(html):
        told = dict(_ATTRIBUTE.findall(tag))
        if told.get("aria-invalid") == "true":
            (mistake,) = (one for one in told["aria-describedby"].split() if one.endswith("-wrong"))
            assert f'id="{mistake}"' in html
            found.add(told["id"])
    return found


def held(html: str, name: str) -> str | None:
    """What a field of one line holds."""
    for tag in _TAG.findall(html):
        told = dict(_ATTRIBUTE.findall(tag))
        if told.get("name") == name:
            return unescape(told["value"]) if "value" in told else None
    raise AssertionError(f"no field {name}")


def toml() -> str:
    """The hotmart.toml of this folder, its line endings as they are."""
    return Path("hotmart.toml").read_bytes().decode()


def difference(looker: Looker, answer: Any) -> str:
    """The page to which a form has led: what would be written."""
    assert answer.status_code == 303, answer.text
    assert answer.headers["location"].startswith("/fontes/diferenca")
    return looker.page(answer.headers["location"])


def agree(looker: Looker, html: str) -> Any:
    """Say yes to what is shown."""
    (word,) = re.findall(r'name="word" value="(\w+)"', html)
    return looker.does("/fontes/gravar", word=word, do="write")


def agreed(looker: Looker, answer: Any) -> str:
    """The page of all sources, after a yes to what a form has led to."""
    done = agree(looker, difference(looker, answer))
    assert done.status_code == 303, done.text
    return looker.page(done.headers["location"])
