"""Streams are chosen, and the file says which."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable

from console.looking import Looker, words

from .forms import agreed, toml

FORM = "/fontes/streams"


def ticked(html: str) -> set[str]:
    return set(re.findall(r'<input id="stream\.(\w+)"[^>]*\bchecked\b', html))


def picks(looker: Looker, *names: str) -> str:
    return agreed(looker, looker.does(FORM, **{f"stream.{name}": "on" for name in names}))


def test_those_that_are_synced_are_ticked(looker: Looker) -> None:
    assert ticked(looker.page(FORM)) == {"sales_history", "products"}


def test_what_is_ticked_is_what_the_file_says(looker: Looker) -> None:
    page = picks(looker, "products", "coupons")
    assert "The streams are chosen" in words(page)
    assert tomllib.loads(toml())["sync"]["streams"] == ["products", "coupons"]
    assert "# the two that count" in toml()
    assert ticked(looker.page(FORM)) == {"products", "coupons"}
    assert {row["stream"] for row in looker.data("/fontes", "streams")} == {"products", "coupons"}


def test_the_usual_ones_need_not_be_told(empty: Looker, opens: Callable[..., Looker]) -> None:
    usual = ticked(empty.page(FORM))
    picks(opens(), *usual)
    assert "streams" not in tomllib.loads(toml()).get("sync", {})


def test_of_several_connections_each_has_its_own(opens: Callable[..., Looker]) -> None:
    told = '[connections.{0}]\nschema = "{0}"\nclient_id = "env:A"\nclient_secret = "env:B"\n'
    looker = opens(told.format("a") + told.format("b"))
    answer = looker.does(f"{FORM}?account=b", **{"stream.products": "on"})
    html = looker.page(answer.headers["location"])
    (word,) = re.findall(r'name="word" value="(\w+)"', html)
    looker.does("/fontes/gravar?account=b", word=word, do="write")
    connections = tomllib.loads(toml())["connections"]
    assert connections["b"]["streams"] == ["products"]
    assert "streams" not in connections["a"]


def test_none_is_too_few(looker: Looker) -> None:
    html = looker.does(FORM, **{"stream.zzz": "on"}).text
    assert "Choose one at least" in html
    assert 'aria-invalid="true"' in html


def test_a_stream_that_needs_a_members_area_says_so_and_the_ticks_stay(looker: Looker) -> None:
    html = looker.does(FORM, **{"stream.club_modules": "on", "stream.products": "on"}).text
    assert 'aria-invalid="true"' in html
    assert "members areas" in html
    assert ticked(html) == {"club_modules", "products"}


def test_without_a_script_all_of_them_are_there_and_no_field_that_does_nothing(looker: Looker) -> None:
    html = looker.page(FORM)
    assert '<div hidden data-needs-script="">' in html
    assert html.count('id="stream.') == 19
