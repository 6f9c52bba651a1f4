"""A schedule comes and goes from the page; no timer of the system that runs the tests is touched."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from console.looking import Looker, agreement, words
from hotmart.console.sources import scheduling
from hotmart.language import Text
from hotmart.schedule.errors import UnseenCredentialError

from .conftest import TOML
from .forms import held, toml, wrong_fields

FORM, CHANGE = "/fontes/agendamento", "/fontes/agendar"


def plans(looker: Looker, **form: str) -> str:
    answer = looker.does(FORM, **({"no_timer": "on", "what": "sync"} | form))
    assert answer.status_code == 303, answer.text
    return looker.page(answer.headers["location"])


def test_a_schedule_comes_and_goes(looker: Looker) -> None:
    html = plans(looker, when="todo dia às 06:30", name="manha")
    assert "added: " in html
    assert toml() == TOML
    page = looker.page(looker.does(CHANGE, do="write", word=agreement(html)).headers["location"])
    assert "manha is scheduled" in words(page)
    assert tomllib.loads(toml())["schedules"]["manha"]["when"] == "todo dia às 06:30"
    assert looker.data("/fontes", "schedules")[0]["name"] == "manha"
    answer = looker.does(FORM, remove="manha")
    html = looker.page(answer.headers["location"])
    assert "removed: " in html
    looker.does(CHANGE, do="write", word=agreement(html))
    assert toml() == TOML


def test_nothing_is_written_without_a_yes(looker: Looker) -> None:
    plans(looker, when="every hour")
    looker.does(CHANGE, do="leave")
    assert looker.ask("GET", CHANGE).headers["location"] == "/fontes"
    assert toml() == TOML


def test_a_yes_to_one_schedule_does_not_add_that_of_another_tab(looker: Looker) -> None:
    first = plans(looker, when="every hour", name="first")
    plans(looker, when="every day at 06:30", name="second")
    answer = looker.does(CHANGE, do="write", word=agreement(first))
    assert "in another tab" in words(answer.text) and "[schedules.second]" in answer.text
    assert toml() == TOML


def test_a_file_that_was_changed_meanwhile_is_shown_anew(looker: Looker) -> None:
    plans(looker, when="every hour", name="hourly")
    Path("hotmart.toml").write_text(TOML + "# since today\n")
    answer = looker.does(CHANGE, do="write")
    assert "changed meanwhile" in words(answer.text)
    looker.does(CHANGE, do="write", word=agreement(answer.text))
    assert "# since today" in toml()
    assert "[schedules.hourly]" in toml()


@pytest.mark.parametrize(
    ("form", "fields"),
    [
        ({"when": ""}, {"when"}),
        ({"when": "now and then"}, {"when"}),
        ({"when": "99 * * * *"}, {"when"}),
        ({"name": "My schedule"}, {"name"}),
        ({"connection": "nobody"}, {"connection"}),
    ],
)
def test_each_mistake_stands_at_its_field(looker: Looker, form: dict[str, str], fields: set[str]) -> None:
    given = {"when": "every hour", "name": "hourly", "no_timer": "on", "what": "verify"} | form
    html = looker.does(FORM, **given).text
    assert wrong_fields(html) == fields
    assert held(html, "when") == given["when"]
    assert toml() == TOML


def test_where_a_timer_would_find_no_credential_it_is_said_at_the_box(
    looker: Looker, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*args: object, **how: object) -> None:
        raise UnseenCredentialError(Text("Not seen.", "Não vista."))

    monkeypatch.setattr(scheduling, "adding", refuses)
    assert wrong_fields(looker.does(FORM, when="every hour").text) == {"no_timer"}


def test_without_a_file_there_is_nothing_to_schedule(empty: Looker) -> None:
    html = empty.does(FORM, when="every hour", no_timer="on").text
    assert "Add a connection first" in words(html)
