"""Paging: which page of a source comes next, and how an endpoint that goes in circles is noticed."""

from __future__ import annotations

import hashlib
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

import msgspec

from hotmart.config.source import ByCursor, ByOffset, ByPage, Pagination, Unpaged
from hotmart.errors import UnexpectedAnswerError
from hotmart.language import Text
from hotmart.sources.asking import Asked, is_hotmarts, with_parameter
from hotmart.sources.places import at

HOTMARTS = ByCursor(size_parameter="max_results", size=500)


def sized(first: Asked, pagination: Pagination) -> Asked:
    """The first page's request, asking for as many records as one page may have, from the first on."""
    if isinstance(pagination, Unpaged):
        return first
    if pagination.size_parameter and pagination.size:
        first = with_parameter(first, pagination.size_parameter, pagination.size)
    if isinstance(pagination, ByPage):
        return with_parameter(first, pagination.parameter, pagination.first)
    return with_parameter(first, pagination.parameter, 0) if isinstance(pagination, ByOffset) else first


def token_of(
    answer: Any, items: bytes, count: int, total: int | None, asked: Asked, pagination: Pagination
) -> str | None:
    """What leads to the page after this one; None on the last.

    For pages that are numbered, or counted off, it is how many records this one has, and a digest of them:
    the same twice means that the endpoint does not know the parameter, and answers its first page to all.
    """
    if isinstance(pagination, Unpaged):
        return None
    if isinstance(pagination, ByCursor):
        return _cursor(at(answer, pagination.next))
    if not count or (total is not None and asked.before + count >= total):
        return None
    return f"{count} {hashlib.blake2b(items, digest_size=16).hexdigest()}"


def _cursor(found: Any) -> str | None:
    if isinstance(found, msgspec.Raw):
        return bytes(found).decode()
    return str(found) if isinstance(found, str | int) and found not in ("", False) else None


def following(asked: Asked, token: str | None, items: int, pagination: Pagination) -> Asked | None:
    """The request of the page after this one; None after the last."""
    if token is None or isinstance(pagination, Unpaged):
        return None
    if not items and is_hotmarts(asked.path):  # past the end it goes on handing out tokens (dossier §3.6)
        return None
    if token == asked.milestone:
        raise _circles(asked, pagination.parameter)
    if asked.number >= pagination.most:
        raise _endless(asked, pagination.most)
    after = msgspec.structs.replace(asked, number=asked.number + 1, milestone=_milestone(asked, token))
    match pagination:
        case ByPage():
            return with_parameter(
                _beyond(after, token), pagination.parameter, pagination.first + asked.number
            )
        case ByOffset():
            after = _beyond(after, token)
            return with_parameter(after, pagination.parameter, after.before)
        case ByCursor():
            linked = not is_hotmarts(asked.path) and (token.startswith("http") or "?" in token)
            return _linked(after, token) if linked else with_parameter(after, pagination.parameter, token)


def _milestone(asked: Asked, token: str) -> str:
    """The token of the page whose number is the last power of two: a circle comes by one of these (Brent)."""
    return token if asked.number.bit_count() == 1 else asked.milestone


def _beyond(after: Asked, token: str) -> Asked:
    count, _, _ = token.partition(" ")
    return msgspec.structs.replace(after, before=after.before + int(count))


def _linked(asked: Asked, link: str) -> Asked:
    """The page that a link in the answer leads to, if it is on the same host: headers may hold a secret."""
    here, there = urlsplit(asked.path), urlsplit(urljoin(asked.path, link))
    if here.netloc != there.netloc:
        raise UnexpectedAnswerError(
            asked,
            Text(
                f"the next page is on another host, {there.hostname}.",
                f"a próxima página está em outro host, {there.hostname}.",
            ),
            Text("It was not asked for.", "Ela não foi pedida."),
        )
    told = parse_qsl(there.query, keep_blank_values=True)
    kept = [one for one in asked.query if one[0] not in dict(told)]
    path = here._replace(path=there.path).geturl()
    return msgspec.structs.replace(asked, path=path, query=(*kept, *told))


def _circles(asked: Asked, parameter: str) -> UnexpectedAnswerError:
    return UnexpectedAnswerError(
        asked,
        Text("the same page came twice.", "a mesma página veio duas vezes."),
        Text(
            f"The endpoint may not know the parameter {parameter}: check `pagination` in hotmart.toml.",
            f"O endpoint talvez não conheça o parâmetro {parameter}: confira `pagination` no hotmart.toml.",
        ),
    )


def _endless(asked: Asked, most: int) -> UnexpectedAnswerError:
    return UnexpectedAnswerError(
        asked,
        Text(f"there are more than {most} pages.", f"há mais de {most} páginas."),
        Text(
            "Ask for shorter periods (`window.longest`), or allow more pages (`pagination.most`).",
            "Peça períodos menores (`window.longest`), ou permita mais páginas (`pagination.most`).",
        ),
    )
