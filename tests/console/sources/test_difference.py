"""What is written is what was shown, and nothing that somebody else has written meanwhile is lost."""

from __future__ import annotations

import tomllib
from pathlib import Path

from console.looking import Looker, words

from .conftest import TOML
from .forms import agree, agreed, difference, toml


def test_the_difference_tells_in_words_what_comes_and_goes(looker: Looker) -> None:
    html = difference(looker, looker.does("/fontes/destino", prefix="hm_"))
    assert '<ins><span class="hidden">added: </span>+ prefix = &#34;hm_&#34;' in html
    assert toml() == TOML


def test_comments_and_line_endings_stay(looker: Looker) -> None:
    Path("hotmart.toml").write_bytes(TOML.replace("\n", "\r\n").encode())
    agreed(looker, looker.does("/fontes/destino", raw="30 days"))
    assert toml().startswith(TOML.replace("\n", "\r\n"))
    assert tomllib.loads(toml())["warehouse"] == {"raw": "30 days"}


def test_a_file_that_was_changed_meanwhile_is_not_written_and_the_difference_shown_anew(
    looker: Looker,
) -> None:
    html = difference(looker, looker.does("/fontes/destino", prefix="hm_"))
    edited = TOML + '\n[privacy]\npersonal = "hash"  # since today\n'
    Path("hotmart.toml").write_text(edited)
    anew = agree(looker, html)
    assert anew.status_code == 200
    assert "changed meanwhile" in words(anew.text)
    assert toml() == edited
    assert agree(looker, anew.text).status_code == 303
    assert "since today" in toml()
    assert tomllib.loads(toml())["warehouse"] == {"prefix": "hm_"}


def test_a_file_that_says_so_already_needs_no_yes(looker: Looker) -> None:
    html = difference(looker, looker.does("/fontes/destino", prefix="hm_"))
    Path("hotmart.toml").write_text(TOML + '[warehouse]\nprefix = "hm_"\n')
    answer = agree(looker, html)
    assert "says so already" in looker.page(answer.headers["location"])


def test_a_file_that_was_broken_meanwhile_stays_as_it_is(looker: Looker) -> None:
    html = difference(looker, looker.does("/fontes/destino", prefix="hm_"))
    Path("hotmart.toml").write_text("[sync\n")
    answer = agree(looker, html)
    assert answer.status_code in (400, 409)
    assert "hotmart config check" in words(answer.text)
    assert toml() == "[sync\n"


def test_a_yes_to_one_difference_is_none_to_another(looker: Looker) -> None:
    first = difference(looker, looker.does("/fontes/destino", prefix="hm_"))
    difference(looker, looker.does("/fontes/destino", prefix="other_"))
    answer = agree(looker, first)
    assert "Another change was prepared" in words(answer.text)
    assert toml() == TOML


def test_without_a_difference_there_is_nothing_to_agree_to(looker: Looker) -> None:
    assert looker.ask("GET", "/fontes/diferenca").headers["location"] == "/fontes"
    assert looker.does("/fontes/gravar", word="x", do="write").headers["location"] == "/fontes"


def test_html_in_the_file_is_shown_and_not_obeyed(looker: Looker) -> None:
    Path("hotmart.toml").write_text("# <script>alert(1)</script>\n" + TOML)
    html = difference(looker, looker.does("/fontes/destino", schema="main"))
    assert "<script>alert" not in html
