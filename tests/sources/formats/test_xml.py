from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hotmart.sources.formats import GarbledError
from hotmart.sources.formats.xml import parsed

BOMB = b"""<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><a>&c;</a>"""
OUTSIDE = b"""<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>"""


def test_elements_are_objects_and_those_that_repeat_are_lists() -> None:
    body = b"<orders><order><id>1</id><tag>a</tag><tag>b</tag></order><order><id>2</id></order></orders>"
    assert parsed(body) == {"orders": {"order": [{"id": "1", "tag": ["a", "b"]}, {"id": "2"}]}}


def test_attributes_begin_with_an_at_and_text_beside_them_has_a_name() -> None:
    body = b'<price currency="BRL">10.50<note/></price>'
    assert parsed(body) == {"price": {"#text": "10.50", "@currency": "BRL", "note": ""}}


def test_namespaces_are_left_out() -> None:
    body = b'<a:x xmlns:a="urn:a" xmlns:b="urn:b" b:id="1"><a:y>2</a:y></a:x>'
    assert parsed(body) == {"x": {"@id": "1", "y": "2"}}


@given(text=st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=20))
def test_text_comes_back_as_it_was(text: str) -> None:
    written = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert parsed(f"<a>{written}</a>".encode()) == {"a": text.strip()}


@pytest.mark.parametrize("body", [b"", b"<a>", b"a", b"{}", BOMB, OUTSIDE, b"<a>" * 5000 + b"</a>" * 5000])
def test_what_is_no_xml_or_would_expand_is_told(body: bytes) -> None:
    with pytest.raises(GarbledError):
        parsed(body)
