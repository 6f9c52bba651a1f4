"""The skill has the form of agentskills.io: https://agentskills.io/specification"""

from __future__ import annotations

import json
import re

import pytest

from hotmart.agents import skill
from hotmart.agents.clients import INSTRUCTIONS
from hotmart.cli import answer

HEAD = re.match(r"---\n(.*?)\n---\n", skill.text(), re.DOTALL)
KEYS = {"name", "description", "license", "compatibility", "metadata", "allowed-tools"}
CODES = {
    name: code
    for name, code in vars(answer).items()
    if name.isupper() and isinstance(code, int) and code < 100
}


def fields() -> dict[str, str]:
    """What stands above the text: a key and its value in a line each, which every reader of YAML can read."""
    assert HEAD
    found = dict(line.split(": ", 1) for line in HEAD[1].splitlines())
    return {key: json.loads(value) if value.startswith('"') else value for key, value in found.items()}


def test_it_begins_with_what_it_is_called_and_when_it_is_of_use() -> None:
    told = fields()
    assert told.keys() <= KEYS
    assert told["name"] == skill.NAME
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", told["name"])
    assert len(told["name"]) <= 64
    assert 200 < len(told["description"]) <= 1024
    assert len(told["compatibility"]) <= 500
    assert {"sales", "refunds", "vendas", "reembolso", "assinatura", "aluno"} <= {
        *re.findall(r"\w+", told["description"])
    }


@pytest.mark.parametrize("name", ["license", "compatibility"])
def test_a_value_without_quotes_is_plain_to_every_reader(name: str) -> None:
    assert not re.search(r": | #|^[\"'&*?|>%@`{\[-]", fields()[name])


def test_it_asks_for_no_leave_to_run_anything_unasked() -> None:
    """What runs `hotmart` runs its writes too."""
    assert "allowed-tools" not in fields()


def test_it_is_short() -> None:
    assert len(skill.text().splitlines()) < 150
    assert max(len(content) for content in skill.files().values()) < 10_000


def test_every_page_is_linked_and_every_link_leads_somewhere() -> None:
    text = skill.text()
    links = {one for one in re.findall(r"\]\(([^)]+)\)", text) if not one.startswith("#")}
    assert links == {*skill.files()} - {skill.MAIN}
    headings = {line.lstrip("# ").lower().replace(" ", "-") for line in text.splitlines() if line[:1] == "#"}
    assert {one[1:] for one in re.findall(r"\]\((#[^)]+)\)", text)} <= headings


def test_every_exit_code_that_it_names_is_one_and_all_of_them_are_named() -> None:
    named = {int(code) for code in re.findall(r"^\| (\d+) \|", skill.text(), re.MULTILINE)}
    assert named == {*CODES.values()}
    for content in skill.files().values():
        said = re.findall(r"[Ee]xit codes? (\d+)", content.decode())
        assert {int(code) for code in said} <= named


def test_it_teaches_what_must_not_go_wrong() -> None:
    text = " ".join(skill.text().split())
    for said in (
        "never an amount without it",
        "not found from 1 to 31 October",
        "não encontrei de 1 a 31 de outubro",
        "Never say yes in their place",
        "no `--yes`",
        "It is never sent again",
        "Never ask for a client id, a secret, a token",
        "LGPD",
    ):
        assert said in text, said


def test_the_instructions_of_a_client_without_skills_lead_to_it() -> None:
    assert "`hotmart skill print`" in INSTRUCTIONS
    assert len(INSTRUCTIONS.splitlines()) < 12
