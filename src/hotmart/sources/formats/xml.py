"""XML: an element is an object, its attributes begin with `@`, and one that repeats is a list.

The root has a place too: the records of `<orders><order/>…</orders>` stand in `orders.order`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hotmart.sources.formats.garbled import GarbledError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

TEXT = "#text"
"""The name of the text of an element that has attributes or elements besides."""


def parsed(body: bytes) -> dict[str, Any]:
    """The answer, under the name of its root. No entity is ever expanded."""
    from defusedxml import DefusedXmlException  # noqa: PLC0415  # few sources answer in XML
    from defusedxml.ElementTree import ParseError, fromstring  # noqa: PLC0415  # see above

    try:
        root = fromstring(body, forbid_dtd=True)
        return {_plain(root.tag): _value(root)}
    except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError) as error:
        raise GarbledError from error


def _value(element: Element) -> Any:
    """Its text when it has nothing else, or an object."""
    text = "".join([element.text or "", *(child.tail or "" for child in element)]).strip()
    fields: dict[str, Any] = {f"@{_plain(name)}": value for name, value in element.items()}
    for child in element:
        name, value = _plain(child.tag), _value(child)
        if name not in fields:
            fields[name] = value
        elif isinstance(fields[name], list):
            fields[name].append(value)
        else:
            fields[name] = [fields[name], value]
    if not fields:
        return text
    return {TEXT: text, **fields} if text else fields


def _plain(name: str) -> str:
    """The name without its namespace."""
    return name.rpartition("}")[2]
