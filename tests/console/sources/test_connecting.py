"""A connection is added, changed and tested; its secret is kept where nobody sees it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from console.looking import Looker, words
from hotmart.connections.refusals import WrongEnvironmentError
from hotmart.connections.trying import Trial
from hotmart.console.sources import connecting
from hotmart.credentials import Credential, kept
from hotmart.simulator import Served

from .forms import agreed, difference, held, toml, wrong_fields

CANARY = "canary-5e97c0de-do-not-show"
FORM = "/fontes/conexao"


def credential(served: Served) -> dict[str, str]:
    return {"client_id": served.client_id, "client_secret": served.client_secret}


def connect(looker: Looker, served: Served, **more: str) -> str:
    """The page of all sources, once `main` is connected; the file need not say anything of it."""
    answer = looker.does(FORM, **({"name": "main"} | credential(served) | more))
    if answer.headers["location"] == "/fontes":
        return looker.page("/fontes")
    return agreed(looker, answer)


def test_from_an_empty_folder_to_a_connected_account(empty: Looker, served: Served) -> None:
    assert "CLIENT_ACTION_REQUIRED" in empty.page("/fontes")
    assert held(empty.page(FORM), "name") == "main"
    answer = empty.does(
        FORM,
        name="main",
        description="Courses",
        club=f"{served.subdomain}, other",
        since="2024-01-31",
        **credential(served),
    )
    html = difference(empty, answer)
    assert "would be made" in html
    assert not Path("hotmart.toml").exists()
    assert served.client_secret not in html
    page = agreed(empty, answer)
    assert "main is connected" in words(page)
    assert "READY" in page
    assert "payments" in page  # how the test of each part went
    told = tomllib.loads(toml())
    assert told["connections"] == {"main": {"description": "Courses", "club": [served.subdomain, "other"]}}
    assert str(told["sync"]["since"]) == "2024-01-31"
    assert served.client_secret not in toml()
    assert (kept("main") or pytest.fail("nothing was kept")).client_secret == served.client_secret
    assert Path("hotmart.schema.json").is_file()


@pytest.mark.parametrize(
    ("form", "fields"),
    [
        ({"client_id": "", "client_secret": ""}, {"client_id"}),
        ({"client_secret": ""}, {"client_secret"}),
        ({"client_id": ""}, {"client_id"}),
        ({"client_secret": "ç" * 30}, {"client_secret"}),
        ({"client_id": "wrong", "client_secret": CANARY}, {"client_secret"}),
        ({"name": ""}, {"name"}),
        ({"name": "my shop!"}, {"name"}),
        ({"name": CANARY.replace("-", "") + "abc"}, {"name"}),
        ({"description": "x y" * 50}, {"description"}),
        ({"description": CANARY + "abcdefghijklmnopqrstuvwxyz"}, {"description"}),
        ({"since": "yesterday"}, {"since"}),
        ({"time_zone": "Mars/Olympus"}, {"time_zone"}),
        ({"name": "", "since": "never", "client_secret": ""}, {"name", "since", "client_secret"}),
    ],
)
def test_each_mistake_stands_at_its_field_and_nothing_is_lost(
    empty: Looker, served: Served, form: dict[str, str], fields: set[str]
) -> None:
    given = {"name": "main", "description": "Courses", "club": "one, two"} | credential(served) | form
    html = empty.does(FORM, **given).text
    assert wrong_fields(html) == fields
    assert held(html, "club") == "one, two"
    if "description" not in form:
        assert held(html, "description") == "Courses"
    assert CANARY not in html
    assert CANARY.replace("-", "") not in html
    assert held(html, "client_secret") is None
    assert served.client_secret not in html
    assert not Path("hotmart.toml").exists()
    assert kept("main") is None


def test_a_credential_of_the_other_environment_is_told_at_the_box(
    empty: Looker, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = WrongEnvironmentError(sandbox=True)

    def refuses(credential: Credential, club: Sequence[str]) -> Trial:
        return Trial(credential, problem=refused)

    monkeypatch.setattr(connecting, "tried_now", refuses)
    html = empty.does(FORM, name="main", **credential(served)).text
    assert wrong_fields(html) == {"sandbox"}
    assert "<details open" in html


def test_a_second_connection_leaves_the_first_its_place(looker: Looker, served: Served) -> None:
    connect(looker, served)
    page = agreed(looker, looker.does(FORM, name="my-shop", **credential(served)))
    assert words(page).count("READY") >= 2
    connections = tomllib.loads(toml())["connections"]
    assert connections["my-shop"]["schema"] == "my_shop"
    assert set(connections) == {"main", "my-shop"}
    assert "# mine" in toml()
    taken = looker.does(FORM, name="my-shop", **credential(served)).text
    assert wrong_fields(taken) == {"name"}


def test_the_account_of_the_environment_is_named_once_it_is_not_the_only_one(
    looker: Looker, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOTMART_CLIENT_ID", served.client_id)
    monkeypatch.setenv("HOTMART_CLIENT_SECRET", served.client_secret)
    agreed(looker, looker.does(FORM, name="second", **credential(served)))
    assert tomllib.loads(toml())["connections"]["main"] == {
        "schema": "main",
        "client_id": "env:HOTMART_CLIENT_ID",
        "client_secret": "env:HOTMART_CLIENT_SECRET",
    }


def test_what_is_pasted_goes_before_what_the_file_pointed_to(
    opens: Callable[..., Looker], served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OLD_ID", "old")
    monkeypatch.setenv("OLD_SECRET", "older")
    looker = opens('[connections.main]\nclient_id = "env:OLD_ID"\nclient_secret = "env:OLD_SECRET"\n')
    html = difference(looker, looker.does(f"{FORM}?name=main", name="main", **credential(served)))
    assert "removed: " in html
    agreed(looker, looker.does(f"{FORM}?name=main", name="main", **credential(served)))
    assert "env:OLD" not in toml()


def test_a_connection_is_changed_without_pasting_its_secret_again(looker: Looker, served: Served) -> None:
    connect(looker, served, description="Old")
    form = f"{FORM}?name=main"
    assert held(looker.page(form), "description") == "Old"
    page = agreed(looker, looker.does(form, name="main", description="New"))
    assert "main is changed" in words(page)
    assert tomllib.loads(toml())["connections"]["main"]["description"] == "New"
    same = looker.does(form, name="main", description="New")
    assert same.headers["location"] == "/fontes"  # nothing to write


def test_a_secret_is_forgotten_after_a_question_and_only_one_that_is_kept_here(
    looker: Looker, served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect(looker, served)
    assert "/fontes/esquecer?name=main" in looker.page("/fontes")
    assert "stays good until you delete it" in words(looker.page("/fontes/esquecer?name=main"))
    assert "READY" in looker.page("/fontes")  # nothing was changed by looking
    looker.does("/fontes/esquecer", name="main")
    page = looker.page("/fontes")
    assert "main is forgotten here" in words(page)
    assert "READY" not in page and "/fontes/esquecer" not in page
    assert looker.does("/fontes/esquecer", name="main").status_code == 400  # pressed twice
    monkeypatch.setenv("HOTMART_CLIENT_ID", served.client_id)
    monkeypatch.setenv("HOTMART_CLIENT_SECRET", served.client_secret)
    assert looker.does("/fontes/esquecer", name="main").status_code == 400


def test_a_connection_is_tested_part_by_part(looker: Looker, served: Served) -> None:
    connect(looker, served)
    answer = looker.does("/fontes/testar", name="main")
    page = looker.page(answer.headers["location"])
    for part in ("account", "payments", "products", "club", "events"):
        assert f'data-domain="{part}"' in page
    assert "main was tested" in page


def test_a_test_without_a_credential_says_what_to_do(looker: Looker) -> None:
    page = looker.page(looker.does("/fontes/testar", name="main").headers["location"])
    assert "hotmart connect" in words(page)


def test_what_is_kept_already_is_said_though_nothing_is_written(empty: Looker, served: Served) -> None:
    html = difference(empty, empty.does(FORM, name="main", **credential(served)))
    assert "main is connected" in words(html)
    left = empty.does("/fontes/gravar", do="leave")
    assert "Nothing was written" in empty.page(left.headers["location"])
    assert not Path("hotmart.toml").exists()
