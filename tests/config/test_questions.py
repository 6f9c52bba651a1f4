"""`[questions]` in hotmart.toml: what is read, and what is said of what cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

from hotmart.accounts.checking import verified
from hotmart.config.findings import ConfigError
from hotmart.config.questions import QuestionConfig


def test_a_question_is_read_by_its_name(tmp_path: Path) -> None:
    text = '[questions.top]\nsql = """SELECT 1\nAS one"""\ntitle = "Um"\n'
    config, _ = verified(text, tmp_path / "hotmart.toml")
    assert config.questions == {"top": QuestionConfig(sql="SELECT 1\nAS one", title="Um")}


def test_all_that_is_wrong_is_said_at_its_place(tmp_path: Path) -> None:
    text = '[questions."Vendas do mês"]\nsql = " "\n'
    with pytest.raises(ConfigError) as refused:
        verified(text, tmp_path / "hotmart.toml")
    said = refused.value.text.en
    assert "no question can be called so" in said
    assert "it asks nothing" in said


def test_a_question_has_to_ask_something(tmp_path: Path) -> None:
    with pytest.raises(ConfigError):
        verified("[questions.top]\n", tmp_path / "hotmart.toml")
