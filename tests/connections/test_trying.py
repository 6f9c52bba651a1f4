from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from hotmart.connections.trying import Trial, tried_now
from hotmart.credentials import Credential
from hotmart.errors import ConnectionFailedError
from hotmart.simulator import Served, Settings, Simulator
from hotmart.transport import connections

SMALL = Settings(sales=60, months=3, quota=1_000_000)


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with Simulator(SMALL).serve() as served:
        yield served


def credential(served: Served, **other: object) -> Credential:
    told = {name: getattr(served, name) for name in ("client_id", "client_secret", "api_url", "auth_url")}
    return Credential(**(told | other))


def verdicts(trial: Trial) -> dict[str, bool | None]:
    return {one.name: one.works for one in trial.domains}


def test_a_good_credential_says_which_parts_of_the_api_work_with_it(served: Served) -> None:
    trial = tried_now(credential(served), [served.subdomain])
    assert trial.accepted
    assert verdicts(trial) == {
        "account": True,
        "payments": True,
        "products": True,
        "club": True,
        "events": True,
    }
    assert trial.remarks == ()
    assert trial.left is not None
    assert trial.server_time is not None


def test_what_there_is_nothing_to_ask_of_is_neither_good_nor_bad(served: Served) -> None:
    trial = tried_now(credential(served))
    (club,) = [one for one in trial.domains if one.name == "club"]
    assert club.works is None
    assert "hotmart.toml" in str(club.said)


def test_the_owner_is_known_and_no_program_is_told_the_name(served: Served) -> None:
    trial = tried_now(credential(served))
    assert trial.owner
    told = json.dumps(trial.as_dict())
    assert trial.owner not in told + repr(trial)
    assert "@" not in told
    assert trial.as_dict()["account"] == trial.ucode


def test_nothing_of_a_trial_is_written(served: Served) -> None:
    tried_now(credential(served))
    assert not os.path.exists(os.environ["HOTMART_CACHE_DIR"])  # noqa: PTH110
    assert not os.path.exists(os.environ["HOTMART_CONFIG_DIR"])  # noqa: PTH110


def test_a_wrong_credential_is_refused_and_told_without_a_letter_of_it(served: Served) -> None:
    trial = tried_now(credential(served, client_secret="a-wrong-secret-of-somebody"))
    assert not trial.accepted
    assert "does not take this credential" in str(trial.problem)
    assert "a-wrong-secret" not in f"{trial!r} {trial.problem} {trial.as_dict()}"


def test_id_and_secret_that_changed_places_are_put_right(served: Served) -> None:
    right = credential(served)
    trial = tried_now(credential(served, client_id=right.client_secret, client_secret=right.client_id))
    assert trial.accepted
    assert trial.credential == right
    assert "changed places" in str(trial.remarks[0])


@pytest.mark.slow
def test_a_host_that_does_not_answer_is_no_refusal() -> None:
    here = "http://127.0.0.1:9"
    trial = tried_now(Credential("an-id", "a-secret", api_url=here, auth_url=here))
    assert isinstance(trial.problem, ConnectionFailedError)


@pytest.mark.slow
def test_one_part_that_fails_leaves_the_others_their_word(served: Served) -> None:
    with Simulator(replace(SMALL, faults=("500:1@club",))).serve() as failing:
        trial = tried_now(credential(failing), [failing.subdomain])
    assert trial.accepted
    assert verdicts(trial)["club"] is False
    assert verdicts(trial)["payments"] is True


@pytest.mark.parametrize(("chosen", "said"), [(False, "made for the sandbox"), (True, "made for production")])
def test_a_credential_of_the_other_environment_is_said_to_be_one(
    served: Served, monkeypatch: pytest.MonkeyPatch, chosen: bool, said: str
) -> None:
    """Both log in at one address; a token is then good for one of the two hosts."""
    with Simulator(replace(SMALL, seed=2)).serve() as other:
        monkeypatch.setattr(connections, "PRODUCTION", served.api_url if chosen else other.api_url)
        monkeypatch.setattr(connections, "SANDBOX", other.api_url if chosen else served.api_url)
        mine = credential(served, api_url=None, sandbox=chosen)
        trial = tried_now(mine)
        assert said in str(trial.problem)
        assert tried_now(
            Credential(mine.client_id, mine.client_secret, None, not chosen, None, mine.auth_url)
        ).accepted


def test_the_times_of_here_and_there_can_be_held_against_each_other(served: Served) -> None:
    trial = tried_now(credential(served))
    assert trial.at is not None
    assert abs((datetime.now(UTC) - trial.at).total_seconds()) < 30
