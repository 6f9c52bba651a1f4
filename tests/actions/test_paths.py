"""Each path has one spelling: what a server might take for an operation is that operation, or is refused."""

from __future__ import annotations

import re
from posixpath import normpath
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hotmart.actions.paths import operation_of, typed_path, values_in
from hotmart.api import CATALOGUE
from hotmart.errors import InvalidArgumentError

HOST = "https://developers.hotmart.com"
WRITES: Any = [one for one in CATALOGUE if one.effect != "reads"]
CODE = "HP0000000001"


def understood(path: str) -> str:
    """The path that a server reads which decodes, normalises, and cares for neither case nor endings."""
    for _ in range(3):
        path = unquote(path)
    path = re.sub(r"[\t\r\n\0]", "", path.replace("\\", "/"))
    path = re.sub(r";[^/]*", "", path).partition("?")[0].partition("#")[0]
    path = normpath(re.sub(r"/+", "/", path)).lower()
    before, slash, last = path.rpartition("/")
    return before + slash + last.partition(".")[0]


@st.composite
def spelled(draw: st.DrawFn) -> tuple[Any, str, dict[str, str]]:
    """A write of the catalogue, with its path spelled in some other way, by places in part."""
    one = draw(st.sampled_from(WRITES))
    path = re.sub(r"{\w+}", CODE, one.path)
    places: dict[str, str] = {}
    for _ in range(draw(st.integers(0, 3))):
        path = draw(st.sampled_from(SPELLINGS))(draw, path)
    if draw(st.booleans()):
        parts = path.split("/")
        first = draw(st.integers(1, len(parts) - 1))
        last = draw(st.integers(first + 1, len(parts)))
        places["a"] = "/".join(parts[first:last])
        path = "/".join([*parts[:first], "{a}", *parts[last:]])
    return one, path, places


def escaped(draw: st.DrawFn, path: str) -> str:
    at = draw(st.integers(1, len(path) - 1))
    return f"{path[:at]}%{ord(path[at]) % 256:02x}{path[at + 1 :]}"


def with_more(draw: st.DrawFn, path: str) -> str:
    slashes = [at for at, sign in enumerate(path) if sign == "/"] + [len(path)]
    at = draw(st.sampled_from(slashes))
    more = ("/", "/.", "/x/..", ";a=b", "\\", "/%2e", "/x/%2E%2e", "%2F", "\t", "\n", "%00", "%252f")
    return path[:at] + draw(st.sampled_from(more)) + path[at:]


def in_capitals(draw: st.DrawFn, path: str) -> str:
    at = draw(st.integers(1, len(path) - 1))
    return path[:at] + path[at].upper() + path[at + 1 :]


def with_an_end(draw: st.DrawFn, path: str) -> str:
    return path + draw(st.sampled_from(["/", ".json", ".", "?", "#", ";", "%20", "//", "\\"]))


SPELLINGS = (escaped, with_more, in_capitals, with_an_end)


@given(spelled())
@example((WRITES[0], "/payments/api/v1/sales/HP0000000001/%72efund", {}))
@example((WRITES[0], "/payments/api/v1/sales/HP0000000001/{a}", {"a": "%72efund"}))
@example((WRITES[0], "/payments/api/v1/sales/{a}/HP0000000001/refund", {"a": "."}))
@example((WRITES[0], "/payments/api/v1/{a}", {"a": "sales/HP0000000001/refund"}))
@example((WRITES[0], "/payments/api/v1/sales/HP0000000001/refund/", {}))
def test_whatever_leads_to_an_operation_is_that_operation_or_refused(
    one_spelling: tuple[Any, str, dict[str, str]],
) -> None:
    one, path, places = one_spelling
    filled = re.sub(r"{a}", lambda _: places["a"], path) if places else path
    meant = understood(filled)
    if meant != understood(re.sub(r"{\w+}", CODE, one.path)):
        return
    try:
        told = typed_path(path, HOST, places)
        found = operation_of(one.method, told.path)
    except InvalidArgumentError as refused:
        assert refused.advice
        assert "hotmart request " in refused.advice.en
        assert "hotmart request " in refused.advice.pt
        return
    assert found
    assert found.id == one.id
    values = values_in(one, told.path)
    assert told.path == re.sub(r"{(\w+)}", lambda place: values[place[1]], one.path)


@pytest.mark.parametrize("one", WRITES, ids=lambda one: one.id)
def test_the_path_of_an_operation_as_it_is_written_is_that_operation(one: Any) -> None:
    names = re.findall(r"{(\w+)}", one.path)
    places = {name: f"{CODE}{number}" for number, name in enumerate(names)}
    for prefix in ("", HOST):
        told = typed_path(prefix + one.path, HOST, places)
        found = operation_of(one.method, told.path)
        assert found
        assert found.id == one.id
        assert values_in(one, told.path) == places


@pytest.mark.parametrize(
    ("path", "places"),
    [
        ("/payments/api/v1/sales/A/%72efund", {}),
        ("/payments/api/v1/sales/A/refund/", {}),
        ("//payments/api/v1/sales/A/refund", {}),
        ("///payments/api/v1/sales/A/refund", {}),
        ("/payments//api/v1/sales/A/refund", {}),
        ("/payments/./api/v1/sales/A/refund", {}),
        ("/payments/x/../api/v1/sales/A/refund", {}),
        ("/payments/%2e/api/v1/sales/A/refund", {}),
        ("/payments/.../api", {}),
        ("/payments/api/v1/sales/A%2Frefund", {}),
        ("/payments/api/v1/sales/A\\refund", {}),
        ("/payments/api/v1/sales/A/refund;x=1", {}),
        ("/payments/api/v1/sales/A/re\tfund", {}),
        ("/payments/api/v1/sales/A/refund\n", {}),
        ("/payments/api/v1/sales/A/\u202erefund", {}),
        ("/payments/api/v1/sales/A/ｒefund", {}),
        ("/payments/api/v1/sales/A/refund#x", {}),
        ("/x/{a}", {"a": ".."}),
        ("/x/{a}", {"a": "b/c"}),
        ("/x/{a}", {"a": ""}),
        ("/x/{a}", {"a": "b?c"}),
        ("/x/{a}", {"a": "%2e%2e"}),
        ("/x/{a}", {"a": "{b}"}),
        ("/x/{a}", {}),
        ("/x", {"a": "1"}),
        ("/a/{b}/{c.d}", {"b": "1"}),
        ("/a/{b}/{", {"b": "1"}),
        ("/a/{}/{0}", {"0": "1"}),
        ("/a/{b!r}", {"b": "1"}),
        ("/a/{b:>9}", {"b": "1"}),
        ("", {}),
        ("/", {}),
        ("x", {}),
        (HOST, {}),
    ],
)
def test_a_path_of_another_spelling_is_refused_with_a_command(path: str, places: dict[str, str]) -> None:
    with pytest.raises(InvalidArgumentError) as refused:
        typed_path(path, HOST, places)
    assert refused.value.advice
    assert "hotmart request " in refused.value.advice.en
    assert "hotmart request " in refused.value.advice.pt


@pytest.mark.parametrize(
    "path",
    [
        "https://example.org/payments/api/v1/sales/history",
        "https://developers.hotmart.com@example.org/x",
        "https://developers.hotmart.com.example.org/x",
        "https://[x/y",
        "http://developers.hotmart.com/x",
        "file:/etc/passwd",
    ],
)
def test_no_other_host_is_given_the_token(path: str) -> None:
    with pytest.raises(InvalidArgumentError, match="another host"):
        typed_path(path, HOST, {})


@pytest.mark.parametrize(
    "path",
    [
        "/payments/api/v1/sales/A/REFUND",
        "/Payments/api/v1/sales/A/refund",
        "/payments/api/v1/sales/A/refund.json",
        "/payments/api/v1/sales/A/refund.",
    ],
)
def test_a_word_of_hotmart_in_another_case_or_with_an_ending_is_refused(path: str) -> None:
    told = typed_path(path, HOST, {})
    with pytest.raises(InvalidArgumentError) as refused:
        operation_of("PUT", told.path)
    assert "hotmart request PUT '/payments/api/v1/sales/{transaction}/refund' -P transaction=…" in str(
        refused.value.advice
    )


def test_what_stands_behind_the_question_mark_is_the_query() -> None:
    told = typed_path(f"{HOST}/x/y?a=1&b=&a=é%20%2F", HOST, {})
    assert (told.path, told.query) == ("/x/y", [("a", "1"), ("b", ""), ("a", "é /")])
