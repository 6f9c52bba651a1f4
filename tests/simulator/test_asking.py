"""The question in GraphQL that `accounts/info` understands (dossier §11.2)."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hotmart.simulator.asking import QUESTION, Question, read_query
from hotmart.simulator.refusals import Refused

NAMES = st.from_regex(r"[a-z][A-Za-z0-9_]{0,12}", fullmatch=True)
SPACES = st.sampled_from(["", " ", "\n", ",", " , ", "# a note\n"])


@pytest.mark.slow
@given(fields=st.dictionaries(NAMES, st.lists(NAMES, max_size=3), min_size=1, max_size=6), space=SPACES)
def test_fields_are_read_however_they_are_spaced(fields: dict[str, list[str]], space: str) -> None:
    inside = "".join(
        f" {name}{space}" + (f"{{{space}{' '.join(below)}{space}}}" if below else "")
        for name, below in fields.items()
    )
    text = f'{{ {QUESTION}{space}({space}accountInput :{{ucode:"u-1"{space}}}) {{{inside}}}{space}}}'
    assert read_query(text) == Question(fields, ucode="u-1")


def test_a_named_query_with_a_variable_is_read() -> None:
    text = f"query Who($who: String!) {{{QUESTION}(accountInput:{{ucode:$who}}){{name}}}}"
    assert read_query(text) == Question({"name": []}, variable="who")


ASKED = f'{{{QUESTION}(accountInput:{{ucode:"u"}}){{name}}}}'


@pytest.mark.parametrize(
    "text",
    [
        "",
        "query",
        "query (",
        "{}",
        "{accounts{name}}",
        ASKED[:-1],
        ASKED + "}",
        ASKED + ASKED,
        "mutation " + ASKED,
        ASKED.replace("ucode", "email"),
        ASKED.replace('"u"', "u"),
        ASKED.replace("name", "documents{type{letters}}"),
        ASKED.replace("name", "documents{}"),
        ASKED.replace("name", "9lives"),
        ASKED.replace("name", "{" * 5_000),
        ASKED.replace("name", "name " * 5_000),
    ],
)
def test_any_other_question_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="400"):
        read_query(text)


@given(text=st.text(st.sampled_from('{}(): ,"$#\nquaName!'), max_size=60))
@example("{" * 3_000)
def test_no_text_breaks_the_reader(text: str) -> None:
    with pytest.raises(Refused, match="400"):
        read_query(text)
