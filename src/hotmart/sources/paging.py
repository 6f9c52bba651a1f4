"""Paging: which page of a source comes next, and how an endpoint that goes in circles is noticed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

import msgspec

from hotmart.config.source import ByCursor, ByOffset, ByPage, Pagination, Unpaged
from hotmart.errors import UnexpectedAnswerError
from hotmart.language import Text
from hotmart.request import Request
from hotmart.sources.answer import HEADER
from hotmart.sources.asking import Asked, is_hotmarts, with_parameter
from hotmart.sources.places import at
from hotmart.streams.origin import TooManyPagesError

HOTMARTS = ByCursor(size_parameter="max_results", size=500)
LINK = HEADER + "link"


def sized(first: Asked, pagination: Pagination) -> Asked:
    """The first page's request, asking for as many records as one page may have, from the first on."""
    if isinstance(pagination, Unpaged):
        return first
    if pagination.size_parameter and pagination.size:
        first = with_parameter(first, pagination.size_parameter, pagination.size)
    if isinstance(pagination, ByPage):
        return with_parameter(first, pagination.parameter, pagination.first)
    return with_parameter(first, pagination.parameter, 0) if isinstance(pagination, ByOffset) else first


def mark_of(records: list[dict[str, Any]], key: Iterable[str]) -> str:
    """What tells a page from all others: the keys of its records, or all of it where they tell nothing."""
    if not records:
        return ""
    keys = [_encoder.encode([at(record, place) for place in key]) for record in records]
    told = keys if len(set(keys)) == len(keys) else [_encoder.encode(records)]
    return hashlib.blake2b(b"\n".join(told), digest_size=16).hexdigest()


_encoder = msgspec.json.Encoder()


@dataclass(frozen=True)
class Page:
    """What one page says of those around it."""

    count: int
    """How many records it has."""
    mark: str
    """What tells it from every other page; empty where it has no records."""
    total: int | None = None
    """How many records there are in all."""
    more: bool | None = None
    """Whether it says itself that another follows."""
    cursor: Any = None
    """What leads there."""
    longest: int = 0
    """How many records the longest page of this endpoint had."""


def token_of(page: Page, asked: Asked, pagination: Pagination) -> str | None:
    """What leads to the page after this one, and what is to be known of this one then; None on the last."""
    if isinstance(pagination, Unpaged) or page.more is False or _is_all(page, asked):
        return None
    if is_second_empty(page, asked):
        return None
    cursor = ""
    if isinstance(pagination, ByCursor):
        cursor = _cursor(page.cursor) or ""
        if not cursor or (not page.count and not page.more and _is_over(page, asked)):
            return None
    elif not page.more and (not page.count or _is_short(page, pagination)):
        return None
    return f"{page.count} {page.mark or '-'} {cursor}"


def _is_all(page: Page, asked: Asked) -> bool:
    """Whether as many records came as there are."""
    return page.total is not None and asked.before + page.count >= page.total


def is_second_empty(page: Page, asked: Asked) -> bool:
    """Whether nothing came twice in a row: that is the end, whatever a flag says, or there may be none."""
    return not page.count and asked.number > 1 and not asked.latest


def _is_over(page: Page, asked: Asked) -> bool:
    """Whether an empty page is the end for those with a cursor, which filter some pages down to nothing."""
    return is_hotmarts(asked.path) or is_second_empty(page, asked)


def _is_short(page: Page, pagination: ByPage | ByOffset) -> bool:
    """Whether it has fewer records than fit, so that it is the last, whatever could be asked after it.

    An endpoint may give fewer than it is asked for on every page: the longest it gave shows how many fit.
    """
    return (
        page.total is None and pagination.size is not None and page.count < min(pagination.size, page.longest)
    )


def came_before(page: Page, asked: Asked, pagination: Pagination) -> bool:
    """Whether nothing is new on this page, so that those before it were all.

    Raises UnexpectedAnswerError when they cannot have been: rows are lacking, or the endpoint seems to take
    no notice of what is asked.
    """
    if isinstance(pagination, Unpaged) or not page.mark:
        return False
    if page.mark not in (asked.first, asked.latest, asked.milestone):
        return False
    lacking = page.total is not None and asked.before < page.total
    moved = asked.first != asked.latest  # since the second page was another
    short = pagination.size is not None and page.count < pagination.size
    round_again = page.mark in (asked.first, asked.latest)
    if lacking or not round_again or not (moved or short):
        raise _circles(asked, pagination.parameter)
    return True


def _cursor(found: Any) -> str | None:
    if isinstance(found, msgspec.Raw):
        return bytes(found).decode()
    return str(found) if isinstance(found, str | int) and found not in ("", False) else None


def following(asked: Asked, token: str | None, pagination: Pagination) -> Asked | None:
    """The request of the page after this one; None after the last."""
    if token is None or isinstance(pagination, Unpaged):
        return None
    if asked.number >= pagination.most:
        raise _endless(asked, pagination.most)
    count, mark, cursor = token.split(" ", 2)
    mark = mark.strip("-")
    after = msgspec.structs.replace(
        asked,
        number=asked.number + 1,
        before=asked.before + int(count),
        first=asked.first or mark,
        latest=mark,
        milestone=mark if asked.number.bit_count() == 1 else asked.milestone,
    )
    match pagination:
        case ByPage():
            return with_parameter(after, pagination.parameter, pagination.first + asked.number)
        case ByOffset():
            return with_parameter(after, pagination.parameter, after.before)
        case ByCursor():
            link = pagination.next.lower() == LINK or cursor.startswith("http") or "?" in cursor
            linked = link and not is_hotmarts(asked.path)
            return _linked(after, cursor) if linked else with_parameter(after, pagination.parameter, cursor)


def is_past_the_end(request: Request, status: int, pagination: Pagination) -> bool:
    """Whether an answer of this status only says that there is no such page.

    Pages that are counted are asked for until there is none; a cursor leads past the end only after a page
    that had no records.
    """
    if not isinstance(request, Asked) or request.number == 1 or isinstance(pagination, Unpaged):
        return False
    if isinstance(pagination, ByCursor):
        return status in _NO_SUCH_PAGE and not request.latest
    short = request.before < (pagination.size or 0) * (request.number - 1)
    return status in _NO_SUCH_PAGE or (short and 400 <= status < 500 and status not in _SOMETHING_ELSE)


_NO_SUCH_PAGE = (204, 400, 404)
_SOMETHING_ELSE = (401, 403, 408, 429)
"""Refusals that say nothing about the page."""


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


def _endless(asked: Asked, most: int) -> TooManyPagesError:
    return TooManyPagesError(
        asked,
        Text(f"there are more than {most} pages.", f"há mais de {most} páginas."),
        Text(
            "Ask for shorter periods (`window.longest`), or allow more pages (`pagination.most`).",
            "Peça períodos menores (`window.longest`), ou permita mais páginas (`pagination.most`).",
        ),
    )
