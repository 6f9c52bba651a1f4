"""What `src`, `sck` and `xcod` say, worked out in plain Python and not as the library does it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from string import ascii_letters, digits, hexdigits
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

SEPARATOR = "hQwK21wXxR"
PARTS = ("source", "campaign", "medium", "content", "term")
UTMIFY = (SEPARATOR, PARTS)


class Told(NamedTuple):
    """What was found: the parts by their names, where there are any."""

    parts: Mapping[str, str]
    unpacked_from: str | None = None
    is_cut: bool = False
    click_id: str | None = None


def pack(values: Sequence[str], separator: str = SEPARATOR) -> str:
    return separator.join(values)


def unpack(
    src: str | None,
    sck: str | None,
    xcod: str | None,
    ways: Sequence[tuple[str, Sequence[str]]] = (UTMIFY,),
) -> Told:
    fields = {"src": plain(src), "sck": plain(sck), "xcod": plain(xcod)}
    long = sck is not None and 28 <= len(sck) <= 32
    clicks = [click_of(text.split(ways[0][0])[0])[1] for text in fields.values()]
    for separator, order in ways:
        found = {name: text.split(separator) for name, text in fields.items() if separator in text}
        found = {name: pieces for name, pieces in found.items() if len(pieces) <= len(order)}
        if found:
            field = max(("xcod", "sck", "src"), key=lambda one: len(found.get(one, ())))
            return of_pieces(field, found[field], separator, order, ways, clicks, long=long)
    whole = next((left for text in fields.values() if (left := without_click(text))), "")
    cut = long and not fields["src"]
    return Told({"source": whole} if whole else {}, None, cut, next(filter(None, clicks), None))


def of_pieces(
    field: str,
    pieces: list[str],
    separator: str,
    order: Sequence[str],
    ways: Sequence[tuple[str, Sequence[str]]],
    clicks: Iterable[str],
    *,
    long: bool,
) -> Told:
    cut = long and field == "sck"
    clicks = [*(click_of(piece)[1] for piece in pieces), *clicks]
    begun = sorted((one[:n] for one, _ in ways for n in range(3, len(one))), key=len, reverse=True)
    for start in begun:
        if pieces[-1].endswith(start):
            pieces, cut = [*pieces[:-1], pieces[-1][: -len(start)], ""], True
            break
    parts: dict[str, str] = {}
    for place, name in enumerate(order[: len(pieces)]):
        text, whole = without_click(pieces[place]), not (cut and place == len(pieces) - 1)
        if name.endswith("_id"):
            parts |= {name: text} if text and whole else {}
            continue
        before, sign, id = text.rpartition("|")
        is_id = sign and " " not in id and (not id or any(one in digits for one in id))
        if is_id and whole and separator != "|":
            parts |= {name: before.strip(), f"{name}_id": id}
        else:
            parts[name] = text
    told = {name: text for name, text in parts.items() if text and name != "skip"}
    return Told(told, field, cut, next(filter(None, clicks), None))


def plain(text: str | None) -> str:
    """Decoded, where it is encoded for a URL."""
    if text is None:
        return ""
    escapes = [text[at + 1 : at + 3] for at, one in enumerate(text) if one == "%"]
    if any(len(one) == 2 and set(one) <= set(hexdigits) for one in escapes):
        try:
            return unquote_to_bytes(text.replace("+", " ")).decode().strip(" ")
        except UnicodeDecodeError:
            pass
    return text.strip(" ")


def click_of(text: str) -> tuple[int, str]:
    """Where the id of a click begins, and the id."""
    for at in range(len(text)):
        rest = text[at:]
        if rest.startswith("jLj") and len(rest) >= 27 and set(rest[3:27]) <= set(hexdigits):
            return at, rest[:27]
        if rest.startswith("jLj6"):
            end = next((n for n, one in enumerate(rest) if one not in ascii_letters + digits), len(rest))
            return at, rest[:end]
    return -1, ""


def without_click(text: str) -> str:
    at, click = click_of(text)
    if not click:
        return text.strip(" ")
    rest = text[at + len(click) :]
    if rest and SEPARATOR.startswith(rest):
        rest = ""
    return (text[:at] + rest).strip(" ")
