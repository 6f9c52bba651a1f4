from __future__ import annotations

import pickle
import traceback

from hotmart.credentials import Credential

SECRET = "a-very-secret-secret"


def test_it_never_shows_itself() -> None:
    one = Credential("a-long-client-id", SECRET, "YmFzaWM=", sandbox=True, api_url="http://127.0.0.1:1")
    secret = one.client_secret
    try:
        int("no number")
    except ValueError as error:
        told = "".join(traceback.TracebackException.from_exception(error, capture_locals=True).format())
    for shown in (repr(one), str(one), f"{one}", repr([one]), repr(secret), told):
        assert not any(value in shown for value in (SECRET, "a-long-client-id", "YmFzaWM="))
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301  # our own


def test_a_client_is_given_what_is_known_and_nothing_else() -> None:
    assert Credential("an-id", SECRET).arguments == {
        "client_id": "an-id",
        "client_secret": SECRET,
        "sandbox": False,
    }
    assert Credential(basic="YmFzaWM=", sandbox=True, auth_url="http://127.0.0.1:1").arguments == {
        "basic": "YmFzaWM=",
        "sandbox": True,
        "auth_url": "http://127.0.0.1:1",
    }


def test_of_a_client_id_four_letters_tell_it_apart_and_of_a_short_one_none() -> None:
    assert Credential("0123456789abcdef", SECRET).hint == "0123…"
    assert Credential("short", SECRET).hint == ""
    assert Credential(basic="YmFzaWM=").hint == ""


def test_what_was_written_down_comes_back_and_what_is_odd_is_left_out() -> None:
    assert Credential.of(
        {"client_id": "an-id", "client_secret": 7, "sandbox": "yes", "more": 1}
    ) == Credential("an-id")
