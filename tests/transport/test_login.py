from __future__ import annotations

from itertools import repeat

import pytest

from hotmart.errors import AuthenticationError, ConnectionFailedError, UnexpectedAnswerError
from hotmart.transport.steps import Lost, Reply
from hotmart.transport.tokens import Token

from .world import (
    CONNECTION,
    DROPPED,
    EMPTY,
    HTML,
    JSON,
    LIMITED,
    PAGE,
    REFUSED,
    SECRET,
    UNAUTHORIZED,
    World,
    failed,
    world,
)

TOKEN = Reply(
    200, JSON, b'{"access_token":"H4sI%2B","token_type":"bearer","expires_in":172799,"scope":"read write"}'
)


def test_a_login_keeps_the_secret_out_of_the_url() -> None:
    here = world(TOKEN)
    assert here.log_in() == Token("H4sI%2B", 1000 + 172799 - 300)
    (sent,) = here.sent
    assert (sent.method, sent.url) == ("POST", "https://auth.example/security/oauth/token")
    assert sent.content == b"grant_type=client_credentials"
    assert sent.headers["authorization"] == f"Basic {CONNECTION.basic}"
    assert SECRET not in repr(sent)


@pytest.mark.parametrize("status", [400, 401])
def test_the_documented_form_is_the_second_resort(status: int) -> None:
    here = world(Reply(status, JSON, b"{}"), TOKEN)
    assert here.log_in().value == "H4sI%2B"
    assert here.sent[1].url == (
        "https://auth.example/security/oauth/token"
        "?grant_type=client_credentials&client_id=the-id&client_secret=the-secret"
    )


@pytest.mark.parametrize(("status", "tries"), [(400, 2), (401, 2), (403, 1)])
def test_wrong_credentials_are_told_with_the_next_step(status: int, tries: int) -> None:
    here = World(repeat(Reply(status, JSON, UNAUTHORIZED.body)))
    with pytest.raises(AuthenticationError, match="HOTMART_CLIENT_SECRET") as error:
        here.log_in()
    assert len(here.sent) == tries
    assert SECRET not in f"{error.value} {error.value!r} {error.value.request!r}"


@pytest.mark.parametrize("trouble", [DROPPED, failed(500), LIMITED, REFUSED])
def test_a_login_is_tried_again_after(trouble: Reply | Lost) -> None:
    assert world(trouble, TOKEN).log_in().value == "H4sI%2B"


@pytest.mark.parametrize("reply", [PAGE, EMPTY, Reply(200, JSON, b"{}"), Reply(302, HTML, b"")])
def test_a_login_that_brings_no_token_says_so(reply: Reply) -> None:
    with pytest.raises(UnexpectedAnswerError, match="no token"):
        World(repeat(reply)).log_in()


def test_an_unreachable_login_host_is_named() -> None:
    with pytest.raises(ConnectionFailedError, match=r"https://auth\.example: connection refused"):
        World(repeat(REFUSED)).log_in()
